package jsonfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"
)

// maxDigits is how long the text of a number can be.
const maxDigits = 64

// number is an exact decimal, written as a JSON number without an exponent.
type number struct{ value decimal.Decimal }

// MarshalJSONTo writes the digits of the decimal.
func (n number) MarshalJSONTo(enc *jsontext.Encoder) error {
	return enc.WriteValue(jsontext.Value(n.value.String()))
}

// UnmarshalJSONFrom reads the digits of a decimal.
func (n *number) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	v, err := dec.ReadValue()
	if err != nil {
		return err
	}
	text := string(v)
	if v.Kind() != '0' || strings.ContainsAny(text, "eE") || len(text) > maxDigits {
		return fmt.Errorf("%.20s is not a decimal number of at most %d digits", text, maxDigits)
	}
	n.value, err = decimal.NewFromString(text)
	return err
}

// span is a half-open range, written as [start, end].
type span struct{ start, end int }

// MarshalJSONTo writes the span on one line.
func (s span) MarshalJSONTo(enc *jsontext.Encoder) error {
	return enc.WriteValue(fmt.Appendf(nil, "[%d, %d]", s.start, s.end))
}

// UnmarshalJSONFrom reads a span.
func (s *span) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	open, err := dec.ReadToken()
	if err != nil {
		return err
	}
	if open.Kind() != '[' {
		return errSpan
	}
	for _, end := range []*int{&s.start, &s.end} {
		v, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if _, err := fmt.Sscanf(string(v), "%d", end); err != nil || fmt.Sprint(*end) != string(v) {
			return errSpan
		}
	}
	shut, err := dec.ReadToken()
	if err == nil && shut.Kind() != ']' {
		return errSpan
	}
	return err
}

var errSpan = errors.New("a place is [start, end], two whole numbers")

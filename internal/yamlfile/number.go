package yamlfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// maxDigits is how many characters a number may have.
const maxDigits = 18

// Decimal reads an exact decimal such as -2, 0.5 or +1.25.
func (r *Reader) Decimal(f Field) (decimal.Decimal, bool) {
	text, ok := r.number(f, "a number")
	if !ok {
		return decimal.Zero, false
	}
	if why, fix := decimalFault(text); why != "" {
		r.notNumber(f, why, fix)
		return decimal.Zero, false
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		r.notNumber(f, fmt.Sprintf("%q is not a number", text), "")
		return decimal.Zero, false
	}
	return d, true
}

// Whole reads a whole number of at least least.
func (r *Reader) Whole(f Field, least int) (int, bool) {
	text, ok := r.number(f, "a whole number")
	if !ok {
		return 0, false
	}
	n, why, fix := whole(text, least)
	if why != "" {
		if fix == "" {
			r.Error("number", f.Node.Span, fmt.Sprintf("%s: %s", f.Key, why), fmt.Sprintf("write a whole number from %d up", least))
		} else {
			r.notNumber(f, why, fix)
		}
		return 0, false
	}
	return n, true
}

// number is the text of a field that should hold a number.
func (r *Reader) number(f Field, what string) (string, bool) {
	if f.Node.Kind != Scalar || f.Node.Style == Literal || f.Node.Style == Folded {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%s must be %s, and this is a %s", named(f), what, kindWord(f.Node)),
			fmt.Sprintf("write, for example, %s: 2", f.Key))
		return "", false
	}
	return f.Node.Value, true
}

// notNumber reports a text that is no number and shows how to write it.
func (r *Reader) notNumber(f Field, why, fix string) {
	help := "write digits, with a point where there is a fraction, such as 2 or 0.5"
	if fix != "" {
		help = fmt.Sprintf("write %s: %s", f.Key, fix)
	}
	r.Error("number", f.Node.Span, fmt.Sprintf("%s: %s", f.Key, why), help)
}

// whole reads a whole number, or says why it is none and how it should be
// written, if that can be told.
func whole(text string, least int) (n int, why, fix string) {
	if why, fix := decimalFault(text); why != "" {
		return 0, why, fix
	}
	if strings.Contains(text, ".") {
		return 0, fmt.Sprintf("%s is not a whole number", text), ""
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil || n > 999_999_999:
		return 0, fmt.Sprintf("%s is too large", text), ""
	case n < least:
		return 0, fmt.Sprintf("%s is less than %d", text, least), ""
	}
	return n, "", ""
}

// numberSlip is a way of writing a number that is not ours.
type numberSlip struct {
	pattern *regexp.Regexp
	why     string
	fix     string // what to put in its place, as in Regexp.ReplaceAllString
}

func numberSlips() []numberSlip {
	re := regexp.MustCompile
	return []numberSlip{
		{re(`(?i)^[+-]?\.?(nan|inf|infinity)$`), "%q is not a number that can be added up", ""},
		{re(`(?i)^[+-]?0x[0-9a-f]+$`), "%q is a hexadecimal number", ""},
		{re(`(?i)^[+-]?0[ob][0-9]+$`), "%q is not a decimal number", ""},
		{re(`^([+-]?)0+([0-9][0-9.]*)$`), "%q begins with a zero, which other programs take for an octal number", "$1$2"},
		{re(`^[+-]?[0-9.]+[eE][+-]?[0-9]+$`), "%q is a power of ten", ""},
		{re(`^[+-]?[0-9]+(_[0-9]+)+(\.[0-9]+)?$`), "%q has an underscore in it", "_"},
		{re(`^([+-]?[0-9]+),([0-9]+)$`), "%q has a comma in it, and the fraction comes after a point", "$1.$2"},
		{re(`^([+-]?[0-9]+)\.$`), "%q ends with a point", "$1"},
		{re(`^([+-]?)(\.[0-9]+)$`), "%q begins with a point", "${1}0$2"},
		{re(`^(?:\x{2212}|\x{2013}|\x{2014}|\x{2010}|\x{2011})([0-9]+(?:\.[0-9]+)?)$`), "%q begins with a dash, not with a minus sign", "-$1"},
		{re(`^(?:\x{2212}|\x{2013}|\x{2014}|\x{2010}|\x{2011})([0-9]+),([0-9]+)$`), "%q has a dash for a minus sign and a comma for a point", "-$1.$2"},
		{re(`^([+-]) +([0-9]+(?:\.[0-9]+)?)$`), "%q has a space in it", "$1$2"},
		{re(`^([0-9]+)\s*(?:½|1/2)$`), "%q has a fraction that is not written with a point", "$1.5"},
		{re(`(?i)^\(?([+-]?[0-9]+(?:\.[0-9]+)?)\)?(?: ?(?:marks?|points?|pts?\.?|punkte?))?$`), "%q is more than a number", "$1"},
		{re(`^(?:½|1/2)$`), "%q is a fraction that is not written with a point", "0.5"},
	}
}

// decimalFault says why a text is no decimal and how it should be written; why is
// empty where nothing is wrong with it.
func decimalFault(text string) (why, fix string) {
	if isDecimal(text) {
		if len(text) > maxDigits {
			return fmt.Sprintf("a number of more than %d characters is too long", maxDigits), ""
		}
		return "", ""
	}
	for _, s := range numberSlips() {
		if !s.pattern.MatchString(text) || len(text) > maxDigits {
			continue
		}
		if s.fix == "_" {
			return fmt.Sprintf(s.why, text), strings.ReplaceAll(text, "_", "")
		}
		return fmt.Sprintf(s.why, text), s.pattern.ReplaceAllString(text, s.fix)
	}
	return fmt.Sprintf("%q is not a number", text), ""
}

// isDecimal reports whether a text is digits, with a sign before and a fraction
// after them if need be, and no zero in front.
func isDecimal(text string) bool {
	if text != "" && (text[0] == '-' || text[0] == '+') {
		text = text[1:]
	}
	digits, fraction, pointed := strings.Cut(text, ".")
	onlyDigits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return onlyDigits(digits) && (digits == "0" || digits[0] != '0') && (!pointed || onlyDigits(fraction))
}

// LooksLikeNumber reports whether a text was meant as a number, rightly written
// or not.
func LooksLikeNumber(text string) bool {
	if why, _ := decimalFault(text); why == "" {
		return true
	}
	for _, s := range numberSlips() {
		if s.pattern.MatchString(text) {
			return true
		}
	}
	return regexp.MustCompile(`^[+\-\x{2212}]?[0-9][0-9.,_]*$`).MatchString(text)
}

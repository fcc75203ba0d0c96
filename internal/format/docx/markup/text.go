package markup

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// Legal reports whether XML 1.0 allows the character.
func Legal(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// Visible is text in which every character that XML does not allow is shown: a
// control character as its sign (␀, ␛), anything else as U+FFFD.
func Visible(s string) string {
	if badCharacter(s) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case Legal(r):
			return r
		case r < 0x20:
			return 0x2400 + r
		}
		return utf8.RuneError
	}, s)
}

// Escape is text as it is written in an element or, in double quotes, in an
// attribute.
func Escape(s string) string {
	s = Visible(s)
	if !strings.ContainsAny(s, "&<>\"\r\n\t") {
		return s
	}
	var b strings.Builder
	from := 0
	for i := range len(s) {
		if ref := reference(s[i]); ref != "" {
			b.WriteString(s[from:i] + ref)
			from = i + 1
		}
	}
	return b.String() + s[from:]
}

// reference is how a character is written that means something to XML; "" for any
// other.
func reference(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	case '\r':
		return "&#13;"
	case '\n':
		return "&#10;"
	case '\t':
		return "&#9;"
	}
	return ""
}

// unescape resolves the character references of a value; white space in an
// attribute is a space.
func unescape(s string) string {
	if !strings.ContainsAny(s, "&\t\n\r") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch {
		case s[i] == '&':
			text, n, ok := entity(s[i:])
			if !ok {
				text, n = "&", 1
			}
			b.WriteString(text)
			i += n
			continue
		case isSpace(s[i]):
			b.WriteByte(' ')
		default:
			b.WriteByte(s[i])
		}
		i++
	}
	return b.String()
}

// Decode is a part's bytes as UTF-8 text without a byte order mark. Where they
// are in another encoding, the declaration in the text no longer says so.
func Decode(data string) (string, error) {
	if rest, ok := strings.CutPrefix(data, "\xef\xbb\xbf"); ok {
		return rest, nil
	}
	switch {
	case strings.HasPrefix(data, "\xff\xfe"), strings.HasPrefix(data, "<\x00"):
		return decode16(data, unicode.LittleEndian)
	case strings.HasPrefix(data, "\xfe\xff"), strings.HasPrefix(data, "\x00<"):
		return decode16(data, unicode.BigEndian)
	}
	start, end := declared(data)
	name := strings.ToLower(data[start:end])
	if name == "" || name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii" {
		return data, nil
	}
	enc, err := htmlindex.Get(name)
	if err != nil {
		return "", &Error{Reason: "is in the unknown encoding " + name}
	}
	out, err := enc.NewDecoder().String(data)
	if err != nil {
		return "", &Error{Reason: "is not in the encoding " + name + " that it declares"}
	}
	return renamed(out), nil
}

func decode16(data string, order unicode.Endianness) (string, error) {
	if len(data)%2 != 0 {
		return "", &Error{Offset: len(data), Reason: "ends inside a character"}
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i < len(data); i += 2 {
		a, b := uint16(data[i]), uint16(data[i+1])
		if order == unicode.LittleEndian {
			a, b = b, a
		}
		units = append(units, a<<8|b)
	}
	return renamed(strings.TrimPrefix(string(utf16.Decode(units)), "\uFEFF")), nil
}

// declared is where the XML declaration names the encoding; empty where it does
// not.
func declared(text string) (start, end int) {
	if !strings.HasPrefix(text, "<?xml") {
		return 0, 0
	}
	stop := strings.Index(text[:min(len(text), 200)], "?>")
	i := strings.Index(text[:max(stop, 0)], "encoding")
	if i < 0 {
		return 0, 0
	}
	q := i + strings.IndexAny(text[i:stop], `"'`)
	if q < i {
		return 0, 0
	}
	length := strings.IndexByte(text[q+1:stop], text[q])
	if length < 0 {
		return 0, 0
	}
	return q + 1, q + 1 + length
}

// renamed is text whose declaration names UTF-8 as its encoding.
func renamed(text string) string {
	start, end := declared(text)
	if start == end {
		return text
	}
	return text[:start] + "UTF-8" + text[end:]
}

package anchor

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lineHyphen stands in a strict folding for a hyphen at the end of a line: it
// may belong to the word or not.
const lineHyphen = '\x00'

// sameFolded reports whether two passages differ in nothing but white space and
// line breaks, the shape of quotation marks and dashes, the composition of
// accents, invisible characters, and hyphens at line ends.
func sameFolded(a, b string) bool {
	return a == b || sameStrict(strict(a), strict(b))
}

// sameStrict compares two strict foldings.
func sameStrict(a, b string) bool {
	if a == b {
		return true
	}
	for a != "" || b != "" {
		switch {
		case a != "" && b != "" && (a[0] == b[0] || isHyphenPair(a[0], b[0])):
			a, b = a[1:], b[1:]
		case a != "" && a[0] == lineHyphen:
			a = a[1:]
		case b != "" && b[0] == lineHyphen:
			b = b[1:]
		default:
			return false
		}
	}
	return true
}

func isHyphenPair(a, b byte) bool {
	return a == lineHyphen && b == '-' || a == '-' && b == lineHyphen
}

// strict gives the form in which passages are the same for the verdict Folded.
func strict(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last := byte(' ')
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		c, plain := strictOf(r)
		switch {
		case !plain:
			b.WriteString(s[i : i+size])
			last = 0xFF
			if size == 1 {
				last = s[i]
			}
		case c == 0:
		case c == ' ':
			if last != ' ' {
				b.WriteByte(' ')
			}
			last = ' '
		case c == '-':
			if next, broken := skipLineBreak(s, i+size); broken && last != ' ' && last != '-' && startsWord(s, next) {
				b.WriteByte(lineHyphen)
				last, size = '-', next-i
			} else if last != '-' {
				b.WriteByte('-')
				last = '-'
			}
		default:
			b.WriteByte(c)
			last = c
		}
		i += size
	}
	return norm.NFC.String(strings.TrimSuffix(b.String(), " "))
}

// strictOf is the ASCII shape of a rune that has one in the strict folding:
// what the wide one has, but not the ellipsis.
func strictOf(r rune) (byte, bool) {
	switch {
	case r == '-':
		return '-', true
	case r < utf8.RuneSelf:
		if foldASCII[r] == ' ' {
			return ' ', true
		}
		return 0, false
	case r == '…':
		return 0, false
	}
	return plainOf(r)
}

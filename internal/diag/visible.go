package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible makes text that came from a file safe to print on a terminal: control
// characters other than line feed and tab, bidirectional controls and bytes
// that are no UTF-8 are shown as escapes (\x1b, \u202e). All else stays.
func Visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case !hidden(r):
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// VisibleLine is Visible for text that must stay on one line.
func VisibleLine(s string) string {
	return strings.NewReplacer("\n", `\n`, "\t", " ", "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(Visible(s))
}

// hidden reports whether a terminal would act on the character instead of
// showing it, or let it reorder its neighbours.
func hidden(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case unicode.Is(unicode.Cc, r), IsBidiControl(r):
		return true
	}
	return false
}

// IsBidiControl reports whether the character changes the direction of the text
// around it without being seen itself (Unicode Standard Annex 9).
func IsBidiControl(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

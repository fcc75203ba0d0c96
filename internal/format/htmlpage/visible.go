package htmlpage

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gloss/internal/diag"
)

// run is a stretch of a user's text, or one character of it that a browser
// would act on instead of showing it.
type run struct {
	Text string
	Code string // "U+202E"
}

// runs cuts text at the characters that change the direction of what follows,
// or that browsers drop or misread: they are shown by their code.
func runs(s string) []run {
	if s == "" {
		return nil
	}
	if strings.IndexFunc(s, isHidden) < 0 && utf8.ValidString(s) {
		return []run{{Text: s}}
	}
	var out []run
	s = strings.ToValidUTF8(s, "\uFFFD")
	for s != "" {
		i := strings.IndexFunc(s, isHidden)
		if i < 0 {
			return append(out, run{Text: s})
		}
		if i > 0 {
			out = append(out, run{Text: s[:i]})
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		out = append(out, run{Code: fmt.Sprintf("U+%04X", r)})
		s = s[i+size:]
	}
	return out
}

// visible is text for an attribute or the title, where nothing can be set apart.
func visible(s string) string {
	var b strings.Builder
	for _, r := range runs(s) {
		b.WriteString(r.Text + r.Code)
	}
	return b.String()
}

func isHidden(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case r < 0x20, 0x7F <= r && r <= 0x9F:
		return true
	case r == 0x2028, r == 0x2029:
		return true
	}
	return diag.IsBidiControl(r)
}

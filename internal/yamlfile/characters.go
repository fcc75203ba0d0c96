package yamlfile

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// characters finds the characters that YAML cannot read, and the line ends that
// no editor shows as such. In memory, spaces stand for them.
func characters(f *source.File) []slip {
	var out []slip
	for i, r := range f.Text {
		if !isBadCharacter(r) {
			continue
		}
		_, size := utf8.DecodeRuneInString(f.Text[i:])
		found := slip{silent: true, patches: []patch{{at: source.Span{Start: i, End: i + size}, with: " "}}}
		if !inComment(f.Text, i) || !isLineEnd(r) {
			found.finding = badCharacter(r, source.Span{Start: i, End: i + size})
		}
		out = append(out, found)
	}
	return out
}

func isLineEnd(r rune) bool { return r == 0x85 || r == 0x2028 || r == 0x2029 }

func isBadCharacter(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return false
	case r < 0x20 || r >= 0x7F && r <= 0x9F:
		return true
	}
	return isLineEnd(r) || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError
}

// inComment reports whether an offset lies on a line that is a comment.
func inComment(text string, at int) bool {
	line := text[strings.LastIndexAny(text[:at], "\r\n")+1:]
	return strings.HasPrefix(strings.TrimLeft(line, " \t"), "#")
}

func badCharacter(r rune, at source.Span) diag.Finding {
	f := diag.Finding{Severity: diag.Error, Rule: "control-character", Span: at}
	switch {
	case isLineEnd(r):
		f.Rule = "line-separator"
		f.Message = fmt.Sprintf("an invisible line end (U+%04X) stands here; it comes along with text that is copied from Word or from a web page", r)
		f.Help = []string{"delete it: put the cursor behind it and press Backspace once", fmt.Sprintf(`if it is meant, write \u%04x between double quotation marks`, r)}
	case r == 0xFEFF:
		f.Message = "an invisible character (U+FEFF) stands here"
		f.Help = []string{"delete it: put the cursor behind it and press Backspace once"}
	case r == utf8.RuneError:
		f.Message = "a character here was damaged and cannot be read (U+FFFD)"
		f.Help = []string{"save the file as UTF-8 and type the character again"}
	default:
		f.Message = fmt.Sprintf("a control character (U+%04X) stands here, and no text can have one", r)
		f.Help = []string{"delete it: put the cursor behind it and press Backspace once"}
	}
	return f
}

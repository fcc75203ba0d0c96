package yamlfile

import (
	"fmt"
	"unicode/utf8"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// characters finds the characters that YAML cannot read, and the line ends that
// no editor shows as such. In memory, spaces stand for them. A stretch of them is
// one slip, and after maxSlips nothing more is looked for.
func characters(f *source.File) []slip {
	var out []slip
	comment, blank, end := false, true, -1
	for i, r := range f.Text {
		switch {
		case r == '\n' || r == '\r':
			comment, blank = false, true
		case r != ' ' && r != '\t':
			comment, blank = comment || blank && r == '#', false
		}
		if !isBadCharacter(r) {
			continue
		}
		_, size := utf8.DecodeRuneInString(f.Text[i:])
		if end == i {
			last := &out[len(out)-1].patches[0]
			last.at.End += size
			end += size
			continue
		}
		if len(out) >= maxSlips {
			break
		}
		end = i + size
		found := slip{silent: true, patches: []patch{{at: source.Span{Start: i, End: end}, with: " "}}}
		if r == 0xFEFF {
			found.patches[0].with = ""
		}
		if !comment || !isLineEnd(r) {
			found.finding = badCharacter(r, source.Span{Start: i, End: end})
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

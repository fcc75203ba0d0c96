package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"gloss/internal/source"
)

const (
	aroundWords = 5    // words shown on either side of a passage
	aroundRunes = 40   // characters, where words are longer than that or not apart
	keptWords   = 4    // words kept at each end of a long passage
	farBytes    = 2048 // further off than this nothing is shown
)

// Excerpt is a passage of the essay with the words around it, on one line.
// Joined, its parts read as they stand in the essay; "…" is where words are left
// out.
type Excerpt struct {
	Before, Passage, After string
	Paragraph              int // the number of the paragraph that it begins in; 0: none
}

// Excerpt is the passage at a place with up to five words of its block on either
// side.
func (r *Report) Excerpt(s source.Span) Excerpt {
	text := r.Essay.Text
	around := source.Span{End: len(text)}
	out := Excerpt{Passage: flat(Shortened(s.Of(text)))}
	if at := r.Essay.BlockAt(s.Start); at >= 0 {
		around, out.Paragraph = r.Essay.Blocks[at].Span, r.Essay.Blocks[at].Number
	}
	out.Before = lastWords(text[min(around.Start, s.Start):s.Start])
	out.After = firstWords(text[s.End:max(around.End, s.End)])
	return out
}

// flat is text on one line.
func flat(s string) string { return strings.NewReplacer("\n", " ", "\t", " ").Replace(s) }

// Shortened is a passage that is longer than eleven words, or as long without
// spaces, by its first and its last words. The whole of it stands in the text.
func Shortened(s string) string {
	if len(s) > 2*farBytes {
		s = firstBytes(s) + " … " + lastBytes(s)
	}
	if words := strings.Fields(s); len(words) > 2*keptWords+3 {
		s = strings.Join(words[:keptWords], " ") + " … " + strings.Join(words[len(words)-keptWords:], " ")
	}
	if chars := characters(s); len(chars) > 4*aroundRunes {
		s = strings.Join(chars[:aroundRunes], "") + " … " + strings.Join(chars[len(chars)-aroundRunes:], "")
	}
	return s
}

// firstWords are the first words of what follows a passage.
func firstWords(s string) string {
	words := strings.Fields(firstBytes(s))
	cut := len(words) > aroundWords
	if cut {
		words = words[:aroundWords]
	}
	out := strings.Join(words, " ")
	if chars := characters(out); len(chars) > aroundRunes {
		out, cut = strings.TrimRight(strings.Join(chars[:aroundRunes], ""), " "), true
	}
	if out != "" && strings.TrimLeftFunc(s, unicode.IsSpace) != s {
		out = " " + out
	}
	if cut {
		return out + " …"
	}
	return out
}

// lastWords are the last words of what stands before a passage.
func lastWords(s string) string {
	words := strings.Fields(lastBytes(s))
	cut := len(words) > aroundWords
	if cut {
		words = words[len(words)-aroundWords:]
	}
	out := strings.Join(words, " ")
	if chars := characters(out); len(chars) > aroundRunes {
		out, cut = strings.TrimLeft(strings.Join(chars[len(chars)-aroundRunes:], ""), " "), true
	}
	if out != "" && endsInSpace(s) {
		out += " "
	}
	if cut {
		return "… " + out
	}
	return out
}

// firstBytes is the beginning of a long text.
func firstBytes(s string) string {
	end := min(len(s), farBytes)
	for end < len(s) && !utf8.RuneStart(s[end]) {
		end++
	}
	return s[:end]
}

// lastBytes is the end of a long text.
func lastBytes(s string) string {
	start := max(0, len(s)-farBytes)
	for start < len(s) && !utf8.RuneStart(s[start]) {
		start++
	}
	return s[start:]
}

func endsInSpace(s string) bool { return strings.TrimRightFunc(s, unicode.IsSpace) != s }

// characters are the text's grapheme clusters.
func characters(s string) []string {
	var out []string
	for it := graphemes.FromString(s); it.Next(); {
		out = append(out, it.Value())
	}
	return out
}

package htmlpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

const (
	aroundWords = 5    // words shown on either side of a passage
	aroundRunes = 40   // characters, where words are longer than that or not apart
	keptWords   = 4    // words kept at each end of a long passage
	farBytes    = 2048 // further off than this nothing is shown
)

// shortened is a passage that is longer than eleven words, or as long without
// spaces, by its first and its last words. The whole of it stands in the text.
func shortened(s string) string {
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
		out, cut = strings.Join(chars[:aroundRunes], ""), true
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
		out, cut = strings.Join(chars[len(chars)-aroundRunes:], ""), true
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

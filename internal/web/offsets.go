package web

import (
	"slices"

	"gloss/internal/source"
)

// place is a stretch of an essay's text in UTF-16 units, as browsers count.
type place struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// span is the place in bytes. It reports false where the place is not one of the
// text: it holds nothing, reaches beyond the end, or cuts a character.
func (p place) span(text string) (source.Span, bool) {
	start, okStart := byteAt(text, p.Start)
	end, okEnd := byteAt(text, p.End)
	return source.Span{Start: start, End: end}, okStart && okEnd && start < end
}

// byteAt is the byte at which a UTF-16 unit of the text begins.
func byteAt(text string, unit int) (int, bool) {
	seen := 0
	for at, r := range text {
		if seen >= unit {
			return at, seen == unit
		}
		seen += width(r)
	}
	return len(text), seen == unit
}

// unitsAt counts the UTF-16 units before each of the byte offsets, in one pass.
func unitsAt(text string, offsets []int) map[int]int {
	slices.Sort(offsets)
	out := make(map[int]int, len(offsets))
	at, units := 0, 0
	for _, offset := range offsets {
		for _, r := range text[at:offset] {
			units += width(r)
		}
		at = offset
		out[offset] = units
	}
	return out
}

// width is how many units a character takes.
func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

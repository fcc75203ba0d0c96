package source

import (
	"unicode/utf8"
)

// Span is a half-open range of byte offsets, [Start, End), in one UTF-8 text.
// Spans lie on rune borders.
type Span struct {
	Start, End int
}

// Len is the span's length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// IsEmpty reports whether the span holds no bytes.
func (s Span) IsEmpty() bool { return s.End <= s.Start }

// Contains reports whether other lies wholly inside s.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(other Span) bool { return s.Start < other.End && other.Start < s.End }

// Of is the piece of text that the span names.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// CodePoints is the number of code points in text before the byte offset.
func CodePoints(text string, offset int) int {
	return utf8.RuneCountInString(text[:offset])
}

// ByteOffset is the byte offset of the n-th code point of text, counted from 0;
// n may equal the number of code points. It reports false where text is shorter.
func ByteOffset(text string, n int) (int, bool) {
	if n < 0 {
		return 0, false
	}
	seen := 0
	for i := range text {
		if seen == n {
			return i, true
		}
		seen++
	}
	return len(text), seen == n
}

// UTF16Units is the number of UTF-16 code units that text[:offset] takes.
func UTF16Units(text string, offset int) int {
	n := 0
	for _, r := range text[:offset] {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

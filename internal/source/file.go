// Package source is the only reading of inputs: one input's bytes, the text
// they decode to, and where an offset of that text lies.
//
// Inside the program a place is a byte offset of UTF-8 text, and a Span is a
// half-open range of such offsets on rune borders. People read lines and
// columns counted from 1, the columns in code points; other programs count code
// points or UTF-16 code units. The conversions stand here and nowhere else.
//
// An Input that was read is never changed, and nothing is ever written.
package source

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// File is one input decoded to text. It is read-only once made and may be
// shared between goroutines.
type File struct {
	// Name is the input as the user wrote it.
	Name string
	// Text is the decoded input: UTF-8 without a byte order mark, line ends as
	// they stand in the file.
	Text string
	// Encoding is the IANA name of the encoding that Text was decoded from.
	Encoding string
	// Guessed is set where nothing but the bytes themselves spoke for Encoding.
	Guessed bool
	// BOM is set where the file began with a byte order mark.
	BOM bool
	// Damaged is set where bytes that the encoding cannot hold stand in Text as
	// U+FFFD.
	Damaged bool

	lines []int // offset of the first byte of every line
}

// NewFile is a file whose text is already at hand.
func NewFile(name, text string) *File {
	return &File{Name: name, Text: text, Encoding: "utf-8", lines: lineStarts(text)}
}

// lineStarts finds where the lines of text begin. A line ends with LF, CRLF or
// a lone CR, as editors count them.
func lineStarts(text string) []int {
	starts := make([]int, 1, 1+strings.Count(text, "\n"))
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			starts = append(starts, i+1)
		case '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				starts = append(starts, i+1)
			}
		}
	}
	return starts
}

// Position is a place as people name it: line and column from 1, the column in
// code points.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Position is the line and column of a byte offset of the file's text. An
// offset outside the text is taken as its nearest end.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Text)))
	line := sort.SearchInts(f.lines, offset+1)
	start := f.lines[line-1]
	return Position{Line: line, Column: 1 + utf8.RuneCountInString(f.Text[start:offset])}
}

// LineCount is the number of lines; a final line end begins no further line
// unless the file is empty, which has one line.
func (f *File) LineCount() int {
	n := len(f.lines)
	if n > 1 && f.lines[n-1] == len(f.Text) {
		n--
	}
	return n
}

// Line is the span of line n, from 1, without its line end. It reports false
// where there is no such line.
func (f *File) Line(n int) (Span, bool) {
	if n < 1 || n > len(f.lines) {
		return Span{}, false
	}
	start, end := f.lines[n-1], len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	for end > start && (f.Text[end-1] == '\n' || f.Text[end-1] == '\r') {
		end--
	}
	return Span{Start: start, End: end}, true
}

package markdown

import (
	"sort"
	"strings"

	"gloss/internal/source"
)

// lines is a file's text with every line end as a line feed, as the parser needs
// it, and the way back.
type lines struct {
	text string
	// shorter are the offsets of text, in order, before which the file has one
	// byte more than text: just after the line feeds that are two bytes there.
	shorter []int
}

func newLines(file string) lines {
	if !strings.ContainsRune(file, '\r') {
		return lines{text: file}
	}
	var l lines
	var b strings.Builder
	b.Grow(len(file))
	for i := 0; i < len(file); i++ {
		switch {
		case file[i] != '\r':
			b.WriteByte(file[i])
		case strings.HasPrefix(file[i:], "\r\n"):
			i++
			fallthrough
		default:
			b.WriteByte('\n')
			if file[i] == '\n' {
				l.shorter = append(l.shorter, b.Len())
			}
		}
	}
	l.text = b.String()
	return l
}

// offset leads an offset of the text back to the file.
func (l lines) offset(at int) int {
	return at + sort.SearchInts(l.shorter, at+1)
}

// span leads a span of the text back to the file.
func (l lines) span(start, end int) source.Span {
	return source.Span{Start: l.offset(start), End: l.offset(end)}
}

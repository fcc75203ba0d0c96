package jsonfile

import (
	"sort"
	"unicode/utf8"

	"gloss/internal/source"
)

// stride is how many code points lie between two whose byte offset is known.
const stride = 256

// points turns byte offsets of a text into code points and back, without
// counting from the start each time.
type points struct {
	text  string
	known []int // known[i] is the byte offset of code point i*stride
	count int   // code points in all
}

func newPoints(text string) *points {
	p := &points{text: text}
	for i := range text {
		if p.count%stride == 0 {
			p.known = append(p.known, i)
		}
		p.count++
	}
	return p
}

// point is the code point at a byte offset.
func (p *points) point(offset int) int {
	i := sort.SearchInts(p.known, offset+1) - 1
	if i < 0 {
		return 0
	}
	return i*stride + utf8.RuneCountInString(p.text[p.known[i]:offset])
}

// offset is the byte offset of a code point, which must not be beyond the end.
func (p *points) offset(point int) int {
	if point >= p.count {
		return len(p.text)
	}
	at := p.known[point/stride]
	for range point % stride {
		_, size := utf8.DecodeRuneInString(p.text[at:])
		at += size
	}
	return at
}

// write is a span of the text in code points.
func (p *points) write(s source.Span) span { return span{p.point(s.Start), p.point(s.End)} }

// read is a span in code points as a span of the text.
func (p *points) read(s span) source.Span {
	return source.Span{Start: p.offset(s.start), End: p.offset(s.end)}
}

package criticmarkup

import (
	"sort"
	"strings"
	"unicode/utf8"

	"gloss/internal/source"
)

// layout is the inline Markdown of a file; the zero value is that of plain text.
type layout struct {
	file       string
	paragraphs []paragraph
}

// widen is the smallest span that holds s and cuts no construct and no word with
// a star or underscore beside the cut: next to a sign they would become marks of
// emphasis.
func (l layout) widen(s source.Span) source.Span {
	for {
		before := s
		for _, c := range l.near(s) {
			crosses := c.outer.Overlaps(s) && !s.Contains(c.outer) && !c.inner.Contains(s)
			covers := c.inner.Overlaps(s) && s.Contains(c.inner)
			if crosses || covers || c.whole && c.outer.Overlaps(s) {
				s.Start, s.End = min(s.Start, c.outer.Start), max(s.End, c.outer.End)
			}
		}
		for l.isLoose(s.Start) {
			s.Start--
		}
		for l.isLoose(s.End) {
			s.End++
		}
		if s == before {
			return s
		}
	}
}

// after is the first offset from at on where a comment can stand.
func (l layout) after(at int) int {
	for {
		before := at
		for _, c := range l.near(source.Span{Start: at, End: at + 1}) {
			if c.outer.Start < at && at < c.outer.End {
				at = c.outer.End
			}
		}
		for l.isLoose(at) {
			at++
		}
		if at == before {
			return at
		}
	}
}

// isLoose reports whether the offset lies in a word and beside a star,
// underscore or tilde that is a mere character there.
func (l layout) isLoose(at int) bool {
	if at <= 0 || at >= len(l.file) {
		return false
	}
	if isSpace(l.file[at-1]) || isSpace(l.file[at]) {
		return false
	}
	return l.isCharacter(at-1) || l.isCharacter(at) || !utf8.RuneStart(l.file[at])
}

// isCharacter reports whether a star, underscore or tilde stands at the offset
// that marks nothing.
func (l layout) isCharacter(at int) bool {
	if strings.IndexByte("*_~", l.file[at]) < 0 || at > 0 && l.file[at-1] == '\\' {
		return false
	}
	for _, c := range l.near(source.Span{Start: at, End: at + 1}) {
		if c.outer.Start <= at && at < c.outer.End && (c.whole || at < c.inner.Start || at >= c.inner.End) {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// near are the constructs of the paragraphs that the span touches.
func (l layout) near(s source.Span) []construct {
	ps := l.paragraphs
	i := sort.Search(len(ps), func(i int) bool { return ps[i].span.End >= s.Start })
	var out []construct
	for ; i < len(ps) && ps[i].span.Start <= s.End; i++ {
		out = append(out, ps[i].constructs...)
	}
	return out
}

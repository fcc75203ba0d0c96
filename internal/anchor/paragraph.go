package anchor

import (
	"slices"
	"strings"

	"gloss/internal/source"
)

const (
	// foreign is the share of a paragraph below which the quote's words, in their
	// order, are there by chance.
	foreign = 0.15
	// swapped is the share from which they were put in another order.
	swapped = 0.6
)

// dropParagraphs leaves the paragraphs at the ends of a frame out in which
// nothing of the quote is, if that stood within one line: they were put in
// beside it. It may leave no tokens.
func (l *look) dropParagraphs(s *scene, a *alignment, from, to int) (int, int) {
	borders := l.borders(from, to)
	if len(borders) == 2 {
		return from, to
	}
	has := func(i int) bool {
		from, to := borders[i], borders[i+1]
		return a.covers(s, from, to) >= foreign || s.f.shares(&s.pattern, from, to) >= swapped
	}
	first, last := 0, len(borders)-1
	for first < last && !has(first) {
		first++
	}
	for first < last && !has(last-1) {
		last--
	}
	return borders[first], borders[last]
}

// inParagraph narrows a place to the paragraph of it that has most of the quote, if
// that stood within one line.
func (l *look) inParagraph(span source.Span) source.Span {
	f := l.t.fold()
	borders := l.borders(f.tokensOf(span))
	if len(borders) == 2 {
		return span
	}
	p := newPattern(l.ctx.prefix, l.foldedQuote(), l.ctx.suffix)
	most := -1.0
	for i, from := range borders[:len(borders)-1] {
		to := borders[i+1]
		if has := f.shares(&p, from, to) * float64(f.massBetween(from, to)); has > most {
			most, span = has, l.t.span(int(f.tokens[from].start), int(f.tokens[to-1].end))
		}
	}
	return span
}

// borders are the tokens [from, to) cut where paragraphs end: from, the first tokens
// of further paragraphs, and to. A quote of several lines may stand in several
// paragraphs, and then nothing is cut.
func (l *look) borders(from, to int) []int {
	out := []int{from}
	if !strings.Contains(strings.TrimFunc(l.sel.Quote, isBlank), "\n") {
		for i := from + 1; i < to; i++ {
			if l.t.isParted(i) {
				out = append(out, i)
			}
		}
	}
	return append(out, to)
}

// covers is the share of the mass of the tokens [from, to) that is paired with the
// quote's words.
func (a *alignment) covers(s *scene, from, to int) float64 {
	var sum int32
	for i := s.pattern.from; i < s.pattern.to; i++ {
		if t := int(a.token[i]); a.good(i) && from <= t && t < to {
			sum += s.pattern.words[i].mass
		}
	}
	return share(float64(sum), float64(s.f.massBetween(from, to)))
}

// isParted reports whether a paragraph ends between token i and the one before.
func (t *Text) isParted(i int) bool {
	f := t.fold()
	var gap source.Span
	gap.Start, gap.End = f.at.both(int(f.tokens[i-1].end)-1, int(f.tokens[i].start))
	switch strings.Count(gap.Of(t.raw), "\n") {
	case 0:
		return false
	case 1:
		_, begins := slices.BinarySearchFunc(t.paragraphs(), gap.End, func(p source.Span, at int) int { return p.Start - at })
		return begins
	}
	return true
}

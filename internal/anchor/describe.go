package anchor

import (
	"unicode/utf8"

	"gloss/internal/source"
)

// contextLength is how much context Describe gives on each side, in code
// points.
const contextLength = 32

// Describe names a span so that it can be found again: Resolve(Describe(span))
// is the span, exactly, in the same text, and the selector carries enough
// context to find it in a changed one. A span outside the text or inside a
// cluster is first widened to what it touches. An empty span is named by its
// position alone.
func (t *Text) Describe(span source.Span) Selector {
	span = whole(t.raw, span)
	at := span
	if span.IsEmpty() {
		return Selector{Position: &at}
	}
	from, to := span.Start, span.End
	for n := 0; n < contextLength && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(t.raw[:from])
		from -= size
	}
	for n := 0; n < contextLength && to < len(t.raw); n++ {
		_, size := utf8.DecodeRuneInString(t.raw[to:])
		to += size
	}
	_, from = cluster(t.raw, from)
	to, _ = cluster(t.raw, to)
	return Selector{
		Quote:    span.Of(t.raw),
		Prefix:   t.raw[min(from, span.Start):span.Start],
		Suffix:   t.raw[span.End:max(to, span.End)],
		Position: &at,
	}
}

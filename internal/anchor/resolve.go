package anchor

import (
	"strings"

	"gloss/internal/source"
)

// Text is an essay's text, folded for look-ups.
type Text struct {
	raw        string
	paragraphs []source.Span
}

// Draft is an earlier draft aligned with a newer text.
type Draft struct {
	old, new *Text
}

// Prepare folds a text once for many look-ups. paragraphs are the spans of the
// text's paragraphs in order; nil: blank lines divide.
func Prepare(text string, paragraphs []source.Span) *Text {
	return &Text{raw: text, paragraphs: paragraphs}
}

// Align lines an earlier draft up with the text that selectors are looked up in.
func Align(old, new *Text) *Draft { return &Draft{old: old, new: new} }

// Resolve finds the one place that the selector names.
func (t *Text) Resolve(sel Selector, opts Options) Match {
	_ = opts
	if sel.Quote == "" {
		if sel.Within != nil {
			return Match{Verdict: Exact, Span: *sel.Within, Confidence: 1}
		}
		return Match{}
	}
	i := strings.Index(t.raw, sel.Quote)
	if i < 0 {
		return Match{}
	}
	return Match{Verdict: Exact, Span: source.Span{Start: i, End: i + len(sel.Quote)}, Confidence: 1}
}

// ResolveAll finds every place where the quote stands.
func (t *Text) ResolveAll(sel Selector, opts Options) []Match {
	if m := t.Resolve(sel, opts); m.Verdict.Placed() {
		return []Match{m}
	}
	return nil
}

// Describe is the selector by which Resolve finds the span again.
func (t *Text) Describe(span source.Span) Selector {
	return Selector{Quote: span.Of(t.raw), Position: &span}
}

package anchor

import (
	"strings"

	"gloss/internal/source"
)

// Resolve finds the one place that the selector names.
//
// A quote is looked for literally, then folded, then without one pair of
// quotation marks around it, then with its ellipses standing for other text,
// and last among passages that are like it. Context that stands literally on
// both sides of exactly one place decides; otherwise Within, Occurrence and
// Position do, unless the essay has changed. A place where the quote lies
// inside a longer word counts only where there is no better, or where context
// or position point to it.
func (t *Text) Resolve(sel Selector, opts Options) Match {
	return t.Search(sel, opts).Resolve(opts.Draft)
}

// A Search is one look-up in steps, for callers that ready no more than it
// takes: what is Literal needs no folded text, what is Settled no draft.
// It serves one goroutine.
type Search struct{ look *look }

// Search begins to look a selector up. Options.Draft is left to Resolve.
func (t *Text) Search(sel Selector, opts Options) Search {
	return Search{&look{t: t, sel: sel, opts: Options{NoFuzzy: opts.NoFuzzy}}}
}

// Literal is what Resolve answers where the quote stands literally in one place
// only, with its prefix and its suffix around it.
func (s Search) Literal() (Match, bool) {
	l := s.look
	l.tried = true
	text, sel := l.t.raw, &l.sel
	if sel.Quote == "" || strings.TrimFunc(sel.Prefix, isBlank) == "" || strings.TrimFunc(sel.Suffix, isBlank) == "" {
		return Match{}, false
	}
	f := newFinder(text, sel.Quote)
	at := f.next(0)
	if l.absent = at < 0; l.absent || f.next(at+1) >= 0 {
		return Match{}, false
	}
	span := source.Span{Start: at, End: at + len(sel.Quote)}
	if !strings.HasSuffix(text[:at], sel.Prefix) || !strings.HasPrefix(text[span.End:], sel.Suffix) || cutsCluster(text, span) {
		return Match{}, false
	}
	return l.sure(place{span: span, level: Exact}), true
}

// Settled is what Resolve answers where the quote stands in one place only, at
// worst but for what folding levels, with its context on both sides.
func (s Search) Settled() (Match, bool) {
	if s.look.sel.Quote == "" {
		return Match{}, false
	}
	s.look.ready()
	return s.look.beyondDoubt()
}

// Resolve is Text.Resolve with an earlier draft, or nil. It ends the search.
func (s Search) Resolve(draft *Draft) Match {
	l := s.look
	if l.sel.Quote == "" {
		return l.t.bare(l.sel)
	}
	if !l.tried {
		if m, ok := s.Literal(); ok {
			return m
		}
	}
	l.ready()
	l.opts.Draft = draft
	if m, ok := l.settled(); ok {
		return m
	}
	return l.judged()
}

// settled answers where the selector leaves nothing to be judged.
func (l *look) settled() (Match, bool) {
	if m, ok := l.literally(); ok {
		return m, true
	}
	if m, ok := l.unquoted(); ok {
		return m, true
	}
	return l.elided()
}

// ResolveAll finds every place where the quote stands literally or folded,
// inside Within if that is set, in the order of the text and without overlaps.
// Places inside longer words are left out where there are others, and so are
// those without the context where some have it. Where the quote stands
// nowhere, the one place that Resolve finds is the answer, if it finds one.
func (t *Text) ResolveAll(sel Selector, opts Options) []Match {
	if sel.Quote == "" {
		return placed(t.bare(sel))
	}
	l := newLook(t, sel, opts)
	all := l.inside(l.everywhere(sel.Quote))
	if bare, ok := withoutMarks(sel.Quote); ok && len(all) == 0 {
		all = l.inside(l.everywhere(bare))
	}
	all = apart(cleanest(fullest(all)))
	if len(all) == 0 {
		one := sel
		one.Occurrence = 0
		return placed(t.Resolve(one, opts))
	}
	out := make([]Match, len(all))
	for i, p := range all {
		out[i] = Match{Verdict: p.level, Span: p.span, Confidence: 1}
	}
	return out
}

func placed(m Match) []Match {
	if !m.Verdict.Placed() {
		return nil
	}
	return []Match{m}
}

// bare resolves a selector without a quote.
func (t *Text) bare(sel Selector) Match {
	switch {
	case sel.Position != nil && sel.Within == nil:
		return t.given(*sel.Position)
	case sel.Within != nil && sel.Position == nil:
		return t.given(*sel.Within)
	case sel.Within != nil:
		m := t.given(*sel.Position)
		m.Outside = m.Verdict.Placed() && !sel.Within.Contains(m.Span)
		return m
	case strings.TrimSpace(sel.Prefix) != "" && strings.TrimSpace(sel.Suffix) != "":
		return t.between(sel.Prefix, sel.Suffix)
	}
	return Match{}
}

// given is the match for a span given outright.
func (t *Text) given(span source.Span) Match {
	if span.Start < 0 || span.End < span.Start || span.End > len(t.raw) || cutsCluster(t.raw, span) {
		return Match{}
	}
	return Match{Verdict: Exact, Span: span, Confidence: 1}
}

// between finds the text between a prefix and a suffix: from each prefix to
// the next suffix, the shortest first.
func (t *Text) between(prefix, suffix string) Match {
	l := newLook(t, Selector{}, Options{})
	parts := [][]place{l.everywhere(strings.TrimSpace(prefix)), l.everywhere(strings.TrimSpace(suffix))}
	var found []place
	for _, c := range chains(parts, t.paragraphs()) {
		gap := trimSpan(t.raw, source.Span{Start: c.first.End, End: c.last.Start})
		found = append(found, place{span: gap, level: c.level})
	}
	switch len(found) {
	case 0:
		return Match{}
	case 1:
		return Match{Verdict: found[0].level, Span: found[0].span, Confidence: 1}
	}
	return ambiguous(found)
}

// trimSpan leaves the white space at its ends out of a span.
func trimSpan(text string, span source.Span) source.Span {
	s := span.Of(text)
	span.Start += len(s) - len(strings.TrimLeftFunc(s, isBlank))
	s = span.Of(text)
	span.End -= len(s) - len(strings.TrimRightFunc(s, isBlank))
	return whole(text, span)
}

func isBlank(r rune) bool {
	c, ok := strictOf(r)
	return ok && (c == ' ' || c == 0)
}

// ambiguous is the match for places that nothing decides between.
func ambiguous(places []place) Match {
	m := Match{Verdict: Ambiguous}
	for _, p := range places[:min(len(places), maxListed)] {
		m.Candidates = append(m.Candidates, Candidate{Span: p.span, Confidence: 1 / float64(len(places))})
	}
	return m
}

// maxListed is how many places an ambiguous match names.
const maxListed = 100

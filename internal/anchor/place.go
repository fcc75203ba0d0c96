package anchor

import (
	"slices"
	"strings"

	"gloss/internal/source"
)

// A place is where a quote stands, literally (Exact) or Folded.
type place struct {
	span  source.Span
	level Verdict
	fit   fit
	clean bool // begins and ends between words
}

// A look is one look-up under way.
type look struct {
	t    *Text
	sel  Selector
	opts Options
	ctx  context
	seen []place // the quote's places, once literally has looked

	loose  []place // where it stands but for case and accents
	looked bool    // both are found
	tried  bool    // it does not stand literally in one place only
	absent bool    // nor anywhere

	folded *folded // the quote's, once it was asked for

	nearest *Evidence // the likest of the places that are too unlike to judge
}

func newLook(t *Text, sel Selector, opts Options) *look {
	l := &look{t: t, sel: sel, opts: opts}
	l.ready()
	return l
}

// ready folds the context once.
func (l *look) ready() {
	if l.ctx.prefix == nil {
		l.ctx = newContext(l.sel.Prefix, l.sel.Suffix)
	}
}

// foldedQuote folds the selector's quote once.
func (l *look) foldedQuote() *folded {
	if l.folded == nil {
		l.folded = fold(l.sel.Quote)
	}
	return l.folded
}

// manyPlaces is the number of places beyond which only literal context is
// looked at: a single letter stands everywhere.
const manyPlaces = 2048

// standing finds the places where a quote stands literally, overlapping ones
// too.
func (l *look) standing(quote string) []place {
	var out []place
	f := newFinder(l.t.raw, quote)
	for i := f.next(0); i >= 0; i = f.next(i + 1) {
		span := source.Span{Start: i, End: i + len(quote)}
		if !cutsCluster(l.t.raw, span) {
			out = append(out, place{span: span, level: Exact})
		}
	}
	l.describe(out)
	return out
}

// everywhere finds the places where a quote stands literally or folded.
func (l *look) everywhere(quote string) []place {
	return l.widen(quote, l.standing(quote))
}

// widen adds the folded places of a quote to its literal ones. Those that differ
// in more than the strict folding allows, case and accents, are kept in
// l.loose.
func (l *look) widen(quote string, out []place) []place {
	var units []byte
	if quote == l.sel.Quote {
		units = trimBlanks(l.foldedQuote().units)
	} else {
		units = trimBlanks(fold(quote).units)
	}
	quote = strings.TrimSpace(quote)
	if len(units) == 0 {
		return out
	}
	folded := l.t.fold()
	var want string // the quote, strictly folded, once something like it stands there
	var more []place
	l.loose = nil
	f := newFinder(asString(folded.units), asString(units))
	k := 0
	for i := f.next(0); i >= 0; i = f.next(i + 1) {
		span := l.t.span(i, i+len(units))
		for k < len(out) && out[k].span.End <= span.Start {
			k++
		}
		if k < len(out) && out[k].span.Overlaps(span) && out[k].span.Len() >= span.Len() {
			continue
		}
		if want == "" {
			want = strict(quote)
		}
		if s := span.Of(l.t.raw); s != quote && !sameStrict(strict(s), want) {
			l.loose = append(l.loose, place{span: span, level: Fuzzy})
			continue
		}
		more = append(more, place{span: span, level: Folded})
	}
	l.describe(more)
	out = append(out, more...)
	slices.SortStableFunc(out, func(a, b place) int { return a.span.Start - b.span.Start })
	return out
}

// describe fills in how places stand among their neighbours.
func (l *look) describe(places []place) {
	for i := range places {
		p := &places[i]
		p.clean = isClean(l.t.raw, p.span)
		switch {
		case l.ctx.given() == 0:
		case l.literalContext(p.span):
			p.fit = fit{sideFull, sideFull}
		case len(places) <= manyPlaces:
			p.fit = l.ctx.around(l.t.raw, p.span)
		}
	}
}

// literalContext reports whether both sides were given and stand there byte
// for byte.
func (l *look) literalContext(span source.Span) bool {
	return len(l.ctx.before) > 0 && len(l.ctx.after) > 0 &&
		strings.HasSuffix(l.t.raw[:span.Start], l.sel.Prefix) &&
		strings.HasPrefix(l.t.raw[span.End:], l.sel.Suffix)
}

// inside keeps the places inside Within, if that is set.
func (l *look) inside(places []place) []place {
	if l.sel.Within == nil {
		return places
	}
	return keep(places, func(p place) bool { return l.sel.Within.Contains(p.span) })
}

func keep(places []place, want func(place) bool) []place {
	var out []place
	for _, p := range places {
		if want(p) {
			out = append(out, p)
		}
	}
	return out
}

// preferred keeps the places that satisfy want, if there are any.
func preferred(places []place, want func(place) bool) []place {
	if out := keep(places, want); len(out) > 0 {
		return out
	}
	return places
}

// fullest keeps the places with the most sides of the context.
func fullest(places []place) []place {
	most := 0
	for _, p := range places {
		most = max(most, p.fit.full())
	}
	return keep(places, func(p place) bool { return p.fit.full() == most })
}

// cleanest keeps the places that begin and end between words, if there are any.
func cleanest(places []place) []place {
	return preferred(places, func(p place) bool { return p.clean })
}

// apart keeps the places that do not overlap the one kept before.
func apart(places []place) []place {
	end := 0
	return keep(places, func(p place) bool {
		if p.span.Start < end {
			return false
		}
		end = p.span.End
		return true
	})
}

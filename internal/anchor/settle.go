package anchor

import (
	"strings"

	"gloss/internal/source"
)

// literally settles the selector among the places where the quote stands,
// literally first. It reports false where it stands nowhere, or where what is
// known leaves a doubt that only a comparison of all likely places can judge.
func (l *look) literally() (Match, bool) {
	if m, ok := l.beyondDoubt(); ok {
		return m, true
	}
	if len(l.seen) > 0 || len(l.loose) == 0 || !l.mayBeLoose() {
		return l.settle(l.seen)
	}
	m, ok := l.settle(l.loose)
	m.Confidence = min(m.Confidence, looseRight)
	return m, ok
}

// beyondDoubt answers where the context stands on both sides of one place of the
// quote, or of one that differs in case and accents only. It leaves the places
// of the quote in l.seen, or else those others in l.loose.
func (l *look) beyondDoubt() (Match, bool) {
	if !l.looked {
		if !l.absent {
			l.seen = l.standing(l.sel.Quote)
		}
		if m, ok := l.decided(l.seen); ok {
			return m, true
		}
		l.seen = l.widen(l.sel.Quote, l.seen)
		l.looked = true
		if len(l.seen) == 0 {
			l.describe(l.loose)
		}
	}
	m, ok := l.decided(l.seen)
	if !ok && len(l.seen) == 0 && l.mayBeLoose() {
		m, ok = l.decided(l.loose)
		m.Confidence = looseRight
	}
	return m, ok
}

// mayBeLoose reports whether a place that differs in case and accents may be taken at
// once. One with three full stops for an ellipsis is such a place, and there the
// ellipsis is tried first.
func (l *look) mayBeLoose() bool { return !l.opts.NoFuzzy && len(pieces(l.sel.Quote)) == 0 }

// looseRight is the confidence in a place that differs in case and accents only,
// where nothing speaks against it.
const looseRight = 0.99

// decided answers where the context stands on both sides of exactly one place;
// where folding makes several places of one, literally.
func (l *look) decided(places []place) (Match, bool) {
	full := keep(places, func(p place) bool { return p.fit.decides() })
	if len(full) > 1 {
		full = keep(full, func(p place) bool { return p.level == Exact && l.literalContext(p.span) })
	}
	if len(full) != 1 {
		return Match{}, false
	}
	return l.sure(full[0]), true
}

// sure is the match for a place beyond doubt.
func (l *look) sure(p place) Match {
	return Match{Verdict: p.level, Span: p.span, Confidence: 1, Outside: l.isOutside(p.span)}
}

func (l *look) isOutside(span source.Span) bool {
	return l.sel.Within != nil && !l.sel.Within.Contains(span)
}

// settle decides by the selectors that hold in an unchanged essay.
func (l *look) settle(places []place) (Match, bool) {
	places = keep(places, func(p place) bool { return !p.fit.forbids() })
	if len(places) == 0 {
		return Match{}, false
	}
	if l.sel.Within != nil && !l.sel.Changed {
		places = preferred(places, func(p place) bool { return l.sel.Within.Contains(p.span) })
	}
	best := preferred(fullest(places), func(p place) bool { return p.level == Exact })
	named, names := l.named(places, best)
	if len(named) == 2 && named[0].span != named[1].span {
		m := ambiguous(named)
		if named[0].span.Start > named[1].span.Start {
			m = ambiguous([]place{named[1], named[0]})
		}
		m.Disagree = names[0] + " and " + names[1]
		return m, true
	}
	if len(named) > 0 {
		return l.confirmed(named[0], names[0], best)
	}
	best = cleanest(best)
	if len(best) > 1 { // folding makes their contexts one
		best = preferred(best, l.literallyBeside)
	}
	if len(best) == 1 && l.certain(best[0]) {
		return l.sure(best[0]), true
	}
	if l.opts.NoFuzzy || len(best) > 1 && l.nothingDecides(best[0]) {
		return l.unsettled(best)
	}
	return Match{}, false
}

// literallyBeside reports whether the prefix and the suffix stand beside a place
// byte for byte, white space too.
func (l *look) literallyBeside(p place) bool {
	return strings.HasSuffix(l.t.raw[:p.span.Start], l.sel.Prefix) && strings.HasPrefix(l.t.raw[p.span.End:], l.sel.Suffix)
}

// nothingDecides reports whether there is nothing left to choose by between a
// place and its equals: all the context that was given stands there in full, and
// a draft does not say which was meant either.
func (l *look) nothingDecides(p place) bool {
	if l.sel.Position != nil || p.fit.full() != l.ctx.given() {
		return false
	}
	if l.opts.Draft == nil || l.opts.Draft.new != l.t {
		return true
	}
	_, known := l.opts.Draft.past(l.sel)
	return !known
}

// named lists the places that Occurrence and Position point to, and the words
// for the two.
func (l *look) named(places, best []place) (found []place, names []string) {
	if l.sel.Changed {
		return nil, nil
	}
	if n := l.sel.Occurrence; n > 0 {
		counted := apart(cleanest(preferred(places, func(p place) bool { return p.level == Exact })))
		if n <= len(counted) {
			found, names = append(found, counted[n-1]), append(names, "occurrence")
		}
	}
	if l.sel.Position != nil {
		for _, p := range best {
			if p.span == *l.sel.Position {
				found, names = append(found, p), append(names, "position")
			}
		}
	}
	return found, names
}

// confirmed is the match for a place that a selector points to, unless the
// context points elsewhere.
func (l *look) confirmed(p place, name string, best []place) (Match, bool) {
	for _, b := range best {
		if b.span == p.span {
			return l.sure(p), true
		}
	}
	if len(best) > 0 && best[0].fit.full() > p.fit.full() {
		m := ambiguous(apart(append([]place{p}, best[0])))
		if best[0].span.Start < p.span.Start {
			m = ambiguous([]place{best[0], p})
		}
		m.Disagree = name + " and context"
		return m, true
	}
	return l.sure(p), true
}

// certain reports whether a place found alone needs no further judging: one side
// of the context stands there in full, and the other, if given, not against it;
// or there is no context, and the essay is not known to have changed or the quote
// has always done without any help. With the earlier draft there is more to judge
// by.
func (l *look) certain(p place) bool {
	switch {
	case l.opts.NoFuzzy:
		return true
	case l.opts.Draft != nil:
		return false
	case l.ctx.given() == 0:
		return !l.sel.Changed || l.alone()
	case l.ctx.given() == 1:
		return !l.sel.Changed && p.fit.full() == 1
	}
	return p.fit.before == sideFull && len(l.ctx.before) >= tellingContext && p.fit.after != sideAgainst ||
		p.fit.after == sideFull && len(l.ctx.after) >= tellingContext && p.fit.before != sideAgainst
}

// alone reports whether nothing but its words says where the quote is: it was the
// only one of its kind in the text that it was made on, and where there is one
// still, it is that one.
func (l *look) alone() bool {
	return l.ctx.given() == 0 && l.sel.Position == nil && l.sel.Occurrence == 0 && l.sel.Within == nil
}

// tellingContext is the length, in units, from which a prefix or suffix that
// stands there in full says something.
const tellingContext = 6

// unsettled is the match where nothing but the literal places may be looked at.
func (l *look) unsettled(best []place) (Match, bool) {
	if len(best) == 1 {
		return l.sure(best[0]), true
	}
	return ambiguous(best), true
}

package anchor

import (
	"math"
	"slices"

	"gloss/internal/source"
)

const (
	// maxWords is the number of words beyond which a quote is looked for as it
	// stands only: comparing takes the square of it.
	maxWords = 1 << 13
	// maxSeen is how many of the places where the quote stands are judged;
	// of more, those with the best context, then the nearest.
	maxSeen = 8
	// placedFrom is the probability from which a passage is placed: above a
	// half, since a remark on the wrong words is worse than an orphan.
	placedFrom = 0.7
	// rivalFrom is the share of the best place's probability from which
	// another one is its equal.
	rivalFrom = 0.5
	// rivalsFrom is the probability of them all from which they are ambiguous
	// rather than orphaned.
	rivalsFrom = 0.5
	// sameFrom is what two places share when they are one passage with
	// different borders.
	sameFrom = 0.5
	// anotherBelow is the share of the words of a quote as long as a sentence,
	// of manyWords and more, below which a place is another sentence.
	anotherBelow = 0.28
	manyWords    = 5
	// leastNear is the share of the quote, or half that of its context, below which
	// nothing is near.
	leastNear = 0.15
)

// weigh gathers the likely places: where the quote stands, where most of it
// stands, where its context stands, and where the draft says it went. It
// reports whether there is a draft that holds the passage.
func (l *look) weigh() (places []Evidence, drafted bool) {
	s := l.scene()
	if words := s.pattern.to - s.pattern.from; words == 0 || words > maxWords || len(s.f.tokens) == 0 {
		return nil, false
	}
	s.look()
	frames, closed := s.frames()
	s.closed = closed
	var out []Evidence
	for _, p := range l.likeliest(s.where) {
		from, to := s.f.tokensOf(p.span)
		e := l.evidence(&s, from, to, remains{1, 1})
		e.Span, e.level = p.span, p.level
		out = append(out, e)
	}
	for _, w := range l.windows(&s) {
		a := s.align(w, 0, len(s.pattern.words))
		if from, to := a.stretch(s.f, &s.pattern); from < to {
			out = l.add(out, &s, &a, from, to)
		}
	}
	for _, w := range frames {
		out = l.addFrame(out, &s, w.from, w.to)
	}
	if from, to, ok := s.between(); ok {
		out = l.addFrame(out, &s, from, to)
	}
	return out, s.hasPast
}

// addFrame judges a frame without the paragraphs and sentences that were put in
// beside the passage.
func (l *look) addFrame(list []Evidence, s *scene, from, to int) []Evidence {
	a := s.alignFrame(window{from: from, to: to})
	if left, right := l.dropParagraphs(s, &a, from, to); left != from || right != to {
		if from, to = left, right; from == to {
			return list
		}
		a = s.alignFrame(window{from: from, to: to})
	}
	from, to = l.dropSentences(s, &a, from, to)
	return l.add(list, s, &a, from, to)
}

// alignFrame pairs the quote's words with the tokens of a frame.
func (s *scene) alignFrame(w window) alignment {
	a := s.align(w, s.pattern.from, s.pattern.to)
	s.fitEnds(&a, w)
	return a
}

// add judges one more stretch of tokens, unless it is there already.
func (l *look) add(list []Evidence, s *scene, a *alignment, from, to int) []Evidence {
	from, to = s.f.trimMarks(&s.pattern, from, to)
	if s.begins || s.ends {
		from, to = l.toSentences(s, a, from, to)
	}
	if !s.f.hasWord(from, to) && s.pattern.hasWord() {
		return list
	}
	span := l.t.span(int(s.f.tokens[from].start), int(s.f.tokens[to-1].end))
	if slices.ContainsFunc(list, func(e Evidence) bool { return alreadyThere(e, span) }) {
		return list
	}
	r := a.remains(s.f, &s.pattern, from, to)
	if s.pattern.to-s.pattern.from >= manyWords && r.words < anotherBelow {
		if l.nearest == nil || r.kept > l.nearest.kept {
			l.nearest = &Evidence{Span: span, kept: r.kept}
		}
		return list
	}
	e := l.evidence(s, from, to, r)
	e.Span, e.level = span, Fuzzy
	return append(list, e)
}

// alreadyThere reports whether a span adds nothing to a place: it is the same,
// or the quote stands in it as it is.
func alreadyThere(e Evidence, span source.Span) bool {
	return e.Span == span || e.level > Fuzzy && e.Span.Overlaps(span)
}

// likeliest picks the places of the quote that are worth judging.
func (l *look) likeliest(where int) []place {
	places := cleanest(l.seen)
	if len(places) <= maxSeen {
		return places
	}
	places = slices.Clone(places)
	slices.SortStableFunc(places, func(a, b place) int {
		if d := int(b.fit.before) + int(b.fit.after) - int(a.fit.before) - int(a.fit.after); d != 0 || where < 0 {
			return d
		}
		return distance(a.span.Start, where) - distance(b.span.Start, where)
	})
	return places[:maxSeen]
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// windows lists where to look for passages like the quote.
func (l *look) windows(s *scene) []window {
	out := s.windows()
	if s.hasPast {
		if from, to, ok := s.past.image(); ok {
			slack := len(s.pattern.words)/4 + 6
			out = append(out, window{
				from: max(0, from-s.pattern.from-slack),
				to:   min(len(s.f.tokens), to+len(s.pattern.words)-s.pattern.to+slack),
			})
		}
	}
	return out
}

// tokensOf is the stretch of tokens that a span touches.
func (f *folded) tokensOf(span source.Span) (from, to int) {
	from = f.tokenAt(f.at.unitAt(span.Start))
	to = from
	end := f.at.unitAt(span.End)
	for to < len(f.tokens) && int(f.tokens[to].start) < end {
		to++
	}
	return from, to
}

// judged compares all likely places, and none, and picks the likeliest.
func (l *look) judged() Match {
	if l.opts.NoFuzzy {
		return Match{}
	}
	places, drafted := l.weigh()
	if len(places) == 0 {
		return l.orphaned(l.nearest)
	}
	w := AloneWeights()
	if drafted {
		w = DraftWeights()
	}
	v := judge(places, w)
	best := v.order[0]
	if v.placed < 0 {
		if m, ok := l.rivals(places, v); ok {
			return m
		}
		return l.orphaned(&places[best])
	}
	best = v.placed
	m := Match{Verdict: l.verdict(places[best]), Span: places[best].Span, Confidence: v.confidence, Outside: l.isOutside(places[best].Span)}
	for _, i := range v.order {
		if !places[i].Span.Overlaps(m.Span) {
			m.RunnerUp = &Candidate{Span: places[i].Span, Confidence: v.chance[i]}
			break
		}
	}
	return m
}

// verdict says how the quote stands at a judged place.
func (l *look) verdict(e Evidence) Verdict {
	for _, p := range l.seen {
		if p.span == e.Span {
			if p.fit.forbids() {
				return Fuzzy
			}
			return p.level
		}
	}
	return Fuzzy
}

// rivals reports the places as ambiguous where they are likely together, but
// none of them alone.
func (l *look) rivals(places []Evidence, v judgement) (Match, bool) {
	equal, sum := v.equals()
	if len(equal) < 2 || sum < rivalsFrom {
		return Match{}, false
	}
	slices.SortFunc(equal, func(i, j int) int { return places[i].Span.Start - places[j].Span.Start })
	m := Match{Verdict: Ambiguous}
	for _, i := range equal {
		m.Candidates = append(m.Candidates, Candidate{Span: places[i].Span, Confidence: v.chance[i]})
	}
	return m, true
}

// isNear reports whether a place has enough of the quote, or of its context, to be
// told of though it is not the passage.
func (e *Evidence) isNear() bool {
	return math.Max(e.kept, math.Max(e.Features[featBefore], e.Features[featAfter])/2) >= leastNear
}

// orphaned is the match where nothing fits.
func (l *look) orphaned(nearest *Evidence) Match {
	m := Match{}
	if nearest != nil && nearest.isNear() {
		at := l.inParagraph(nearest.Span)
		m.Nearest = &at
	}
	if l.opts.Draft != nil && l.opts.Draft.new == l.t {
		if p, ok := l.opts.Draft.past(l.sel); ok {
			if was, ok := p.was(); ok {
				m.Was = &was
			}
		}
	}
	return m
}

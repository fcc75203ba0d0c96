package anchor

import (
	"math"
	"slices"
)

// An alignment pairs the words of a pattern with tokens of the text.
type alignment struct {
	token []int32   // for each word of the pattern; -1: none
	like  []float32 // how alike the two are, 0 to 1
	hi    int       // the words before this one were aligned
}

// A pair is a word of the pattern and a token of the text with the same stem.
type pair struct {
	word, token int32
	before      int32   // the pair before it in the best chain; -1: none
	worth       float32 // the mass they share
	score       float32 // of the best chain that ends here
}

const (
	// lookBack is how many pairs back a chain is continued from.
	lookBack = 24
	// longPattern is the number of words from which a pattern has enough rare
	// ones to be lined up by, and commonPairs the number of pairs from which a
	// word of it is common: it is paired where it falls between the rare ones.
	longPattern = 40
	commonPairs = 12
)

// align pairs words [lo, hi) of the pattern with tokens of a window: the chain
// of pairs, in order in both, that shares the most mass, less the mass of the
// text put in between. What the chain leaves out is paired as it comes, and so
// are marks and words that are only alike.
func (s *scene) align(w window, lo, hi int) alignment {
	pairs := s.pairs(w, lo, hi)
	best := -1
	for k := range pairs {
		s.chain(pairs, k)
		if best < 0 || pairs[k].score > pairs[best].score {
			best = k
		}
	}
	m := len(s.pattern.words)
	a := alignment{token: make([]int32, m), like: make([]float32, m), hi: hi}
	for i := range a.token {
		a.token[i] = -1
	}
	right, behind := hi, w.to
	for k := best; k >= 0; k = int(pairs[k].before) {
		q := &pairs[k]
		a.token[q.word] = q.token
		a.like[q.word] = q.worth / float32(s.pattern.words[q.word].mass)
		s.fill(&a, window{from: int(q.token) + 1, to: behind}, int(q.word)+1, right)
		right, behind = int(q.word), int(q.token)
	}
	if best >= 0 {
		s.fillBack(&a, window{from: w.from, to: behind}, lo, right)
	}
	return a
}

// pairs lists the pairs in a window, in the order of the text.
func (s *scene) pairs(w window, lo, hi int) []pair {
	from, _ := slices.BinarySearchFunc(s.hits, w.from, func(h hit, at int) int { return int(h.token) - at })
	out := s.scratch[:0]
	most := int32(math.MaxInt32)
	if hi-lo > longPattern {
		most = commonPairs
	}
	for _, h := range s.hits[from:] {
		if int(h.token) >= w.to {
			break
		}
		if k := &s.keys[h.key]; k.words*k.hits > most {
			continue
		}
		// The later word first: two words cannot share one token.
		for i := s.keys[h.key].last; i >= 0; i = s.previous[i] {
			if int(i) < lo || int(i) >= hi {
				continue
			}
			word := &s.pattern.words[i]
			if like := s.f.alike(word, s.f.tokens[h.token]); like >= 0.5 {
				out = append(out, pair{word: i, token: h.token, before: -1, worth: like * float32(word.mass)})
			}
		}
	}
	s.scratch = out
	return out
}

// chain finds the best chain that ends with pair k.
func (s *scene) chain(pairs []pair, k int) {
	q := &pairs[k]
	q.score = q.worth
	start, at := s.pattern.words[q.word].start, s.f.tokens[q.token].start
	for l := k - 1; l >= max(0, k-lookBack); l-- {
		o := &pairs[l]
		if o.score+q.worth <= q.score || o.word >= q.word || o.token >= q.token {
			continue
		}
		// Units in the text between the two, over those in the pattern.
		extra := (at - s.f.tokens[o.token].start) - (start - s.pattern.words[o.word].start)
		score := o.score + q.worth - float32(max(0, extra))
		if score > q.score {
			q.score, q.before = score, int32(l) //nolint:gosec // an index of pairs
		}
		if o.word == q.word-1 && o.token == q.token-1 {
			break // nothing continues better than the very next
		}
	}
}

// fill pairs words [lo, hi), in order, with the tokens of a gap.
func (s *scene) fill(a *alignment, w window, lo, hi int) {
	n := min(hi-lo, w.to-w.from)
	for d := range n {
		s.pairUp(a, lo+d, w.from+d)
	}
	// At the end of a window any full stop would do for the pattern's.
	loose := hi == a.hi && n > 0 && s.pattern.words[hi-1].mass <= 1
	if hi-lo != w.to-w.from && !loose {
		// The last ones may fit from behind.
		for d := 1; d <= n; d++ {
			if s.f.alike(&s.pattern.words[hi-d], s.f.tokens[w.to-d]) < 0.5 {
				break
			}
			s.pairUp(a, hi-d, w.to-d)
		}
	}
}

// fitEnds pairs the quote's words at its ends with the tokens at the ends of a
// frame, where they are alike: what was put in between does not part them from
// the rest.
func (s *scene) fitEnds(a *alignment, w window) {
	lo, hi := s.pattern.from, s.pattern.to
	for d := 0; lo+d < hi && w.from+d < w.to && !a.good(lo+d); d++ {
		if s.f.alike(&s.pattern.words[lo+d], s.f.tokens[w.from+d]) < 0.5 {
			break
		}
		s.pairUp(a, lo+d, w.from+d)
	}
	for d := 1; hi-d >= lo && w.to-d >= w.from && !a.good(hi-d); d++ {
		if s.f.alike(&s.pattern.words[hi-d], s.f.tokens[w.to-d]) < 0.5 {
			break
		}
		s.pairUp(a, hi-d, w.to-d)
	}
}

// fillBack is fill from the end.
func (s *scene) fillBack(a *alignment, w window, lo, hi int) {
	for d := 1; d <= min(hi-lo, w.to-w.from); d++ {
		s.pairUp(a, hi-d, w.to-d)
	}
}

func (s *scene) pairUp(a *alignment, i, j int) {
	a.token[i] = int32(j) //nolint:gosec // a token's index
	a.like[i] = s.f.alike(&s.pattern.words[i], s.f.tokens[j])
}

// alike says how alike a word and a token are, from 0 to 1.
func (f *folded) alike(word *word, k token) float32 {
	if k.hash == word.hash {
		return 1
	}
	return likeness(word.units, f.units[k.start:k.end])
}

// good reports whether word i of the pattern has its like in the text.
func (a *alignment) good(i int) bool { return a.like[i] >= 0.5 }

// stretch gives the tokens [from, to) of the text that stand for the quote; no
// tokens where nothing does. Words of the quote that were replaced at its ends
// take with them what now stands between the context and the rest.
func (a *alignment) stretch(f *folded, p *pattern) (from, to int) {
	first, last := p.from, p.to-1
	for first < p.to && !a.good(first) {
		first++
	}
	for last >= p.from && !a.good(last) {
		last--
	}
	before, behind := a.beside(p)
	if first >= p.to {
		if before < 0 || behind < 0 || behind <= before {
			return 0, 0
		}
		if f.massBetween(before, behind) > 3*p.mass+24 {
			return 0, 0
		}
		return before, behind
	}
	return a.opening(f, p, first, before), a.closing(f, p, last, behind)
}

// opening is the token that a passage begins with of which word first is the
// first that was found, where the prefix ends right before token before.
func (a *alignment) opening(f *folded, p *pattern, first, before int) int {
	from := int(a.token[first])
	switch {
	case before >= from:
		return from
	case before >= 0 && f.replaced(p, int(p.massOf(p.from, first)), before, from):
		return before
	}
	for i := p.from; i < first; i++ {
		if t := int(a.token[i]); t >= 0 && t < from && t >= before {
			return t
		}
	}
	return from
}

// closing is the token behind the passage, in the same way.
func (a *alignment) closing(f *folded, p *pattern, last, behind int) int {
	to := int(a.token[last]) + 1
	switch {
	case behind >= 0 && behind <= to:
		return to
	case behind >= 0 && f.replaced(p, int(p.massOf(last+1, p.to)), to, behind):
		return behind
	}
	for i := p.to - 1; i > last; i-- {
		if t := int(a.token[i]) + 1; t > to && (behind < 0 || t <= behind) {
			return t
		}
	}
	return to
}

// beside gives the tokens right behind the prefix and right at the suffix,
// where the words of the context next to the quote stand in the text; else -1.
func (a *alignment) beside(p *pattern) (before, behind int) {
	before, behind = -1, -1
	if p.from > 0 && a.good(p.from-1) {
		before = int(a.token[p.from-1]) + 1
	}
	if p.to < len(p.words) && a.good(p.to) {
		behind = int(a.token[p.to])
	}
	return before, behind
}

// replaced reports whether the tokens [from, to) can stand for words of the quote
// of a mass that was lost.
func (f *folded) replaced(p *pattern, lost int, from, to int) bool {
	gained := f.massBetween(from, to)
	if lost > 0 && gained <= 2*lost+12 {
		return true
	}
	return f.shares(p, from, to) >= 0.6
}

// massBetween is the mass of the tokens [from, to).
func (f *folded) massBetween(from, to int) int {
	sum := 0
	for _, k := range f.tokens[from:max(from, to)] {
		sum += int(massOf(f.units[k.start:k.end]))
	}
	return sum
}

// shares is the share of the mass of the tokens [from, to) that stands
// somewhere in the quote.
func (f *folded) shares(p *pattern, from, to int) float64 {
	var sum, in int32
	for _, k := range f.tokens[from:max(from, to)] {
		mass := massOf(f.units[k.start:k.end])
		if mass <= 1 {
			continue
		}
		sum += mass
		for i := range p.words[p.from:p.to] {
			if p.words[p.from+i].hash == k.hash {
				in += mass
				break
			}
		}
	}
	if sum == 0 {
		return 0
	}
	return float64(in) / float64(sum)
}

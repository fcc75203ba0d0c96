package anchor

import (
	"math"

	"gloss/internal/source"
)

// The features by which a place is judged. Each is a number from about 0 to 1,
// and every weight has the sign its meaning asks for, so that more agreement
// never makes a place less likely.
const (
	featBias    = iota
	featLost    // how much is missing, on a scale that tells little from nothing
	featPure    // share of the place's words that are the quote's
	featSize    // how near its length is to the quote's
	featMuch    // how much of the quote is there, rare words counting more, as a logarithm
	featBefore  // share of the prefix that stands before it
	featAfter   // share of the suffix that stands behind it
	featTight   // how much of both is there beyond a good half
	featNear    // how near it is to where it stood
	featOpen    // its old place has not closed up, or so many words are the quote's that it moved
	featNoSide  // the context has only one side
	featNoSides // there is no context
	featNoPlace // the position is not known
	featImage   // with a draft: share of the passage that became this place
	featFree    // with a draft: share of the place that is nobody else's
	featBeside  // with a draft: its old neighbours still stand beside it
	numFeatures
)

// FeatureNames are the names of the features in the order of Evidence.Features.
func FeatureNames() []string {
	return []string{
		"bias", "lost", "pure", "size", "much", "before", "after", "tight", "near", "open",
		"no-side", "no-sides", "no-place", "image", "free", "beside",
	}
}

// Evidence is what is known of one likely place: what the weights are fitted
// to.
type Evidence struct {
	Span     source.Span
	Features [numFeatures]float64
	level    Verdict
	kept     float64 // share of the quote that is there
}

// Weigh lists the likely places of a quote with the evidence for each, as
// Resolve judges them; or, where the selector settles the matter without
// judging, the match and true. It is meant for fitting and for explaining.
func (t *Text) Weigh(sel Selector, opts Options) (Match, []Evidence, bool) {
	if sel.Quote == "" {
		return t.bare(sel), nil, true
	}
	l := newLook(t, sel, opts)
	if m, ok := l.settled(); ok {
		return m, nil, true
	}
	places, _ := l.weigh()
	return Match{}, places, false
}

// A scene is what the places of one look-up have in common.
type scene struct {
	f        *folded
	pattern  pattern
	past     past
	hasPast  bool
	keys     []key   // the stems of the pattern
	previous []int32 // for each word the one before it with its stem
	hits     []hit   // where the text has them
	scratch  []pair
	closed   float64 // how surely the passage was taken out where it stood
	begins   bool    // the quote began with a sentence
	ends     bool    // and ended with one
	where    int     // the byte offset where the passage is to be expected; -1: not known
}

func (l *look) scene() scene {
	s := scene{f: l.t.fold(), where: -1}
	s.pattern = newPattern(l.ctx.prefix, l.foldedQuote(), l.ctx.suffix)
	s.begins, s.ends = l.wholeSentences()
	s.pattern.atStart = s.pattern.from == 0 && l.sel.Position != nil && l.sel.Position.Start == 0
	s.pattern.atEnd = s.pattern.to == len(s.pattern.words) && s.pattern.from > 0
	if l.sel.Position != nil && l.sel.Position.Start >= 0 {
		s.where = l.sel.Position.Start
	}
	if l.opts.Draft != nil && l.opts.Draft.new == l.t {
		s.past, s.hasPast = l.opts.Draft.past(l.sel)
		if s.hasPast {
			if was, ok := s.past.was(); ok {
				s.where = was.Start
			}
		}
	}
	return s
}

// between is what stands between the passage's old neighbours, if they still
// stand side by side.
func (s *scene) between() (from, to int, ok bool) {
	if !s.hasPast || s.past.left < 0 || s.past.right >= len(s.f.tokens) || s.past.left+1 >= s.past.right {
		return 0, 0, false
	}
	from, to = s.past.left+1, s.past.right
	return from, to, to-from <= 4*(s.pattern.to-s.pattern.from)+40
}

// Where the passage was taken out and its old neighbours closed up, a place
// elsewhere is the passage, moved, if at least 1-movedChanged of the words are
// the quote's, and a lookalike from movedWidth below that on; between the two it
// is the less likely the more words differ.
const (
	movedChanged = 0.12
	movedWidth   = 0.1
)

// remains is how much of a quote is there: as a share of its mass, and of its
// words.
type remains struct{ kept, words float64 }

// evidence gathers the features of the tokens [from, to).
func (l *look) evidence(s *scene, from, to int, r remains) Evidence {
	kept := r.kept
	e := Evidence{kept: kept}
	f, p := s.f, &s.pattern
	mass := f.massBetween(from, to)
	x := &e.Features
	x[featBias] = 1
	x[featLost] = math.Log2((1-kept)+1.0/16) / -4 * math.Min(1, kept*float64(p.mass)/48)
	if mass > 0 {
		x[featPure] = math.Min(1, kept*float64(p.mass)/float64(mass))
	}
	x[featSize] = float64(min(mass, p.mass)) / float64(max(mass, p.mass, 1))
	x[featMuch] = math.Log2(1+kept*p.telling) / 8
	before, after := f.standBefore(p, from), f.standBehind(p, to)
	sides := 0
	if p.from > 0 {
		sides++
		x[featBefore] = before
	}
	if p.to < len(p.words) {
		sides++
		x[featAfter] = after
	}
	switch sides {
	case 0:
		x[featNoSides] = 1
	case 1:
		x[featNoSide] = 1
	default:
		x[featTight] = math.Max(0, math.Min(before, after)-0.6) / 0.4 * math.Max(kept, 8/(8+float64(p.mass)))
	}
	gone := s.closed * (1 - math.Max(before, after))
	x[featOpen] = 1 - gone*math.Max(0, math.Min(1, (1-r.words-movedChanged)/movedWidth))
	if s.where >= 0 && from < len(f.tokens) {
		off := math.Abs(float64(f.at.of(int(f.tokens[from].start)) - s.where))
		x[featNear] = 1 - math.Log2(1+off/32)/8
	} else {
		x[featNoPlace] = 1
	}
	if s.hasPast {
		image, occupied, beside := s.past.evidence(from, to)
		x[featImage], x[featFree], x[featBeside] = image, 1-occupied, beside
	}
	return e
}

// standBefore is the share of the prefix's mass that stands before token at,
// in order and close by.
func (f *folded) standBefore(p *pattern, at int) float64 {
	return f.standsBefore(p, at, 0)
}

// standsBefore may give up, with what it has found, once the share cannot reach
// least any more.
func (f *folded) standsBefore(p *pattern, at int, least float64) float64 {
	var all, found float64
	j := at - 1
	may := float64(p.massOf(0, p.from)) * (1 - least)
	for i := p.from - 1; i >= 0 && all-found <= may; i-- {
		w := &p.words[i]
		all += float64(w.mass)
		for k := j; k >= max(0, j-slip); k-- {
			if like := f.alike(w, f.tokens[k]); like >= 0.5 {
				found += float64(like) * float64(w.mass)
				j = k - 1
				break
			}
		}
	}
	return share(found, float64(p.massOf(0, p.from)))
}

// standBehind is the same of the suffix, from token at on.
func (f *folded) standBehind(p *pattern, at int) float64 {
	return f.standsBehind(p, at, 0)
}

// standsBehind is to standBehind what standsBefore is to standBefore.
func (f *folded) standsBehind(p *pattern, at int, least float64) float64 {
	var all, found float64
	j := at
	may := float64(p.massOf(p.to, len(p.words))) * (1 - least)
	for i := p.to; i < len(p.words) && all-found <= may; i++ {
		w := &p.words[i]
		all += float64(w.mass)
		for k := j; k < min(len(f.tokens), j+slip+1); k++ {
			if like := f.alike(w, f.tokens[k]); like >= 0.5 {
				found += float64(like) * float64(w.mass)
				j = k + 1
				break
			}
		}
	}
	return share(found, float64(p.massOf(p.to, len(p.words))))
}

// slip is how many words may be new between two words of the context.
const slip = 3

func share(part, all float64) float64 {
	if all == 0 {
		return 0
	}
	return part / all
}

// kept is the share of the quote's mass that an alignment found in order, or,
// where its sentences changed places, that stands in the stretch in any order.
func (a *alignment) kept(f *folded, p *pattern, from, to int) float64 {
	var found float64
	for i := p.from; i < p.to; i++ {
		if a.good(i) {
			found += float64(a.like[i]) * float64(p.words[i].mass)
		}
	}
	kept := share(found, float64(p.mass))
	if kept < 0.9 && p.to-p.from > 4 {
		kept = math.Max(kept, 0.9*f.holds(p, from, to))
	}
	return kept
}

// remains is what an alignment found of the quote. A word counts as there only
// if it is the very same, but where sentences changed places.
func (a *alignment) remains(f *folded, p *pattern, from, to int) remains {
	r := remains{kept: a.kept(f, p, from, to)}
	var found, all float64
	for i := p.from; i < p.to; i++ {
		if p.words[i].mass <= 1 {
			continue
		}
		all++
		if a.like[i] == 1 {
			found++
		}
	}
	r.words = math.Max(share(found, all), r.kept-0.1)
	return r
}

// holds is the share of the quote's mass that stands somewhere among the
// tokens [from, to).
func (f *folded) holds(p *pattern, from, to int) float64 {
	var found int32
	used := make([]bool, to-from)
	for i := range p.words[p.from:p.to] {
		w := &p.words[p.from+i]
		for j := from; j < to; j++ {
			if !used[j-from] && f.tokens[j].hash == w.hash {
				used[j-from] = true
				found += w.mass
				break
			}
		}
	}
	return share(float64(found), float64(p.mass))
}

package anchor

import "slices"

// A frame is a stretch of tokens, [from, to), between what stood before the
// quote and what stood behind it.
type frame struct {
	from, to int
	score    float64
}

const (
	maxJoints  = 4
	maxFrames  = 3
	edge       = 0.7  // what the edge of the text counts, where the quote stood there
	leastJoint = 0.45 // share of a side's mass that must be there
)

// frames finds the stretches of the text that stand between the prefix and the
// suffix, wherever these still are: there the quote was rewritten, had words
// put in, or had its sentences change places.
//
// closed tells how well prefix and suffix fit where they stand side by side
// with nothing between: the passage was taken out there.
func (s *scene) frames() (out []frame, closed float64) {
	f, p := s.f, &s.pattern
	befores, behinds := s.befores(), s.behinds()
	if p.atStart {
		befores = append(befores, frame{score: edge})
	}
	if p.atEnd {
		behinds = append(behinds, frame{from: len(f.tokens), score: edge})
	}
	most := 2*p.mass + 160
	for _, b := range befores {
		for _, e := range behinds {
			if e.from-b.from >= -1 && e.from-b.from <= 2 && !f.hasWord(b.from, e.from) {
				closed = max(closed, min(b.score, e.score))
				continue
			}
			if b.from < e.from && e.from-b.from < most && f.massBetween(b.from, e.from) <= most {
				out = append(out, frame{from: b.from, to: e.from, score: b.score + e.score})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b frame) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return (a.to - a.from) - (b.to - b.from)
	})
	return out[:min(len(out), maxFrames)], closed
}

// befores finds where the prefix ends in the text: the tokens right behind it.
func (s *scene) befores() []frame {
	f, p := s.f, &s.pattern
	i := p.from - 1
	for i >= 0 && p.words[i].mass <= 1 {
		i--
	}
	if i < 0 {
		return nil
	}
	var out []frame
	want := s.keyOf(&p.words[i])
	for _, h := range s.hits {
		if h.key != want {
			continue
		}
		j := int(h.token)
		if f.tokens[j].hash != p.words[i].hash {
			continue
		}
		at := j + 1
		for k := i + 1; k < p.from && at < len(f.tokens) && f.tokens[at].hash == p.words[k].hash; k++ {
			at++
		}
		out = addJoint(out, frame{from: at, score: f.standsBefore(p, at, worth(out))})
	}
	return out
}

// behinds finds where the suffix begins in the text.
func (s *scene) behinds() []frame {
	f, p := s.f, &s.pattern
	i := p.to
	for i < len(p.words) && p.words[i].mass <= 1 {
		i++
	}
	if i >= len(p.words) {
		return nil
	}
	var out []frame
	want := s.keyOf(&p.words[i])
	for _, h := range s.hits {
		if h.key != want {
			continue
		}
		j := int(h.token)
		if f.tokens[j].hash != p.words[i].hash {
			continue
		}
		at := j
		for k := i - 1; k >= p.to && at > 0 && f.tokens[at-1].hash == p.words[k].hash; k-- {
			at--
		}
		out = addJoint(out, frame{from: at, score: f.standsBehind(p, at, worth(out))})
	}
	return out
}

// addJoint keeps the best few.
func addJoint(list []frame, j frame) []frame {
	if len(list) < maxJoints {
		if j.score < leastJoint {
			return list
		}
		return append(list, j)
	}
	if least := worst(list); j.score > list[least].score {
		list[least] = j
	}
	return list
}

// worth is the score that a joint needs for addJoint to keep it.
func worth(list []frame) float64 {
	if len(list) < maxJoints {
		return leastJoint
	}
	return list[worst(list)].score
}

// worst is the first of those with the lowest score.
func worst(list []frame) int {
	least := 0
	for i := range list {
		if list[i].score < list[least].score {
			least = i
		}
	}
	return least
}

// trimMarks leaves the marks of punctuation that the quote does not begin or
// end with off the ends of a stretch, and takes in the one it ends with.
func (f *folded) trimMarks(p *pattern, from, to int) (int, int) {
	first, last := &p.words[p.from], &p.words[p.to-1]
	for from < to-1 && first.mass > 1 && f.isMark(from) && f.units[f.tokens[from].start] != '"' {
		from++
	}
	if last.mass > 1 {
		for to-1 > from && f.isMark(to-1) && f.units[f.tokens[to-1].start] != '"' {
			to--
		}
	} else if to < len(f.tokens) && !f.isMark(to-1) && f.tokens[to].hash == last.hash {
		to++
	}
	return from, to
}

// isMark reports whether a token is a mark of punctuation.
func (f *folded) isMark(i int) bool { return !isWordUnit(f.units[f.tokens[i].start]) }

// hasWord reports whether there is a word among the tokens [from, to).
func (f *folded) hasWord(from, to int) bool {
	for i := from; i < to; i++ {
		if !f.isMark(i) {
			return true
		}
	}
	return false
}

// hasWord reports whether there is a word in the quote.
func (p *pattern) hasWord() bool {
	for _, w := range p.words[p.from:p.to] {
		if isWordUnit(w.units[0]) {
			return true
		}
	}
	return false
}

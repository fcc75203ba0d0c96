package anchor

// Where words were taken out between two that are alike, or put in, it is as good
// to say that the ones before went as that the ones behind did: "the mill. The old
// barn burned. The old" has lost either "The old barn burned." or "barn burned. The
// old". It is whole paragraphs and sentences that people take out.

// A slider moves the gaps of one text: the stretches of its tokens, [from, to), that
// the other text does not have, between two that stand side by side there.
type slider struct {
	text  *Text
	pairs []int32 // for each token of the text the one in the other; -1: none
	back  []int32 // and the other way
}

// slide moves every gap to where a paragraph or a sentence begins, if what it is
// moved over is the same on both sides.
func (s *slider) slide() {
	for from := 1; from < len(s.pairs); from++ {
		if s.pairs[from] >= 0 || s.pairs[from-1] < 0 {
			continue
		}
		to := from
		for to < len(s.pairs) && s.pairs[to] < 0 {
			to++
		}
		s.gap(from, to)
		from = to
	}
}

// gap moves one gap to the left, to the best place that there is.
func (s *slider) gap(from, to int) {
	next := int(s.pairs[from-1]) + 1
	if to < len(s.pairs) && int(s.pairs[to]) != next || to == len(s.pairs) && next != len(s.back) {
		return
	}
	tokens := s.text.fold().tokens
	best, worth := 0, s.worth(from)
	for d := 1; d <= from && tokens[from-d].hash == tokens[to-d].hash && int(s.pairs[from-d]) == next-d; d++ {
		if w := s.worth(from - d); w > worth {
			best, worth = d, w
		}
	}
	for d := 1; d <= best; d++ {
		j := s.pairs[from-d]
		s.pairs[to-d], s.back[j], s.pairs[from-d] = j, int32(to-d), -1 //nolint:gosec // tokens of a folded text
	}
}

// worth says how good a place for a gap to begin a token is.
func (s *slider) worth(i int) int {
	switch {
	case i == 0 || s.text.isParted(i):
		return 2
	case s.text.isStart(i):
		return 1
	}
	return 0
}

package casegen

import (
	"strings"
	"unicode"

	"gloss/internal/anchor"
	"gloss/internal/source"
)

// A Tally counts answers.
type Tally struct {
	N, Correct, Exact, Wrong int
	Gone, GonePlaced         int // the passage is gone; and was placed all the same
	Sure, SureRight          int // the confidence was SureFrom and more; and rightly
}

// SureFrom is the confidence from which nearly all answers are to be right.
const SureFrom = 0.97

// Add counts one answer to a case. Where it is no place, orphaned and ambiguous
// are the same.
func (t *Tally) Add(c *Case, m anchor.Match) {
	gold, there := c.Now()
	placed := m.Verdict.Placed()
	right := placed && there && Overlap(c.Text, m.Span, gold) >= 0.5
	none := !placed && (!there || c.AcceptOrphan)
	exact := !placed && !there || right && trim(c.Text, m.Span) == trim(c.Text, gold)
	sure := placed && m.Confidence >= SureFrom
	t.N++
	for _, count := range []struct {
		n  *int
		is bool
	}{
		{&t.Correct, right || none},
		{&t.Exact, exact},
		{&t.Wrong, placed && !right},
		{&t.Gone, !there},
		{&t.GonePlaced, !there && placed},
		{&t.Sure, sure},
		{&t.SureRight, sure && right},
	} {
		if count.is {
			*count.n++
		}
	}
}

// Percent is a part of all in hundredths; 0 of nothing.
func Percent(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return 100 * float64(part) / float64(all)
}

// Overlap is the intersection of two spans of a text over their union, white
// space at the ends aside.
func Overlap(text string, a, b source.Span) float64 {
	a, b = trim(text, a), trim(text, b)
	both := min(a.End, b.End) - max(a.Start, b.Start)
	if both <= 0 {
		return 0
	}
	return float64(both) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

func trim(text string, s source.Span) source.Span {
	words := s.Of(text)
	s.Start += len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimFunc(words, unicode.IsSpace))
	return s
}

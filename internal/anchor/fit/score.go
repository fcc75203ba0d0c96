package main

import (
	"fmt"
	"io"
	"slices"

	"gloss/internal/anchor"
)

// A tally counts answers.
type tally struct {
	n, correct, exact, wrong, gone, goneWrong int
	sure, sureRight                           int
}

// sureFrom is the confidence from which nearly all answers are to be right.
const sureFrom = 0.97

// score adds the answer that the weights give to one example.
func (t *tally) score(x *example, w model) {
	verdictPlaced, span, confidence := x.match.Verdict.Placed(), x.match.Span, x.match.Confidence
	if !x.settled {
		best, sum := anchor.Judge(x.places, w)
		if verdictPlaced = best >= 0; verdictPlaced {
			span, confidence = x.places[best].Span, sum
		}
	}
	t.n++
	gold, there := x.c.goldSpan()
	if !there {
		t.gone++
	}
	right := false
	switch {
	case !verdictPlaced && (!there || x.c.AcceptOrphan):
		t.correct++
		if !there {
			t.exact++
		}
	case !verdictPlaced:
	case there && overlap(x.c.Text, span, gold) >= 0.5:
		right = true
		t.correct++
		if trim(x.c.Text, span) == trim(x.c.Text, gold) {
			t.exact++
		}
	default:
		t.wrong++
		if !there {
			t.goneWrong++
		}
	}
	if verdictPlaced && confidence >= sureFrom {
		t.sure++
		if right {
			t.sureRight++
		}
	}
}

func percent(part, all int) float64 {
	if all == 0 {
		return 0
	}
	return 100 * float64(part) / float64(all)
}

func (t *tally) print(out io.Writer, name string) {
	fmt.Fprintf(out, "%-34s %6d  correct %5.1f  exact %5.1f  wrong %5.1f  gone, yet placed %5.1f  sure %5.1f, right of them %6.2f\n",
		name, t.n, percent(t.correct, t.n), percent(t.exact, t.n), percent(t.wrong, t.n), percent(t.goneWrong, t.gone),
		percent(t.sure, t.n), percent(t.sureRight, t.sure))
}

// report scores examples by category and in all; weigh gives the weights for a
// category.
func report(out io.Writer, name string, examples []example, weigh func(category string) model) {
	by := map[string]*tally{}
	all := &tally{}
	for i := range examples {
		x := &examples[i]
		w := weigh(x.c.Category)
		if by[x.c.Category] == nil {
			by[x.c.Category] = &tally{}
		}
		by[x.c.Category].score(x, w)
		all.score(x, w)
	}
	var names []string
	for c := range by {
		names = append(names, c)
	}
	slices.Sort(names)
	for _, c := range names {
		by[c].print(out, c)
	}
	all.print(out, name)
}

package main

import (
	"fmt"
	"io"
	"slices"

	"gloss/internal/anchor"
	"gloss/internal/anchor/casegen"
)

// score adds the answer that the weights give to one example.
func score(t *casegen.Tally, x *example, w model) {
	m := x.match
	if !x.settled {
		if best, sum := anchor.Judge(x.places, w); best >= 0 {
			m = anchor.Match{Verdict: anchor.Fuzzy, Span: x.places[best].Span, Confidence: sum}
		}
	}
	t.Add(x.c, m)
}

func printTally(out io.Writer, name string, t *casegen.Tally) {
	fmt.Fprintf(out, "%-36s %5d  correct %6.2f  exact %6.2f  wrong %5.2f  gone, yet placed %5.2f  sure %5.1f, right of them %6.2f\n",
		name, t.N, casegen.Percent(t.Correct, t.N), casegen.Percent(t.Exact, t.N), casegen.Percent(t.Wrong, t.N),
		casegen.Percent(t.GonePlaced, t.Gone), casegen.Percent(t.Sure, t.N), casegen.Percent(t.SureRight, t.Sure))
}

// report scores examples by category and in all; weigh gives the weights for a
// category.
func report(out io.Writer, name string, examples []example, weigh func(category string) model) {
	by := map[string]*casegen.Tally{}
	all := &casegen.Tally{}
	var names []string
	for i := range examples {
		x := &examples[i]
		w := weigh(x.c.Category)
		if by[x.c.Category] == nil {
			by[x.c.Category] = &casegen.Tally{}
			names = append(names, x.c.Category)
		}
		score(by[x.c.Category], x, w)
		score(all, x, w)
	}
	slices.Sort(names)
	for _, c := range names {
		printTally(out, c, by[c])
	}
	printTally(out, name, all)
}

package main

import (
	"gloss/internal/anchor"
	"gloss/internal/anchor/casegen"
)

// An example is one case as the model sees it.
type example struct {
	c       *casegen.Case
	settled bool // answered without judging
	match   anchor.Match
	places  []anchor.Evidence
	right   int    // the place with the best borders; -1: none is right
	good    []bool // the places that are right but for their borders
	weight  float64
	draft   bool // the earlier draft was at hand
}

// examples looks every case up, once without and once with the old text.
func examples(cases []casegen.Case) (alone, draft []example) {
	prepared := map[string]*anchor.Text{}
	prepare := func(text string) *anchor.Text {
		if prepared[text] == nil {
			prepared[text] = anchor.Prepare(text, nil)
		}
		return prepared[text]
	}
	for i := range cases {
		c := &cases[i]
		now := prepare(c.Text)
		alone = append(alone, newExample(c, now, anchor.Options{}))
		if c.OldText != "" {
			draft = append(draft, newExample(c, now, anchor.Options{Draft: anchor.Align(prepare(c.OldText), now)}))
		}
	}
	return alone, draft
}

func newExample(c *casegen.Case, now *anchor.Text, opts anchor.Options) example {
	madeOn := c.Text
	if opts.Draft != nil {
		madeOn = c.OldText
	}
	sel := c.Selector(madeOn)
	sel.Changed = opts.Draft != nil
	x := example{c: c, right: -1, weight: 1, draft: opts.Draft != nil}
	x.match, x.places, x.settled = now.Weigh(sel, opts)
	gold, ok := c.Now()
	if !ok {
		return x
	}
	best := 0.0
	x.good = make([]bool, len(x.places))
	for i, p := range x.places {
		o := casegen.Overlap(c.Text, p.Span, gold)
		x.good[i] = o >= 0.5
		if x.good[i] && o > best {
			best, x.right = o, i
		}
	}
	if x.right < 0 {
		// The right place was not even found: to orphan is the least harm.
		x.weight = 0.5
	}
	return x
}

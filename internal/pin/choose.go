package pin

import (
	"errors"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
	"gloss/internal/store"
)

// ErrNotSure says that no selector leads to a place beyond doubt.
var ErrNotSure = errors.New("no words and numbers name this place beyond doubt")

// Find looks up what somebody means by a selector, in the essay as it is: one
// place, or with `occurrence: all` each of them. Whether the essay has changed
// since other annotations were made does not matter.
func Find(e *essay.Essay, s annotation.Selector) []report.Place {
	a := &annotation.Annotation{Kind: annotation.Comment, Selector: s}
	set := &annotation.Set{File: source.NewFile("", ""), Annotations: []*annotation.Annotation{a}}
	return report.Build(report.Inputs{Essay: e, Set: set}, report.Options{}).Notes[0].Places
}

// Choice is the annotation that a selector is chosen for.
type Choice struct {
	File  *store.File
	Essay *essay.Essay
	// Draft is the draft that the file was made on; nil where there is none.
	Draft *essay.Essay
	// ID is that of an annotation of the file; "" where it is added.
	ID string
	// Ops are the change of the file that writes a selector.
	Ops func(annotation.Selector) []store.Op
}

// Choose is the change of a file that writes a selector, and the file as it will
// be. The selector has the words as they stand in the essay and those around them,
// and no more numbers than it takes to lead to what was found; where none does, the
// error is ErrNotSure.
func (c Choice) Choose(s annotation.Selector, found []report.Place) ([]store.Op, *store.File, error) {
	for _, now := range c.candidates(s, found) {
		ops := c.Ops(now)
		next, err := c.File.Preview(ops...)
		if err != nil {
			return nil, nil, err
		}
		if c.leads(next, found) {
			return ops, next, nil
		}
	}
	return nil, nil, ErrNotSure
}

// candidates are the selectors to be tried, the plainest first.
func (c Choice) candidates(s annotation.Selector, found []report.Place) []annotation.Selector {
	if len(found) == 0 { // a note on the whole essay
		return []annotation.Selector{{}}
	}
	p := newPage(c.Essay)
	at := found[0].Span
	here := position(c.Essay, at)
	var out []annotation.Selector
	switch {
	case s.All:
		if found[0].Verdict != anchor.Exact {
			s.Quote = text(at.Of(c.Essay.Text))
		}
		out = append(out, s)
	case s.Quote.Set:
		words := p.selector(at)
		words.Position = annotation.Position{}
		if isElided(s.Quote.Value) && found[0].Verdict == anchor.Exact {
			shorter := words
			shorter.Quote = s.Quote
			out = append(out, shorter)
		}
		out = append(out, words)
	default:
		out = append(out, s)
	}
	for _, o := range out {
		o.Position = here
		out = append(out, o)
	}
	if c.File.Set.MadeOn.Set { // only a position tells it from those made on the draft
		n := len(out) / 2
		out = append(out[n:], out[:n]...)
	}
	return out
}

// leads reports whether the annotation now stands where it was found.
func (c Choice) leads(next *store.File, found []report.Place) bool {
	at := len(next.Set.Annotations) - 1
	for i, a := range next.Set.Annotations {
		if a.ID.Value == c.ID {
			at = i
		}
	}
	places := placesOf(report.Build(report.Inputs{Essay: c.Essay, Set: next.Set, Draft: c.Draft}, report.Options{}))
	now := places[&next.Set.Annotations[at].Selector]
	if len(now) != len(found) {
		return false
	}
	for i, p := range now {
		if p.Verdict != anchor.Exact || p.Outside || p.Span != found[i].Span {
			return false
		}
	}
	return true
}

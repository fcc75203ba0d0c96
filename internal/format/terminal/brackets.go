package terminal

import (
	"strings"

	"gloss/internal/report"
	"gloss/internal/source"
)

// brackets are the two characters between which a passage stands.
type brackets struct{ open, close string }

// bracketsFor are the first brackets that the text does not hold, so that what
// is the student's and what is not can never be mistaken.
func bracketsFor(text string) brackets {
	for _, pair := range [...]brackets{{"[", "]"}, {"⟦", "⟧"}, {"⟪", "⟫"}, {"❲", "❳"}, {"{", "}"}} {
		if !strings.Contains(text, pair.open) && !strings.Contains(text, pair.close) {
			return pair
		}
	}
	return brackets{"[[[", "]]]"}
}

// crossed are the places that another place crosses, so that their opening
// brackets have to say whose they are.
func crossed(r *report.Report) map[placeID]bool {
	type entry struct {
		id   placeID
		span source.Span
	}
	out := map[placeID]bool{}
	var open []entry
	for _, c := range covers(r) {
		kept := open[:0]
		for _, e := range open {
			if e.span.End <= c.Span.Start {
				continue
			}
			kept = append(kept, e)
			if e.span.Start < c.Span.Start && e.span.End < c.Span.End {
				out[e.id], out[idOf(c)] = true, true
			}
		}
		open = append(kept, entry{idOf(c), c.Span})
	}
	return out
}

// placeID names one place of one note.
type placeID struct{ note, place int }

func idOf(c report.Cover) placeID { return placeID{c.Note, c.Place} }

// covers are the places in the text in the order in which they open.
func covers(r *report.Report) []report.Cover {
	var out []report.Cover
	for s := range r.Segments() {
		for _, c := range s.Covers {
			if c.First {
				out = append(out, c)
			}
		}
	}
	return out
}

package docx

import (
	"cmp"
	"slices"

	"gloss/internal/source"
)

// assignment says which changes are those that comments speak of.
type assignment struct {
	im      *importer
	notes   []*ImportedNote
	from    []*comment // what each note was made of
	changes []edit
	spans   []source.Span // of the changes
	owner   []int         // the note of each change, or -1
}

// attach makes changes part of the notes that speak of them, and returns the
// others.
func (im *importer) attach(notes []*ImportedNote, from []*comment, changes []edit) []edit {
	a := &assignment{im: im, notes: notes, from: from, changes: changes}
	for _, e := range changes {
		span, _ := im.spanOf(e)
		a.spans, a.owner = append(a.spans, span), append(a.owner, -1)
	}
	if len(notes)*len(changes) <= maxPairs {
		a.whole()
	}
	a.same()
	if len(notes)*len(changes) <= maxPairs {
		a.within()
		a.sameWords()
	}
	return a.give()
}

// maxPairs is how many pairs of a comment and a change are looked at.
const maxPairs = 1 << 24

// whole finds the changes that gloss made where they are all of a comment's
// passage: text that is taken out, with new words at its end alone. The longest
// passages come first: a comment inside one is about a part of its words.
func (a *assignment) whole() {
	var order []int
	for i, n := range a.notes {
		if n.Ours && !n.Span.IsEmpty() && !a.from[i].still {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a.notes[j].Span.Len(), a.notes[i].Span.Len()) })
	for _, i := range order {
		mine := a.ours(i)
		if len(mine) == 0 {
			continue
		}
		first, last := mine[0], mine[len(mine)-1]
		early := slices.ContainsFunc(mine[:len(mine)-1], func(k int) bool { return a.changes[k].words != "" })
		if a.spans[first].Start == a.notes[i].Span.Start && a.spans[last].End == a.notes[i].Span.End && !early {
			for _, k := range mine {
				a.owner[k] = i
			}
		}
	}
}

// ours are the changes in a comment's passage that are signed like it and belong
// to none yet.
func (a *assignment) ours(i int) []int {
	var out []int
	for k, e := range a.changes {
		if a.owner[k] < 0 && e.deleted && e.author == a.from[i].author && e.date == a.from[i].date &&
			!a.spans[k].IsEmpty() && a.notes[i].Span.Contains(a.spans[k]) {
			out = append(out, k)
		}
	}
	return out
}

// same finds the changes that have the very passage of a comment.
func (a *assignment) same() {
	at := map[source.Span]int{}
	for i, n := range slices.Backward(a.notes) {
		if !n.Beside && !a.from[i].still {
			at[n.Span] = i
		}
	}
	for k, e := range a.changes {
		if a.owner[k] >= 0 || !e.deleted || a.spans[k].IsEmpty() {
			continue
		}
		if i, ok := at[a.spans[k]]; ok {
			a.owner[k] = i
		}
	}
}

// within finds the other changes that gloss made: they belong to the shortest
// passage around them.
func (a *assignment) within() {
	order := make([]int, len(a.notes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a.notes[i].Span.Len(), a.notes[j].Span.Len()) })
	for _, i := range order {
		if a.notes[i].Ours && !a.from[i].still {
			for _, k := range a.ours(i) {
				a.owner[k] = i
			}
		}
	}
}

// sameWords finds the changes that are left for comments that still want one: a
// comment on a note or text box says what words it is about, and the first that
// are the same need not be those that were changed.
func (a *assignment) sameWords() {
	wants := map[int]bool{}
	for i, n := range a.notes {
		wants[i] = n.Ours && !a.from[i].still && n.about() != "" && !slices.Contains(a.owner, i)
	}
	text := a.im.out.Essay.Text
	for k, e := range a.changes {
		for i, n := range a.notes {
			if a.owner[k] < 0 && wants[i] && e.deleted && e.author == a.from[i].author && e.date == a.from[i].date &&
				a.spans[k].Of(text) == n.Span.Of(text) {
				a.owner[k], wants[i] = i, false
				a.im.describe(n, a.spans[k])
			}
		}
	}
}

// give makes the changes part of their notes and returns those that have none.
func (a *assignment) give() []edit {
	var rest []edit
	for k, e := range a.changes {
		if a.owner[k] < 0 {
			rest = append(rest, e)
			continue
		}
		n := a.notes[a.owner[k]]
		words := e.words
		if n.Replacement != nil {
			words = *n.Replacement + words
		}
		n.Replacement = &words
		a.im.foreign = a.im.foreign || !n.Ours
	}
	return rest
}

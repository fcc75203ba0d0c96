package report

import (
	"cmp"
	"path/filepath"
	"slices"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/rubric"
)

// Inputs is what a report is built from.
type Inputs struct {
	Essay  *essay.Essay
	Set    *annotation.Set
	Rubric *rubric.Rubric // nil: none was named
	Draft  *essay.Essay   // the draft that the annotations were made on; nil: none at hand
}

// Options change how a report is built.
type Options struct {
	// NoFuzzy places only passages that stand in the essay as quoted.
	NoFuzzy bool
}

// Build places every annotation of the file in the essay and adds up the marks.
// The report holds everything, also what is for markers only; see Select.
func Build(in Inputs, opts Options) *Report {
	r := &Report{Essay: in.Essay, Head: head(in), Annotations: in.Set.File.Name}
	p := newPlacer(in, opts)
	for _, a := range in.Set.Annotations {
		n := note(a, in.Rubric)
		n.Places = p.places(a)
		r.Notes = append(r.Notes, n)
	}
	order(r.Notes)
	chooseReplacements(r.Notes)
	r.Marks = marksOf(in.Set.Scores, r.Notes, in.Rubric)
	return r
}

func head(in Inputs) Head {
	s := in.Set
	return Head{
		Title:   cmp.Or(s.Task.Value, in.Essay.Title, filepath.Base(in.Essay.Path)),
		Student: s.Student.Value, Marker: s.Marker.Value, Date: s.Date.Value, Task: s.Task.Value,
		Language: s.Language.Value, Overall: s.Overall.Value,
		Strengths: values(s.Strengths), NextSteps: values(s.NextSteps),
	}
}

func values(texts []annotation.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, t.Value)
	}
	return out
}

func note(a *annotation.Annotation, rub *rubric.Rubric) Note {
	n := Note{
		ID: a.ID.Value, Kind: a.Kind, Category: a.Category.Value, Severity: a.Severity,
		Comment: a.Comment.Value, Correction: a.Correction.Value, Next: a.Next.Value,
		Criterion: a.Criterion.Value, CriterionTitle: a.Criterion.Value, Tags: values(a.Tags),
		By: a.By.Value, Created: a.Created.Value,
		Private: a.Private, Suggested: a.Suggested, Resolved: a.Resolved,
		Item: a,
	}
	if a.Replacement.Set {
		words := a.Replacement.Value
		n.Replacement = &words
	}
	if a.Marks.Set {
		marks := a.Marks.Value
		n.Marks = &marks
	}
	if rub != nil {
		if c, ok := rub.Criterion(n.Criterion); ok {
			n.CriterionTitle = c.Title
		}
	}
	for _, s := range a.Sources {
		n.Sources = append(n.Sources, Source{
			Title: s.Title.Value, Author: s.Author.Value, Year: s.Year.Value, Page: s.Page.Value, URL: s.URL.Value,
		})
	}
	for _, r := range a.Replies {
		n.Replies = append(n.Replies, Reply{By: r.By.Value, Created: r.Created.Value, Comment: r.Comment.Value})
	}
	return n
}

// order sorts the notes as their reader meets them and numbers them.
func order(notes []Note) {
	slices.SortStableFunc(notes, func(a, b Note) int {
		sa, sb := a.Standing(), b.Standing()
		if sa != sb || sa != InText {
			return cmp.Compare(sa, sb)
		}
		pa, _ := a.First()
		pb, _ := b.First()
		return cmp.Or(cmp.Compare(pa.Start, pb.Start), cmp.Compare(pb.End, pa.End))
	})
	for i := range notes {
		notes[i].Number = i + 1
	}
}

// chooseReplacements settles which replacements are put in. A replacement goes
// to every place of its annotation's own selector, not to those under `also`.
// Where replacements overlap, the first in the text is put in. Notes without an
// Item, those of a report that was read back, keep what was settled for them.
func chooseReplacements(notes []Note) {
	var wanted []*Place
	for i := range notes {
		if notes[i].Replacement == nil || notes[i].Item == nil {
			continue
		}
		for j := range notes[i].Places {
			p := &notes[i].Places[j]
			p.Replaced = false
			if p.Placed() && p.Selector == &notes[i].Item.Selector {
				wanted = append(wanted, p)
			}
		}
	}
	slices.SortStableFunc(wanted, func(a, b *Place) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	end := 0
	for _, p := range wanted {
		if p.Span.Start >= end {
			p.Replaced, end = true, p.Span.End
		}
	}
}

package report

import (
	"slices"

	"gloss/internal/annotation"
)

// Selection is what a reader asked to see. The zero value is what students get:
// everything but the notes for markers only.
type Selection struct {
	Private    bool // with the notes for markers only
	Kinds      []annotation.Kind
	Categories []string
	Severities []annotation.Severity
	Markers    []string
}

// shows reports whether the selection lets a note through.
func (s Selection) shows(n *Note) bool {
	return (s.Private || !n.Hidden()) &&
		oneOf(s.Kinds, n.Kind) && oneOf(s.Categories, n.Category) &&
		oneOf(s.Severities, n.Severity) && oneOf(s.Markers, n.By)
}

func oneOf[T comparable](wanted []T, got T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, got)
}

// Select is the report with only the notes that the selection lets through,
// numbered anew. The marks stay whole, but for those of notes that are for
// markers only: where such notes are left out, so are their marks.
func (r *Report) Select(s Selection) *Report {
	out := *r
	out.Notes = nil
	numbers := map[int]int{}
	hidden := map[int]bool{}
	for i := range r.Notes {
		n := r.Notes[i]
		hidden[n.Number] = n.Hidden() && !s.Private
		if !s.shows(&n) {
			continue
		}
		numbers[n.Number] = len(out.Notes) + 1
		n.Number = len(out.Notes) + 1
		n.Places = slices.Clone(n.Places)
		out.Notes = append(out.Notes, n)
	}
	// A replacement that is not shown does not keep another from being put in.
	chooseReplacements(out.Notes)
	out.Marks = r.Marks.with(numbers, hidden)
	return &out
}

// with is the marks with the notes numbered anew and the hidden ones left out;
// nil where nothing is left.
func (m *Marks) with(numbers map[int]int, hidden map[int]bool) *Marks {
	if m == nil {
		return nil
	}
	out := *m
	out.Criteria = nil
	left := false
	for _, c := range m.Criteria {
		var kept []Remark
		for _, remark := range c.Remarks {
			if !hidden[remark.Note] {
				kept = append(kept, Remark{Note: numbers[remark.Note], Marks: remark.Marks})
			}
		}
		dropped := len(kept) < len(c.Remarks)
		c.Remarks = kept
		given := len(kept) > 0 || c.Score != nil || c.Level != "" || c.Comment != ""
		if dropped && !given && c.OutOf == nil {
			continue // a criterion that only hidden notes named
		}
		left = left || given
		out.Criteria = append(out.Criteria, c)
	}
	if !left {
		return nil
	}
	out.add()
	return &out
}

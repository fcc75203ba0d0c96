package htmlpage

import (
	"cmp"
	"slices"
	"sort"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// maxLevels is how many marks are drawn over one another. Browsers stop at 512
// nested elements and readers long before; beyond it the numbers still tell.
const maxLevels = 8

// placeKey names one place of one note, by their indexes.
type placeKey struct{ note, place int }

// drawing is how a place is drawn in the text: with a line under its words, or
// with a bar beside its paragraphs. Level is the lowest, from 1, that no shorter
// place under it has: the inner line lies nearest to the words. At level 0
// nothing is drawn.
type drawing struct {
	level int
	bar   bool
}

// drawings are those of every place, by note and place.
type drawings [][]drawing

func (d drawings) of(k placeKey) drawing { return d[k.note][k.place] }

// draw finds out how every place is drawn.
func draw(r *report.Report) drawings {
	type cover struct {
		key  placeKey
		span source.Span
	}
	var covers []cover
	out := make(drawings, len(r.Notes))
	for i := range r.Notes {
		out[i] = make([]drawing, len(r.Notes[i].Places))
		for j, p := range r.Notes[i].Places {
			if p.Placed() && !p.Span.IsEmpty() {
				out[i][j].bar = isWholeBlocks(r, p)
				covers = append(covers, cover{placeKey{i, j}, p.Span})
			}
		}
	}
	slices.SortStableFunc(covers, func(a, b cover) int {
		return cmp.Or(cmp.Compare(a.span.Len(), b.span.Len()), cmp.Compare(b.key.note, a.key.note))
	})
	taken := map[drawing]*disjoint{}
	for _, c := range covers {
		to := &out[c.key.note][c.key.place]
		for level := 1; level <= maxLevels; level++ {
			slot := drawing{level, to.bar}
			if taken[slot] == nil {
				taken[slot] = &disjoint{}
			}
			if taken[slot].insert(c.span) {
				to.level = level
				break
			}
		}
	}
	return out
}

// disjoint are spans that do not overlap, in order.
type disjoint []source.Span

// insert adds the span unless it overlaps one that is there.
func (d *disjoint) insert(s source.Span) bool {
	i := sort.Search(len(*d), func(i int) bool { return (*d)[i].End > s.Start })
	if i < len(*d) && (*d)[i].Start < s.End {
		return false
	}
	*d = slices.Insert(*d, i, s)
	return true
}

// isWholeBlocks reports whether a place is one or more whole paragraphs, named
// as such and not by their words: a bar beside them shows it better than a line
// under every word. The rows of a table have no room beside them.
func isWholeBlocks(r *report.Report, p report.Place) bool {
	if p.Quote != "" {
		return false
	}
	blocks := r.Essay.Blocks
	first, last := r.Essay.BlockAt(p.Span.Start), r.Essay.BlockAt(p.Span.End-1)
	for i := max(first, 0); i <= last; i++ {
		if blocks[i].Kind == essay.Row {
			return false
		}
	}
	return first >= 0 && blocks[first].Span.Start == p.Span.Start && blocks[last].Span.End == p.Span.End
}

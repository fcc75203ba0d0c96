package report

import (
	"cmp"
	"iter"
	"slices"
	"sort"

	"gloss/internal/essay"
	"gloss/internal/source"
)

// Segment is a stretch of the essay's text over which nothing begins or ends: no
// place of a note, no style, no block.
type Segment struct {
	Span source.Span
	// Block is the index of the block that the segment lies in; -1 between blocks.
	Block int
	// Covers are the places over the segment, the outermost first: by start,
	// the longer first. The slice is valid until the next segment.
	Covers []Cover
	// Styles are the styles over the segment, the outermost first. The slice is
	// valid until the next segment.
	Styles []essay.StyleKind
}

// Cover is one place of one note over a segment.
type Cover struct {
	Note  int // index in Report.Notes
	Place int // index in Note.Places
	Span  source.Span
	First bool // the place begins with this segment
	Last  bool // the place ends with this segment
}

// Segments yields the essay's text cut wherever a place, a style or a block
// begins or ends. Joined, the segments are the text, byte for byte. This is the
// only place where overlapping spans are cut.
func (r *Report) Segments() iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		covers, styles := r.covers(), r.styles()
		var over []Cover
		var style []essay.Style
		var kinds []essay.StyleKind
		cuts := r.cuts()
		for i := 0; i+1 < len(cuts); i++ {
			s := source.Span{Start: cuts[i], End: cuts[i+1]}
			over = slices.DeleteFunc(over, func(c Cover) bool { return c.Span.End <= s.Start })
			for len(covers) > 0 && covers[0].Span.Start == s.Start {
				over, covers = append(over, covers[0]), covers[1:]
			}
			style = slices.DeleteFunc(style, func(st essay.Style) bool { return st.Span.End <= s.Start })
			for len(styles) > 0 && styles[0].Span.Start <= s.Start {
				style, styles = append(style, styles[0]), styles[1:]
			}
			for j := range over {
				over[j].First, over[j].Last = over[j].Span.Start == s.Start, over[j].Span.End == s.End
			}
			kinds = kinds[:0]
			for _, st := range style {
				kinds = append(kinds, st.Kind)
			}
			if !yield(Segment{Span: s, Block: r.blockOf(s), Covers: over, Styles: kinds}) {
				return
			}
		}
	}
}

// covers are the places found in the text, in the order in which they open.
func (r *Report) covers() []Cover {
	var out []Cover
	for i := range r.Notes {
		for j, p := range r.Notes[i].Places {
			if p.Placed() && !p.Span.IsEmpty() {
				out = append(out, Cover{Note: i, Place: j, Span: p.Span})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Cover) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return out
}

func (r *Report) styles() []essay.Style {
	var out []essay.Style
	for _, s := range r.Essay.Styles {
		if !s.Span.IsEmpty() {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b essay.Style) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return out
}

// cuts are the offsets at which something begins or ends, the text's own ends
// included, sorted and without repeats.
func (r *Report) cuts() []int {
	cuts := []int{0, len(r.Essay.Text)}
	add := func(s source.Span) { cuts = append(cuts, s.Start, s.End) }
	for _, b := range r.Essay.Blocks {
		add(b.Span)
	}
	for _, s := range r.Essay.Styles {
		add(s.Span)
	}
	for _, c := range r.covers() {
		add(c.Span)
	}
	sort.Ints(cuts)
	return slices.Compact(cuts)
}

func (r *Report) blockOf(s source.Span) int {
	i := r.Essay.BlockAt(s.Start)
	if i >= 0 && r.Essay.Blocks[i].Span.Contains(s) {
		return i
	}
	return -1
}

package yamlfile

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"gloss/internal/source"
)

// patch is a mended stretch of the file, in memory only.
type patch struct {
	at   source.Span // in the file's text
	with string
}

// overlay is the file's text with patches applied. Offsets of the mended text
// lead back to the file's.
type overlay struct {
	text    string
	patches []placed
}

// placed is a patch and where its text stands in the mended text.
type placed struct {
	patch
	start int
}

// newOverlay applies the patches; of two that overlap the earlier one counts.
func newOverlay(text string, patches []patch) *overlay {
	if len(patches) == 0 {
		return &overlay{text: text}
	}
	sorted := slices.Clone(patches)
	slices.SortStableFunc(sorted, func(a, b patch) int {
		return cmp.Or(cmp.Compare(a.at.Start, b.at.Start), cmp.Compare(a.at.End, b.at.End))
	})
	o := &overlay{}
	var b strings.Builder
	done := 0
	for _, p := range sorted {
		if p.at.Start < done {
			continue
		}
		b.WriteString(text[done:p.at.Start])
		o.patches = append(o.patches, placed{patch: p, start: b.Len()})
		b.WriteString(p.with)
		done = p.at.End
	}
	b.WriteString(text[done:])
	o.text = b.String()
	return o
}

// origin is the place in the file of an offset of the mended text. An offset
// inside a patch leads to the patch's beginning.
func (o *overlay) origin(offset int) int {
	i := sort.Search(len(o.patches), func(i int) bool { return o.patches[i].start > offset }) - 1
	if i < 0 {
		return offset
	}
	p := o.patches[i]
	if end := p.start + len(p.with); offset >= end {
		return p.at.End + offset - end
	}
	return p.at.Start
}

// span is the place in the file of a stretch of the mended text.
func (o *overlay) span(s source.Span) source.Span {
	if s.IsEmpty() {
		at := o.origin(s.Start)
		return source.Span{Start: at, End: at}
	}
	start := o.origin(s.Start)
	end := o.originEnd(s.End)
	return source.Span{Start: start, End: max(start, end)}
}

// originEnd is origin for the end of a stretch: an end inside a patch leads to
// the patch's end.
func (o *overlay) originEnd(offset int) int {
	i := sort.Search(len(o.patches), func(i int) bool { return o.patches[i].start >= offset }) - 1
	if i < 0 {
		return offset
	}
	p := o.patches[i]
	return p.at.End + max(0, offset-p.start-len(p.with))
}

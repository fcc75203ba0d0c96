package criticmarkup

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"gloss/internal/report"
	"gloss/internal/source"
)

// mark is a stretch of the file that is replaced by what marks it.
type mark struct {
	span     source.Span
	text     string   // the mark itself
	comments []string // what stands behind it
}

// marker decides where the marks and comments of a report go in the essay's
// file.
type marker struct {
	r      *report.Report
	file   string
	layout layout
	marks  []mark           // sorted and disjoint
	loose  map[int][]string // comments that stand behind no mark, by offset
	said   map[int]bool     // notes whose comment has its place, by index
}

func newMarker(r *report.Report) *marker {
	m := &marker{r: r, file: r.Essay.File.Text, loose: map[int][]string{}, said: map[int]bool{}}
	if r.Essay.Format == "markdown" {
		m.layout = layout{file: m.file, paragraphs: paragraphs(m.file)}
	}
	return m
}

// spot is one place of one note.
type spot struct {
	note, place int
	span        source.Span // in the essay's text
}

// claimAll gives every place its stretch of the file: first those whose words
// are replaced, then the others, the shortest first. What finds its words taken
// goes behind them as a comment; these come last, in the order of the notes.
func (m *marker) claimAll() {
	var edits, plain, rest []spot
	for _, s := range m.spots() {
		if m.r.Notes[s.note].Places[s.place].Replaced && m.r.Notes[s.note].Replacement != nil {
			edits = append(edits, s)
		} else {
			plain = append(plain, s)
		}
	}
	slices.SortStableFunc(plain, func(a, b spot) int { return cmp.Compare(a.span.Len(), b.span.Len()) })
	taken := map[spot]showing{}
	for _, s := range edits {
		if m.claimEdit(s) {
			taken[s] = changed
		} else {
			plain = append(plain, s)
		}
	}
	for _, s := range plain {
		if m.claimHighlight(s) {
			taken[s] = marked
		} else {
			rest = append(rest, s)
		}
	}
	// Comments go to their marks in the order of the notes.
	for _, s := range m.spots() {
		if how, ok := taken[s]; ok {
			m.commentOn(s, m.text(s, how))
		}
	}
	slices.SortStableFunc(rest, func(a, b spot) int { return cmp.Compare(a.note, b.note) })
	for _, s := range rest {
		m.commentOn(s, m.text(s, unmarked))
	}
}

// spots are the places that were found, in the order of the notes.
func (m *marker) spots() []spot {
	var out []spot
	for i := range m.r.Notes {
		for j, p := range m.r.Notes[i].Places {
			if p.Placed() {
				out = append(out, spot{i, j, p.Span})
			}
		}
	}
	return out
}

// claimEdit marks the words that are replaced. It reports false where that
// cannot be said in marks: the passage goes over a paragraph's end or cuts an
// emphasis in two, a word would be parted by a line end, or the old words or the
// new ones hold signs.
func (m *marker) claimEdit(s spot) bool {
	text := *m.r.Notes[s.note].Replacement
	all := pieces(m.r.Essay, s.span)
	if s.span.IsEmpty() {
		all = []source.Span{m.r.Essay.FileSpan(s.span)}
	}
	if len(all) == 0 || m.r.Essay.BlockAt(s.span.Start) != m.r.Essay.BlockAt(max(s.span.Start, s.span.End-1)) {
		return false
	}
	if len(all) > 1 && m.splitsWord(all, text) {
		return false
	}
	var marks []mark
	for i, piece := range all {
		wide := m.layout.widen(piece)
		if wide != piece && (len(all) > 1 || m.cuts(piece, wide)) {
			return false
		}
		old, new := wide.Of(m.file), ""
		if i == len(all)-1 {
			new = m.file[wide.Start:piece.Start] + text + m.file[piece.End:wide.End]
		}
		made, ok := replace(old, new)
		if !ok || !m.isFree(wide) || m.joinsSign(wide, new) {
			return false
		}
		marks = append(marks, mark{span: wide, text: made})
	}
	m.take(marks)
	return true
}

// splitsWord reports whether a line end, which stays when words over several lines are
// replaced, would part what then is one word.
func (m *marker) splitsWord(all []source.Span, new string) bool {
	before, after := m.file[:all[0].Start], new+m.file[all[len(all)-1].End:]
	return before != "" && !isSpace(before[len(before)-1]) && after != "" && !isSpace(after[0])
}

// cuts reports whether replacing the piece would leave half of a construct in
// the widened stretch.
func (m *marker) cuts(piece, wide source.Span) bool {
	for _, c := range m.layout.near(wide) {
		if c.outer.Overlaps(piece) && !c.inner.Contains(piece) && !piece.Contains(c.outer) {
			return true
		}
	}
	return false
}

// joinsSign reports whether the new words make a sign together with what stands
// beside them.
func (m *marker) joinsSign(s source.Span, new string) bool {
	return holdsSign(m.file[max(0, s.Start-2):s.Start] + new + m.file[s.End:min(len(m.file), s.End+2)])
}

// claimHighlight marks a passage. It reports false where some of it is marked
// already or cannot be.
func (m *marker) claimHighlight(s spot) bool {
	all := pieces(m.r.Essay, s.span)
	if len(all) == 0 || s.span.IsEmpty() {
		return false
	}
	var marks []mark
	for _, piece := range all {
		wide := m.layout.widen(piece)
		text, ok := highlight(wide.Of(m.file))
		if !ok || !m.isFree(wide) || len(marks) > 0 && marks[len(marks)-1].span.End > wide.Start {
			return false
		}
		marks = append(marks, mark{span: wide, text: text})
	}
	m.take(marks)
	return true
}

func (m *marker) isFree(s source.Span) bool {
	i := m.at(s.Start)
	return i == len(m.marks) || m.marks[i].span.Start >= s.End && (!s.IsEmpty() || m.marks[i].span.Start > s.Start)
}

// at is the index of the first mark that ends behind the offset.
func (m *marker) at(offset int) int {
	return sort.Search(len(m.marks), func(i int) bool { return m.marks[i].span.End > offset })
}

func (m *marker) take(marks []mark) {
	for _, one := range marks {
		m.marks = slices.Insert(m.marks, m.at(one.span.Start), one)
	}
}

// commentOn puts a comment behind the last mark of the place, or where the place
// ends.
func (m *marker) commentOn(s spot, text string) {
	at := m.r.Essay.FileSpan(s.span).End
	if all := pieces(m.r.Essay, s.span); len(all) > 0 {
		at = m.layout.widen(all[len(all)-1]).End
	}
	if m.addTo(at, text) {
		return
	}
	if at = m.layout.after(at); !m.addTo(at, text) {
		m.loose[at] = append(m.loose[at], text)
	}
}

// addTo adds a comment to the mark that ends at the offset or goes over it; false
// where there is none.
func (m *marker) addTo(at int, text string) bool {
	i := m.at(at)
	switch {
	case i < len(m.marks) && m.marks[i].span.Start < at:
	case i > 0 && m.marks[i-1].span.End == at:
		i--
	default:
		return false
	}
	m.marks[i].comments = append(m.marks[i].comments, text)
	return true
}

// writeTo writes the file with the marks and comments in it.
func (m *marker) writeTo(b *strings.Builder) {
	offsets := make([]int, 0, len(m.loose))
	for at := range m.loose {
		offsets = append(offsets, at)
	}
	slices.Sort(offsets)
	done := 0
	upTo := func(end int) {
		for len(offsets) > 0 && offsets[0] <= end {
			b.WriteString(m.file[done:offsets[0]])
			done = offsets[0]
			for _, c := range m.loose[done] {
				b.WriteString(comment(c))
			}
			offsets = offsets[1:]
		}
		b.WriteString(m.file[done:end])
		done = end
	}
	for _, one := range m.marks {
		upTo(one.span.Start)
		b.WriteString(one.text)
		for _, c := range one.comments {
			b.WriteString(comment(c))
		}
		done = one.span.End
	}
	upTo(len(m.file))
}

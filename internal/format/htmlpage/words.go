package htmlpage

import (
	"slices"
	"strconv"
	"strings"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// word is one piece of a block's content: a stretch of text, or the beginning or
// end of an element. The pieces of a block are balanced. One field is set.
type word struct {
	Text string
	Code string // a character by its code, "U+202E"
	At   string // where Text or Code begins in the essay, in UTF-16 units; "" where that is not told
	Mark *mark  // a mark begins
	Ref  *ref   // the number of a place that ended
	Tag  string // "/mark", "em", "/em", …, or "cell" between two cells
}

// mark is a piece of a place in the text.
type mark struct {
	Class string
	ID    string // of the place's first piece
	Note  int    // Note.Number
}

// ref leads from the end of a place to its note.
type ref struct {
	Class, ID string
	Note      int
	Name      string // "Note 5, correction, fact, major"
	Gist      string // the id of what describes the note
}

// element is an element that may be open around text: a mark or a style.
type element struct {
	key   placeKey // of a mark
	style essay.StyleKind
}

// weaver cuts the essay's text into the words of its blocks.
type weaver struct {
	*pageBuilder
	order  map[placeKey]int // which of the note's places it is, from 0
	blocks [][]word
	begun  map[placeKey]bool // marks that have their first piece

	block int       // the block under work
	open  []element // the elements open in it, the outermost first
	refs  []report.Cover
	units int // UTF-16 units of the essay's text before the segment under work
}

// weave gives each block of the essay its words.
func (b *pageBuilder) weave() [][]word {
	w := &weaver{
		pageBuilder: b, order: placeOrder(b.report),
		blocks: make([][]word, len(b.report.Essay.Blocks)), begun: map[placeKey]bool{}, block: -1,
	}
	for seg := range b.report.Segments() {
		if seg.Block >= 0 {
			w.enter(seg.Block)
			w.become(w.elements(seg))
			w.text(seg.Span.Of(b.report.Essay.Text))
		} else {
			w.skip(seg.Span.Of(b.report.Essay.Text))
		}
		for _, cover := range seg.Covers {
			if cover.Last {
				w.refs = append(w.refs, cover)
			}
		}
	}
	w.enter(-1)
	return w.blocks
}

// placeOrder numbers the places of each note as they stand in the text.
func placeOrder(r *report.Report) map[placeKey]int {
	out := map[placeKey]int{}
	for i := range r.Notes {
		places := r.Notes[i].Places
		for n, j := range inOrder(places) {
			out[placeKey{i, j}] = n
		}
	}
	return out
}

// inOrder are the indexes of the places that were found, as they stand in the
// text.
func inOrder(places []report.Place) []int {
	var found []int
	for j, p := range places {
		if p.Placed() && !p.Span.IsEmpty() {
			found = append(found, j)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return places[a].Span.Start - places[b].Span.Start })
	return found
}

func (w *weaver) emit(word word) { w.blocks[w.block] = append(w.blocks[w.block], word) }

// enter ends the block under work and begins another.
func (w *weaver) enter(block int) {
	if block == w.block {
		return
	}
	if w.block >= 0 {
		w.become(nil)
	}
	w.block = block
}

// elements are the elements that belong around the segment.
func (w *weaver) elements(seg report.Segment) []element {
	var out []element
	for _, c := range seg.Covers {
		key := placeKey{c.Note, c.Place}
		if w.drawn.of(key).level > 0 {
			out = append(out, element{key: key})
		}
	}
	for _, s := range seg.Styles {
		if e := (element{style: s}); !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// become closes and opens elements until those wanted are open. The numbers of
// the places that ended stand between the two.
func (w *weaver) become(wanted []element) {
	same := 0
	for same < len(w.open) && same < len(wanted) && w.open[same] == wanted[same] {
		same++
	}
	for i := len(w.open) - 1; i >= same; i-- {
		w.emit(word{Tag: "/" + w.open[i].tag()})
	}
	w.flush()
	for _, e := range wanted[same:] {
		w.emit(w.begin(e))
	}
	w.open = append(w.open[:same], wanted[same:]...)
}

// flush adds the numbers of the places that ended.
func (w *weaver) flush() {
	slices.SortStableFunc(w.refs, func(a, b report.Cover) int { return a.Note - b.Note })
	for _, c := range w.refs {
		n := &w.report.Notes[c.Note]
		name := w.classes.name(n)
		if places := len(inOrder(n.Places)); places > 1 {
			name += ", place " + strconv.Itoa(w.order[placeKey{c.Note, c.Place}]+1) + " of " + strconv.Itoa(places)
		}
		w.emit(word{Ref: &ref{
			Note: n.Number, Class: w.classes.of(n), Name: name, Gist: w.notes[c.Note].Gist,
			ID: placeID("r", n.Number, w.order[placeKey{c.Note, c.Place}]),
		}})
	}
	w.refs = w.refs[:0]
}

func (e element) tag() string {
	switch e.style {
	case essay.Emphasis:
		return "em"
	case essay.Strong:
		return "strong"
	case essay.Monospace:
		return "code"
	case essay.Struck:
		return "s"
	}
	return "mark"
}

// begin is the start of an element. The first piece of a place has its id.
func (w *weaver) begin(e element) word {
	if e.style != "" {
		return word{Tag: e.tag()}
	}
	n := &w.report.Notes[e.key.note]
	out := &mark{Note: n.Number, Class: w.classes.of(n)}
	if d := w.drawn.of(e.key); d.bar {
		out.Class += " whole"
	} else {
		out.Class += " u" + strconv.Itoa(d.level)
	}
	if n.Places[e.key.place].Changed() {
		out.Class += " changed"
	}
	if !w.begun[e.key] {
		w.begun[e.key] = true
		out.ID = placeID("m", n.Number, w.order[e.key])
	}
	return word{Mark: out}
}

// placeID is the id of the note's nth place: "m5", "m5-2".
func placeID(letter string, note, nth int) string {
	id := letter + strconv.Itoa(note)
	if nth > 0 {
		id += "-" + strconv.Itoa(nth+1)
	}
	return id
}

// text adds the text of a segment. Between the cells of a table row all elements
// end and begin again.
func (w *weaver) text(s string) {
	if w.report.Essay.Blocks[w.block].Kind != essay.Row {
		w.runs(s)
		return
	}
	for i, cell := range strings.Split(s, "\t") {
		if i > 0 {
			open := slices.Clone(w.open)
			w.become(nil)
			w.emit(word{Tag: "cell"})
			w.become(open)
			w.skip("\t")
		}
		w.runs(cell)
	}
}

func (w *weaver) runs(s string) {
	for _, r := range runs(s) {
		out := word{Text: r.Text, Code: r.Code}
		if w.offsets {
			out.At = strconv.Itoa(w.units)
		}
		w.emit(out)
		if r.Code != "" {
			w.units++ // none of these characters takes two
			continue
		}
		w.skip(r.Text)
	}
}

// skip counts text that has been dealt with.
func (w *weaver) skip(s string) {
	if w.offsets {
		w.units += source.UTF16Units(s, len(s))
	}
}

package body

import (
	"strings"

	"gloss/internal/essay"
	"gloss/internal/format/docx/markup"
)

// walker reads one part after the other into the story.
type walker struct {
	story  *Story
	view   View
	styles *styles
	lists  *lists

	doc  *markup.Doc
	part int

	fields []bool  // the open fields, innermost last: whether their result has begun
	boxes  []Frame // text boxes to be read after the paragraph
	notes  []noteRef
	count  int // pieces so far
	size   int // bytes of text so far
	frame  int // the frame at hand

	merging bool   // the next paragraph goes on with the block of the last
	rows    int    // depth in tables
	sep     string // before the next piece of the row
	apart   bool   // the next piece is no part of the word before it
	note    *noteRef

	parts []markup.Piece // of the w:t at hand; the room is used again

	inserted *Mark // text goes there and not into the story
	deleting int   // depth in deletions that the view keeps
}

// noteRef is one reference to a footnote or endnote.
type noteRef struct {
	id, marker string
	endnote    bool
	begun      bool // its marker is given out
	host, run  int  // the frame and the run that the reference stands in
	part       int
}

func (w *walker) enter(part int) {
	w.part, w.doc = part, w.story.Parts[part].Doc
}

// blocks reads what stands in a body, cell, text box or note.
func (w *walker) blocks(parent int) {
	for i := range w.doc.Children(parent) {
		if w.doc.IsElement(i) {
			w.block(i)
		}
	}
}

func (w *walker) block(i int) {
	n := w.doc.Name(i)
	switch {
	case n.Space == "mc" && n.Local == "AlternateContent":
		if b := w.branch(i); b >= 0 {
			w.blocks(b)
		}
		return
	case n.Space != "w":
		return
	}
	switch n.Local {
	case "p":
		w.paragraph(i)
	case "tbl":
		w.table(i)
	case "sdt":
		if c := w.doc.Child(i, "w", "sdtContent"); c >= 0 {
			w.blocks(c)
		}
	case "customXml", "smartTag":
		w.blocks(i)
	case "ins", "moveTo", "del", "moveFrom":
		w.change(i, w.blocks)
	case "altChunk", "subDoc":
		w.story.Embedded = true
	default:
		w.mark(i)
	}
}

// branch is the part of an mc:AlternateContent that is read: the first choice,
// since the others say the same for older programs.
func (w *walker) branch(i int) int {
	if c := w.doc.Child(i, "mc", "Choice"); c >= 0 {
		return c
	}
	return w.doc.Child(i, "mc", "Fallback")
}

// paragraph reads a w:p, and then the text boxes that hang on it.
func (w *walker) paragraph(i int) {
	boxes := w.boxes
	w.boxes = nil
	props := w.doc.Child(i, "w", "pPr")
	if w.rows == 0 && !w.merging {
		w.open(i, props)
	}
	w.merging = false
	w.inlines(i, w.styles.paragraphLook(w.doc, props))
	mark := w.doc.Child(props, "w", "rPr")
	w.formChanges(props)
	switch {
	case w.rows > 0:
		w.sep += "\n"
	case w.markGone(mark), w.isDropCap(props):
		w.merging = true
	default:
		w.end()
	}
	found := w.boxes
	w.boxes = boxes
	for _, box := range found {
		w.box(box)
	}
}

// markGone reports whether the paragraph's end is deleted, or its insertion
// rejected, so that the next paragraph goes on with its block.
func (w *walker) markGone(rPr int) bool {
	for _, name := range []string{"del", "moveFrom"} {
		if i := w.doc.Child(rPr, "w", name); i >= 0 && !w.view.rejects(w.author(i)) {
			return true
		}
	}
	for _, name := range []string{"ins", "moveTo"} {
		if i := w.doc.Child(rPr, "w", name); i >= 0 && w.view.rejects(w.author(i)) {
			return true
		}
	}
	return false
}

// isDropCap reports whether a paragraph is the large letter that the next one
// begins with.
func (w *walker) isDropCap(props int) bool {
	kind, _ := w.doc.Attr(max(w.doc.Child(props, "w", "framePr"), 0), "w", "dropCap")
	return kind == "drop" || kind == "margin"
}

func (w *walker) author(i int) string {
	a, _ := w.doc.Attr(i, "w", "author")
	return a
}

// open begins a block.
func (w *walker) open(i, props int) {
	// A run with its text is four nodes or more.
	size := (int(w.doc.Nodes[i].Next) - i) / 4
	b := Block{Sep: "\n\n", Node: i, Part: w.part, Pieces: make([]Piece, 0, size)}
	b.Kind = essay.Paragraph
	if w.note != nil {
		b.Kind = essay.Footnote
		if !w.note.begun {
			b.Marker, w.note.begun = w.note.marker, true
		}
	} else {
		w.kind(&b, props)
	}
	w.story.Blocks = append(w.story.Blocks, b)
}

// kind says what sort of block a paragraph is.
func (w *walker) kind(b *Block, props int) {
	style := w.styles.of(w.doc, props)
	b.Marker, b.Level = w.lists.next(w.doc, props, style)
	switch {
	case w.styles.headingLevel(w.doc, props, style) > 0:
		b.Kind, b.Level = essay.Heading, min(w.styles.headingLevel(w.doc, props, style), 6)
	case b.Level > 0:
		b.Kind = essay.Item
	case style.quote:
		b.Kind, b.Level = essay.Quote, 1
	case style.code:
		b.Kind = essay.Code
	}
}

// end ends the block. Line and page breaks at its ends are no text of it, and a
// block without text is left out.
func (w *walker) end() {
	w.merging = false
	n := len(w.story.Blocks)
	if n == 0 {
		return
	}
	b := &w.story.Blocks[n-1]
	if b.blank() {
		b.empty(0, len(b.Pieces))
	}
	for i := 0; i < len(b.Pieces) && (b.Pieces[i].Text == "\n" || b.Pieces[i].Text == ""); i++ {
		b.empty(i, i+1)
	}
	for i := len(b.Pieces) - 1; i >= 0 && (b.Pieces[i].Text == "\n" || b.Pieces[i].Text == ""); i-- {
		b.empty(i, i+1)
	}
	if len(b.Pieces) == 0 {
		w.story.Blocks = w.story.Blocks[:n-1]
	}
}

// blank reports whether the block holds nothing but white space.
func (b *Block) blank() bool {
	for _, p := range b.Pieces {
		if strings.TrimSpace(p.Text) != "" {
			return false
		}
	}
	return true
}

// empty takes the text off some of the block's pieces. They stay, because marks
// count them.
func (b *Block) empty(from, to int) {
	for i := from; i < to; i++ {
		b.Pieces[i].Text, b.Pieces[i].Sep = "", ""
	}
}

func (w *walker) newFrame(f Frame) {
	w.frame = len(w.story.Frames)
	w.story.Frames = append(w.story.Frames, f)
}

// box reads a text box as blocks of its own.
func (w *walker) box(box Frame) {
	fields, rows, sep, merging, frame := w.fields, w.rows, w.sep, w.merging, w.frame
	w.newFrame(box)
	last := len(w.story.Blocks)
	w.fields = nil
	if rows == 0 {
		w.sep, w.merging = "", false
	}
	w.blocks(box.Node)
	w.fields, w.rows, w.frame = fields, rows, frame
	if rows > 0 {
		return // the box's paragraphs went into the row
	}
	w.sep, w.merging = sep, merging && len(w.story.Blocks) == last
}

// table reads a w:tbl; a table in a cell goes into the row around.
func (w *walker) table(i int) {
	if w.rows == 0 {
		w.end()
	}
	first := w.rows == 0
	w.rowsOf(i, &first)
}

func (w *walker) rowsOf(parent int, first *bool) {
	for i := range w.doc.Children(parent) {
		switch {
		case w.doc.Is(i, "w", "tr"):
			w.row(i, first)
		case w.doc.Is(i, "w", "sdt"):
			if c := w.doc.Child(i, "w", "sdtContent"); c >= 0 {
				w.rowsOf(c, first)
			}
		case w.doc.Is(i, "w", "customXml"):
			w.rowsOf(i, first)
		case w.doc.Is(i, "w", "ins"), w.doc.Is(i, "w", "moveTo"):
			w.change(i, func(c int) { w.rowsOf(c, first) })
		case w.doc.IsElement(i):
			w.mark(i)
		}
	}
}

func (w *walker) row(i int, first *bool) {
	props := w.doc.Child(i, "w", "trPr")
	del, ins := w.doc.Child(props, "w", "del"), w.doc.Child(props, "w", "ins")
	if del >= 0 && !w.view.rejects(w.author(del)) || ins >= 0 && w.view.rejects(w.author(ins)) {
		return
	}
	if w.rows == 0 {
		b := Block{Sep: "\n", Node: i, Part: w.part}
		b.Kind = essay.Row
		if w.note != nil {
			b.Kind, b.Marker, w.note.begun = essay.Footnote, w.noteMarker(), true
		}
		if *first || w.note != nil {
			b.Sep = "\n\n"
		}
		w.story.Blocks = append(w.story.Blocks, b)
		w.sep = ""
	}
	w.rows++
	cells := 0
	w.cells(i, &cells)
	w.rows--
	if w.rows > 0 {
		w.sep += "\n"
		return
	}
	w.sep = ""
	if n := len(w.story.Blocks); len(w.story.Blocks[n-1].Pieces) > 0 {
		*first = false
	}
	w.end()
}

func (w *walker) noteMarker() string {
	if w.note.begun {
		return ""
	}
	return w.note.marker
}

func (w *walker) cells(parent int, n *int) {
	for i := range w.doc.Children(parent) {
		switch {
		case w.doc.Is(i, "w", "tc"):
			if *n > 0 {
				w.sep = trimmedEnds(w.sep) + "\t"
			}
			*n++
			w.blocks(i)
			w.sep = trimmedEnds(w.sep)
		case w.doc.Is(i, "w", "sdt"):
			if c := w.doc.Child(i, "w", "sdtContent"); c >= 0 {
				w.cells(c, n)
			}
		case w.doc.Is(i, "w", "customXml"):
			w.cells(i, n)
		case w.doc.IsElement(i):
			w.mark(i)
		}
	}
}

// trimmedEnds is a separator without the line ends of empty or last paragraphs.
func trimmedEnds(sep string) string {
	for len(sep) > 0 && sep[len(sep)-1] == '\n' {
		sep = sep[:len(sep)-1]
	}
	return sep
}

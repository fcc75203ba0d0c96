// Package body reads the story of a Word document: what a reader sees, in
// order, as blocks of pieces that know where they stand in the XML.
//
// Read as Word shows it: a field by its result, a text box once and behind the
// paragraph that it hangs on, a content control by its contents, footnotes and
// endnotes after everything else. Tracked changes are read as accepted but for
// those of authors that a View rejects; what is deleted, moved away or hidden is
// no text. Comments and changes are kept as Marks between the pieces.
package body

import (
	"gloss/internal/essay"
	"gloss/internal/format/docx/markup"
)

// Look is how a piece is set apart, as bits.
type Look uint8

// The looks.
const (
	Bold Look = 1 << iota
	Italic
	Struck
	Mono
)

// Piece is a stretch of text from one place of one part.
type Piece struct {
	Text string
	// Sep is text without a place of its own that stands before the piece in
	// its block: tabs between cells, line ends between a cell's paragraphs.
	Sep  string
	Look Look

	Part       int // index in Story.Parts
	Start, End int // in the part's text
	// Verbatim is set where the part holds Text as it stands; only there can the
	// piece be cut.
	Verbatim bool
	// CData is set where it stands in a CDATA section.
	CData bool
	// Item is the node that the piece is the contents of, or all of: a w:t, a
	// w:tab, a formula.
	Item int
	// Run is the w:r around the Item; -1 for a formula.
	Run int
	// Frame is the body, text box or note that the piece stands in, as an index of
	// Story.Frames. No comment can begin in one of them and end in another.
	Frame int
	// Fixed is set for what cannot be struck out: formulas and pictures.
	Fixed bool
}

// Block is a paragraph or table row.
type Block struct {
	essay.Block
	Sep    string // before the block
	Pieces []Piece
	// Node is the paragraph's w:p; of a row, the w:tr.
	Node, Part int
}

// Part is one part of the story.
type Part struct {
	Name string
	Doc  *markup.Doc
	// Base is where the part's text begins in the texts of all parts, one after
	// the other with a line end between.
	Base int
}

// Frame is a stretch of text that stands apart from the text around it: a text
// box or a note. The first frame is the body itself.
type Frame struct {
	Kind   FrameKind
	Marker string // of a note
	// Host is the frame that it hangs in, and Run the run there that holds it: the
	// reference of a note, the picture of a box.
	Host, Part, Run int
	// Node is the note or the contents of the box.
	Node int
}

// FrameKind says what a Frame is.
type FrameKind uint8

// The kinds of frame.
const (
	Body FrameKind = iota
	Box
	Footnote
	Endnote
)

// Outermost is the frame in the body that the frame stands in, or is itself.
func (s *Story) Outermost(frame int) Frame {
	f := s.Frames[frame]
	for f.Host != 0 {
		f = s.Frames[f.Host]
	}
	return f
}

// Story is what a document says.
type Story struct {
	Frames []Frame
	Parts  []Part
	Blocks []Block
	Marks  []Mark
	// Overlong is set where the document has more text, or more pieces of it, than
	// is read of any essay.
	Overlong bool
	// Embedded is set where the document takes in other files, which are not read.
	Embedded bool
}

// MarkKind says what a Mark is.
type MarkKind uint8

// The kinds of mark.
const (
	CommentStart MarkKind = iota
	CommentEnd
	CommentReference
	Inserted // text that the view leaves out
	Deleted  // text that the view keeps
	Changed  // a change of form
)

// Mark is something that stands between pieces.
type Mark struct {
	Kind MarkKind
	ID   string // of the comment
	// Block and Piece say where: before that piece, counted over the pieces of
	// all blocks.
	Piece int
	// Until is the piece before which a Deleted stretch ends.
	Until  int
	Author string
	Date   string
	Text   string // Inserted: the text; Changed: what is changed
	Moved  bool
	Part   int
	Node   int
}

// View says whose tracked changes are read as rejected; the zero value reads all
// as accepted.
type View struct{ Rejects func(author string) bool }

func (v View) rejects(author string) bool { return v.Rejects != nil && v.Rejects(author) }

// Source is what a story is read from.
type Source struct {
	Main, Footnotes, Endnotes Part // Doc is nil where there is no such part
	Styles, Numbering         *markup.Doc
}

// Read reads the story of a document.
func Read(s Source, v View) *Story {
	story := &Story{Frames: []Frame{{Kind: Body}}}
	w := &walker{story: story, view: v, styles: newStyles(s.Styles), lists: newLists(s.Numbering)}
	base := 0
	for _, p := range []Part{s.Main, s.Footnotes, s.Endnotes} {
		if p.Doc == nil {
			continue
		}
		p.Base = base
		base += len(p.Doc.Text) + 1
		story.Parts = append(story.Parts, p)
	}
	w.enter(0)
	if b := w.doc.Child(0, "w", "body"); b >= 0 {
		w.blocks(b)
	}
	w.end()
	w.allNotes(s)
	return story
}

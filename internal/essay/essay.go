// Package essay is the format-neutral essay: its text as a reader sees it, the
// blocks that the text falls into, and where each piece of the text came from.
//
// Offsets of an essay are byte offsets of Essay.Text. A place is made once, by
// the reader of the format, and led back to the file through the Origins.
package essay

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"unicode"

	"gloss/internal/source"
)

// Essay is what every reader makes and every writer shows. It is read-only once
// made.
type Essay struct {
	// Path is the essay's file as the user named it.
	Path string
	// Format is the name of the format that it was read from: "txt", "markdown", …
	Format string
	// Title is the essay's own first heading or document title; it may be empty.
	Title string
	// Text is the essay as its reader sees it: UTF-8, blocks apart by line ends.
	Text string
	// Blocks are the pieces of Text in order. They are disjoint and not empty;
	// between them there is nothing but white space.
	Blocks []Block
	// Styles are the emphasised stretches of Text, sorted by start.
	Styles []Style
	// Origins lead from Text to File: sorted, disjoint, and covering Text.
	Origins []Origin
	// File is the decoded file that the Origins point into. It is nil where the
	// essay was not read from its file but from a JSON report.
	File *source.File
	// Raw is the file's bytes, for the formats whose reports are written back
	// into the file; nil for the others and where File is nil.
	Raw []byte
	// Kept is the file as its reader opened it, for those formats; it may be nil.
	Kept *Kept
}

// BlockKind says what a block is.
type BlockKind string

// The kinds of block.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	Item      BlockKind = "item"     // a paragraph of a list item; the first has the Marker
	Quote     BlockKind = "quote"    // a paragraph of a block quotation
	Code      BlockKind = "code"     // preformatted text
	Row       BlockKind = "row"      // a table row; its cells are apart by tabs
	Footnote  BlockKind = "footnote" // a footnote or endnote
)

// Block is one paragraph-like piece of the essay.
type Block struct {
	Kind BlockKind
	Span source.Span
	// Number is the paragraph's number from 1, as annotations count it; 0 for
	// the kinds that are not counted. Each paragraph of a list item counts.
	Number int
	// Level is a heading's level, 1 to 6, or the depth of a list or quotation,
	// from 1; 0 elsewhere.
	Level int
	// Marker is what a reader sees before the block and Text leaves out: "3.",
	// "•", a footnote's number; empty where there is nothing.
	Marker string
}

// StyleKind says how a stretch of text is set apart in the essay.
type StyleKind string

// The kinds of style.
const (
	Emphasis  StyleKind = "emphasis"
	Strong    StyleKind = "strong"
	Monospace StyleKind = "monospace"
	Struck    StyleKind = "struck"
)

// Style is a stretch of text that the student set apart.
type Style struct {
	Kind StyleKind
	Span source.Span
}

// Origin leads a piece of the text back to the file.
type Origin struct {
	Text source.Span
	File source.Span
	// Verbatim is set where the two spans hold the same bytes, so that offsets
	// inside them correspond one to one. Elsewhere (an entity, a line end) the
	// piece is led back as a whole.
	Verbatim bool
}

// Counted reports whether blocks of this kind have a paragraph number.
func (k BlockKind) Counted() bool { return k == Paragraph || k == Item || k == Quote }

// Digest is "sha256:" and the hexadecimal SHA-256 of Text.
func (e *Essay) Digest() string {
	sum := sha256.Sum256([]byte(e.Text))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// HasLines reports whether the essay's file has lines that a person can count.
func (e *Essay) HasLines() bool { return e.File != nil && e.Raw == nil }

// ParagraphSpans are the spans of the blocks, in order.
func (e *Essay) ParagraphSpans() []source.Span {
	spans := make([]source.Span, len(e.Blocks))
	for i, b := range e.Blocks {
		spans[i] = b.Span
	}
	return spans
}

// NumberedParagraph is the block with paragraph number n.
func (e *Essay) NumberedParagraph(n int) (Block, bool) {
	for _, b := range e.Blocks {
		if b.Number == n && n > 0 {
			return b, true
		}
	}
	return Block{}, false
}

// ParagraphCount is the highest paragraph number.
func (e *Essay) ParagraphCount() int {
	n := 0
	for _, b := range e.Blocks {
		n = max(n, b.Number)
	}
	return n
}

// BlockAt is the index of the block that holds the offset, or of the last block
// before it; -1 where there is none.
func (e *Essay) BlockAt(offset int) int {
	return sort.Search(len(e.Blocks), func(i int) bool { return e.Blocks[i].Span.Start > offset }) - 1
}

// FileSpan leads a span of the text back to the file: the smallest stretch of
// the file that holds all of its pieces. An empty span is led to where the piece
// after it begins.
func (e *Essay) FileSpan(s source.Span) source.Span {
	i := sort.Search(len(e.Origins), func(i int) bool { return e.Origins[i].Text.End > s.Start })
	if i == len(e.Origins) {
		return e.fileEnd()
	}
	if s.IsEmpty() {
		at := e.Origins[i].part(source.Span{Start: s.Start, End: e.Origins[i].Text.End}).Start
		return source.Span{Start: at, End: at}
	}
	found := e.Origins[i].part(s)
	// The pieces are not always in the order of the file: footnotes are not.
	for _, o := range e.Origins[i+1:] {
		if o.Text.Start >= s.End {
			break
		}
		piece := o.part(s)
		found.Start, found.End = min(found.Start, piece.Start), max(found.End, piece.End)
	}
	return found
}

// fileEnd is where the last piece ends in the file, as an empty span.
func (e *Essay) fileEnd() source.Span {
	if len(e.Origins) == 0 {
		return source.Span{}
	}
	at := e.Origins[len(e.Origins)-1].File.End
	return source.Span{Start: at, End: at}
}

// part is where the part of the piece that lies in a span of the text stands in
// the file.
func (o Origin) part(s source.Span) source.Span {
	piece := o.File
	if o.Verbatim {
		piece.Start += max(0, s.Start-o.Text.Start)
		piece.End -= max(0, o.Text.End-s.End)
	}
	return piece
}

// TextSpan leads a span of the file to the text that it shows. It reports false
// where none of it is shown.
func (e *Essay) TextSpan(file source.Span) (source.Span, bool) {
	found, first := source.Span{}, true
	for _, o := range e.Origins {
		if !o.File.Overlaps(file) {
			continue
		}
		piece := o.Text
		if o.Verbatim {
			piece.Start += max(0, file.Start-o.File.Start)
			piece.End -= max(0, o.File.End-file.End)
		}
		if first {
			found, first = piece, false
			continue
		}
		found.Start, found.End = min(found.Start, piece.Start), max(found.End, piece.End)
	}
	return found, !first
}

// Lines is the part of the text that the lines of the file show, both ends
// included and counted from 1, without white space at its ends: that of blank
// lines is empty. It reports false where the format has no lines, or the file not
// so many.
func (e *Essay) Lines(first, last int) (source.Span, bool) {
	if !e.HasLines() {
		return source.Span{}, false
	}
	from, ok := e.File.Line(first)
	if !ok {
		return source.Span{}, false
	}
	to, ok := e.File.Line(min(last, e.File.LineCount()))
	if !ok {
		return source.Span{}, false
	}
	span, ok := e.TextSpan(source.Span{Start: from.Start, End: to.End})
	words := span.Of(e.Text)
	span.End -= len(words) - len(strings.TrimRightFunc(words, unicode.IsSpace))
	span.Start += len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	span.Start = min(span.Start, span.End)
	return span, ok
}

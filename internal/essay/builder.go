package essay

import (
	"slices"
	"strings"

	"gloss/internal/source"
)

// Builder makes an Essay piece by piece, in the order of its text. Readers use
// it instead of filling in an Essay, because it keeps the promises that Validate
// checks: the Origins cover the text, blocks do not overlap and are not empty,
// and paragraphs are numbered.
//
// Text is appended by Verbatim and Piece, each with the stretch of the file that
// it came from. Separate asks for text that stands only between two pieces, such
// as the blank line between blocks: it is written before the next piece and led
// back to what lies between the two in the file.
type Builder struct {
	essay Essay
	text  strings.Builder

	between string // to be written before the next piece
	fileEnd int    // where the last piece ended in the file

	open    bool // inside a block
	begun   bool // the open block has text
	block   Block
	counted int

	styles  []int // the open styles, as indices into essay.Styles
	unbegun int   // how many of them, at the end, have no text yet
}

// NewBuilder begins the essay of a file. The file may be nil where no decoded
// text of it is at hand; its spans are then places of the reader's own.
func NewBuilder(format string, file *source.File) *Builder {
	b := &Builder{essay: Essay{Format: format, File: file}}
	if file != nil {
		b.essay.Path = file.Name
		b.text.Grow(len(file.Text))
	}
	return b
}

// Grow makes room for that many pieces, where the reader knows how many will come.
func (b *Builder) Grow(pieces int) { b.essay.Origins = slices.Grow(b.essay.Origins, pieces) }

// Verbatim appends text that stands byte for byte in the file, from offset on.
func (b *Builder) Verbatim(text string, offset int) {
	b.append(text, Origin{File: source.Span{Start: offset, End: offset + len(text)}, Verbatim: true})
}

// Piece appends text that is written differently in the file, such as the
// character that an entity stands for. It is led back as a whole. The span may be
// empty for text that nothing in the file stands for.
func (b *Builder) Piece(text string, file source.Span) {
	b.append(text, Origin{File: file})
}

// Separate asks for text between the piece before and the next one. It adds to
// what was asked for before; what is asked for at the end of a block still
// belongs to the block, what is asked for outside any block to none.
func (b *Builder) Separate(text string) {
	if b.open && !b.begun {
		b.begin(b.fileEnd)
	}
	if b.open || b.text.Len() > 0 {
		b.between += text
	}
}

// Open begins a block after the separator sep, which is left out before the
// first block. The block's span and number are filled in. A block that gets no
// text is left out together with its separator; of one with nothing but white
// space the text stays, but in no block. An open block is closed first.
func (b *Builder) Open(block Block, sep string) {
	b.Close()
	b.block, b.open, b.begun = block, true, false
	b.between = ""
	if b.text.Len() > 0 {
		b.between = sep
	}
}

// Close ends the open block and the styles in it, and reports whether the essay
// has the block now; without an open block it does nothing.
func (b *Builder) Close() bool {
	if !b.open {
		return false
	}
	for len(b.styles) > 0 {
		b.CloseStyle()
	}
	if !b.begun {
		b.open, b.between = false, ""
		return false
	}
	b.flush(b.fileEnd)
	b.open = false
	b.block.Span.End = b.text.Len()
	if strings.TrimSpace(b.block.Span.Of(b.text.String())) == "" {
		b.dropStyles()
		return false
	}
	if b.block.Number = 0; b.block.Kind.Counted() {
		b.counted++
		b.block.Number = b.counted
	}
	b.essay.Blocks = append(b.essay.Blocks, b.block)
	return true
}

// dropStyles takes out the styles of the block that was closed last.
func (b *Builder) dropStyles() {
	n := len(b.essay.Styles)
	for n > 0 && b.essay.Styles[n-1].Span.Start >= b.block.Span.Start {
		n--
	}
	b.essay.Styles = b.essay.Styles[:n]
}

// OpenStyle sets the text that follows apart, until the matching CloseStyle or
// the end of the block. Outside a block it does nothing.
func (b *Builder) OpenStyle(kind StyleKind) {
	if !b.open {
		return
	}
	b.styles = append(b.styles, len(b.essay.Styles))
	b.essay.Styles = append(b.essay.Styles, Style{Kind: kind})
	b.unbegun++
}

// CloseStyle ends the style that was opened last. A style over no text is left
// out.
func (b *Builder) CloseStyle() {
	if len(b.styles) == 0 {
		return
	}
	i := b.styles[len(b.styles)-1]
	b.styles = b.styles[:len(b.styles)-1]
	if b.unbegun > 0 {
		b.unbegun--
		b.essay.Styles = b.essay.Styles[:i]
		return
	}
	b.essay.Styles[i].Span.End = b.text.Len()
}

// Len is the length of the text so far, without what Separate asked for last.
func (b *Builder) Len() int { return b.text.Len() }

// SetTitle sets the essay's title.
func (b *Builder) SetTitle(title string) { b.essay.Title = title }

// Essay ends the essay. The Builder must not be used afterwards.
func (b *Builder) Essay() *Essay {
	b.Close()
	b.essay.Text = b.text.String()
	return &b.essay
}

func (b *Builder) append(text string, from Origin) {
	if text == "" {
		return
	}
	if b.open && !b.begun {
		b.begin(from.File.Start)
	}
	b.flush(from.File.Start)
	for ; b.unbegun > 0; b.unbegun-- {
		b.essay.Styles[b.styles[len(b.styles)-b.unbegun]].Span.Start = b.text.Len()
	}
	b.add(text, from)
}

// begin writes the separator before the open block, whose text begins now.
func (b *Builder) begin(next int) {
	b.flush(next)
	b.begun = true
	b.block.Span.Start = b.text.Len()
}

// flush writes what was asked for between the last piece and the one that
// begins at the file's offset next.
func (b *Builder) flush(next int) {
	if b.between == "" {
		return
	}
	sep := b.between
	b.between = ""
	// A piece that comes from further up in the file, such as a footnote, has
	// nothing between it and the one before.
	gap := source.Span{Start: b.fileEnd, End: max(next, b.fileEnd)}
	f := b.essay.File
	b.add(sep, Origin{File: gap, Verbatim: f != nil && gap.End <= len(f.Text) && gap.Of(f.Text) == sep})
}

// add appends one piece and its origin, joined to the one before where the two
// are one stretch of the file.
func (b *Builder) add(text string, from Origin) {
	from.Text = source.Span{Start: b.text.Len(), End: b.text.Len() + len(text)}
	b.text.WriteString(text)
	b.fileEnd = from.File.End
	if n := len(b.essay.Origins); n > 0 && from.Verbatim {
		last := &b.essay.Origins[n-1]
		if last.Verbatim && last.File.End == from.File.Start {
			last.Text.End, last.File.End = from.Text.End, from.File.End
			return
		}
	}
	b.essay.Origins = append(b.essay.Origins, from)
}

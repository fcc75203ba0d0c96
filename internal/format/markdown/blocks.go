package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"gloss/internal/essay"
)

// reader walks the parsed file and hands its text to the builder. Offsets of the
// tree are offsets of src.
type reader struct {
	lines lines
	start int    // where src begins in lines.text
	src   string // what is parsed
	bytes []byte // the same
	b     *essay.Builder
}

// context is what the blocks around a block make of it.
type context struct {
	kind   essay.BlockKind // of paragraphs
	level  int             // depth of the innermost kind of container
	quotes int
	items  int
	// marker is taken by the first block that shows it.
	marker *string
}

// blocks reads the children of a container.
func (r *reader) blocks(parent ast.Node, c context) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.readBlock(n, c)
	}
}

func (r *reader) readBlock(n ast.Node, c context) {
	switch n := n.(type) {
	case *ast.Heading:
		r.b.Open(essay.Block{Kind: essay.Heading, Level: n.Level}, "\n\n")
		r.inlines(n)
	case *ast.Paragraph, *ast.TextBlock:
		r.paragraph(n, c)
	case *ast.Blockquote:
		c.quotes++
		c.kind, c.level = essay.Quote, c.quotes
		r.blocks(n, c)
	case *ast.List:
		r.list(n, c)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.b.Open(essay.Block{Kind: essay.Code}, "\n\n")
		r.literalLines(lineList(n.Lines()))
	case *ast.HTMLBlock:
		r.html(n, c)
	case *extast.Table:
		r.table(n)
	case *extast.FootnoteList:
		r.footnotes(n)
	case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
		// Neither has words.
	default:
		r.blocks(n, c)
	}
	r.b.Close()
}

// paragraph reads a paragraph of whatever it stands in.
func (r *reader) paragraph(n ast.Node, c context) {
	box := checkbox(n)
	if box != "" && c.marker != nil {
		*c.marker = box
	}
	b := essay.Block{Kind: c.kind, Level: c.level}
	if c.marker != nil {
		b.Marker = *c.marker
	}
	r.b.Open(b, "\n\n")
	r.inlines(n)
	if r.b.Close() && c.marker != nil {
		*c.marker = ""
	}
}

// checkbox is the box that a task list item begins with; "" where there is none.
func checkbox(n ast.Node) string {
	box, ok := n.FirstChild().(*extast.TaskCheckBox)
	switch {
	case !ok:
		return ""
	case box.IsChecked:
		return "☑"
	}
	return "☐"
}

func (r *reader) list(n *ast.List, c context) {
	c.items++
	c.kind, c.level = essay.Item, c.items
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "•"
		if n.IsOrdered() {
			marker = strconv.Itoa(number) + string(n.Marker)
			number++
		}
		c.marker = &marker
		r.blocks(item, c)
	}
}

func (r *reader) html(n *ast.HTMLBlock, c context) {
	r.b.Open(essay.Block{Kind: c.kind, Level: c.level}, "\n\n")
	segments := lineList(n.Lines())
	if n.HasClosure() {
		segments = append(segments, n.ClosureLine)
	}
	r.literalLines(segments)
}

func (r *reader) table(n *extast.Table) {
	sep := "\n\n"
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r.b.Open(essay.Block{Kind: essay.Row}, sep)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				r.b.Separate("\t")
			}
			r.inlines(cell)
		}
		if r.b.Close() {
			sep = "\n"
		}
	}
}

func (r *reader) footnotes(list ast.Node) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		note, ok := n.(*extast.Footnote)
		if !ok {
			continue
		}
		marker := footnoteMark(note.Index)
		r.blocks(note, context{kind: essay.Footnote, marker: &marker})
	}
}

// literalLines reads lines that stand for themselves, but for blank ones at the
// end.
func (r *reader) literalLines(segments []text.Segment) {
	for len(segments) > 0 && strings.TrimSpace(r.value(segments[len(segments)-1])) == "" {
		segments = segments[:len(segments)-1]
	}
	for i, s := range segments {
		if i > 0 {
			r.b.Separate("\n")
		}
		r.padding(s)
		r.verbatim(s.Start, s.Start+len(strings.TrimRight(r.value(s), "\n")))
	}
}

// padding writes the spaces that are left of a tab before the segment when part
// of its width was indentation.
func (r *reader) padding(s text.Segment) {
	if s.Padding > 0 {
		r.piece(strings.Repeat(" ", s.Padding), max(0, s.Start-1), s.Start)
	}
}

func (r *reader) value(s text.Segment) string { return r.src[s.Start:s.Stop] }

func lineList(segments *text.Segments) []text.Segment {
	out := make([]text.Segment, segments.Len())
	for i := range out {
		out[i] = segments.At(i)
	}
	return out
}

// verbatim hands src[start:end], which holds no line end, to the builder.
func (r *reader) verbatim(start, end int) {
	if start < end {
		r.b.Verbatim(r.src[start:end], r.lines.offset(r.start+start))
	}
}

// piece hands text that is written as src[start:end] to the builder.
func (r *reader) piece(text string, start, end int) {
	r.b.Piece(text, r.lines.span(r.start+start, r.start+end))
}

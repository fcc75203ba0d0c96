package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/internal/essay"
)

// inlines reads the children of a block or of an inline container.
func (r *reader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.inline(n)
	}
}

func (r *reader) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *ast.Emphasis:
		kind := essay.Emphasis
		if n.Level >= 2 {
			kind = essay.Strong
		}
		r.styled(n, kind)
	case *extast.Strikethrough:
		r.styled(n, essay.Struck)
	case *ast.CodeSpan:
		r.b.OpenStyle(essay.Monospace)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				r.code(t.Segment)
			}
		}
		r.b.CloseStyle()
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			r.code(n.Segments.At(i))
		}
	case *extast.FootnoteLink:
		r.reference(n)
	case *extast.FootnoteBacklink, *extast.TaskCheckBox:
		// Neither is in the file's words; the box became the block's marker.
	default:
		r.inlines(n)
	}
}

func (r *reader) styled(n ast.Node, kind essay.StyleKind) {
	r.b.OpenStyle(kind)
	r.inlines(n)
	r.b.CloseStyle()
}

// text reads a run of characters and the line break behind it.
func (r *reader) text(n *ast.Text) {
	if n.IsRaw() {
		r.code(n.Segment)
		return
	}
	r.decode(n.Segment)
	switch {
	case n.HardLineBreak():
		r.b.Separate("\n")
	case n.SoftLineBreak():
		r.b.Separate(" ")
	}
}

// decode reads characters with their escapes and references resolved, each of
// which is a piece of its own.
func (r *reader) decode(s text.Segment) {
	r.padding(s)
	from := s.Start
	for at := s.Start; at < s.Stop; {
		skip := strings.IndexAny(r.src[at:s.Stop], `\&`)
		if skip < 0 {
			break
		}
		at += skip
		length, text := unescape(r.src[at:s.Stop])
		if length == 0 {
			at++
			continue
		}
		r.verbatim(from, at)
		r.piece(text, at, at+length)
		at += length
		from = at
	}
	r.verbatim(from, s.Stop)
}

// code reads characters that stand for themselves; a line end among them shows
// as a space.
func (r *reader) code(s text.Segment) {
	for at := s.Start; at < s.Stop; {
		end := strings.IndexByte(r.src[at:s.Stop], '\n')
		if end < 0 {
			r.verbatim(at, s.Stop)
			return
		}
		r.verbatim(at, at+end)
		r.piece(" ", at+end, at+end+1)
		at += end + 1
	}
}

// autoLink reads an address that is its own link, with or without the angle
// brackets around it.
func (r *reader) autoLink(n *ast.AutoLink) {
	label := n.Label(r.bytes)
	// The node begins at the bracket or at the character before the address.
	if at := bytes.Index(r.bytes[n.Pos():], label); at >= 0 {
		r.verbatim(n.Pos()+at, n.Pos()+at+len(label))
	}
}

// reference reads the mark of a footnote: its number, where the file has a label.
// The parser takes "!x^label]" for one as well, whose characters stand as they are.
func (r *reader) reference(n *extast.FootnoteLink) {
	start := n.Pos()
	if r.src[start] == '!' {
		start++ // which the parser made a text of its own
	}
	end := start + len("[^") + len("]")
	//nolint:staticcheck // the function by which the parser found the end
	end += util.FindClosure(r.bytes[start+len("[^"):], '[', ']', false, false)
	if r.src[start] != '[' {
		r.verbatim(start, end)
		return
	}
	r.piece(footnoteMark(n.Index), start, end)
}

func footnoteMark(index int) string { return fmt.Sprintf("[%d]", index) }

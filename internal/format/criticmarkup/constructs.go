package criticmarkup

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/internal/source"
)

// construct is a piece of inline Markdown that no mark may cut in two.
type construct struct {
	outer source.Span
	inner source.Span // what it encloses
	// whole is set where a mark may not stand inside it either, as in code.
	whole bool
}

// paragraph is the constructs of one block, the outer before the inner.
type paragraph struct {
	span       source.Span
	constructs []construct
}

// paragraphs finds the inline Markdown of a file.
func paragraphs(file string) []paragraph {
	// The parser wants line feeds; offsets must stay.
	src := []byte(strings.ReplaceAll(strings.ReplaceAll(file, "\r\n", " \n"), "\r", "\n"))
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(text.NewReader(src))
	var out []paragraph
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
			return ast.WalkContinue, nil
		}
		f := finder{src: src}
		f.children(n)
		if len(f.found) > 0 {
			slices.SortFunc(f.found, func(a, b construct) int {
				return cmp.Or(cmp.Compare(a.outer.Start, b.outer.Start), cmp.Compare(b.outer.End, a.outer.End))
			})
			p := paragraph{span: f.found[0].outer, constructs: f.found}
			for _, c := range f.found {
				p.span.End = max(p.span.End, c.outer.End)
			}
			out = append(out, p)
		}
		return ast.WalkSkipChildren, nil
	})
	slices.SortFunc(out, func(a, b paragraph) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return out
}

// finder finds the constructs of one block.
type finder struct {
	src   []byte
	found []construct
}

// children is the stretch that the children of a node take; false if none.
func (f *finder) children(n ast.Node) (source.Span, bool) {
	var all source.Span
	some := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s, ok := f.node(c)
		switch {
		case !ok:
		case !some:
			all, some = s, true
		default:
			all.Start, all.End = min(all.Start, s.Start), max(all.End, s.End)
		}
	}
	return all, some
}

// node is the stretch that an inline node takes, its marks included.
func (f *finder) node(n ast.Node) (source.Span, bool) {
	switch n := n.(type) {
	case *ast.Text:
		return source.Span{Start: n.Segment.Start, End: n.Segment.Stop}, !n.Segment.IsEmpty()
	case *ast.CodeSpan:
		return f.code(n)
	case *ast.AutoLink:
		return f.autoLink(n)
	case *ast.RawHTML:
		if n.Segments.Len() == 0 {
			return source.Span{}, false
		}
		first, last := n.Segments.At(0), n.Segments.At(n.Segments.Len()-1)
		return f.add(construct{outer: source.Span{Start: first.Start, End: last.Stop}, whole: true})
	case *extast.FootnoteLink:
		return f.footnote(n)
	case *ast.Emphasis:
		return f.wrapped(n, n.Level)
	case *extast.Strikethrough:
		return f.struck(n)
	case *ast.Link:
		return f.link(n, n.Reference, "[")
	case *ast.Image:
		return f.link(n, n.Reference, "![")
	}
	return f.children(n)
}

func (f *finder) add(c construct) (source.Span, bool) {
	if c.outer.Start < 0 || c.outer.End > len(f.src) || c.outer.IsEmpty() {
		return source.Span{}, false
	}
	if c.inner == (source.Span{}) {
		c.inner = c.outer
	}
	f.found = append(f.found, c)
	return c.outer, true
}

// wrapped is a node with marks of a known length on both sides.
func (f *finder) wrapped(n ast.Node, marks int) (source.Span, bool) {
	inner, ok := f.children(n)
	if !ok {
		return inner, false
	}
	return f.add(construct{outer: source.Span{Start: inner.Start - marks, End: inner.End + marks}, inner: inner})
}

func (f *finder) struck(n ast.Node) (source.Span, bool) {
	inner, ok := f.children(n)
	if !ok {
		return inner, false
	}
	marks := 1
	if bytes.HasSuffix(f.src[:inner.Start], []byte("~~")) && bytes.HasPrefix(f.src[inner.End:], []byte("~~")) {
		marks = 2
	}
	return f.add(construct{outer: source.Span{Start: inner.Start - marks, End: inner.End + marks}, inner: inner})
}

func (f *finder) code(n *ast.CodeSpan) (source.Span, bool) {
	inner, ok := f.children(n)
	if !ok {
		return inner, false
	}
	s := inner
	if s.Start > 0 && f.src[s.Start-1] != '`' {
		s.Start-- // the one space that does not show
	}
	for s.Start > 0 && f.src[s.Start-1] == '`' {
		s.Start--
	}
	if s.End < len(f.src) && f.src[s.End] != '`' {
		s.End++
	}
	for s.End < len(f.src) && f.src[s.End] == '`' {
		s.End++
	}
	return f.add(construct{outer: s, inner: inner, whole: true})
}

func (f *finder) autoLink(n *ast.AutoLink) (source.Span, bool) {
	label := n.Label(f.src)
	at := bytes.Index(f.src[max(0, n.Pos()):], label)
	if at < 0 {
		return source.Span{}, false
	}
	s := source.Span{Start: max(0, n.Pos()) + at}
	s.End = s.Start + len(label)
	if s.Start > 0 && f.src[s.Start-1] == '<' && s.End < len(f.src) && f.src[s.End] == '>' {
		s.Start--
		s.End++
	}
	return f.add(construct{outer: s, whole: true})
}

func (f *finder) footnote(n ast.Node) (source.Span, bool) {
	at := bytes.Index(f.src[max(0, n.Pos()):], []byte("[^"))
	if at < 0 {
		return source.Span{}, false
	}
	start := max(0, n.Pos()) + at
	//nolint:staticcheck // the function by which the parser found the end
	end := util.FindClosure(f.src[start+2:], '[', ']', false, false)
	return f.add(construct{outer: source.Span{Start: start, End: start + 2 + end + 1}, whole: true})
}

// link is a link or an image, which begins with open.
func (f *finder) link(n ast.Node, ref *ast.ReferenceLink, open string) (source.Span, bool) {
	inner, ok := f.children(n)
	if !ok {
		at := max(0, n.Pos()) + len(open)
		inner = source.Span{Start: at, End: at}
	}
	end := inner.End + bytes.IndexByte(f.src[inner.End:], ']') + 1
	switch {
	case ref == nil:
		end += destinationLength(f.src[end:])
	case ref.Type != ast.ReferenceLinkShortcut:
		end += closing(f.src[end:], ']') + 1
	}
	return f.add(construct{
		outer: source.Span{Start: inner.Start - len(open), End: end}, inner: inner, whole: open == "![",
	})
}

// closing is the offset of the first c that no backslash escapes.
func closing(s []byte, c byte) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case c:
			return i
		}
	}
	return len(s) - 1
}

// destinationLength is the length of "(address "title")" at the start of s.
func destinationLength(s []byte) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			i++
		case '<':
			if depth == 1 && len(bytes.TrimSpace(s[1:i])) == 0 {
				i += 1 + closing(s[i+1:], '>')
			}
		case '"', '\'':
			// A title begins behind white space.
			if depth == 1 && (s[i-1] == ' ' || s[i-1] == '\n' || s[i-1] == '\t') {
				i += 1 + closing(s[i+1:], c)
			}
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		if depth == 0 {
			return 0
		}
	}
	return len(s)
}

package richtext

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxDepth is how deep the tree goes. What is nested deeper loses its nesting
// and keeps its words; browsers stop at a depth of 512 elements.
const maxDepth = 24

// The parser's time grows with the square of what these count. A text with more
// of it is a trap, not a remark, and is shown as it was written.
const (
	maxContainers = 200  // quotations and lists that one line opens
	maxDelimiters = 1000 // brackets and marks of emphasis
	maxBars       = 4000 // cells of tables
)

// markdown is the one parser; it holds no state between two texts.
var markdown = sync.OnceValue(func() parser.Parser { //nolint:gochecknoglobals // built once, never changed
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify),
	).Parser()
})

// Parse reads Markdown into the neutral tree. Nothing of the text is dropped
// but the marks that Markdown itself gives a meaning to, and every Link of the
// tree leads to the web, to a mail address or to a fragment of the same page.
func Parse(source string) []Node {
	source = strings.ToValidUTF8(source, "\uFFFD")
	if strings.Contains(source, "\r") {
		source = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(source)
	}
	if isTrap(source) {
		return literal(source)
	}
	src := []byte(source)
	r := reader{src: src, used: map[string]bool{}}
	doc := markdown().Parse(text.NewReader(src))
	r.markUsed(doc)
	return r.blocks(doc, 1)
}

// isTrap reports whether the text has more marks than anyone means to set.
func isTrap(source string) bool {
	delimiters := 0
	for _, mark := range []string{"[", "*", "_", "~"} {
		delimiters += strings.Count(source, mark)
	}
	if delimiters > maxDelimiters || strings.Count(source, "|") > maxBars {
		return true
	}
	for line := range strings.Lines(source) {
		if containers(line) > maxContainers {
			return true
		}
	}
	return false
}

// containers is how many quotations and list items a line may open at most.
func containers(line string) int {
	if strings.Trim(line, " \t\n-") == "" {
		return 0 // a rule
	}
	n := 0
	for i := 0; i < len(line) && strings.IndexByte(" \t>-+0123456789.)", line[i]) >= 0; i++ {
		if strings.IndexByte(">-+.)", line[i]) >= 0 {
			n++
		}
	}
	return n
}

// literal is a text that is not read as Markdown.
func literal(source string) []Node {
	var out []Node
	for part := range strings.SplitSeq(source, "\n\n") {
		if part = strings.Trim(part, "\n"); part != "" {
			out = append(out, Node{Kind: Paragraph, Children: lines(part)})
		}
	}
	return out
}

// lines is text whose line ends are kept.
func lines(s string) []Node {
	var out []Node
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			out = append(out, Node{Kind: Break})
		}
		if line != "" {
			out = append(out, Node{Kind: Text, Text: line})
		}
	}
	return out
}

// reader leads goldmark's tree into ours.
type reader struct {
	src  []byte
	used map[string]bool // link definitions, by destination, that a link shows
}

// blocks are the children of a block.
func (r *reader) blocks(parent ast.Node, depth int) []Node {
	var out []Node
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, r.block(n, depth)...)
	}
	return out
}

// block is one block; several where a block too deep is dissolved.
func (r *reader) block(n ast.Node, depth int) []Node {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return r.paragraph(n, depth)
	case *ast.Heading:
		return []Node{{Kind: Heading, Level: n.Level, Children: r.inlines(n, depth+1)}}
	case *ast.ThematicBreak:
		return []Node{{Kind: Rule}}
	case *ast.CodeBlock:
		return []Node{{Kind: CodeBlock, Text: r.raw(n.Lines())}}
	case *ast.FencedCodeBlock:
		return []Node{{Kind: CodeBlock, Text: r.fenced(n)}}
	case *ast.HTMLBlock:
		return r.html(n)
	case *ast.LinkReferenceDefinition:
		return r.definition(n)
	}
	return r.container(n, depth)
}

func (r *reader) container(n ast.Node, depth int) []Node {
	if depth >= maxDepth {
		return r.dissolved(n)
	}
	node := Node{Children: r.blocks(n, depth+1)}
	switch n := n.(type) {
	case *ast.Blockquote:
		node.Kind = Quote
	case *ast.List:
		node.Kind, node.Ordered, node.Start = List, n.IsOrdered(), n.Start
	case *ast.ListItem:
		node.Kind = Item
	case *east.Table:
		node.Kind = Table
	case *east.TableHeader:
		node.Kind = Row
		for i := range node.Children {
			node.Children[i].Header = true
		}
	case *east.TableRow:
		node.Kind, node.Children = Row, append(node.Children, r.beyond(n)...)
	case *east.TableCell:
		node.Kind, node.Children = Cell, r.inlines(n, depth+1)
	default:
		return node.Children
	}
	return []Node{node}
}

// beyond is a cell with what a table row holds beyond its last column, which
// Markdown leaves out.
func (r *reader) beyond(row *east.TableRow) []Node {
	last := row.LastChild()
	if last == nil || last.Lines().Len() == 0 {
		return nil
	}
	rest := string(r.src[last.Lines().At(0).Stop:])
	rest, _, _ = strings.Cut(rest, "\n")
	rest = strings.Trim(rest, " \t|")
	if rest == "" {
		return nil
	}
	return []Node{{Kind: Cell, Children: []Node{{Kind: Text, Text: unescape(rest)}}}}
}

// dissolved are the leaves of a block that is nested too deep. It walks without
// recursion, however deep the block is.
func (r *reader) dissolved(top ast.Node) []Node {
	var out []Node
	for n := top; n != nil; n = next(n, top) {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.TableCell:
			out = append(out, r.paragraph(n, maxDepth)...)
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.LinkReferenceDefinition:
			out = append(out, r.block(n, maxDepth)...)
		}
	}
	return out
}

// next is the block after n in reading order, within top.
func next(n, top ast.Node) ast.Node {
	if c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock {
		return c
	}
	for ; n != top; n = n.Parent() {
		if s := n.NextSibling(); s != nil {
			return s
		}
	}
	return nil
}

func (r *reader) paragraph(n ast.Node, depth int) []Node {
	children := r.inlines(n, depth+1)
	if len(children) == 0 {
		return nil
	}
	return []Node{{Kind: Paragraph, Children: children}}
}

func (r *reader) html(n *ast.HTMLBlock) []Node {
	s := r.raw(n.Lines())
	if n.HasClosure() {
		s += string(n.ClosureLine.Value(r.src))
	}
	return []Node{{Kind: Paragraph, Children: lines(strings.TrimRight(s, "\n"))}}
}

// fenced is the text of a fenced code block. Its first line may name a
// language, which readers need not see; anything else there is kept.
func (r *reader) fenced(n *ast.FencedCodeBlock) string {
	code := r.raw(n.Lines())
	if n.Info == nil {
		return code
	}
	info := unescape(string(n.Info.Segment.Value(r.src)))
	if code != "" && isLanguage(info) {
		return code
	}
	return strings.TrimSuffix(info+"\n"+code, "\n")
}

func isLanguage(s string) bool {
	for _, c := range s {
		if c > 0x7F || c <= ' ' || strings.ContainsRune(`<>&"'()[]{}=/:;`+"`", c) {
			return false
		}
	}
	return len(s) <= 20
}

// definition shows a link definition that no link leads to.
func (r *reader) definition(n *ast.LinkReferenceDefinition) []Node {
	if r.used[string(n.Destination)] {
		return nil
	}
	s := "[" + unescape(string(n.Label)) + "]: " + unescape(string(n.Destination))
	if len(n.Title) > 0 {
		s += ` "` + unescape(string(n.Title)) + `"`
	}
	return []Node{{Kind: Paragraph, Children: []Node{{Kind: Text, Text: s}}}}
}

// raw joins lines, without the last line end.
func (r *reader) raw(s *text.Segments) string {
	var b strings.Builder
	for i := range s.Len() {
		seg := s.At(i)
		b.Write(seg.Value(r.src))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

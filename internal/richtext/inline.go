package richtext

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inlines are the inline children of a node, neighbouring texts joined.
func (r *reader) inlines(parent ast.Node, depth int) []Node {
	var out builder
	if depth >= maxDepth {
		r.flat(parent, &out)
		return out.nodes()
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.inline(n, depth, &out)
	}
	return out.nodes()
}

func (r *reader) inline(n ast.Node, depth int, out *builder) {
	switch n := n.(type) {
	case *ast.Text:
		r.text(n, out)
	case *ast.String:
		out.text(string(n.Value))
	case *ast.CodeSpan:
		out.add(Node{Kind: Code, Text: r.code(n)})
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			seg := n.Segments.At(i)
			out.text(strings.ReplaceAll(string(seg.Value(r.src)), "\n", " "))
		}
	case *ast.AutoLink:
		r.autolink(n, out)
	case *ast.Link:
		r.link(destination{n.Destination, n.Title}, r.inlines(n, depth+1), out)
	case *ast.Image:
		r.link(destination{n.Destination, n.Title}, r.inlines(n, depth+1), out)
	case *ast.Emphasis:
		kind := Emphasis
		if n.Level > 1 {
			kind = Strong
		}
		out.add(Node{Kind: kind, Children: r.inlines(n, depth+1)})
	case *east.Strikethrough:
		out.add(Node{Kind: Struck, Children: r.inlines(n, depth+1)})
	default:
		out.join(r.inlines(n, depth+1))
	}
}

// flat adds the words of what is nested too deep, without recursion.
func (r *reader) flat(top ast.Node, out *builder) {
	n := top.FirstChild()
	for n != nil {
		switch n := n.(type) {
		case *ast.Link, *ast.Image, *ast.Emphasis, *east.Strikethrough:
		default:
			r.inline(n, maxDepth, out)
		}
		if c := n.FirstChild(); c != nil && n.Kind() != ast.KindCodeSpan {
			n = c
			continue
		}
		for n != top && n.NextSibling() == nil {
			if to, ok := address(n); ok {
				out.text(" (" + unescape(to) + ")")
			}
			n = n.Parent()
		}
		if n == top {
			return
		}
		n = n.NextSibling()
	}
}

// address is where a link or image leads, as it was written.
func address(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.Link:
		return string(n.Destination), true
	case *ast.Image:
		return string(n.Destination), true
	}
	return "", false
}

func (r *reader) text(n *ast.Text, out *builder) {
	value := string(n.Segment.Value(r.src))
	if !n.IsRaw() {
		value = unescape(value)
	}
	out.text(value)
	switch {
	case n.HardLineBreak():
		out.add(Node{Kind: Break})
	case n.SoftLineBreak():
		out.text(" ")
	}
}

func (r *reader) code(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.src))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

func (r *reader) autolink(n *ast.AutoLink, out *builder) {
	label, raw := string(n.Label(r.src)), string(n.URL(r.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(raw), "mailto:") {
		raw = "mailto:" + raw
	}
	url, ok := Address(raw)
	if !ok {
		out.text("<" + label + ">")
		return
	}
	out.add(Node{Kind: Link, URL: url, Children: []Node{{Kind: Text, Text: label}}})
}

// destination is where a link leads, as it was written.
type destination struct{ to, title []byte }

// link adds a link, or its label with the address behind it where no link may
// lead there. A title is text that would be seen only on hovering; it is shown.
func (r *reader) link(d destination, label []Node, out *builder) {
	raw := unescape(string(d.to))
	title := ""
	if len(d.title) > 0 {
		title = ` “` + unescape(string(d.title)) + `”`
	}
	url, ok := Address(raw)
	switch {
	case !ok:
		out.join(label)
		out.text(" (" + raw + title + ")")
		return
	case len(label) == 0:
		label = []Node{{Kind: Text, Text: raw}}
	}
	out.add(Node{Kind: Link, URL: url, Children: label})
	if title != "" {
		out.text(" (" + strings.TrimSpace(title) + ")")
	}
}

// markUsed notes the destinations of the links that the tree will show.
func (r *reader) markUsed(doc ast.Node) {
	for n := doc; n != nil; n = following(n) {
		switch n := n.(type) {
		case *ast.Link:
			r.used[string(n.Destination)] = n.Reference != nil || r.used[string(n.Destination)]
		case *ast.Image:
			r.used[string(n.Destination)] = n.Reference != nil || r.used[string(n.Destination)]
		}
	}
}

// following is the node after n in reading order.
func following(n ast.Node) ast.Node {
	if c := n.FirstChild(); c != nil {
		return c
	}
	for ; n != nil; n = n.Parent() {
		if s := n.NextSibling(); s != nil {
			return s
		}
	}
	return nil
}

// builder collects inline nodes and joins neighbouring texts.
type builder struct {
	done    []Node
	pending strings.Builder
}

func (b *builder) text(s string) { b.pending.WriteString(s) }

func (b *builder) add(n Node) {
	b.flush()
	b.done = append(b.done, n)
}

func (b *builder) join(nodes []Node) {
	for _, n := range nodes {
		if n.Kind == Text {
			b.text(n.Text)
			continue
		}
		b.add(n)
	}
}

func (b *builder) flush() {
	if b.pending.Len() > 0 {
		b.done = append(b.done, Node{Kind: Text, Text: b.pending.String()})
		b.pending.Reset()
	}
}

func (b *builder) nodes() []Node {
	b.flush()
	return b.done
}

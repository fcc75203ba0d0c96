package markdown

import (
	"strings"
	"unicode"

	"gloss/internal/richtext"
)

// rich appends the inline content of a remark. Where Markdown cannot say again
// what the tree says, as with some marks in the middle of words, the words go in
// without their style.
func (in *inline) rich(nodes []richtext.Node) {
	if !isPlain(nodes) {
		try := newInline(in.newline)
		try.nodes(nodes)
		back, ok := richtext.Inline(richtext.Parse(try.String()))
		if !ok || skeleton(back) != skeleton(nodes) {
			in.text(richtext.Plain(nodes))
			return
		}
	}
	in.nodes(nodes)
}

func isPlain(nodes []richtext.Node) bool {
	for _, n := range nodes {
		if n.Kind != richtext.Text && n.Kind != richtext.Break {
			return false
		}
	}
	return true
}

// skeleton is what must come through: the words, the styles over them and the
// addresses. White space is left out.
func skeleton(nodes []richtext.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		if n.Kind != richtext.Text && n.Kind != richtext.Break {
			b.WriteString("\x00" + string(n.Kind) + "\x01" + n.URL + "\x02")
		}
		for _, r := range n.Text {
			if !unicode.IsSpace(r) {
				b.WriteRune(visible(r))
			}
		}
		b.WriteString(skeleton(n.Children))
		if n.Kind != richtext.Text && n.Kind != richtext.Break {
			b.WriteString("\x03")
		}
	}
	return b.String()
}

func (in *inline) nodes(nodes []richtext.Node) {
	for _, n := range nodes {
		in.node(n)
	}
}

func (in *inline) node(n richtext.Node) {
	switch n.Kind {
	case richtext.Text:
		in.text(n.Text)
	case richtext.Break:
		in.breakLine(in.newline)
	case richtext.Emphasis:
		in.between("*", n.Children)
	case richtext.Strong:
		in.between("**", n.Children)
	case richtext.Struck:
		in.between("~~", n.Children)
	case richtext.Code:
		in.code(n.Text)
	case richtext.Link:
		in.link(n)
	default:
		in.nodes(n.Children)
	}
}

func (in *inline) between(mark string, nodes []richtext.Node) {
	in.mark(mark)
	in.nodes(nodes)
	in.mark(mark)
}

// code appends a code span: between more backticks than stand in a row in it.
func (in *inline) code(text string) {
	text = strings.ReplaceAll(strings.ReplaceAll(shown(text), "\n", " "), "|", in.pipe)
	if strings.TrimSpace(text) == "" {
		in.text(text)
		return
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	pad := ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") ||
		strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		pad = " "
	}
	in.mark(fence + pad + text + pad + fence)
}

func (in *inline) link(n richtext.Node) {
	if len(n.Children) == 1 && n.Children[0].Text == n.URL && autolinks(n.URL) {
		in.mark("<" + n.URL + ">")
		return
	}
	in.mark("[")
	in.nodes(n.Children)
	in.mark("](" + destination(n.URL) + ")")
}

// autolinks reports whether the address can stand between angle brackets.
func autolinks(url string) bool {
	return (strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://")) && !strings.ContainsAny(url, "<>|\\ ")
}

// destination is an address as the destination of a link.
func destination(url string) string {
	var b strings.Builder
	for _, r := range url {
		if r < 0x80 && strings.ContainsRune("\\()<>[]|*_`~&\"'", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

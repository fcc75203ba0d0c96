package terminal

import (
	"strconv"
	"strings"

	"gloss/internal/richtext"
)

// markdown writes a remark.
func (p *page) markdown(in indent, md string) { p.nodes(in, nil, richtext.Parse(md)) }

// paragraphs writes a remark that more lines follow: a blank line ends it where
// it is more than a paragraph.
func (p *page) paragraphs(in indent, md string) {
	nodes := richtext.Parse(md)
	p.nodes(in, nil, nodes)
	if _, ok := richtext.Inline(nodes); !ok && len(nodes) > 0 {
		p.space()
	}
}

// labelledMarkdown writes a remark behind a label; nothing where it is empty.
func (p *page) labelledMarkdown(in indent, label, md string) {
	if md != "" {
		p.nodes(in, labelRuns(label), richtext.Parse(md))
	}
}

// labelled writes runs behind a label.
func (p *page) labelled(in indent, label string, runs []run) {
	p.block(in, append(labelRuns(label), runs...))
}

func labelRuns(label string) []run { return []run{{text: label, style: style{attr: faint}}} }

// nodes writes blocks, apart by blank lines, the first behind a label.
func (p *page) nodes(in indent, label []run, nodes []richtext.Node) {
	if len(label) > 0 && (len(nodes) == 0 || nodes[0].Kind != richtext.Paragraph) {
		p.block(in, label)
		label, in = nil, in.hanging()
	}
	for i, n := range nodes {
		if i > 0 {
			p.space()
		}
		p.node(in, label, n)
		label, in = nil, in.hanging()
	}
}

// node writes one block of a remark.
func (p *page) node(in indent, label []run, n richtext.Node) {
	switch n.Kind {
	case richtext.Heading:
		p.block(in, p.inline(n.Children, style{attr: bold}))
	case richtext.List:
		p.list(in, n)
	case richtext.Quote:
		bar := line{{text: "│ ", style: style{attr: faint}}}
		p.nodes(in.then(indent{first: bar, rest: bar}), nil, n.Children)
	case richtext.CodeBlock:
		code := strings.TrimRight(strings.ReplaceAll(n.Text, "\t", "    "), "\n")
		p.block(in.then(spaces(2)), []run{plain(clean(code))})
	case richtext.Rule:
		p.block(in, []run{{text: repeat("─", 12), style: style{attr: faint}}})
	case richtext.Table:
		for _, row := range n.Children {
			p.block(in, p.cells(row))
			in = in.hanging()
		}
	default:
		p.block(in, append(label, p.inline(n.Children, style{})...))
	}
}

func (p *page) list(in indent, n richtext.Node) {
	for i, item := range n.Children {
		bullet := "• "
		if n.Ordered {
			bullet = strconv.Itoa(n.Start+i) + ". "
		}
		p.nodes(in.then(hang(plain(bullet), 2)), nil, item.Children)
		in = in.hanging()
	}
}

func (p *page) cells(row richtext.Node) []run {
	var out []run
	for i, c := range row.Children {
		if i > 0 {
			out = append(out, run{text: " │ ", style: style{attr: faint}})
		}
		s := style{}
		if c.Header {
			s = s.with(bold)
		}
		out = append(out, p.inline(c.Children, s)...)
	}
	return out
}

// inline turns inline nodes into runs. What a terminal with colour shows as a
// style, plain text shows as Markdown does.
func (p *page) inline(nodes []richtext.Node, s style) []run {
	var out []run
	for _, n := range nodes {
		switch n.Kind {
		case richtext.Text:
			out = append(out, run{text: clean(n.Text), style: s})
		case richtext.Code:
			out = append(out, run{text: "`" + clean(n.Text) + "`", style: s})
		case richtext.Emphasis:
			out = append(out, p.marked("*", p.inline(n.Children, s.with(italic)))...)
		case richtext.Strong:
			out = append(out, p.marked("*", p.inline(n.Children, s.with(bold)))...)
		case richtext.Struck:
			out = append(out, p.marked("~~", p.inline(n.Children, s.with(struck)))...)
		case richtext.Link:
			out = append(out, p.link(n, s)...)
		case richtext.Break:
			out = append(out, run{text: "\n", style: s})
		default:
			out = append(out, p.inline(n.Children, s)...)
		}
	}
	return out
}

// marked puts a mark around runs where their style cannot be seen.
func (p *page) marked(mark string, runs []run) []run {
	if p.opts.Color {
		return runs
	}
	return append(append([]run{plain(mark)}, runs...), plain(mark))
}

// link is the words of a link with its address behind them, where they are not
// the address itself.
func (p *page) link(n richtext.Node, s style) []run {
	out := p.inline(n.Children, s)
	var words strings.Builder
	for _, r := range out {
		words.WriteString(r.text)
	}
	address := oneLine(n.URL)
	if words.String() == address || "mailto:"+words.String() == address {
		return out
	}
	return append(out, run{text: " (" + address + ")", style: s})
}

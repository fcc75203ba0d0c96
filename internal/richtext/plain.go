package richtext

import (
	"strconv"
	"strings"
)

// Inline is the inline content of a text that is one paragraph. It reports
// false where the text is anything else.
func Inline(nodes []Node) ([]Node, bool) {
	if len(nodes) != 1 || nodes[0].Kind != Paragraph {
		return nil, false
	}
	return nodes[0].Children, true
}

// Plain is the text without any marks of style: blocks apart by a blank line,
// items after "-" or their number, quotations after ">", cells apart by " | ",
// and addresses in parentheses behind the words that lead there.
func Plain(nodes []Node) string {
	var b strings.Builder
	plainBlocks(&b, nodes)
	return strings.TrimRight(b.String(), "\n")
}

func plainBlocks(b *strings.Builder, nodes []Node) {
	for i, n := range nodes {
		if i > 0 {
			b.WriteString("\n\n")
		}
		plainBlock(b, n)
	}
}

func plainBlock(b *strings.Builder, n Node) {
	switch n.Kind {
	case CodeBlock:
		b.WriteString(n.Text)
	case Rule:
		b.WriteString("* * *")
	case Quote:
		b.WriteString(prefixed(n.Children, "> ", "> "))
	case List:
		plainList(b, n)
	case Table:
		plainTable(b, n)
	case Paragraph, Heading:
		plainInlines(b, n.Children)
	default:
		plainInlines(b, []Node{n})
	}
}

func plainList(b *strings.Builder, list Node) {
	for i, item := range list.Children {
		if i > 0 {
			b.WriteByte('\n')
		}
		marker := "- "
		if list.Ordered {
			marker = strconv.Itoa(list.Start+i) + ". "
		}
		b.WriteString(prefixed(item.Children, marker, strings.Repeat(" ", len(marker))))
	}
}

func plainTable(b *strings.Builder, table Node) {
	for i, row := range table.Children {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j, cell := range row.Children {
			if j > 0 {
				b.WriteString(" | ")
			}
			plainInlines(b, cell.Children)
		}
	}
}

// prefixed are the blocks with a prefix before the first and before every other
// line. The blocks of a list item follow each other without a blank line.
func prefixed(nodes []Node, first, rest string) string {
	var inner strings.Builder
	plainBlocks(&inner, nodes)
	s := inner.String()
	if first != rest {
		s = strings.ReplaceAll(s, "\n\n", "\n")
	}
	var out strings.Builder
	prefix := first
	for line := range strings.Lines(s + "\n") {
		if line == "\n" {
			prefix = strings.TrimRight(prefix, " ")
		}
		out.WriteString(prefix + line)
		prefix = rest
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func plainInlines(b *strings.Builder, nodes []Node) {
	for _, n := range nodes {
		switch n.Kind {
		case Text, Code:
			b.WriteString(n.Text)
		case Break:
			b.WriteByte('\n')
		case Link:
			var label strings.Builder
			plainInlines(&label, n.Children)
			b.WriteString(label.String())
			if !strings.HasPrefix(n.URL, "#") && !repeats(label.String(), n.URL) {
				b.WriteString(" (" + n.URL + ")")
			}
		default:
			plainInlines(b, n.Children)
		}
	}
}

// repeats reports whether a label already says where its link leads.
func repeats(label, url string) bool {
	for _, scheme := range []string{"", "mailto:", "http://", "https://"} {
		if scheme+label == url {
			return true
		}
	}
	return false
}

package markdown

import (
	"slices"
	"strconv"
	"strings"

	"gloss/internal/richtext"
)

// headingOffset is by how much the headings in a remark are set down, so that
// they stand below those of the report.
const headingOffset = 3

// markdown writes a remark's Markdown anew from its tree, so that nothing of it
// can reach out of its place in the report.
func (d *doc) markdown(source string) { d.richBlocks(richtext.Parse(source)) }

func (d *doc) richBlocks(nodes []richtext.Node) {
	lists := 0
	for _, n := range nodes {
		if n.Kind != richtext.List {
			d.rich(n)
			lists = 0
			continue
		}
		// Two lists in a row are told apart by their marks.
		d.richList(n, markersFor(n, lists))
		lists++
	}
}

// rich writes one block of a remark that is no list.
func (d *doc) rich(n richtext.Node) {
	switch n.Kind {
	case richtext.Heading:
		d.block(strings.Repeat("#", min(6, n.Level+headingOffset)) + " " + richInlines(n.Children, noBreak))
	case richtext.Quote:
		d.nest("> ", "> ", func() { d.richBlocks(n.Children) })
	case richtext.CodeBlock:
		d.block(fenced(n.Text))
	case richtext.Rule:
		d.block("___")
	case richtext.Table:
		d.block(richTable(n))
	case richtext.Paragraph:
		d.block(richInlines(n.Children, hardBreak))
	default:
		d.block(richInlines([]richtext.Node{n}, hardBreak))
	}
}

// markersFor is what the items of a list begin with: "%d" is their number. The
// nth list in a row takes another mark than the one before.
func markersFor(n richtext.Node, nth int) string {
	if n.Ordered {
		return [...]string{"%d. ", "%d) "}[nth%2]
	}
	return [...]string{"- ", "* "}[nth%2]
}

func (d *doc) richList(n richtext.Node, marker string) {
	for i, item := range n.Children {
		first := strings.Replace(marker, "%d", strconv.Itoa(n.Start+i), 1)
		d.tight = i > 0 && short(n)
		d.nest(first, strings.Repeat(" ", len(first)), func() { d.richBlocks(item.Children) })
	}
}

// short reports whether every item of the list is one paragraph.
func short(list richtext.Node) bool {
	for _, item := range list.Children {
		if len(item.Children) != 1 || item.Children[0].Kind != richtext.Paragraph {
			return false
		}
	}
	return true
}

// fenced is a code block between fences that its text does not hold.
func fenced(text string) string {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	return fence + "\n" + strings.TrimSuffix(shown(text), "\n") + "\n" + fence
}

// shown is text as code blocks can hold it.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return visible(r)
	}, text)
}

func longestRun(s string, c byte) int {
	longest, n := 0, 0
	for i := range len(s) {
		if s[i] != c {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	return longest
}

func richTable(n richtext.Node) string {
	var rows [][]string
	for _, row := range n.Children {
		var cells []string
		for _, cell := range row.Children {
			in := newInline(noBreak)
			in.pipe = `\|`
			in.rich(cell.Children)
			cells = append(cells, in.String())
		}
		rows = append(rows, cells)
	}
	return table(rows)
}

// table is a table of cells that are inline Markdown; the first row is its head.
func table(rows [][]string) string {
	columns := 1
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	var lines []string
	for i, row := range rows {
		row = append(slices.Clip(row), make([]string, columns-len(row))...)
		lines = append(lines, "| "+strings.Join(row, " | ")+" |")
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", columns))
		}
	}
	return strings.Join(lines, "\n")
}

// richInlines is the inline content of a block.
func richInlines(nodes []richtext.Node, newline string) string {
	in := newInline(newline)
	in.rich(nodes)
	return in.String()
}

package markdown

import (
	"strconv"
	"strings"

	"gloss/internal/essay"
)

// deepest is how deep lists and quotations of the essay are shown nested.
const deepest = 12

// body is the essay on its way out, block by block.
type body struct {
	p     *page
	lists []listLevel // the lists that are open, the outermost first
	rows  [][]string  // the table that is open
	end   int         // where the last block ended in the text
}

// listLevel is one open list.
type listLevel struct {
	indent int    // where the content of its items begins
	number int    // of its last item; 0 for bullets
	delim  string // "." or ")" behind the numbers
}

// essay writes the essay.
func (p *page) essay() {
	p.section("The essay")
	p.legend()
	b := &body{p: p}
	for i, tokens := range p.tokens() {
		b.block(p.r.Essay.Blocks[i], tokens)
	}
	b.table()
	if len(p.r.Essay.Blocks) == 0 {
		p.d.block("*The essay is empty.*")
	}
}

func (b *body) block(block essay.Block, tokens []token) {
	gap := b.p.r.Essay.Text[b.end:block.Span.Start]
	b.end = block.Span.End
	if block.Kind == essay.Row {
		if strings.Count(gap, "\n") > 1 {
			b.table()
		}
		b.lists = nil
		b.row(tokens)
		return
	}
	b.table()
	if block.Kind == essay.Item {
		b.item(block, tokens)
		return
	}
	b.lists = nil
	switch block.Kind {
	case essay.Heading:
		text := inlines(tokens, noBreak)
		b.p.d.block(strings.Repeat("#", min(6, block.Level+2)) + " " + text)
	case essay.Quote:
		prefix := strings.Repeat("> ", max(1, min(deepest, block.Level)))
		b.p.d.nest(prefix, prefix, func() { b.p.d.block(inlines(tokens, hardBreak)) })
	case essay.Code:
		b.code(tokens)
	case essay.Footnote:
		in := newInline(hardBreak)
		if block.Marker != "" {
			in.text(block.Marker + " ")
		}
		in.tokens(tokens)
		b.p.d.block(in.String())
	default:
		b.p.d.block(inlines(tokens, b.newline(block)))
	}
}

func inlines(tokens []token, newline string) string {
	in := newInline(newline)
	in.tokens(tokens)
	return in.String()
}

// newline is what a line end in a paragraph stands for.
func (b *body) newline(block essay.Block) string {
	if b.p.r.Essay.Flows(block) {
		return softBreak
	}
	return hardBreak
}

// code writes preformatted text; the footnotes' marks stand below it.
func (b *body) code(tokens []token) {
	var text, refs strings.Builder
	for _, t := range tokens {
		text.WriteString(t.text + t.mark)
		refs.WriteString(t.ref)
	}
	b.p.d.block(fenced(text.String()))
	if refs.Len() > 0 {
		b.p.d.block("↑ " + refs.String())
	}
}

// row adds a row to the open table, cutting its cells at tabs.
func (b *body) row(tokens []token) {
	cells := [][]token{nil}
	for _, t := range tokens {
		parts := strings.Split(t.text, "\t")
		for i, part := range parts {
			if i > 0 {
				cells = append(cells, nil)
			}
			t.text = part
			cells[len(cells)-1] = append(cells[len(cells)-1], t)
		}
	}
	var row []string
	for _, c := range cells {
		in := newInline(noBreak)
		in.pipe = `\|`
		in.tokens(c)
		row = append(row, in.String())
	}
	b.rows = append(b.rows, row)
}

// table writes the table that is open, if any.
func (b *body) table() {
	if b.rows != nil {
		b.p.d.block(table(b.rows))
		b.rows = nil
	}
}

// item writes a paragraph of a list item, under the one before it where it has
// no marker of its own.
func (b *body) item(block essay.Block, tokens []token) {
	level := max(1, min(block.Level, len(b.lists)+1, deepest))
	content := inlines(tokens, hardBreak)
	if block.Marker == "" {
		indent := ""
		if len(b.lists) > 0 {
			indent = strings.Repeat(" ", b.lists[min(level, len(b.lists))-1].indent)
		}
		b.p.d.nest(indent, indent, func() { b.p.d.block(content) })
		return
	}
	outer := 0
	if level > 1 {
		outer = b.lists[level-2].indent
	}
	this := listLevel{}
	if level <= len(b.lists) {
		this = b.lists[level-1]
	}
	marker, next := this.marker(block.Marker)
	// Items follow each other without a blank line, but not where a list begins.
	b.p.d.tight = level == len(b.lists) && this.delim == next.delim
	first := strings.Repeat(" ", outer) + marker
	next.indent = outer + len(strings.TrimRight(marker, "[x] ")) + 1
	rest := strings.Repeat(" ", next.indent)
	b.lists = append(b.lists[:level-1], next)
	b.p.d.nest(first, rest, func() { b.p.d.block(content) })
}

// marker is what the item's line begins with and the state of its list then.
// Numbers that do not go on from the item before begin another list, told apart
// by what stands behind the number.
func (l listLevel) marker(m string) (string, listLevel) {
	switch m {
	case "☐":
		return "- [ ] ", listLevel{}
	case "☑", "☒":
		return "- [x] ", listLevel{}
	case "•", "-", "*", "+":
		return "- ", listLevel{}
	}
	digits := strings.TrimRight(m, ".)")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || len(digits) > 9 || digits != strconv.Itoa(n) {
		return "- " + escaped(m) + " ", listLevel{}
	}
	delim := l.delim
	switch {
	case delim == "":
		delim = "."
	case n != l.number+1:
		delim = map[string]string{".": ")", ")": "."}[delim]
	}
	return digits + delim + " ", listLevel{number: n, delim: delim}
}

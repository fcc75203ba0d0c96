package terminal

import (
	"strconv"
	"strings"

	"gloss/internal/essay"
	"gloss/internal/report"
)

// body is the essay on its way out, block by block.
type body struct {
	p     *page
	notes map[int][]*report.Note // by the index of the block they stand under
	rows  []row                  // the rows of the table that is being read
	due   []*report.Note         // the notes on its rows
	foot  bool                   // a footnote was written
}

// essay writes the essay with every note under its paragraph.
func (p *page) essay() {
	p.section("The essay")
	p.legend()
	b := &body{p: p, notes: p.notesByBlock()}
	m := &passages{p: p, crossed: crossed(p.r)}
	blocks := p.r.Essay.Blocks
	next := 0
	var runs []run
	for s := range p.r.Segments() {
		if s.Block < 0 {
			continue
		}
		for next < s.Block {
			b.block(next, runs)
			runs = nil
			next++
		}
		runs = append(runs, m.runs(s, blocks[s.Block])...)
	}
	for ; next < len(blocks); next++ {
		b.block(next, runs)
		runs = nil
	}
	b.table()
	b.under(b.notes[-1])
	if len(blocks) == 0 {
		p.block(indent{}, []run{plain("The essay is empty.")})
	}
}

// notesByBlock are the notes in the text, each under the block in which its
// first place begins.
func (p *page) notesByBlock() map[int][]*report.Note {
	out := map[int][]*report.Note{}
	for i := range p.r.Notes {
		n := &p.r.Notes[i]
		if at, ok := n.First(); ok {
			block := p.r.Essay.BlockAt(at.Start)
			out[block] = append(out[block], n)
		}
	}
	return out
}

// block writes one block and what is said about it.
func (b *body) block(i int, runs []run) {
	block := b.p.r.Essay.Blocks[i]
	if block.Kind == essay.Row {
		b.rows = append(b.rows, cellsOf(runs))
		b.due = append(b.due, b.notes[i]...)
		return
	}
	b.table()
	gutter := b.p.gutter(block.Number)
	runs = b.text(block, runs)
	switch block.Kind {
	case essay.Heading:
		b.heading(gutter, block, runs)
	case essay.Item:
		b.item(i, gutter, runs)
	case essay.Quote:
		bar := line{{text: repeat("│ ", max(1, block.Level)), style: style{attr: faint}}}
		b.p.space()
		b.p.block(gutter.then(indent{first: bar, rest: bar}), runs)
	case essay.Code:
		b.p.space()
		b.p.block(gutter.then(spaces(4)), runs)
	case essay.Footnote:
		b.footnote(gutter, block, runs)
	default:
		b.p.space()
		b.p.block(gutter, runs)
	}
	b.under(b.notes[i])
}

// text makes the words of a block safe to print.
func (b *body) text(block essay.Block, runs []run) []run {
	flows := b.p.r.Essay.Flows(block)
	for i := range runs {
		if block.Kind == essay.Code {
			runs[i].text = strings.ReplaceAll(runs[i].text, "\t", "    ")
		}
		runs[i].text = clean(runs[i].text)
		if flows {
			runs[i].text = strings.ReplaceAll(runs[i].text, "\n", " ")
		}
	}
	return runs
}

func (b *body) heading(gutter indent, block essay.Block, runs []run) {
	b.p.space()
	width := b.p.width - gutter.first.columns()
	longest := 0
	for _, l := range wrap(runs, width) {
		longest = max(longest, l.columns())
	}
	b.p.block(gutter, runs)
	rule := "─"
	if block.Level == 1 {
		rule = "═"
	}
	b.p.block(gutter.hanging(), []run{{text: repeat(rule, longest), style: style{attr: faint}}})
}

func (b *body) item(i int, gutter indent, runs []run) {
	blocks := b.p.r.Essay.Blocks
	if i == 0 || blocks[i-1].Kind != essay.Item {
		b.p.space()
	}
	block := blocks[i]
	marker := oneLine(block.Marker)
	if marker != "" {
		marker += " "
	}
	in := hang(plain(marker), 2)
	b.p.block(gutter.then(spaces(2*(max(1, block.Level)-1))).then(in), runs)
}

func (b *body) footnote(gutter indent, block essay.Block, runs []run) {
	b.p.space()
	if !b.foot {
		b.p.block(gutter.hanging(), []run{{text: repeat("─", 12), style: style{attr: faint}}})
		b.foot = true
	}
	marker := oneLine(block.Marker)
	if marker != "" {
		marker += " "
	}
	b.p.block(gutter.then(hang(plain(marker), 2)), runs)
}

// hang is an indent that begins with a run and is blank below it, at least
// least columns wide.
func hang(lead run, least int) indent {
	first := line{lead}
	if n := first.columns(); n < least {
		first = append(first, plain(blanks(least-n)))
	}
	return indent{first: first, rest: line{plain(blanks(first.columns()))}}
}

// gutter is where the paragraph numbers stand.
func (p *page) gutter(number int) indent {
	if !p.opts.ParagraphNumbers {
		return indent{}
	}
	width := len(strconv.Itoa(p.r.Essay.ParagraphCount()))
	in := spaces(width + 2)
	if number > 0 {
		text := strconv.Itoa(number)
		in.first = line{{text: blanks(width-len(text)) + text + "  ", style: style{attr: faint}}}
	}
	return in
}

// under writes notes below what they speak of.
func (b *body) under(notes []*report.Note) {
	for _, n := range notes {
		b.p.space()
		b.p.note(b.p.gutter(0), n)
	}
	if len(notes) > 0 {
		b.p.space()
	}
}

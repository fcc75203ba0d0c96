package terminal

import (
	"strings"
)

// row is the cells of one table row.
type row [][]run

// cellsOf cuts the runs of a row where its tabs are.
func cellsOf(runs []run) row {
	cells := row{nil}
	for _, r := range runs {
		for i, text := range strings.Split(r.text, "\t") {
			if i > 0 {
				cells = append(cells, nil)
			}
			if text != "" {
				last := len(cells) - 1
				cells[last] = append(cells[last], run{text: flat(text), style: r.style})
			}
		}
	}
	return cells
}

// table writes the rows that were collected, and the notes on them.
func (b *body) table() {
	if len(b.rows) == 0 {
		return
	}
	b.p.space()
	gutter := b.p.gutter(0)
	widths := columnWidths(b.rows)
	for _, r := range b.rows {
		in, last := aligned(r, widths, b.p.width-gutter.first.columns())
		b.p.block(gutter.then(in), last)
		gutter = gutter.hanging()
	}
	due := b.due
	b.rows, b.due = nil, nil
	b.under(due)
}

// aligned is a row with its cells under those of the other rows: all but the last
// as an indent, and the last, which wraps within its column where the row is wider
// than the room. Where the columns before it alone take up too much of that, the
// cells follow each other as they come, and there is no indent.
func aligned(r row, widths []int, room int) (indent, []run) {
	border := run{text: " │ ", style: style{attr: faint}}
	last := len(widths) - 1
	if before := total(widths[:last]) + 3; total(widths) > room && 2*before > room {
		var runs []run
		for i, cell := range r {
			if i > 0 {
				runs = append(runs, border)
			}
			runs = append(runs, cell...)
		}
		return indent{}, runs
	}
	r = append(r, make(row, len(widths)-len(r))...)
	var in indent
	for i, cell := range r[:last] {
		in.first = append(append(in.first, cell...), plain(blanks(widths[i]-line(cell).columns())), border)
		in.rest = append(in.rest, plain(blanks(widths[i])), border)
	}
	return in, r[last]
}

func columnWidths(rows []row) []int {
	var widths []int
	for _, r := range rows {
		for i, cell := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], line(cell).columns())
		}
	}
	return widths
}

// total is the width of a row with its borders.
func total(widths []int) int {
	n := 3 * (len(widths) - 1)
	for _, w := range widths {
		n += w
	}
	return n
}

// flat is text on one line with the blanks at its ends kept.
func flat(text string) string { return strings.ReplaceAll(clean(text), "\n", " ") }

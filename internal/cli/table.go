package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"gloss/internal/diag"
)

// writeTable writes rows in columns that fit the widest cell; the first row is
// the head. The last column is cut so that a row is at most width columns wide,
// unless width is 0. Columns with nothing below their head are left out.
func writeTable(w io.Writer, rows [][]string, width int) error {
	widths := make([]int, len(rows[0]))
	for i, row := range rows {
		for j, cell := range row {
			rows[i][j] = diag.VisibleLine(cell)
			if i > 0 && cell != "" {
				widths[j] = max(widths[j], ansi.StringWidth(rows[0][j]), ansi.StringWidth(rows[i][j]))
			}
		}
	}
	last := len(widths) - 1
	for _, row := range rows {
		var b strings.Builder
		used := 0
		for j, cell := range row[:last] {
			if widths[j] > 0 {
				b.WriteString(cell + strings.Repeat(" ", widths[j]-ansi.StringWidth(cell)+2))
				used += widths[j] + 2
			}
		}
		cell := row[last]
		if width > 0 {
			cell = ansi.Truncate(cell, max(width-used, 20), "…")
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(b.String()+cell, " ")); err != nil {
			return err
		}
	}
	return nil
}

package htmlpage

import (
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/report"
)

// marks is the table of marks.
type marks struct {
	Rubric []run
	Rows   []markRow
	Total  string
	OutOf  string
}

// markRow is one criterion: 14 − 2 = 12.
type markRow struct {
	Title      []run
	Level      []run
	Descriptor []run
	Comment    prose
	Sum        string // "14 − 2 ="; "" where there is nothing to add up
	Total      string
	OutOf      string
	Weight     string // "" where it is 1
	Floored    bool
}

func (b *pageBuilder) marks() *marks {
	m := b.report.Marks
	if m == nil {
		return nil
	}
	out := &marks{Rubric: runs(m.Rubric), Total: report.Number(m.Total), OutOf: outOf(m.OutOf)}
	for _, c := range m.Criteria {
		row := markRow{
			Title: runs(c.Name()), Level: runs(c.Level), Descriptor: runs(c.Descriptor), Comment: b.prose(c.Comment),
			Sum: sum(c), Total: report.Number(c.Total), OutOf: outOf(c.OutOf), Floored: c.Floored(), Weight: c.Counts(),
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// sum is how a criterion's marks come about, "14 − 2"; "" where there is only
// one thing to count. It breaks before its signs.
func sum(c report.CriterionMarks) string {
	terms := c.Terms()
	if terms == report.Number(c.Total) {
		return ""
	}
	return strings.NewReplacer("− ", "−\u00A0", "+ ", "+\u00A0").Replace(terms)
}

func outOf(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return report.Number(*d)
}

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
	out := &marks{Rubric: runs(m.Rubric), Total: number(m.Total), OutOf: outOf(m.OutOf)}
	for _, c := range m.Criteria {
		row := markRow{
			Title: runs(c.Title), Level: runs(c.Level), Descriptor: runs(c.Descriptor), Comment: b.prose(c.Comment),
			Sum: sum(c), Total: number(c.Total), OutOf: outOf(c.OutOf), Floored: c.Floored(),
		}
		if !c.Weight.IsZero() && !c.Weight.Equal(decimalOf(1)) {
			row.Weight = number(c.Weight)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// sum is how a criterion's marks come about, "14 − 2"; "" where there is only
// one thing to count.
func sum(c report.CriterionMarks) string {
	var parts []string
	if c.Score != nil {
		parts = append(parts, number(*c.Score))
	}
	for _, r := range c.Remarks {
		sign := "+"
		if r.Marks.IsNegative() {
			sign = "\u2212"
		}
		if len(parts) == 0 && sign == "+" {
			sign = ""
		}
		amount := number(r.Marks.Abs())
		if len(parts) > 0 {
			amount = "\u00A0" + amount // a sum breaks before its signs
			sign = " " + sign
		}
		parts = append(parts, sign+amount)
	}
	if len(parts) < 2 && !c.Floored() {
		return ""
	}
	return strings.Join(parts, "")
}

func outOf(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return number(*d)
}

func decimalOf(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

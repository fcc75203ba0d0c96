package markdown

import (
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/report"
)

// marks writes the table of marks, each total as the sum that it is.
func (p *page) marks() {
	m := p.r.Marks
	if m == nil {
		return
	}
	title := "Marks"
	if m.Rubric != "" {
		title += ": " + m.Rubric
	}
	p.section(title)
	rows := [][]string{{"Criterion", "Level", "Marks", "Out of"}}
	for _, c := range m.Criteria {
		title := c.Title
		if title == "" {
			title = "Remarks"
		}
		rows = append(rows, []string{escaped(title), escaped(c.Level), sum(c), outOf(c.OutOf)})
	}
	rows = append(rows, []string{"**Total**", "", "**" + number(m.Total) + "**", outOf(m.OutOf)})
	p.d.block(table(rows))
	for _, c := range m.Criteria {
		if c.Descriptor == "" && c.Comment == "" {
			continue
		}
		p.d.nest("- ", "  ", func() {
			name := "**" + escaped(c.Title) + "**"
			if c.Descriptor != "" {
				name += ": " + escaped(c.Descriptor)
			}
			p.d.block(name)
			p.d.markdown(c.Comment)
		})
	}
}

// number is a decimal as it is printed, with a true minus sign.
func number(d decimal.Decimal) string { return strings.Replace(d.String(), "-", "−", 1) }

// signed is a decimal with its sign, whichever it is.
func signed(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + d.String()
	}
	return number(d)
}

// sum is how a criterion's total came about: "14 − 2 = 12".
func sum(c report.CriterionMarks) string {
	var b strings.Builder
	if c.Score != nil {
		b.WriteString(number(*c.Score))
	}
	for _, r := range c.Remarks {
		switch {
		case b.Len() == 0:
			b.WriteString(number(r.Marks))
		case r.Marks.IsNegative():
			b.WriteString(" − " + number(r.Marks.Abs()))
		default:
			b.WriteString(" + " + number(r.Marks))
		}
	}
	if len(c.Remarks) > 0 && (c.Score != nil || len(c.Remarks) > 1) {
		b.WriteString(" = " + number(c.Total))
	}
	if b.Len() == 0 {
		b.WriteString(number(c.Total))
	}
	return b.String()
}

func outOf(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return number(*d)
}

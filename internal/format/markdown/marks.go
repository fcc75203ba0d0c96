package markdown

import (
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
		rows = append(rows, []string{escaped(c.Name()), escaped(c.Level), c.Sum(), outOf(c.OutOf)})
	}
	rows = append(rows, []string{"**Total**", "", "**" + report.Number(m.Total) + "**", outOf(m.OutOf)})
	p.d.block(table(rows))
	for _, c := range m.Criteria {
		if c.Descriptor == "" && c.Comment == "" {
			continue
		}
		p.d.nest("- ", "  ", func() {
			name := "**" + escaped(c.Name()) + "**"
			if c.Descriptor != "" {
				name += ": " + escaped(c.Descriptor)
			}
			p.d.block(name)
			p.d.markdown(c.Comment)
		})
	}
}

func outOf(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return report.Number(*d)
}

package terminal

import (
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/report"
)

// number is a decimal as it is printed, with a true minus sign.
func number(d decimal.Decimal) string { return strings.Replace(d.String(), "-", "−", 1) }

// signed is a decimal with its sign, whichever it is.
func signed(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + d.String()
	}
	return number(d)
}

func marksOf(n *report.Note) string {
	word := " marks"
	if n.Marks.Abs().Equal(decimal.NewFromInt(1)) {
		word = " mark"
	}
	text := signed(*n.Marks) + word
	if n.CriterionTitle != "" {
		text += " (" + oneLine(n.CriterionTitle) + ")"
	}
	return text
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

// marks writes the marks, one line for each criterion.
func (p *page) marks() {
	m := p.r.Marks
	if m == nil {
		return
	}
	title := "Marks"
	if m.Rubric != "" {
		title += " · " + oneLine(m.Rubric)
	}
	p.section(title)
	for _, c := range m.Criteria {
		name := oneLine(c.Title)
		p.block(indent{}, []run{plain(name + "  "), {text: sum(c) + of(c.OutOf), style: style{attr: bold}}})
		p.markdown(spaces(2), c.Comment)
	}
	p.block(indent{}, []run{plain("Total  "), {text: number(m.Total) + of(m.OutOf), style: style{attr: bold}}})
}

func of(outOf *decimal.Decimal) string {
	if outOf == nil {
		return ""
	}
	return " of " + number(*outOf)
}

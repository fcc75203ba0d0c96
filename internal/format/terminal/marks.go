package terminal

import (
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/report"
)

// minus is the sign that numbers are printed with.
const minus = "−"

// number is a decimal as it is printed.
func number(d decimal.Decimal) string { return strings.Replace(d.String(), "-", minus, 1) }

// signed is a decimal with its sign, whichever it is.
func signed(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + d.String()
	}
	return number(d)
}

// marksTied are the marks of a note in words.
func marksTied(n *report.Note) string {
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

// marks writes the marks, one line for each criterion, the sums below each other.
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
	column := displayWidth("Total")
	for _, c := range m.Criteria {
		column = max(column, displayWidth(nameOf(c)))
	}
	column = min(column, p.width/2)
	for _, c := range m.Criteria {
		p.mark(column, nameOf(c), sum(c))
		in := spaces(2)
		if c.Level != "" {
			p.labelled(in, oneLine(c.Level)+colon(c.Descriptor), []run{plain(clean(c.Descriptor))})
		}
		p.markdown(in, c.Comment)
	}
	p.mark(column, "Total", number(m.Total)+outOf(m.OutOf))
}

// mark writes a name and what was given for it.
func (p *page) mark(column int, name, given string) {
	p.block(indent{rest: spaces(4).rest}, []run{
		plain(name), glue(blanks(column - displayWidth(name))), plain("  "), {text: given, style: style{attr: bold}},
	})
}

func nameOf(c report.CriterionMarks) string {
	switch {
	case c.Title != "":
		return oneLine(c.Title)
	case c.ID != "":
		return oneLine(c.ID)
	}
	return "Other remarks"
}

// sum is how a criterion's total came about: "14 − 2 = 12 of 20".
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
			b.WriteString(" " + minus + " " + number(r.Marks.Abs()))
		default:
			b.WriteString(" + " + number(r.Marks))
		}
	}
	terms := len(c.Remarks)
	if c.Score != nil {
		terms++
	}
	switch {
	case terms == 0:
		return "not marked" + outOf(c.OutOf)
	case c.Floored():
		b.WriteString(", held at " + number(c.Total))
	case terms > 1:
		b.WriteString(" = " + number(c.Total))
	}
	b.WriteString(outOf(c.OutOf))
	if !c.Weight.IsZero() && !c.Weight.Equal(decimal.NewFromInt(1)) {
		b.WriteString(", counts " + number(c.Weight) + " times")
	}
	return b.String()
}

func outOf(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return " of " + number(*d)
}

func colon(after string) string {
	if after == "" {
		return ""
	}
	return ": "
}

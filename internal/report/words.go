package report

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Number is a decimal as it is printed, with a true minus sign.
func Number(d decimal.Decimal) string { return strings.Replace(d.String(), "-", "−", 1) }

// Signed is Number with a sign before what is more than nothing, too.
func Signed(d decimal.Decimal) string {
	if d.IsPositive() {
		return "+" + d.String()
	}
	return Number(d)
}

// MarksText is what the note adds or takes away: "−2 marks"; "" where it does
// neither.
func (n *Note) MarksText() string {
	switch {
	case n.Marks == nil:
		return ""
	case n.Marks.Abs().Equal(decimal.NewFromInt(1)):
		return Signed(*n.Marks) + " mark"
	}
	return Signed(*n.Marks) + " marks"
}

// MarksLine is MarksText with the criterion that it counts for: "−2 marks
// (Knowledge)".
func (n *Note) MarksLine() string {
	text, name := n.MarksText(), n.CriterionTitle
	if text == "" || name == "" {
		return text
	}
	return text + " (" + name + ")"
}

// Name is what the criterion is called; "Other remarks" where the marks are tied
// to none.
func (c CriterionMarks) Name() string {
	switch {
	case c.Title != "":
		return c.Title
	case c.ID != "":
		return c.ID
	}
	return "Other remarks"
}

// Terms are the score and the marks of the remarks, not yet added up: "14 − 2";
// "" where nothing was given.
func (c CriterionMarks) Terms() string {
	var b strings.Builder
	if c.Score != nil {
		b.WriteString(Number(*c.Score))
	}
	for _, r := range c.Remarks {
		switch {
		case b.Len() == 0:
			b.WriteString(Number(r.Marks))
		case r.Marks.IsNegative():
			b.WriteString(" − " + Number(r.Marks.Abs()))
		default:
			b.WriteString(" + " + Number(r.Marks))
		}
	}
	return b.String()
}

// Sum is how Total came about: "14 − 2 = 12"; "1 − 3, held at 0" by a floor; "not
// marked" where nothing was given.
func (c CriterionMarks) Sum() string {
	terms, total := c.Terms(), Number(c.Total)
	switch {
	case terms == "":
		return "not marked"
	case c.Floored():
		return terms + ", held at " + total
	case terms != total:
		return terms + " = " + total
	}
	return terms
}

// Counts is how often the criterion counts: "2"; "" where it counts once.
func (c CriterionMarks) Counts() string {
	if c.Weight.IsZero() || c.Weight.Equal(decimal.NewFromInt(1)) {
		return ""
	}
	return Number(c.Weight)
}

// Text is the line of the criterion: "14 − 2 = 12 of 20, counts 2 times".
func (c CriterionMarks) Text() string {
	text := c.Sum() + outOf(c.OutOf)
	if times := c.Counts(); times != "" {
		text += ", counts " + times + " times"
	}
	return text
}

// TotalText is the total: "51 of 60".
func (m *Marks) TotalText() string { return Number(m.Total) + outOf(m.OutOf) }

func outOf(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return " of " + Number(*d)
}

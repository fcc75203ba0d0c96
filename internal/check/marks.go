package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/report"
	"gloss/internal/source"
)

func marksBeyondCriterion() rule {
	return rule{
		Rule: Rule{
			ID: "marks-beyond-criterion", Severity: diag.Error,
			Doc:     "A criterion has more points than its rubric allows, or a score of less than none.",
			Why:     "A total above the rubric's own is no mark.",
			Example: "argument: 25, where the rubric gives at most 20.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, m := range c.marked() {
				switch {
				case m.score != nil && m.score.Points.Set && m.score.Points.Value.GreaterThan(*m.OutOf):
					out = append(out, c.at(m.score.Points.Span, fmt.Sprintf("%s is more than the %s that %s can have", report.Number(*m.Score), points(*m.OutOf), m.ID),
						fmt.Sprintf("give at most %s", m.OutOf)))
				case m.score != nil && m.score.Points.Set && m.score.Points.Value.LessThan(*m.Floor):
					out = append(out, c.at(m.score.Points.Span, fmt.Sprintf("%s is less than the %s that %s has at least", report.Number(*m.Score), points(*m.Floor), m.ID),
						fmt.Sprintf("give at least %s", m.Floor)))
				case m.sum().GreaterThan(*m.OutOf):
					f := c.at(m.last(), fmt.Sprintf("the marks for %s add up to %s, and it can have %s: %s", m.ID, report.Number(m.sum()), report.Number(*m.OutOf), m.sumText()),
						"make the score or one of the marks smaller")
					f.Notes = m.others(c, f.Span)
					out = append(out, f)
				}
			}
			return out
		},
	}
}

func marksBelowFloor() rule {
	return rule{
		Rule: Rule{
			ID: "marks-below-floor", Severity: diag.Warning,
			Doc:     "Remarks take more marks off a criterion than it has.",
			Why:     "The criterion stays at its floor, so that some of the remarks cost nothing.",
			Example: "A score of 3 and four remarks of marks: -1.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, m := range c.marked() {
				if len(m.Remarks) == 0 || !m.Floored() || m.Score != nil && m.Score.LessThan(*m.Floor) {
					continue
				}
				f := c.at(m.last(), fmt.Sprintf("the marks for %s add up to %s, and count as %s: %s", m.ID, report.Number(m.sum()), report.Number(*m.Floor), m.sumText()),
					"take off less, or give the criterion a score to take it from")
				f.Notes = m.others(c, f.Span)
				out = append(out, f)
			}
			return out
		},
	}
}

func scoreAndMarks() rule {
	return rule{
		Rule: Rule{
			ID: "score-and-marks", Severity: diag.Warning,
			Doc:     "A criterion has a score, and remarks add to it or take from it.",
			Why:     "If the score was given with the same faults in mind, they are counted twice.",
			Example: "knowledge: 14 under scores, and a remark with criterion: knowledge and marks: -2.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, m := range c.scored() {
				if m.score == nil || m.Score == nil || len(m.marks) == 0 {
					continue
				}
				f := c.at(m.score.Criterion.Span, fmt.Sprintf("%s has a score and marks from remarks, which are added up: %s = %s", m.ID, m.sumText(), report.Number(m.sum())),
					"if the score takes the remarks into account already, delete their marks")
				f.Notes = m.others(c, f.Span)
				out = append(out, f)
			}
			return out
		},
	}
}

func unscored() rule {
	return rule{
		Rule: Rule{
			ID: "unscored-criterion", Severity: diag.Warning,
			Doc:     "Some criteria of the rubric have marks, and others have none.",
			Why:     "A criterion without marks counts as nothing in the total.",
			Example: "A rubric with knowledge and argument, and a score for knowledge alone.",
		},
		run: func(c *context) []diag.Finding {
			var without []string
			given := false
			for _, m := range c.marked() {
				if m.score != nil || len(m.marks) > 0 {
					given = true
				} else {
					without = append(without, m.ID)
				}
			}
			if !given || len(without) == 0 {
				return nil
			}
			help := "scores:\n  " + strings.Join(without, ": …\n  ") + ": …"
			message := list(without) + " has no marks, and other criteria have some"
			if len(without) > 1 {
				message = list(without) + " have no marks, and other criteria have some"
			}
			return []diag.Finding{c.at(c.set.Rubric.Span, message, "add\n"+help)}
		},
	}
}

// marked is one line of the marks and where it comes from in the file.
type marked struct {
	report.CriterionMarks
	score *annotation.Score
	marks []annotation.Number // those of remarks, in the order of the file
}

// scored are the lines of the marks with a criterion.
func (c *context) scored() []marked {
	if c.report.Marks == nil {
		return nil
	}
	scores := map[string]*annotation.Score{}
	for i := range c.set.Scores {
		scores[c.set.Scores[i].Criterion.Value] = &c.set.Scores[i]
	}
	marks := map[string][]annotation.Number{}
	for _, a := range c.set.Annotations {
		if a.Marks.Set {
			marks[a.Criterion.Value] = append(marks[a.Criterion.Value], a.Marks)
		}
	}
	var out []marked
	for _, m := range c.report.Marks.Criteria {
		if m.ID != "" {
			out = append(out, marked{m, scores[m.ID], marks[m.ID]})
		}
	}
	return out
}

// marked are the lines of the marks that the rubric speaks of.
func (c *context) marked() []marked {
	var out []marked
	for _, m := range c.scored() {
		if m.OutOf != nil && m.Floor != nil {
			out = append(out, m)
		}
	}
	return out
}

// sum is what the score and the remarks come to, whatever the floor is.
func (m marked) sum() decimal.Decimal {
	var total decimal.Decimal
	if m.Score != nil {
		total = *m.Score
	}
	for _, n := range m.marks {
		total = total.Add(n.Value)
	}
	return total
}

// sumText is the sum as people write it: "14 − 2 + 0.5".
func (m marked) sumText() string {
	var b strings.Builder
	if m.Score != nil {
		b.WriteString(report.Number(*m.Score))
	}
	for i, n := range m.marks {
		const most = 10
		if i == most && len(m.marks) > most+1 {
			fmt.Fprintf(&b, " and %d more", len(m.marks)-most)
			break
		}
		sign := " + "
		if n.Value.IsNegative() {
			sign = " − "
		}
		if b.Len() == 0 {
			sign = strings.Trim(sign, " +")
		}
		b.WriteString(sign + n.Value.Abs().String())
	}
	return b.String()
}

// last is where the last of the numbers stands.
func (m marked) last() source.Span {
	if n := len(m.marks); n > 0 {
		return m.marks[n-1].Span
	}
	if m.score == nil {
		return source.Span{}
	}
	return m.score.Criterion.Span
}

// others are notes on the first numbers that are added up, without the one at
// the place that the finding speaks of.
func (m marked) others(c *context, at source.Span) []diag.Note {
	var out []diag.Note
	if m.score != nil && m.score.Criterion.Span != at {
		out = append(out, c.here(m.score.Criterion.Span, "the score"))
	}
	for i, n := range m.marks {
		if i == enough {
			break
		}
		if n.Span == at {
			continue
		}
		out = append(out, c.here(n.Span, "marks of a remark"))
	}
	return out
}

// points is a number of points as people say it.
func points(d decimal.Decimal) string {
	if d.Equal(decimal.NewFromInt(1)) {
		return "1 point"
	}
	return report.Number(d) + " points"
}

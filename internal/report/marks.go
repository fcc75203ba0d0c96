package report

import (
	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/rubric"
)

// marksOf adds up the marks: one line for each criterion of the rubric, then one
// for each further criterion that is named, then one for marks tied to none. It
// is nil where no mark was given.
func marksOf(scores []annotation.Score, notes []Note, rub *rubric.Rubric) *Marks {
	m := &Marks{}
	lines := map[string]int{}
	if rub != nil {
		m.Rubric = rub.Title
		for _, c := range rub.Criteria {
			lines[c.ID] = len(m.Criteria)
			floor, points := c.Floor, c.Points
			m.Criteria = append(m.Criteria, CriterionMarks{
				ID: c.ID, Title: c.Title, Floor: &floor, Weight: c.Weight, OutOf: &points,
			})
		}
	}
	line := func(id string) *CriterionMarks {
		i, ok := lines[id]
		if !ok {
			i = len(m.Criteria)
			lines[id] = i
			m.Criteria = append(m.Criteria, CriterionMarks{ID: id, Title: id, Weight: decimal.NewFromInt(1)})
		}
		return &m.Criteria[i]
	}
	given := len(scores) > 0
	for _, s := range scores {
		line(s.Criterion.Value).score(s, rub)
	}
	for i := range notes {
		if n := &notes[i]; n.Marks != nil {
			given = true
			c := line(n.Criterion)
			c.Remarks = append(c.Remarks, Remark{Note: n.Number, Marks: *n.Marks})
		}
	}
	if !given {
		return nil
	}
	m.add()
	return m
}

// score sets what the teacher gave for the criterion.
func (c *CriterionMarks) score(s annotation.Score, rub *rubric.Rubric) {
	c.Comment = s.Comment.Value
	if s.Points.Set {
		points := s.Points.Value
		c.Score = &points
	}
	if !s.Level.Set {
		return
	}
	c.Level = s.Level.Value
	if rub == nil {
		return
	}
	criterion, _ := rub.Criterion(c.ID)
	if level, ok := criterion.Level(s.Level.Value); ok {
		c.Level, c.Descriptor = level.Title, level.Descriptor
		if c.Score == nil {
			points := level.Points
			c.Score = &points
		}
	}
}

// add works out the totals. OutOf is the rubric's own total; criteria that the
// rubric does not know add to the total but not to what it is out of.
func (m *Marks) add() {
	m.Total, m.OutOf = decimal.Decimal{}, nil
	for i := range m.Criteria {
		c := &m.Criteria[i]
		c.Total = c.added()
		if c.Floor != nil && c.Total.LessThan(*c.Floor) {
			c.Total = *c.Floor
		}
		m.Total = m.Total.Add(c.Total.Mul(c.Weight))
		if c.OutOf != nil {
			out := c.OutOf.Mul(c.Weight)
			if m.OutOf != nil {
				out = out.Add(*m.OutOf)
			}
			m.OutOf = &out
		}
	}
}

func (c CriterionMarks) added() decimal.Decimal {
	var total decimal.Decimal
	if c.Score != nil {
		total = *c.Score
	}
	for _, r := range c.Remarks {
		total = total.Add(r.Marks)
	}
	return total
}

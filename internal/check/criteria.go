package check

import (
	"fmt"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/rubric"
	"gloss/internal/yamlfile"
)

func unknownCriterion() rule {
	return rule{Rule: Rule{
		ID: "unknown-criterion", Severity: diag.Error,
		Doc:     "A criterion is named that the rubric does not have.",
		Why:     "Its marks would count for nothing that the student can look up.",
		Example: "criterion: knowledges, where the rubric has knowledge.",
	}}
}

func unknownLevel() rule {
	return rule{Rule: Rule{
		ID: "unknown-level", Severity: diag.Error,
		Doc:     "A score names a level that its criterion does not have.",
		Why:     "A level without points adds up to no mark.",
		Example: "knowledge: good, where the rubric has the levels secure and sound.",
	}}
}

// Criteria looks for the criteria and levels that the file names and the rubric
// does not have. Each of them is an error, and no report can be made before it is
// mended.
func Criteria(set *annotation.Set, rub *rubric.Rubric) []diag.Finding {
	if rub == nil {
		return nil
	}
	c := &criteria{set: set, rubric: rub}
	for _, s := range set.Scores {
		if criterion, ok := c.criterion(s.Criterion); ok && s.Level.Set {
			c.level(criterion, s.Level)
		}
	}
	for _, a := range set.Annotations {
		if a.Criterion.Set {
			c.criterion(a.Criterion)
		}
	}
	diag.Sort(c.found)
	return c.found
}

type criteria struct {
	set    *annotation.Set
	rubric *rubric.Rubric
	found  []diag.Finding
}

func (c *criteria) add(r rule, f diag.Finding) {
	f.File = c.set.File
	c.found = append(c.found, r.stamp([]diag.Finding{f})...)
}

func (c *criteria) criterion(t annotation.Text) (rubric.Criterion, bool) {
	found, ok := c.rubric.Criterion(t.Value)
	if ok {
		return found, true
	}
	var ids []string
	for _, k := range c.rubric.Criteria {
		ids = append(ids, k.ID)
	}
	help := meant(t.Value, ids)
	if len(ids) > 0 {
		help = append(help, fmt.Sprintf("the rubric has %s", list(ids)))
	}
	c.add(unknownCriterion(), diag.Finding{
		Span: t.Span, Message: fmt.Sprintf("the rubric has no criterion %s", quoted(t.Value)), Help: help,
	})
	return found, false
}

func (c *criteria) level(criterion rubric.Criterion, t annotation.Text) {
	if _, ok := criterion.Level(t.Value); ok {
		return
	}
	if len(criterion.Levels) == 0 {
		c.add(unknownLevel(), diag.Finding{
			Span: t.Span, Message: fmt.Sprintf("%s has no levels in the rubric, so %s is no score", criterion.ID, quoted(t.Value)),
			Help: []string{fmt.Sprintf("give points, at most %s, as in\n%s: %s", criterion.Points, criterion.ID, criterion.Points)},
		})
		return
	}
	var ids, levels []string
	for _, l := range criterion.Levels {
		ids = append(ids, l.ID)
		levels = append(levels, fmt.Sprintf("%s (%s)", l.ID, l.Points))
	}
	c.add(unknownLevel(), diag.Finding{
		Span: t.Span, Message: fmt.Sprintf("%s has no level %s", criterion.ID, quoted(t.Value)),
		Help: append(meant(t.Value, ids), fmt.Sprintf("it has %s", list(levels))),
	})
}

// meant asks whether another word was meant, where one is near.
func meant(word string, legal []string) []string {
	if near := yamlfile.Nearest(word, legal); near != "" {
		return []string{fmt.Sprintf("did you mean %s?", quoted(near))}
	}
	return nil
}

package annotation

import (
	"fmt"
	"regexp"
	"strings"

	"gloss/internal/yamlfile"
)

// scoreKeys are the keys of a score that has more to say than the mark.
func scoreKeys() []yamlfile.Key[Score] {
	return []yamlfile.Key[Score]{
		{Name: "level", Read: text(func(s *Score) *Text { return &s.Level })},
		{Name: "points", Read: number(func(s *Score) *Number { return &s.Points })},
		{Name: "comment", Read: block(func(s *Score) *Text { return &s.Comment })},
	}
}

// scores reads the marks: a level or a number of points for each criterion.
func scores(r *reader, f field, s *Set) {
	if f.Node.Kind != yamlfile.Map {
		r.Error("wrong-type", f.Node.Span, "scores must be criteria and their marks",
			"scores:\n  knowledge: sound\n  argument: 14")
		return
	}
	for _, p := range f.Node.Pairs {
		if p.Value.Kind == yamlfile.Absent {
			continue
		}
		score := Score{Criterion: Text{Value: p.Key.Value, Span: p.Key.Span, Set: true}}
		if readScore(r, field{Key: p.Key.Value, At: p.Key.Span, Node: p.Value}, &score) {
			s.Scores = append(s.Scores, score)
		}
	}
}

func readScore(r *reader, f field, s *Score) bool {
	switch {
	case yamlfile.ReadMap(r, f, scoreKeys(), s):
		return oneMark(r, f, s)
	case f.Node.Kind == yamlfile.List:
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%q must have a level or a number of points", f.Key),
			fmt.Sprintf("write, for example, %s: sound, or %s: 14", f.Key, f.Key))
		return false
	case f.Node.Style == yamlfile.Plain && yamlfile.LooksLikeNumber(f.Node.Value):
		number(func(s *Score) *Number { return &s.Points })(r, f, s)
		return s.Points.Set
	}
	s.Level = asText(r.Text(f))
	if outOf := regexp.MustCompile(`^([0-9]+(?:[.,][0-9]+)?) ?(?:/|of|out of|von|sur) ?[0-9]+$`).FindStringSubmatch(s.Level.Value); outOf != nil {
		r.Error("number", s.Level.Span, fmt.Sprintf("%q is more than a number of points", s.Level.Value),
			fmt.Sprintf("write %s: %s", f.Key, strings.ReplaceAll(outOf[1], ",", ".")), "the most that a criterion gives stands in the rubric")
		return false
	}
	return s.Level.Set
}

// oneMark checks that a score is a level or points, and not both.
func oneMark(r *reader, f field, s *Score) bool {
	if s.Level.Set && s.Points.Set {
		r.Error("two-marks", s.Points.Span, fmt.Sprintf("%q has a level and points, and only one of them can count", f.Key),
			"keep the level, or the points")
		return false
	}
	return s.Level.Set || s.Points.Set || s.Comment.Set
}

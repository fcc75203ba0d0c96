package rubric

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"gloss/internal/diag"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// raw is a criterion while it is read: its levels still have their places.
type raw struct {
	Criterion
	levels []located[Level]
}

func criterionKeys() []yamlfile.Key[raw] {
	return []yamlfile.Key[raw]{
		{Name: "id", Read: text(func(c *raw) *string { return &c.ID })},
		{Name: "title", Read: text(func(c *raw) *string { return &c.Title })},
		{Name: "points", Read: number(func(c *raw) *decimal.Decimal { return &c.Points }, notNegative)},
		{Name: "weight", Read: number(func(c *raw) *decimal.Decimal { return &c.Weight }, notNegative)},
		{Name: "floor", Read: number(func(c *raw) *decimal.Decimal { return &c.Floor }, notNegative)},
		{Name: "cap", Read: func(r *reader, f field, c *raw) {
			if d, ok := r.Decimal(f); ok {
				notPositive(r, f, d)
				c.Cap = &d
			}
		}},
		{Name: "once_per", Read: func(r *reader, f field, c *raw) { c.OncePer = r.OneOf(f, oncePer()...).Text }},
		{Name: "levels", Read: func(r *reader, f field, c *raw) {
			c.levels = items(r, f, levelKeys(), "write, for example,\nlevels:\n  - {id: sound, points: 14}", "id", "points")
		}},
	}
}

func oncePer() []string { return []string{"entry"} }

func levelKeys() []yamlfile.Key[Level] {
	return []yamlfile.Key[Level]{
		{Name: "id", Read: text(func(l *Level) *string { return &l.ID })},
		{Name: "title", Read: text(func(l *Level) *string { return &l.Title })},
		{Name: "points", Read: number(func(l *Level) *decimal.Decimal { return &l.Points }, notNegative)},
		{Name: "descriptor", Read: text(func(l *Level) *string { return &l.Descriptor })},
	}
}

func criteria(r *reader, f field, into *Rubric) {
	list := items(r, f, criterionKeys(), smallest()[0], "id", "points")
	unique(r, f.Key, list, func(c raw) string { return c.ID })
	for _, l := range list {
		c := l.value
		if c.Title == "" {
			c.Title = c.ID
		}
		if l.at.Node.Find("weight") == nil {
			c.Weight = decimal.NewFromInt(1)
		}
		if c.Floor.IsPositive() && c.Floor.GreaterThan(c.Points) {
			r.Error("number", l.keySpan("floor"), fmt.Sprintf("the floor of %q is above its %s points", c.ID, c.Points), "the floor is the least that a criterion can give")
		}
		if n := l.at.Node.Find("points"); c.Points.IsZero() && (n == nil || n.Value != "0") {
			for _, level := range c.levels { // they cannot be read, and this is the best guess
				c.Points = decimal.Max(c.Points, level.value.Points)
			}
		}
		into.Criteria = append(into.Criteria, c.withLevels(r))
	}
}

// withLevels checks the levels and makes them part of the criterion.
func (c raw) withLevels(r *reader) Criterion {
	unique(r, "levels", c.levels, func(l Level) string { return l.ID })
	for _, l := range c.levels {
		level := l.value
		if level.Points.GreaterThan(c.Points) {
			r.Error("number", l.keySpan("points"), fmt.Sprintf("the level %q gives more than the %s points of %q", level.ID, c.Points, c.ID),
				fmt.Sprintf("give the level fewer points, or write points: %s for the criterion", level.Points))
		}
		if level.Title == "" {
			level.Title = level.ID
		}
		c.Levels = append(c.Levels, level)
	}
	return c.Criterion
}

// unique reports ids that stand twice in a list.
func unique[T any](r *reader, key string, list []located[T], id func(T) string) {
	first := map[string]source.Span{}
	for _, l := range list {
		name := id(l.value)
		before, twice := first[name]
		if !twice {
			first[name] = l.keySpan("id")
			continue
		}
		r.Add(diag.Finding{
			Severity: diag.Error, Rule: "duplicate-id", Span: l.keySpan("id"),
			Message: fmt.Sprintf("%q is there twice among the %s", name, key),
			Help:    []string{"give one of the two another id"},
			Notes:   []diag.Note{{File: r.File(), Span: before, Message: "the first time is here"}},
		})
	}
}

func bandKeys() []yamlfile.Key[Band] {
	return []yamlfile.Key[Band]{
		{Name: "min", Read: number(func(b *Band) *decimal.Decimal { return &b.Min }, notNegative)},
		{Name: "grade", Read: text(func(b *Band) *string { return &b.Grade })},
	}
}

// bands are kept from the highest minimum down, in whatever order they stand.
func bands(r *reader, f field, into *Rubric) {
	list := items(r, f, bandKeys(), "write, for example,\nbands:\n  - {min: 32, grade: A}\n  - {min: 24, grade: B}", "min", "grade")
	first := map[string]source.Span{}
	for _, l := range list {
		b := l.value
		if before, twice := first[b.Min.String()]; twice {
			r.Add(diag.Finding{
				Severity: diag.Error, Rule: "duplicate-id", Span: l.keySpan("min"),
				Message: fmt.Sprintf("two grades begin at %s", b.Min),
				Help:    []string{"give each grade a minimum of its own"},
				Notes:   []diag.Note{{File: r.File(), Span: before, Message: "the other is here"}},
			})
			continue
		}
		first[b.Min.String()] = l.keySpan("min")
		into.Bands = append(into.Bands, b)
	}
	slices.SortStableFunc(into.Bands, func(a, b Band) int { return b.Min.Cmp(a.Min) })
}

func penaltyKeys() []yamlfile.Key[Penalty] {
	return []yamlfile.Key[Penalty]{
		{Name: "per_day", Read: number(func(p *Penalty) *decimal.Decimal { return &p.PerDay }, notPositive)},
		{Name: "max", Read: number(func(p *Penalty) *decimal.Decimal { return &p.Max }, notPositive)},
	}
}

func penalties(r *reader, f field, into *Rubric) {
	const example = "write, for example,\npenalties:\n  late: {per_day: -2, max: -6}"
	if f.Node.Kind != yamlfile.Map {
		r.Error("wrong-type", f.Node.Span, "penalties must be names and what each takes away", example)
		return
	}
	into.Penalties = map[string]Penalty{}
	for _, p := range f.Node.Pairs {
		var penalty Penalty
		at := field{Key: p.Key.Value, At: p.Key.Span, Node: p.Value}
		switch {
		case p.Value.Kind == yamlfile.Absent:
		case yamlfile.ReadMap(r, at, penaltyKeys(), &penalty):
			into.Penalties[p.Key.Value] = penalty
		default:
			r.Error("wrong-type", p.Value.Span, fmt.Sprintf("the penalty %q is made of per_day and max", p.Key.Value), example)
		}
	}
}

// keyNames are all keys that are legal anywhere in the file.
func keyNames() []string {
	names := slices.Concat(yamlfile.Names(fileKeys()), yamlfile.Names(criterionKeys()), yamlfile.Names(levelKeys()),
		yamlfile.Names(bandKeys()), yamlfile.Names(penaltyKeys()))
	slices.Sort(names)
	return slices.Compact(names)
}

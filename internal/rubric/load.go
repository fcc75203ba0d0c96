package rubric

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"gloss/internal/diag"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// NewestVersion is the newest version of the format that is understood.
const NewestVersion = 1

type (
	reader = yamlfile.Reader
	field  = yamlfile.Field
)

// Load reads a rubric file. The Rubric is never nil and holds what could be
// understood; every fault of the file is among the findings.
func Load(f *source.File) (*Rubric, []diag.Finding) {
	r, root := yamlfile.Open(f, yamlfile.Options{
		Names: keyNames(),
		Prose: []string{"title", "descriptor"},
		Words: func() yamlfile.Words { return yamlfile.Words{Synonyms: synonyms()} },
	})
	out := &Rubric{File: f, Version: NewestVersion}
	if root.Kind != yamlfile.Absent && !yamlfile.ReadMap(r, yamlfile.Top(root), fileKeys(), out) {
		r.Error("wrong-type", source.Span{Start: root.Span.Start, End: min(root.Span.Start+1, root.Span.End)},
			"this is not a rubric", smallest()...)
	}
	return out, r.Findings()
}

// smallest is the help for somebody who has no idea what to write.
func smallest() []string {
	return []string{"the smallest rubric is\ncriteria:\n  - id: argument\n    points: 20"}
}

// fileKeys are the keys at the top of a rubric file.
func fileKeys() []yamlfile.Key[Rubric] {
	return []yamlfile.Key[Rubric]{
		{Name: "version", Read: version},
		{Name: "title", Read: text(func(r *Rubric) *string { return &r.Title })},
		{Name: "criteria", Read: criteria},
		{Name: "bands", Read: bands},
		{Name: "penalties", Read: penalties},
	}
}

func version(r *reader, f field, into *Rubric) {
	if n, ok := r.Version(f, NewestVersion); ok {
		into.Version = n
	}
}

// text reads a text.
func text[T any](at func(*T) *string) func(*reader, field, *T) {
	return func(r *reader, f field, into *T) { *at(into) = r.Text(f).Text }
}

// number reads a decimal, and checks it where there is a check.
func number[T any](at func(*T) *decimal.Decimal, checks ...func(*reader, field, decimal.Decimal)) func(*reader, field, *T) {
	return func(r *reader, f field, into *T) {
		d, ok := r.Decimal(f)
		if !ok {
			return
		}
		*at(into) = d
		for _, check := range checks {
			check(r, f, d)
		}
	}
}

func notNegative(r *reader, f field, d decimal.Decimal) {
	if d.IsNegative() {
		r.Error("number", f.Node.Span, fmt.Sprintf("%s: %s is less than 0", f.Key, d), "write a number from 0 up")
	}
}

// notPositive checks what is taken away: it is written with a minus sign.
func notPositive(r *reader, f field, d decimal.Decimal) {
	if d.IsPositive() {
		r.Error("number", f.Node.Span, fmt.Sprintf("%s takes points away, and %s would add some", f.Key, d),
			fmt.Sprintf("write %s: %s", f.Key, d.Neg()))
	}
}

// items reads a list of maps by the table of their keys; what must be there is
// named.
func items[T any](r *reader, f field, keys []yamlfile.Key[T], example string, must ...string) []located[T] {
	list, ok := r.Items(f)
	if !ok {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%q must be a list, each item with a - before it", f.Key), example)
		return nil
	}
	var out []located[T]
	for _, item := range list {
		v := located[T]{at: item}
		if nameAndNumber(r, item, yamlfile.Names(keys), must) {
			continue
		}
		if !yamlfile.ReadMap(r, item, keys, &v.value) {
			r.Error("wrong-type", item.Node.Span, fmt.Sprintf("an item of %q is made of keys", f.Key), example)
			continue
		}
		if present(r, item, must) {
			out = append(out, v)
		}
	}
	return out
}

// nameAndNumber reports an item such as "- knowledge: 20", whose two values must
// each have a key of their own.
func nameAndNumber(r *reader, item field, legal, must []string) bool {
	if item.Node.Kind != yamlfile.Map || len(item.Node.Pairs) != 1 || len(must) != 2 {
		return false
	}
	p := item.Node.Pairs[0]
	if p.Value.Kind != yamlfile.Scalar || slices.Contains(legal, p.Key.Value) || yamlfile.Nearest(p.Key.Value, legal) != "" {
		return false
	}
	values := []string{p.Key.Value, p.Value.Value}
	if yamlfile.LooksLikeNumber(values[1]) && must[0] == "min" {
		slices.Reverse(values)
	}
	r.Error("wrong-type", item.Node.Span, fmt.Sprintf("an item of %q has a key for each of its values", item.Key),
		fmt.Sprintf("write: - {%s: %s, %s: %s}", must[0], values[0], must[1], values[1]))
	return true
}

// located is a value and where it was read.
type located[T any] struct {
	value T
	at    field
}

// keySpan is the place of the value of a key, or of the whole item.
func (l located[T]) keySpan(key string) source.Span {
	if n := l.at.Node.Find(key); n != nil {
		return n.Span
	}
	return l.at.Node.Span
}

// present reports keys that are not there but must be.
func present(r *reader, f field, must []string) bool {
	all := true
	for _, name := range must {
		misspelt := slices.ContainsFunc(f.Node.Pairs, func(p yamlfile.Pair) bool {
			return p.Key.Value != name && r.Meant(p.Key.Value, must) == name
		})
		if n := f.Node.Find(name); !misspelt && (n == nil || n.Kind == yamlfile.Absent) {
			r.Error("missing-key", firstKey(f.Node), fmt.Sprintf("this item of %q has no %s", f.Key, name), fmt.Sprintf("add a line %s: …", name))
			all = false
		}
	}
	return all
}

func firstKey(n *yamlfile.Node) source.Span {
	if len(n.Pairs) > 0 {
		return n.Pairs[0].Key.Span
	}
	return n.Span
}

// synonyms are what people call the keys who do not know them.
func synonyms() map[string][]string {
	return map[string][]string{
		"max": {"points"}, "maximum": {"points"}, "marks": {"points"}, "outof": {"points"}, "score": {"points"},
		"name": {"title", "id"}, "label": {"title"}, "description": {"descriptor", "title"}, "text": {"descriptor"},
		"criterions": {"criteria"}, "rubric": {"criteria"}, "grades": {"bands"}, "boundaries": {"bands"}, "from": {"min"},
		"bands": {"levels"}, "scale": {"levels"}, "factor": {"weight"}, "perday": {"per_day"},
	}
}

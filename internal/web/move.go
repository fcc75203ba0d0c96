package web

import (
	"fmt"
	"net/http"
	"slices"

	"gloss/internal/annotation"
	"gloss/internal/pin"
	"gloss/internal/report"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// selectorKeys are the keys that a selector is made of.
func selectorKeys() []string {
	return []string{"quote", "prefix", "suffix", "occurrence", "paragraph", "lines", "position"}
}

// move takes one of a remark's spots to another stretch of the essay. The others
// stay: where they are all of several equal passages, each is named by itself then.
func move(c change, on target) ([]store.Op, error) {
	if c.At == nil {
		return nil, noSuchPlace()
	}
	span, ok := c.At.span(on.essay.Text)
	if !ok {
		return nil, noSuchPlace()
	}
	i := slices.IndexFunc(on.set.Annotations, func(a *annotation.Annotation) bool { return a.ID.Value == c.ID })
	if i < 0 {
		return []store.Op{store.Edit(c.ID, selector(on.essay, on.set, span)...)}, nil // says that there is none
	}
	m := mover{on: on, spot: c.Spot, to: span, item: on.set.Annotations[i]}
	if n := slices.IndexFunc(on.notes, func(n report.Note) bool { return n.ID == c.ID }); n >= 0 {
		m.places = on.notes[n].Places
	}
	return m.ops()
}

// mover moves one spot of one remark.
type mover struct {
	on     target
	spot   int
	to     source.Span
	item   *annotation.Annotation
	places []report.Place // the spots as they are
}

func (m mover) ops() ([]store.Op, error) {
	if len(m.places) == 0 && m.item.Selector.IsEmpty() && len(m.item.Also) == 0 {
		return m.rewrite(m.named(m.to), nil), nil // it was about the whole essay
	}
	if m.spot < 0 || m.spot >= len(m.places) {
		return nil, noSuchPlace()
	}
	moved := m.places[m.spot].Selector
	spots, err := m.split(moved)
	switch {
	case err != nil:
		return nil, err
	case moved == &m.item.Selector && len(spots) == 1:
		return m.rewrite(spots[0], nil), nil
	}
	var main []yamlfile.Entry
	var also []yamlfile.Content
	if moved == &m.item.Selector {
		main, spots = spots[0], spots[1:]
		also = contents(spots)
	}
	for j := range m.item.Also {
		if s := &m.item.Also[j]; s == moved {
			also = append(also, contents(spots)...)
		} else {
			also = append(also, yamlfile.MapOf(pin.Fields(*s)...))
		}
	}
	return m.rewrite(main, also), nil
}

// split names the spots of the selector that is moved, one by one and with the one
// in its new place.
func (m mover) split(moved *annotation.Selector) ([][]yamlfile.Entry, error) {
	var out [][]yamlfile.Entry
	for i, p := range m.places {
		switch {
		case i == m.spot:
			out = append(out, m.named(m.to))
		case p.Selector == moved && p.Placed():
			out = append(out, m.named(p.Span))
		}
	}
	if len(out) > 1 && m.item.Replacement.Set {
		return nil, &problem{
			Status:  http.StatusUnprocessableEntity,
			Problem: fmt.Sprintf("this remark replaces all %d places with the same words, so that one of them cannot be moved alone", len(out)),
			Help:    "take the replacement out of it, and make another remark with it",
		}
	}
	return out, nil
}

func (m mover) named(at source.Span) []yamlfile.Entry { return selector(m.on.essay, m.on.set, at) }

func contents(selectors [][]yamlfile.Entry) []yamlfile.Content {
	var out []yamlfile.Content
	for _, s := range selectors {
		out = append(out, yamlfile.MapOf(s...))
	}
	return out
}

// rewrite gives the remark a selector and further ones. Where there are none, what
// it has stays.
func (m mover) rewrite(main []yamlfile.Entry, also []yamlfile.Content) []store.Op {
	id, fields := m.item.ID.Value, main
	if len(also) > 0 {
		fields = append(fields, yamlfile.Entry{Key: "also", Value: yamlfile.ListOf(also...)})
	}
	ops := []store.Op{store.Edit(id, fields...)}
	if len(main) == 0 {
		return ops
	}
	return append(ops, store.Unset(id, slices.DeleteFunc(selectorKeys(), func(key string) bool {
		return slices.ContainsFunc(main, func(f yamlfile.Entry) bool { return f.Key == key })
	})...))
}

package yamlfile

import (
	"slices"
	"strings"
)

// Changes are the edits that turn what stands at a path into something else, and
// leave of it what is the same already: items of a list, keys of a map. A nil
// node is not there yet; a nil content takes it away. The keys of a map keep
// their order.
func Changes(at Path, n *Node, to *Content) []Edit {
	switch {
	case to == nil && n == nil:
		return nil
	case to == nil:
		return []Edit{{Op: Remove, Path: at}}
	case n != nil && n.Kind == List && to.kind == List && len(n.Items) > 0 && len(to.items) > 0:
		return listChanges(at, n, to)
	case n != nil && n.Kind == Map && to.kind == Map && len(n.Pairs) > 0 && len(to.fields) > 0:
		return mapChanges(at, n, to)
	case to.Is(n), to.EndingAs(n).Is(n):
		return nil
	}
	return []Edit{{Op: Set, Path: at, Value: *to}}
}

// listChanges changes what lies between the items that are the same at the
// beginning and at the end.
func listChanges(at Path, n *Node, to *Content) []Edit {
	start, have, want := 0, len(n.Items), len(to.items)
	for start < min(have, want) && to.items[start].Is(n.Items[start]) {
		start++
	}
	for min(have, want) > start && to.items[want-1].Is(n.Items[have-1]) {
		have, want = have-1, want-1
	}
	var out []Edit
	for i := have - 1; i >= want; i-- {
		out = append(out, Edit{Op: Remove, Path: at.to(IndexStep(i))})
	}
	for i := start; i < min(have, want); i++ {
		out = append(out, Changes(at.to(IndexStep(i)), n.Items[i], &to.items[i])...)
	}
	for i := have; i < want; i++ {
		step := IndexStep(i)
		if i == len(n.Items)+i-have {
			step = End()
		}
		out = append(out, Edit{Op: Insert, Path: at.to(step), Value: to.items[i]})
	}
	return out
}

func mapChanges(at Path, n *Node, to *Content) []Edit {
	var out []Edit
	for _, p := range n.Pairs {
		if to.find(p.Key.Value) == nil {
			out = append(out, Edit{Op: Remove, Path: at.to(KeyStep(p.Key.Value))})
		}
	}
	for i, f := range to.fields {
		out = append(out, Changes(at.to(KeyStep(f.Key)), n.Find(f.Key), &to.fields[i].Value)...)
	}
	return out
}

// to is the path with one step more.
func (p Path) to(s Step) Path { return append(slices.Clip(p), s) }

func (c Content) find(key string) *Content {
	for i, f := range c.fields {
		if f.Key == key {
			return &c.fields[i].Value
		}
	}
	return nil
}

// EndingAs is a text with a final line end where the old text stands below a bar
// and has one, so that it may stay there.
func (c Content) EndingAs(old *Node) Content {
	below := old != nil && (old.Style == Literal || old.Style == Folded)
	if below && c.kind == Scalar && !c.plain && c.text != "" && strings.HasSuffix(old.Value, "\n") && !strings.HasSuffix(c.text, "\n") {
		c.text += "\n"
	}
	return c
}

package yamlfile

import (
	"fmt"
	"slices"
)

func clone(n *Node) *Node {
	c := *n
	c.Items, c.Pairs = nil, nil
	for _, item := range n.Items {
		c.Items = append(c.Items, clone(item))
	}
	for _, p := range n.Pairs {
		c.Pairs = append(c.Pairs, Pair{Key: clone(p.Key), Value: clone(p.Value)})
	}
	return &c
}

// Same reports whether two trees hold the same values in the same order, for us
// and for other readers of YAML.
func Same(a, b *Node) bool {
	if a.Kind != b.Kind || a.Value != b.Value || len(a.Items) != len(b.Items) || len(a.Pairs) != len(b.Pairs) {
		return false
	}
	if a.Kind == Scalar && (a.Style == Plain) != (b.Style == Plain) && a.Any() != b.Any() {
		return false
	}
	for i := range a.Items {
		if !Same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Pairs {
		if a.Pairs[i].Key.Value != b.Pairs[i].Key.Value || !Same(a.Pairs[i].Value, b.Pairs[i].Value) {
			return false
		}
	}
	return true
}

// step follows one step; nil where it leads nowhere.
func (n *Node) step(s Step) *Node {
	switch {
	case !s.list && n.Kind == Map:
		return n.Find(s.key)
	case s.list && n.Kind == List && s.index >= 0 && s.index < len(n.Items):
		return n.Items[s.index]
	}
	return nil
}

// follow follows a path; nil where it leads nowhere.
func (n *Node) follow(p Path) *Node {
	for _, s := range p {
		if n == nil {
			return nil
		}
		n = n.step(s)
	}
	return n
}

// change makes an edit in a tree: it is what the file must hold afterwards.
func (n *Node) change(e Edit) error {
	last := e.Path[len(e.Path)-1]
	holder := n.follow(e.Path[:len(e.Path)-1])
	if holder == nil && e.Op == Insert && len(e.Path) >= 2 && last.list {
		return n.change(Edit{Op: Set, Path: e.Path[:len(e.Path)-1], Value: ListOf(e.Value)})
	}
	nowhere := fmt.Errorf("%s: there is no such place in the file", e.Path)
	if holder == nil {
		return nowhere
	}
	if holder.Kind == Absent && e.Op != Remove {
		holder.Kind = map[bool]Kind{true: List, false: Map}[last.list]
	}
	switch {
	case last.list && holder.Kind == List && last.index >= 0:
		return holder.changeItem(e, last.index, nowhere)
	case !last.list && holder.Kind == Map:
		return holder.changeKey(e, n, nowhere)
	}
	return nowhere
}

func (n *Node) changeItem(e Edit, i int, nowhere error) error {
	switch {
	case e.Op == Insert:
		i = min(i, len(n.Items))
		n.Items = append(n.Items[:i:i], append([]*Node{e.Value.node()}, n.Items[i:]...)...)
	case i >= len(n.Items):
		return nowhere
	case e.Op == Set:
		n.Items[i] = e.Value.node()
	default:
		n.Items = append(n.Items[:i:i], n.Items[i+1:]...)
	}
	return nil
}

func (n *Node) changeKey(e Edit, root *Node, nowhere error) error {
	key := e.Path[len(e.Path)-1].key
	for i, p := range n.Pairs {
		switch {
		case p.Key.Value != key:
			continue
		case e.Op == Set:
			n.Pairs[i].Value = e.Value.node()
			return nil
		case e.Op == Remove:
			n.Pairs = append(n.Pairs[:i:i], n.Pairs[i+1:]...)
			if n == root && len(n.Pairs) == 0 {
				n.Kind = Absent
			}
			return nil
		}
	}
	if e.Op != Set {
		return nowhere
	}
	n.Pairs = slices.Insert(n.Pairs, e.slot(n), Pair{Key: Text(key).node(), Value: e.Value.node()})
	return nil
}

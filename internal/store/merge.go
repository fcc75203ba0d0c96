package store

import "gloss/internal/yamlfile"

// mergeable reports whether a change that was meant for one state of the file can
// be made to another without losing anything: where the change only adds, and the
// other state is the first with something added.
func mergeable(base, current *File, ops []Op) bool {
	for _, o := range ops {
		if !o.onlyAdds() {
			return false
		}
	}
	if !current.Exists {
		return false
	}
	return holds(current.root, base.root)
}

// holds reports whether a tree has everything in it that another has, in the same
// order, and perhaps more.
func holds(n, all *yamlfile.Node) bool {
	switch {
	case all.Kind == yamlfile.Absent:
		return true
	case n.Kind != all.Kind:
		return false
	case n.Kind == yamlfile.Scalar:
		return n.Value == all.Value
	}
	for _, p := range all.Pairs {
		if mine := n.Find(p.Key.Value); mine == nil || !holds(mine, p.Value) {
			return false
		}
	}
	i := 0
	for _, item := range all.Items {
		for i < len(n.Items) && !holds(n.Items[i], item) {
			i++
		}
		if i == len(n.Items) {
			return false
		}
		i++
	}
	return true
}

package yamlfile

import (
	"regexp"
	"strconv"
)

// Any is the node as JSON would have it: maps, slices, strings, float64s, booleans
// and nil, with plain scalars read by the core schema of YAML 1.2. It is what an
// editor holds against a JSON Schema; the loaders do not use it.
func (n *Node) Any() any {
	switch n.Kind {
	case List:
		out := make([]any, 0, len(n.Items))
		for _, item := range n.Items {
			out = append(out, item.Any())
		}
		return out
	case Map:
		out := make(map[string]any, len(n.Pairs))
		for _, p := range n.Pairs {
			out[p.Key.Value] = p.Value.Any()
		}
		return out
	case Scalar:
		if n.Style == Plain {
			return plainValue(n.Value)
		}
		return n.Value
	default:
		return nil
	}
}

var coreNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)

func plainValue(s string) any {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE":
		return true
	case "false", "False", "FALSE":
		return false
	}
	if coreNumber.MatchString(s) {
		if f, err := strconv.ParseFloat(s, 64); err == nil {
			return f
		}
	}
	return s
}

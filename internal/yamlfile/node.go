// Package yamlfile is strict YAML with positions, and edits of it that leave
// every other byte alone.
//
// Parse reads a file into a tree of Nodes in which every key and value has its
// place as a byte range of the file's text, and every plain value keeps the
// characters that were written: 012, NO, 3e5 and 2026-11-20 stay what they are.
// What YAML offers beyond maps, lists and text (anchors, aliases, merge keys,
// tags, several documents) is refused, because a file that uses it cannot be
// changed by a program without losing it.
//
// People who have never seen YAML write these files. So all faults of a file
// are found in one run, and each finding shows the line as it should be.
//
// Nothing here panics on any input, and the work is bounded by the Limits.
package yamlfile

import "gloss/internal/source"

// Kind says what a Node is.
type Kind uint8

// The kinds. Absent is a key or list item without a value; the zero Node is
// absent.
const (
	Absent Kind = iota
	Scalar
	List
	Map
)

// Style is how a node is written.
type Style uint8

// The styles. Plain stands for block style in lists and maps.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal
	Folded
	Flow
)

// Node is one value of a file.
type Node struct {
	Kind  Kind
	Style Style
	// Value is a scalar's text. Line ends in it are "\n".
	Value string
	// Span is the value in the file's text, with its quotation marks or brackets.
	// The span of an absent value is empty and lies where the value would begin.
	Span  source.Span
	Items []*Node // of a list
	Pairs []Pair  // of a map, in the order of the file
}

// Pair is one key of a map and its value.
type Pair struct {
	Key   *Node // always a scalar
	Value *Node // never nil
}

// Find is the value of a key of the map, or nil.
func (n *Node) Find(key string) *Node {
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return p.Value
		}
	}
	return nil
}

// Span is the pair's place: from the key to the end of the value.
func (p Pair) Span() source.Span {
	return source.Span{Start: p.Key.Span.Start, End: max(p.Key.Span.End, p.Value.Span.End)}
}

// Package markup reads the XML of a part into a flat list of nodes that know
// where they stand in its text, and changes that text by splicing.
//
// A part is never written anew from a tree: what is not meant to change stays
// byte for byte as its author's program wrote it, prefixes, white space and
// unknown elements included. All offsets are byte offsets of Doc.Text.
//
// Scan takes well-formed XML with namespaces and nothing else. A document type
// is refused, so no entity can be declared and nothing can be fetched; depth,
// attributes and nodes are bounded.
package markup

import (
	"iter"
	"strings"
)

// The bounds of what Scan takes.
const (
	MaxDepth      = 256
	MaxAttributes = 256
	MaxNodes      = 1 << 20
	MaxReferences = 1 << 18 // character references, such as &amp;, in text
)

// Name is an element's or attribute's name. Space is the short name of a known
// namespace (see Spaces), the namespace itself where it is not known, and ""
// where there is none.
type Name struct{ Space, Local string }

// The kinds of Node that are no elements, in place of a name.
const (
	textNode  = -1
	cdataNode = -2
)

// Node is an element or a stretch of character data. Nodes stand in document
// order; the descendants of node i are the nodes i+1 up to Next.
type Node struct {
	name int32

	// Parent is the index of the element around; -1 for the root.
	Parent int32
	// Next is the index of the first node that is no descendant.
	Next int32
	// Start and End enclose the node, tags included.
	Start, End int32
	// Open is where the content begins and Close where it ends; in an empty
	// element written as one tag all of Open, Close and End are the same.
	Open, Close int32
}

// Doc is a part's text and its nodes. The root element is node 0.
type Doc struct {
	Text  string
	Nodes []Node

	names    []Name
	spaces   map[string]string // short names by namespace
	prefixes map[string]string // what each prefix stands for
	mixed    bool              // a prefix stands for several namespaces
}

// Is reports whether node i is the element of that name.
func (d *Doc) Is(i int, space, local string) bool {
	n := d.Nodes[i].name
	return n >= 0 && d.names[n].Local == local && d.names[n].Space == space
}

// Name is the name of element i; the zero Name of character data.
func (d *Doc) Name(i int) Name {
	if n := d.Nodes[i].name; n >= 0 {
		return d.names[n]
	}
	return Name{}
}

// IsElement reports whether node i is an element.
func (d *Doc) IsElement(i int) bool { return d.Nodes[i].name >= 0 }

// IsCData reports whether node i is a CDATA section.
func (d *Doc) IsCData(i int) bool { return d.Nodes[i].name == cdataNode }

// Children yields the nodes directly inside node i.
func (d *Doc) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c := i + 1; c < int(d.Nodes[i].Next); c = int(d.Nodes[c].Next) {
			if !yield(c) {
				return
			}
		}
	}
}

// Child is the first child element of that name, or -1.
func (d *Doc) Child(i int, space, local string) int {
	if i < 0 {
		return -1
	}
	for c := range d.Children(i) {
		if d.Is(c, space, local) {
			return c
		}
	}
	return -1
}

// Find is the first descendant element of that name, or -1.
func (d *Doc) Find(i int, space, local string) int {
	for c := i + 1; c < int(d.Nodes[i].Next); c++ {
		if d.Is(c, space, local) {
			return c
		}
	}
	return -1
}

// Within reports whether node i is node top or one of its descendants.
func (d *Doc) Within(i, top int) bool { return i >= top && i < int(d.Nodes[top].Next) }

// Source is the text of node i as it stands in the part, tags included.
func (d *Doc) Source(i int) string { return d.Text[d.Nodes[i].Start:d.Nodes[i].End] }

// Tag is the start tag of element i as it stands in the part.
func (d *Doc) Tag(i int) string { return d.Text[d.Nodes[i].Start:d.Nodes[i].Open] }

// RawName is the name of element i as it is written, prefix included.
func (d *Doc) RawName(i int) string {
	tag := d.Tag(i)[1:]
	return tag[:nameLength(tag)]
}

// SelfClosed reports whether element i is written as one tag.
func (d *Doc) SelfClosed(i int) bool { return d.Nodes[i].Open == d.Nodes[i].End }

// Data is the character data inside node i, with entities resolved, of its
// descendants too.
func (d *Doc) Data(i int) string {
	var b strings.Builder
	var pieces []Piece
	for c := i; c < int(d.Nodes[i].Next); c++ {
		pieces = d.AppendPieces(pieces[:0], c)
		for _, p := range pieces {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Piece is a stretch of character data: Text is what it stands for. It is
// Verbatim where it stands so in the part, from Start to End.
type Piece struct {
	Text       string
	Start, End int
	Verbatim   bool
}

// AppendPieces cuts the character data of text node i into what stands verbatim in
// the part and what is written as an entity or line end, and appends that to out.
func (d *Doc) AppendPieces(out []Piece, i int) []Piece {
	n := d.Nodes[i]
	switch n.name {
	case textNode:
		return appendPieces(out, d.Text[:n.End], int(n.Start), isSpecial)
	case cdataNode:
		return appendPieces(out, d.Text[:n.Close], int(n.Open), isReturn)
	}
	return out
}

// isSpecial reports whether a byte of character data can stand for something else.
func isSpecial(c byte) bool { return c == '&' || c == '\r' }

// isReturn is the same in a CDATA section.
func isReturn(c byte) bool { return c == '\r' }

// appendPieces cuts what stands in a text from start on to its end.
func appendPieces(out []Piece, text string, start int, special func(byte) bool) []Piece {
	end := len(text)
	for start < end {
		n := 0
		for start+n < end && !special(text[start+n]) {
			n++
		}
		if n > 0 {
			out = append(out, Piece{Text: text[start : start+n], Start: start, End: start + n, Verbatim: true})
			start += n
			continue
		}
		if text[start] == '\r' {
			n = 1
			if start+1 < end && text[start+1] == '\n' {
				n = 2
			}
			out = append(out, Piece{Text: "\n", Start: start, End: start + n})
			start += n
			continue
		}
		s, n, _ := entity(text[start:end])
		out = append(out, Piece{Text: s, Start: start, End: start + n})
		start += n
	}
	return out
}

package yamlfile

import (
	"errors"
	"fmt"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// version is a file between two edits.
type version struct {
	name string
	text string
	root *Node
}

// together is how many of the edits may be spliced at once, without moving the
// places that later ones among them name. Parsing after every single one would
// take hundreds of edits the square of their time.
func together(edits []Edit) int {
	for i, e := range edits {
		if len(e.Path) == 0 {
			return i + 1
		}
		if last := e.Path[len(e.Path)-1]; last.list && e.Op != Set && last != End() {
			return i + 1
		}
	}
	return len(edits)
}

// apply makes edits that go together; where they get into each other's way, in
// two halves.
func (v version) apply(edits []Edit) (version, error) {
	want := clone(v.root)
	for _, e := range edits {
		if len(e.Path) == 0 {
			return v, errors.New("an edit needs a path")
		}
		if err := want.change(e); err != nil {
			return v, err
		}
	}
	// A bar is the better read, but what cannot stand below one has quotes.
	s := splicer{text: v.text, eol: lineBreak(v.text), root: v.root}
	for _, bars := range []bool{true, false} {
		s.style = style{list: listIndent(v.text, v.root), bars: bars}
		if next, ok := v.splice(s, edits); ok && same(want, next.root) {
			return next, nil
		}
	}
	if len(edits) == 1 {
		return v, fmt.Errorf("%s: %s cannot be changed without changing something else", v.name, edits[0].Path)
	}
	half, err := v.apply(edits[:len(edits)/2])
	if err != nil {
		return v, err
	}
	return half.apply(edits[len(edits)/2:])
}

// splice makes the edits in the text, all of them against the same tree.
func (v version) splice(s splicer, edits []Edit) (version, bool) {
	var all []patch
	for _, e := range edits {
		patches, ok := s.edit(e)
		if !ok {
			return v, false
		}
		all = append(all, patches...)
	}
	next := version{name: v.name, text: newOverlay(v.text, all).text}
	var findings []diag.Finding
	next.root, findings = Parse(source.NewFile(v.name, next.text), Options{})
	return next, diag.Count(findings, diag.Error) == 0
}

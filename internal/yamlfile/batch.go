package yamlfile

import (
	"errors"
	"fmt"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// version is a file between two edits.
type version struct {
	name string
	text string
	root *Node
	opts Options
	made *Reader // of the parsing; nil where there was no edit
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
	open := want.open(v.text)
	if err := want.changes(edits, MaxBytes-len(v.text)); err != nil {
		return v, err
	}
	s := splicer{text: v.text, eol: lineBreak(v.text), root: v.root}
	for _, s.style = range v.styles() {
		next, ok := v.splice(s, edits)
		if !ok {
			continue
		}
		if Same(want, next.root) {
			return next, nil
		}
		if open == nil || strings.HasSuffix(open.Value, "\n") {
			continue
		}
		was := open.Value
		if open.Value += "\n"; Same(want, next.root) {
			return next, nil
		}
		open.Value = was
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

// changes makes edits in a tree, with new texts of so many bytes at most.
func (n *Node) changes(edits []Edit, room int) error {
	for _, e := range edits {
		room -= e.Value.size()
		switch {
		case len(e.Path) == 0:
			return errors.New("an edit needs a path")
		case room < 0:
			return fmt.Errorf("%w: %s", ErrTooLarge, e.Path)
		case !e.Value.isValid():
			return fmt.Errorf("%w: %s", ErrNotText, e.Path)
		}
		if err := n.change(e); err != nil {
			return err
		}
	}
	return nil
}

// styles are the ways to write new values, the best first. A bar is the better
// read than quotes, but not everything can stand below one; and where it would be
// the last of a file without a final line end, the text needs that line end.
func (v version) styles() []style {
	w := style{list: listIndent(v.text, v.root), bars: true, json: isJSON(v.root)}
	ended, quotes := w, w
	ended.last, quotes.bars = lineBreak(v.text), false
	return []style{w, ended, quotes}
}

// isJSON reports whether a file is written as JSON.
func isJSON(root *Node) bool {
	return root.Style == Flow && len(root.Pairs) > 0 && root.Pairs[0].Key.Style == DoubleQuoted
}

// open is the text below a bar that the file breaks off in, without a final line
// end. As soon as anything stands below it, it has that line end.
func (n *Node) open(text string) *Node {
	last := n.leaf()
	if last.Span.End != len(text) || len(text) == lineStart(text, len(text)) || last.Style != Literal && last.Style != Folded {
		return nil
	}
	return last
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
	next := version{name: v.name, text: newOverlay(v.text, all).text, opts: v.opts}
	next.made, next.root = Open(source.NewFile(v.name, next.text), v.opts)
	return next, diag.Count(next.made.Findings(), diag.Error) == 0
}

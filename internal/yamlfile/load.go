package yamlfile

import (
	"fmt"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// Parse reads a file. The tree is never nil and holds what could be understood;
// where there are errors among the findings, it may be without parts of the file,
// and where the file cannot be read as YAML at all it is absent.
func Parse(f *source.File, opts Options) (*Node, []diag.Finding) {
	r := NewReader(f)
	root := r.parse(opts.withDefaults())
	return root, r.Findings()
}

func (r *Reader) parse(opts Options) *Node {
	if len(r.file.Text) > opts.Bytes {
		r.Error("file-size", source.Span{}, fmt.Sprintf("the file is larger than %d MiB", opts.Bytes>>20), "is it the right file?")
		return &Node{}
	}
	over := newOverlay(r.file.Text, nil)
	doc, bad := decode(over.text)
	if bad != nil {
		at := source.Span{}
		if s, ok := r.file.Line(bad.line); ok {
			at = s
		}
		r.Error("syntax", at, bad.problem)
		return &Node{}
	}
	return r.convert(over, doc, opts)
}

func (r *Reader) convert(over *overlay, doc document, opts Options) *Node {
	c := &converter{over: over, at: newCursor(over.text), opts: opts, r: r}
	if doc.root == nil {
		return &Node{}
	}
	root, _ := c.node(doc.root, place{column: -1})
	if doc.second != nil {
		start := c.at.at(doc.second.Line, doc.second.Column)
		r.Error("second-document", c.span(start, lineEnd(over.text, start)),
			`a second document begins after "---", and only the first would be read`,
			"delete the --- line, or put this into a file of its own")
	}
	return root
}

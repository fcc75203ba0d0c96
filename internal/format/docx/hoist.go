package docx

import (
	"slices"

	"gloss/internal/format/docx/markup"
)

// hoist says out of which elements a spot at their edge is moved.
type hoist []string

// inPlace keeps a spot beside its run. outside moves it out of what not every
// program looks for comments in, such as the student's insertions, and out of
// content controls and fields, whose contents Word may replace.
func inPlace() hoist { return nil }

func outside() hoist {
	return hoist{"ins", "moveTo", "sdtContent", "smartTag", "customXml", "dir", "bdo", "fldSimple"}
}

// alone is the element that stands for a run in its paragraph: what is a choice
// among several for different programs is taken as a whole.
func alone(doc *markup.Doc, run int) int {
	for i := run; i >= 0 && !doc.Is(i, "w", "p"); i = int(doc.Nodes[i].Parent) {
		if doc.Is(i, "mc", "AlternateContent") {
			run = i
		}
	}
	return run
}

// first is the outermost element that begins with node i.
func (h hoist) first(doc *markup.Doc, i int) int {
	return h.climb(doc, i, func(parent, i int) bool {
		for c := range doc.Children(parent) {
			if doc.IsElement(c) {
				return c == i
			}
		}
		return false
	})
}

// last is the outermost element that ends with node i.
func (h hoist) last(doc *markup.Doc, i int) int {
	return h.climb(doc, i, func(parent, i int) bool {
		last := -1
		for c := range doc.Children(parent) {
			if doc.IsElement(c) {
				last = c
			}
		}
		return last == i
	})
}

func (h hoist) climb(doc *markup.Doc, i int, atEdge func(parent, i int) bool) int {
	for {
		parent := int(doc.Nodes[i].Parent)
		if parent < 0 || doc.Name(parent).Space != "w" || !slices.Contains(h, doc.Name(parent).Local) || !atEdge(parent, i) {
			return i
		}
		if i = parent; doc.Is(i, "w", "sdtContent") {
			i = int(doc.Nodes[i].Parent)
		}
	}
}

// runStart opens a run like an open one: its start tag and its properties. A
// tracked change of its form gets an id of its own.
func (d *document) runStart(doc *markup.Doc, run int) string {
	return doc.Tag(run) + d.runProperties(doc, run, d.renumbered)
}

// runProperties are a run's properties with the tracked changes of form led
// through a function.
func (d *document) runProperties(doc *markup.Doc, run int, change func(*markup.Doc, *markup.Edits, int)) string {
	props := doc.Child(run, "w", "rPr")
	if props < 0 {
		return ""
	}
	var e markup.Edits
	if i := doc.Child(props, "w", "rPrChange"); i >= 0 {
		change(doc, &e, i)
	}
	if !e.Any() {
		return doc.Source(props)
	}
	text := doc.Text[:doc.Nodes[props].End]
	start := int(doc.Nodes[props].Start)
	return e.Apply(text)[start:]
}

// renumbered gives an element an id of its own.
func (d *document) renumbered(doc *markup.Doc, e *markup.Edits, i int) {
	if start, end, ok := doc.AttrSpan(i, "w", "id"); ok {
		e.Replace(start, end, d.nextID())
	}
}

// leftOut removes an element.
func leftOut(doc *markup.Doc, e *markup.Edits, i int) {
	e.Replace(int(doc.Nodes[i].Start), int(doc.Nodes[i].End), "")
}

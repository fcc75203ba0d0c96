package docx

import (
	"slices"
	"sort"
	"strings"

	"gloss/internal/essay"
	"gloss/internal/format/docx/markup"
	"gloss/internal/source"
)

// revision is one replacement on its way into the document.
type revision struct {
	span  source.Span
	words string
	stamp string // the attributes author and date
}

// fragment is a stretch of a run that is struck out as one.
type fragment struct {
	first, from int // piece and place in it
	last, to    int
}

// strikes are the replacements that can be shown as tracked changes, each with
// its fragments, and the text that they strike out.
func (c *cutter) strikes(all []revision, breaks []int) [][]fragment {
	out := make([][]fragment, len(all))
	for i, r := range all {
		out[i] = c.fragments(r.span, breaks)
		for _, f := range out[i] {
			c.struck = append(c.struck, source.Span{Start: c.pieces[f.first].at + f.from, End: c.pieces[f.last].at + f.to})
		}
	}
	slices.SortFunc(c.struck, func(a, b source.Span) int { return a.Start - b.Start })
	return out
}

// fragments cuts a span where a run ends, where something stands that cannot be
// struck out, and where another mark is to stand.
func (c *cutter) fragments(span source.Span, breaks []int) []fragment {
	first, inner := c.from(span.Start)
	if first < 0 {
		return nil
	}
	var out []fragment
	for k := first; k < len(c.pieces) && c.pieces[k].at < span.End; k++ {
		p := c.pieces[k]
		from := 0
		if k == first {
			from = inner
		}
		to := p.size
		if c.cuttable(k) {
			to = min(p.size, span.End-p.at)
		}
		if !c.strikable(p) {
			continue
		}
		for from < to {
			stop := c.stop(k, from, to, breaks)
			if n := len(out); n > 0 && from == 0 && c.joins(out[n-1], k) && !slices.Contains(breaks, p.at) {
				out[n-1].last, out[n-1].to = k, stop
			} else {
				out = append(out, fragment{first: k, from: from, last: k, to: stop})
			}
			from = stop
		}
	}
	return out
}

// strikable reports whether a piece can be struck out.
func (c *cutter) strikable(p placed) bool {
	return !p.Fixed && p.Run >= 0 && int(c.doc(p).Nodes[p.Item].Parent) == p.Run
}

// stop is where a fragment of piece k that begins at from ends, at the latest at
// to: before the next break.
func (c *cutter) stop(k, from, to int, breaks []int) int {
	at := c.pieces[k].at
	if i := sort.SearchInts(breaks, at+from+1); i < len(breaks) && breaks[i] < at+to && c.cuttable(k) {
		return breaks[i] - at
	}
	return to
}

// joins reports whether piece k goes on with a fragment: in the same run, with
// nothing between.
func (c *cutter) joins(f fragment, k int) bool {
	a, b := c.pieces[f.last], c.pieces[k]
	if f.last+1 != k || f.to != a.size || a.Part != b.Part || a.Run != b.Run {
		return false
	}
	doc := c.doc(a)
	for i := int(doc.Nodes[a.Item].Next); i < b.Item; i++ {
		if doc.IsElement(i) && !doc.Is(i, "w", "t") && !doc.Is(i, "w", "lastRenderedPageBreak") {
			return false
		}
	}
	return true
}

// strike puts one replacement in: its fragments between w:del tags, and the new
// words behind the last.
func (c *cutter) strike(r revision, fragments []fragment) {
	for _, f := range fragments {
		for k := f.first; k <= f.last; k++ {
			if p := c.pieces[k]; c.doc(p).Is(p.Item, "w", "t") {
				c.touched[[2]int{p.Part, p.Item}] = true
			}
		}
		open := c.before(f.first, f.from, inPlace())
		open.strikeStarts = append(open.strikeStarts, `<w:del w:id="`+c.d.nextID()+`"`+r.stamp+`>`)
		end := c.after(f.last, f.to, inPlace())
		end.strikeEnds = append(end.strikeEnds, "</w:del>")
	}
	c.joinParagraphs(r)
	if r.words == "" {
		return
	}
	last := fragments[len(fragments)-1]
	s := c.after(last.last, last.to, outside())
	ins := `<w:ins w:id="` + c.d.nextID() + `"` + r.stamp + `>` + c.newRun(fragments[0].first, r.words) + `</w:ins>`
	if around := c.insertionAround(last.last, s.at); around >= 0 {
		doc := c.doc(c.pieces[last.last])
		ins = "</" + doc.RawName(around) + ">" + ins + c.d.sameTag(doc, around)
	}
	s.insertions = append(s.insertions, ins)
}

// newRun is a run of new words with the form of the run that a piece stands in.
func (c *cutter) newRun(k int, words string) string {
	p := c.pieces[k]
	props := ""
	if p.Run >= 0 {
		props = c.d.runProperties(c.doc(p), p.Run, leftOut)
	}
	return `<w:r>` + props + runText(words) + `</w:r>`
}

// insertionAround is the student's insertion that a spot behind a piece stands
// in, and that has to end before ours begins; -1 where there is none.
func (c *cutter) insertionAround(k, at int) int {
	p := c.pieces[k]
	doc := c.doc(p)
	parent := int(doc.Nodes[p.Run].Parent)
	if (doc.Is(parent, "w", "ins") || doc.Is(parent, "w", "moveTo")) && at < int(doc.Nodes[parent].End) {
		return parent
	}
	return -1
}

// sameTag is the start tag of an element with an id of its own.
func (d *document) sameTag(doc *markup.Doc, i int) string {
	var e markup.Edits
	d.renumbered(doc, &e, i)
	n := doc.Nodes[i]
	return e.Apply(doc.Text[:n.Open])[n.Start:]
}

// joinParagraphs strikes out the ends of the paragraphs that a replacement goes
// beyond, so that it leaves no empty line or bullet behind.
func (c *cutter) joinParagraphs(r revision) {
	first, _ := c.from(r.span.Start)
	last, _ := c.to(r.span.End)
	if first < 0 || last < 0 || c.pieces[first].block == c.pieces[last].block {
		return
	}
	a, b := c.story.Blocks[c.pieces[first].block], c.story.Blocks[c.pieces[last].block]
	doc := c.story.Parts[a.Part].Doc
	if a.Kind == essay.Row || b.Kind == essay.Row || a.Part != b.Part || doc.Nodes[a.Node].Parent != doc.Nodes[b.Node].Parent {
		return
	}
	for i := range doc.Children(int(doc.Nodes[a.Node].Parent)) {
		if i >= a.Node && i < b.Node && doc.IsElement(i) && !doc.Is(i, "w", "p") {
			return // a table stands between them
		}
	}
	for i := range doc.Children(int(doc.Nodes[a.Node].Parent)) {
		if i >= a.Node && i < b.Node && doc.Is(i, "w", "p") && !endIsStruck(doc, i) {
			c.strikeEnd(a.Part, i, `<w:del w:id="`+c.d.nextID()+`"`+r.stamp+`/>`)
		}
	}
}

// endIsStruck reports whether the end of paragraph i is struck out already.
func endIsStruck(doc *markup.Doc, i int) bool {
	return doc.Child(doc.Child(doc.Child(i, "w", "pPr"), "w", "rPr"), "w", "del") >= 0
}

// strikeEnd marks the end of paragraph i.
func (c *cutter) strikeEnd(part, i int, mark string) {
	doc := c.story.Parts[part].Doc
	e := &c.edits[part]
	props := doc.Child(i, "w", "pPr")
	run := doc.Child(props, "w", "rPr")
	switch {
	case doc.SelfClosed(i):
		tag := doc.Tag(i)
		e.Replace(int(doc.Nodes[i].Start), int(doc.Nodes[i].End), strings.TrimSuffix(tag, "/>")+
			"><w:pPr><w:rPr>"+mark+"</w:rPr></w:pPr></"+doc.RawName(i)+">")
	case props < 0 || doc.SelfClosed(props):
		at := int(doc.Nodes[i].Open)
		end := at
		if props >= 0 {
			at, end = int(doc.Nodes[props].Start), int(doc.Nodes[props].End)
		}
		e.Replace(at, end, "<w:pPr><w:rPr>"+mark+"</w:rPr></w:pPr>")
	case run < 0 || doc.SelfClosed(run):
		at, end := c.beforeSection(doc, props), 0
		if end = at; run >= 0 {
			at, end = int(doc.Nodes[run].Start), int(doc.Nodes[run].End)
		}
		e.Replace(at, end, "<w:rPr>"+mark+"</w:rPr>")
	default:
		at := int(doc.Nodes[run].Open)
		if ins := doc.Child(run, "w", "ins"); ins >= 0 {
			at = int(doc.Nodes[ins].End)
		}
		e.Insert(at, mark)
	}
}

// beforeSection is where the run properties of a paragraph's end belong: before
// its section and changes.
func (c *cutter) beforeSection(doc *markup.Doc, props int) int {
	for i := range doc.Children(props) {
		if doc.Is(i, "w", "sectPr") || doc.Is(i, "w", "pPrChange") {
			return int(doc.Nodes[i].Start)
		}
	}
	return int(doc.Nodes[props].Close)
}

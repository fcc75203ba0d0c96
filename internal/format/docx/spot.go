package docx

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"gloss/internal/format/docx/body"
	"gloss/internal/format/docx/markup"
	"gloss/internal/source"
)

// spot is one place in a part where something is put in, and what, in the order
// of its fields: a run that is cut there is closed before it and opened again
// behind it.
type spot struct {
	part, at  int
	pre, post string

	strikeEnds   []string // </w:del>
	insertions   []string // w:ins
	ends         []string // w:commentRangeEnd and the reference
	starts       []string // w:commentRangeStart
	strikeStarts []string // <w:del>
}

func (s *spot) String() string {
	var b strings.Builder
	b.WriteString(s.pre)
	for _, list := range [][]string{s.strikeEnds, s.insertions, s.ends, s.starts, s.strikeStarts} {
		for _, text := range list {
			b.WriteString(text)
		}
	}
	b.WriteString(s.post)
	return b.String()
}

// cutter puts marks between the pieces of a story.
type cutter struct {
	d        *document
	story    *body.Story
	pieces   []placed
	spots    map[[2]int]*spot
	edits    []markup.Edits  // by part; the main part is the first
	prefixes []string        // that the main part needs, beside w
	struck   []source.Span   // the text that is struck out, sorted
	touched  map[[2]int]bool // the w:t elements that are cut or struck out
}

func newCutter(d *document, story *body.Story, pieces []placed) *cutter {
	return &cutter{
		d: d, story: story, pieces: pieces, spots: map[[2]int]*spot{},
		edits: make([]markup.Edits, len(story.Parts)), touched: map[[2]int]bool{},
	}
}

func (c *cutter) doc(p placed) *markup.Doc { return c.story.Parts[p.Part].Doc }

// from is the piece that text from the offset on begins in, and where in it.
func (c *cutter) from(offset int) (piece, inner int) {
	k := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].end() > offset })
	if k == len(c.pieces) {
		return -1, 0
	}
	inner = max(0, offset-c.pieces[k].at)
	if !c.cuttable(k) {
		inner = 0
	}
	return k, inner
}

// to is the piece that text up to the offset ends in, and where in it.
func (c *cutter) to(offset int) (piece, inner int) {
	k := sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].at >= offset }) - 1
	if k < 0 {
		return -1, 0
	}
	inner = min(c.pieces[k].size, offset-c.pieces[k].at)
	if !c.cuttable(k) {
		inner = c.pieces[k].size
	}
	return k, inner
}

// inOneFrame is the part of a span that a comment can be about, and the frame
// that it stands in: no comment goes from the text into a text box or a note. The
// body goes first, and else the frame with the most of the span. It is empty where
// the span holds no text of the document.
func (c *cutter) inOneFrame(span source.Span) (source.Span, int) {
	from, _ := c.from(span.Start)
	to, _ := c.to(span.End)
	if from < 0 || to < from {
		return source.Span{}, 0
	}
	size, first, last := map[int]int{}, map[int]int{}, map[int]int{}
	best := c.pieces[from].Frame
	for k := from; k <= to; k++ {
		f := c.pieces[k].Frame
		if size[f] == 0 {
			first[f] = k
		}
		size[f] += min(span.End, c.pieces[k].end()) - max(span.Start, c.pieces[k].at)
		last[f] = k
	}
	for f, n := range size {
		if best != 0 && (f == 0 && n > 0 || n > size[best] || n == size[best] && f < best) {
			best = f
		}
	}
	if len(size) == 1 {
		return span, best
	}
	return source.Span{Start: max(span.Start, c.pieces[first[best]].at), End: min(span.End, c.pieces[last[best]].end())}, best
}

// around are the spots before and behind a span of the body.
func (c *cutter) around(span source.Span) (start, end *spot) {
	from, inner := c.from(span.Start)
	start = c.before(from, inner, outside())
	to, inner := c.to(span.End)
	return start, c.after(to, inner, outside())
}

// aroundRun are the spots before and behind the run that a frame hangs on. Word
// ignores the ranges of comments inside text boxes and notes ([MS-OI29500],
// 2.1.315), and LibreOffice 7 does not open a file with a comment in a note.
func (c *cutter) aroundRun(frame int) (start, end *spot) {
	f := c.story.Outermost(frame)
	doc := c.story.Parts[f.Part].Doc
	run := alone(doc, f.Run)
	return c.spot(f.Part, int(doc.Nodes[outside().first(doc, run)].Start)), c.spot(f.Part, int(doc.Nodes[outside().last(doc, run)].End))
}

// cuttable reports whether a run can be cut inside the piece.
func (c *cutter) cuttable(k int) bool {
	p := c.pieces[k]
	return p.Verbatim && p.size == len(p.Text) && int(c.doc(p).Nodes[p.Item].Parent) == p.Run
}

// sameItem reports whether two pieces are the contents of one w:t that can be
// cut between them.
func (c *cutter) sameItem(j, k int) bool {
	if j < 0 || k >= len(c.pieces) {
		return false
	}
	a, b := c.pieces[j], c.pieces[k]
	return a.Part == b.Part && a.Item == b.Item && int(c.doc(a).Nodes[a.Item].Parent) == a.Run
}

// before is the spot before a place in a piece; hoisted where it may stand
// outside the insertions and content controls that begin there too.
func (c *cutter) before(k, inner int, h hoist) *spot {
	p := c.pieces[k]
	if inner > 0 {
		return c.inside(k, p.Start+inner, p.at+inner)
	}
	if c.sameItem(k-1, k) {
		return c.inside(k, p.Start, p.at)
	}
	doc := c.doc(p)
	node := c.childOf(p)
	if p.Run < 0 {
		return c.spot(p.Part, int(doc.Nodes[node].Start))
	}
	if hasContent(doc, p.Run, p.Run+1, node) {
		return c.between(p, int(doc.Nodes[node].Start))
	}
	return c.spot(p.Part, int(doc.Nodes[h.first(doc, p.Run)].Start))
}

// after is the spot behind a place in a piece.
func (c *cutter) after(k, inner int, h hoist) *spot {
	p := c.pieces[k]
	if inner < p.size {
		return c.inside(k, p.Start+inner, p.at+inner)
	}
	if c.sameItem(k, k+1) {
		return c.inside(k, p.End, p.end())
	}
	doc := c.doc(p)
	node := c.childOf(p)
	if p.Run < 0 {
		return c.spot(p.Part, int(doc.Nodes[node].End))
	}
	if hasContent(doc, p.Run, int(doc.Nodes[node].Next), int(doc.Nodes[p.Run].Next)) {
		return c.between(p, int(doc.Nodes[node].End))
	}
	return c.spot(p.Part, int(doc.Nodes[h.last(doc, p.Run)].End))
}

// childOf is the child of the run that the piece stands in; a formula itself.
func (c *cutter) childOf(p placed) int {
	if p.Run < 0 {
		return p.Item
	}
	doc := c.doc(p)
	node := p.Item
	for int(doc.Nodes[node].Parent) != p.Run {
		node = int(doc.Nodes[node].Parent)
	}
	return node
}

// hasContent reports whether a run has anything but properties among the nodes
// from one index up to another.
func hasContent(doc *markup.Doc, run, from, to int) bool {
	for i := range doc.Children(run) {
		if i >= from && i < to && doc.IsElement(i) && !doc.Is(i, "w", "rPr") {
			return true
		}
	}
	return false
}

func (c *cutter) spot(part, at int) *spot {
	key := [2]int{part, at}
	if c.spots[key] == nil {
		c.spots[key] = &spot{part: part, at: at}
	}
	return c.spots[key]
}

// between is the spot between two children of a run.
func (c *cutter) between(p placed, at int) *spot {
	s := c.spot(p.Part, at)
	if s.pre == "" {
		s.pre, s.post = "</"+c.doc(p).RawName(p.Run)+">", c.d.runStart(c.doc(p), p.Run)
	}
	return s
}

// inside is the spot inside a w:t, at a byte of the part and of the text.
func (c *cutter) inside(k, at, offset int) *spot {
	p := c.pieces[k]
	s := c.spot(p.Part, at)
	if s.pre == "" {
		doc := c.doc(p)
		c.touched[[2]int{p.Part, p.Item}] = true
		s.pre = "</" + c.textName(doc, p.Item, c.isStruck(offset-1)) + "></" + doc.RawName(p.Run) + ">"
		s.post = c.d.runStart(doc, p.Run) + "<" + c.textName(doc, p.Item, c.isStruck(offset)) + ` xml:space="preserve">`
		if p.CData {
			s.pre, s.post = "]]>"+s.pre, s.post+"<![CDATA["
		}
	}
	return s
}

// textName is the name of a text element: another one where it is struck out.
func (c *cutter) textName(doc *markup.Doc, item int, struck bool) string { //nolint:revive // struck is what the name says
	raw := doc.RawName(item)
	prefix := raw[:strings.IndexByte(raw, ':')+1]
	if struck {
		return prefix + "delText"
	}
	return prefix + "t"
}

func (c *cutter) isStruck(offset int) bool {
	i := sort.Search(len(c.struck), func(i int) bool { return c.struck[i].End > offset })
	return i < len(c.struck) && c.struck[i].Start <= offset
}

// finish writes the marks into the parts.
func (c *cutter) finish() error {
	for key, run := range c.runsOfPieces() {
		c.retag(key, run)
	}
	spots := make([]*spot, 0, len(c.spots))
	for _, s := range c.spots {
		spots = append(spots, s)
	}
	slices.SortFunc(spots, func(a, b *spot) int { return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.at, b.at)) })
	for _, s := range spots {
		c.edits[s.part].Insert(s.at, s.String())
	}
	for i, part := range c.story.Parts {
		for kind, name := range c.d.names {
			if name != part.Name || !c.edits[i].Any() {
				continue
			}
			prefixes := []string{"w"}
			if kind == mainPart {
				prefixes = append(prefixes, c.prefixes...)
			}
			if err := c.d.declare(part.Doc, &c.edits[i], prefixes...); err != nil {
				return err
			}
			// Nobody reads the part again, so that it is not scanned anew.
			c.d.texts[name] = c.edits[i].Apply(part.Doc.Text)
		}
	}
	return nil
}

// runsOfPieces are the first and last piece of every item that was cut or struck
// out, by part and node.
func (c *cutter) runsOfPieces() map[[2]int][2]int {
	out := map[[2]int][2]int{}
	for k, p := range c.pieces {
		key := [2]int{p.Part, p.Item}
		if !c.touched[key] {
			continue
		}
		run, ok := out[key]
		if !ok {
			run[0] = k
		}
		run[1] = k
		out[key] = run
	}
	return out
}

// retag writes the start and end tag of a w:t that was cut or struck out: its
// white space is kept from now on, so what was cut off it before goes.
func (c *cutter) retag(key, run [2]int) {
	part, item := key[0], key[1]
	first, last := run[0], run[1]
	doc := c.story.Parts[part].Doc
	n := doc.Nodes[item]
	start := c.textName(doc, item, c.isStruck(c.pieces[first].at))
	end := c.textName(doc, item, c.isStruck(c.pieces[last].end()-1))
	opening, closing := "", ""
	if c.pieces[first].CData {
		opening = "<![CDATA["
	}
	if c.pieces[last].CData {
		closing = "]]>"
	}
	space, _ := doc.Attr(item, "xml", "space")
	if space != "preserve" || start != doc.RawName(item) {
		c.edits[part].Replace(int(n.Start), c.pieces[first].Start, "<"+start+` xml:space="preserve">`+opening)
	}
	if space != "preserve" || end != doc.RawName(item) {
		c.edits[part].Replace(c.pieces[last].End, int(n.End), closing+"</"+end+">")
	}
}

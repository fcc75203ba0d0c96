package docx

import (
	"gloss/internal/anchor"
	"gloss/internal/format/docx/body"
	"gloss/internal/source"
)

// commentMarks are the marks of one comment in the story, as far as they are
// there.
type commentMarks struct{ start, end, ref *body.Mark }

// commentRanges are the passages that comments stand on.
func (im *importer) commentRanges() map[string]source.Span {
	all := map[string]*commentMarks{}
	for i := range im.story.Marks {
		m := &im.story.Marks[i]
		if m.Kind != body.CommentStart && m.Kind != body.CommentEnd && m.Kind != body.CommentReference {
			continue
		}
		c := all[m.ID]
		if c == nil {
			c = &commentMarks{}
			all[m.ID] = c
		}
		switch {
		case m.Kind == body.CommentStart && c.start == nil:
			c.start = m
		case m.Kind == body.CommentEnd:
			c.end = m
		case m.Kind == body.CommentReference:
			c.ref = m
		}
	}
	im.marks = all
	out := map[string]source.Span{}
	for id, c := range all {
		out[id] = im.passage(c)
	}
	return out
}

// told is the passage that a comment of ours says itself that it is about: in a
// note or text box that hangs on the passage, or one that goes on beyond it.
func (im *importer) told(n *ImportedNote, id string, span source.Span) source.Span {
	words := n.about()
	c := im.marks[id]
	if words == "" || c == nil || c.start == nil || c.end == nil {
		return span
	}
	sel := anchor.Selector{Quote: words}
	hung := source.Span{}
	for _, p := range im.pieces {
		host := im.story.Outermost(p.Frame)
		if p.Frame == 0 || p.size == 0 || host.Part != c.start.Part || host.Run < c.start.Node || host.Run > c.end.Node {
			continue
		}
		if hung.IsEmpty() {
			hung.Start = p.at
		}
		hung.End = p.end()
	}
	if hung.IsEmpty() {
		sel.Position = &span
	} else {
		sel.Within = &hung
	}
	m := im.text.Resolve(sel, anchor.Options{NoFuzzy: true})
	switch {
	case m.Verdict.Placed():
		return m.Span
	case len(m.Candidates) > 0:
		return m.Candidates[0].Span
	}
	return span
}

// passage is where a comment stands. It is empty where it stands between words.
func (im *importer) passage(c *commentMarks) source.Span {
	end := c.end
	if end == nil {
		end = c.ref
	}
	switch {
	case c.start == nil:
		return source.Span{Start: im.endBefore(end.Piece), End: im.endBefore(end.Piece)}
	case end == nil:
		return im.between(c.start.Piece, 0)
	}
	span := im.between(c.start.Piece, end.Piece)
	if span.IsEmpty() && c.start.Part == end.Part {
		return im.boxed(c.start, end, span)
	}
	return span
}

// boxed is the text of the boxes that hang between two marks, if there are any:
// it stands behind the paragraph with the marks, and not between them.
func (im *importer) boxed(start, end *body.Mark, otherwise source.Span) source.Span {
	doc := im.story.Parts[start.Part].Doc
	from, to := int(doc.Nodes[start.Node].End), int(doc.Nodes[end.Node].Start)
	found := source.Span{}
	for _, p := range im.pieces {
		if p.Part != start.Part || p.Start < from || p.End > to || p.size == 0 {
			continue
		}
		if found.IsEmpty() {
			found.Start = p.at
		}
		found.End = p.end()
	}
	if found.IsEmpty() {
		return otherwise
	}
	return found
}

// between is the text from one piece up to another.
func (im *importer) between(from, to int) source.Span {
	for from < to && from < len(im.pieces) && im.pieces[from].size == 0 {
		from++
	}
	start, end := len(im.out.Essay.Text), im.endBefore(to)
	if from < len(im.pieces) {
		start = im.pieces[from].at
	}
	if end <= start || from >= to {
		return source.Span{Start: im.endBefore(to), End: im.endBefore(to)}
	}
	return source.Span{Start: start, End: end}
}

// endBefore is where the text before a piece ends.
func (im *importer) endBefore(piece int) int {
	for k := min(piece, len(im.pieces)) - 1; k >= 0; k-- {
		if im.pieces[k].size > 0 {
			return im.pieces[k].end()
		}
	}
	return 0
}

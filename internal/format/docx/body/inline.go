package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/format/docx/markup"
	"gloss/internal/source"
)

// inlines reads what stands in a paragraph or in an element of it.
func (w *walker) inlines(parent int, look Look) {
	for i := range w.doc.Children(parent) {
		if w.doc.IsElement(i) {
			w.inline(i, look)
		}
	}
}

func (w *walker) inline(i int, look Look) {
	n := w.doc.Name(i)
	switch n.Space {
	case "m":
		w.formula(i)
		return
	case "mc":
		if b := w.branch(i); n.Local == "AlternateContent" && b >= 0 {
			w.inlines(b, look)
		}
		return
	case "w":
	default:
		return
	}
	switch n.Local {
	case "r":
		w.run(i, look)
	case "hyperlink", "smartTag", "customXml", "dir", "bdo", "fldSimple":
		w.inlines(i, look)
	case "sdt":
		if c := w.doc.Child(i, "w", "sdtContent"); c >= 0 {
			w.inlines(c, look)
		}
	case "ins", "moveTo", "del", "moveFrom":
		w.change(i, func(c int) { w.inlines(c, look) })
	case "subDoc":
		w.story.Embedded = true
	default:
		w.mark(i)
	}
}

// change reads a tracked insertion or deletion as the view has it.
func (w *walker) change(i int, read func(int)) {
	gone := w.doc.Is(i, "w", "del") || w.doc.Is(i, "w", "moveFrom")
	author := w.author(i)
	date, _ := w.doc.Attr(i, "w", "date")
	m := Mark{
		Piece: w.count, Until: w.count, Author: author, Date: date, Part: w.part, Node: i,
		Moved: strings.HasPrefix(w.doc.Name(i).Local, "move"),
	}
	switch {
	case gone && w.inserted != nil:
		return // deleted again from what is left out
	case gone && !w.view.rejects(author):
		return
	case gone:
		m.Kind = Deleted
		at := len(w.story.Marks)
		w.story.Marks = append(w.story.Marks, m)
		w.deleting++
		read(i)
		w.deleting--
		w.story.Marks[at].Until = w.count
	case w.view.rejects(author) && w.inserted == nil:
		m.Kind = Inserted
		w.inserted = &m
		read(i)
		w.inserted = nil
		w.story.Marks = append(w.story.Marks, m)
	default:
		read(i)
	}
}

// mark notes down a comment's range or reference.
func (w *walker) mark(i int) {
	if w.doc.Name(i).Space != "w" {
		return
	}
	m := Mark{Piece: w.count, Part: w.part, Node: i}
	switch w.doc.Name(i).Local {
	case "commentRangeStart":
		m.Kind = CommentStart
	case "commentRangeEnd":
		m.Kind = CommentEnd
	case "commentReference":
		m.Kind = CommentReference
	default:
		return
	}
	m.ID, _ = w.doc.Attr(i, "w", "id")
	w.story.Marks = append(w.story.Marks, m)
}

// formChanges notes down changes of form in the properties of a paragraph or run.
func (w *walker) formChanges(props int) {
	if props < 0 || w.view.Rejects == nil {
		return
	}
	for i := range w.doc.Children(props) {
		name := w.doc.Name(i)
		if name.Space == "w" && strings.HasSuffix(name.Local, "Change") && w.view.rejects(w.author(i)) {
			date, _ := w.doc.Attr(i, "w", "date")
			w.story.Marks = append(w.story.Marks, Mark{
				Kind: Changed, Piece: w.count, Author: w.author(i), Date: date, Text: name.Local, Part: w.part, Node: i,
			})
		}
	}
}

// formula is one piece, with the letters of the formula in order.
func (w *walker) formula(i int) {
	var b strings.Builder
	for c := i; c < int(w.doc.Nodes[i].Next); c++ {
		if w.doc.Is(c, "m", "t") {
			b.WriteString(w.doc.Data(c))
		}
	}
	w.emit(Piece{Text: b.String(), Start: int(w.doc.Nodes[i].Start), End: int(w.doc.Nodes[i].End), Item: i, Run: -1, Fixed: true})
}

// silent reports whether text is not shown: inside a field's instruction.
func (w *walker) silent() bool {
	for _, result := range w.fields {
		if !result {
			return true
		}
	}
	return false
}

// maxPieces is how many pieces of text are read; an essay of 20 pages has some
// thousands.
const maxPieces = 1 << 17

// emit adds a piece to the block at hand.
func (w *walker) emit(p Piece) {
	if p.Text == "" || w.silent() {
		return
	}
	if w.inserted != nil {
		w.inserted.Text += p.Text
		return
	}
	n := len(w.story.Blocks)
	if n == 0 {
		return
	}
	if w.size += len(p.Text); w.count >= maxPieces || w.size > source.DefaultLimit {
		w.story.Overlong = true
		return
	}
	p.Part, p.Frame = w.part, w.frame
	if w.rows > 0 {
		p.Sep, w.sep = w.sep, ""
	}
	if w.apart && p.Sep == "" && !beginsApart(p.Text) && w.story.Blocks[n-1].endsInWord() {
		p.Sep = " "
	}
	w.apart = false
	w.story.Blocks[n-1].Pieces = append(w.story.Blocks[n-1].Pieces, p)
	w.count++
}

// beginsApart reports whether a text can follow another without a space.
func beginsApart(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r) || unicode.In(r, unicode.Pe, unicode.Pf, unicode.Po)
}

// endsInWord reports whether what the block holds so far ends in anything but
// white space and opening brackets.
func (b *Block) endsInWord() bool {
	if len(b.Pieces) == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(b.Pieces[len(b.Pieces)-1].Text)
	return !unicode.IsSpace(r) && !unicode.In(r, unicode.Ps, unicode.Pi)
}

// whole is a piece that stands for all of an element.
func (w *walker) whole(i, run int, text string) Piece {
	return Piece{Text: text, Start: int(w.doc.Nodes[i].Start), End: int(w.doc.Nodes[i].End), Item: i, Run: run}
}

// text reads a w:t. White space at its ends is kept only where it says so, and a
// line end in it is a space.
func (w *walker) text(i, run int, look Look) {
	parts := w.parts[:0]
	cdata := false
	for c := range w.doc.Children(i) {
		parts = w.doc.AppendPieces(parts, c)
		cdata = cdata || w.doc.IsCData(c)
	}
	w.parts = parts
	if !w.preserves(i) {
		parts = trimmed(parts)
	}
	for _, p := range parts {
		font := w.signFont(run, p.Text)
		for p.Text != "" && !w.story.Overlong {
			n, length, shown := shownOtherwise(p.Text, font)
			if n == 0 {
				size := length
				if !p.Verbatim {
					size = p.End - p.Start
				}
				w.emit(Piece{Text: shown, Start: p.Start, End: p.Start + size, Item: i, Run: run, Look: look, CData: cdata && w.inCData(i, p.Start)})
				p.Text, p.Start = p.Text[length:], p.Start+size
				continue
			}
			end := p.End
			if p.Verbatim {
				end = p.Start + n
			}
			w.emit(Piece{Text: p.Text[:n], Start: p.Start, End: end, Verbatim: p.Verbatim, Item: i, Run: run, Look: look, CData: cdata && w.inCData(i, p.Start)})
			p.Text, p.Start = p.Text[n:], end
		}
	}
}

// preserves reports whether the white space at the ends of a w:t is kept: where
// it or an element around it says so.
func (w *walker) preserves(i int) bool {
	for ; i >= 0; i = int(w.doc.Nodes[i].Parent) {
		if space, ok := w.doc.Attr(i, "xml", "space"); ok {
			return space == "preserve"
		}
	}
	return false
}

// trimmed are pieces without the white space at their ends.
func trimmed(parts []markup.Piece) []markup.Piece {
	const space = " \t\r\n"
	for len(parts) > 0 {
		p := &parts[0]
		rest := strings.TrimLeft(p.Text, space)
		if rest != "" {
			if p.Verbatim {
				p.Start += len(p.Text) - len(rest)
				p.Text = rest
			}
			break
		}
		parts = parts[1:]
	}
	for len(parts) > 0 {
		p := &parts[len(parts)-1]
		rest := strings.TrimRight(p.Text, space)
		if rest != "" {
			if p.Verbatim {
				p.End -= len(p.Text) - len(rest)
				p.Text = rest
			}
			break
		}
		parts = parts[:len(parts)-1]
	}
	return parts
}

// inCData reports whether a place of a w:t stands in a CDATA section.
func (w *walker) inCData(i, at int) bool {
	for c := range w.doc.Children(i) {
		if n := w.doc.Nodes[c]; w.doc.IsCData(c) && at >= int(n.Open) && at < int(n.Close) {
			return true
		}
	}
	return false
}

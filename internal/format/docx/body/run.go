package body

import (
	"strings"
)

// run reads a w:r.
func (w *walker) run(i int, look Look) {
	props := w.doc.Child(i, "w", "rPr")
	look, hidden := w.styles.runLook(w.doc, props, look)
	w.formChanges(props)
	w.runChildren(i, i, look, hidden)
}

// runChildren reads what stands in a run or in an element of it.
func (w *walker) runChildren(parent, run int, look Look, hidden bool) {
	for i := range w.doc.Children(parent) {
		n := w.doc.Name(i)
		switch {
		case n.Space == "mc" && n.Local == "AlternateContent":
			if b := w.branch(i); b >= 0 {
				w.runChildren(b, run, look, hidden)
			}
		case n.Space != "w":
		case n.Local == "fldChar":
			w.field(i)
		case n.Local == "commentReference":
			w.mark(i)
		case !hidden:
			w.runChild(i, run, look)
		}
	}
}

func (w *walker) runChild(i, run int, look Look) {
	name := w.doc.Name(i).Local
	if text := signOf(name); text != "" {
		p := w.whole(i, run, text)
		p.Look = look
		w.emit(p)
		return
	}
	switch name {
	case "t":
		w.text(i, run, look)
	case "delText":
		if w.deleting > 0 {
			w.text(i, run, look)
		}
	case "sym":
		w.emit(w.whole(i, run, w.symbol(i)))
	case "ruby":
		if base := w.doc.Child(i, "w", "rubyBase"); base >= 0 {
			w.ruby(base, i, run)
		}
	case "footnoteReference", "endnoteReference":
		w.reference(i, run)
	case "drawing", "pict", "object":
		w.picture(i, run)
	}
}

// signOf is the character that an element stands for; "" where it stands for
// none.
func signOf(element string) string {
	switch element {
	case "tab", "ptab":
		return "\t"
	case "br", "cr":
		return "\n"
	case "noBreakHyphen":
		return "\u2011"
	case "softHyphen":
		return "\u00AD"
	}
	return ""
}

// field follows a complex field: its instruction is silent, its result is read.
func (w *walker) field(i int) {
	kind, _ := w.doc.Attr(i, "w", "fldCharType")
	n := len(w.fields)
	switch {
	case kind == "begin" && n < 100:
		w.fields = append(w.fields, false)
	case kind == "separate" && n > 0:
		w.fields[n-1] = true
	case kind == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// ruby is one piece: the base text without what explains its sound.
func (w *walker) ruby(base, ruby, run int) {
	var b strings.Builder
	for c := base; c < int(w.doc.Nodes[base].Next); c++ {
		if w.doc.Is(c, "w", "t") {
			b.WriteString(w.doc.Data(c))
		}
	}
	p := w.whole(ruby, run, b.String())
	p.Fixed = true
	w.emit(p)
}

// picture is one piece with the picture's description, if it has one. The text
// boxes in it are read after the paragraph.
func (w *walker) picture(i, run int) {
	pictured := false
	alt := ""
	for c := i + 1; c < int(w.doc.Nodes[i].Next); c++ {
		n := w.doc.Name(c)
		switch {
		case n.Space == "mc" && n.Local == "Fallback" && w.doc.Child(int(w.doc.Nodes[c].Parent), "mc", "Choice") >= 0:
			c = int(w.doc.Nodes[c].Next) - 1
		case n.Space == "w" && n.Local == "txbxContent":
			w.boxes = append(w.boxes, Frame{Kind: Box, Host: w.frame, Part: w.part, Run: run, Node: c})
			c = int(w.doc.Nodes[c].Next) - 1
		case n.Space == "pic" && n.Local == "pic", n.Space == "v" && n.Local == "imagedata":
			pictured = true
		case n.Space == "wp" && n.Local == "docPr":
			alt, _ = w.doc.Attr(c, "", "descr")
		case n.Space == "v" && n.Local == "shape":
			alt, _ = w.doc.Attr(c, "", "alt")
		}
	}
	if pictured {
		p := w.whole(i, run, strings.Join(strings.Fields(alt), " "))
		p.Fixed = true
		w.emitApart(p)
	}
}

// emitApart adds a piece that is no part of the words beside it.
func (w *walker) emitApart(p Piece) {
	w.apart = true
	before := w.count
	w.emit(p)
	w.apart = w.count > before
}

// reference notes down a footnote or endnote, which is read after the text.
func (w *walker) reference(i, run int) {
	if w.silent() || w.inserted != nil || w.note != nil {
		return
	}
	id, _ := w.doc.Attr(i, "w", "id")
	n := noteRef{id: id, endnote: w.doc.Is(i, "w", "endnoteReference"), host: w.frame, run: run, part: w.part}
	if custom, _ := w.doc.Attr(i, "w", "customMarkFollows"); on(custom, custom != "") {
		for c := range w.doc.Children(run) {
			if c > i && w.doc.Is(c, "w", "t") {
				n.marker = strings.TrimSpace(w.doc.Data(c))
				break
			}
		}
	}
	w.notes = append(w.notes, n)
}

// allNotes reads the footnotes and then the endnotes that the text refers to.
func (w *walker) allNotes(s Source) {
	refs := w.notes
	for k, part := range []Part{s.Footnotes, s.Endnotes} {
		if part.Doc == nil {
			continue
		}
		for i, p := range w.story.Parts {
			if p.Name == part.Name {
				w.enter(i)
			}
		}
		w.notesOf(k, refs)
	}
}

// notesOf reads the notes of the part at hand that the text refers to: k is 0 for
// footnotes and 1 for endnotes.
func (w *walker) notesOf(k int, refs []noteRef) {
	byID := map[string]int{}
	for i := range w.doc.Children(0) {
		if id, ok := w.doc.Attr(i, "w", "id"); ok {
			byID[id] = i
		}
	}
	number := 0
	for _, ref := range refs {
		i, ok := byID[ref.id]
		if ref.endnote != (k == 1) || !ok {
			continue
		}
		if ref.marker == "" {
			number++
			ref.marker = formatNumber([...]string{"decimal", "lowerRoman"}[k], number)
		}
		delete(byID, ref.id)
		w.note, w.fields = &ref, nil
		first := len(w.story.Blocks)
		w.newFrame(Frame{
			Kind: []FrameKind{Footnote, Endnote}[k], Marker: ref.marker, Host: ref.host, Part: ref.part, Run: ref.run, Node: i,
		})
		w.blocks(i)
		w.end()
		if first < len(w.story.Blocks) {
			w.story.Blocks[first].trimStart()
		}
	}
}

// trimStart takes off the blanks between a note's number and its text.
func (b *Block) trimStart() {
	for i := range b.Pieces {
		p := &b.Pieces[i]
		rest := strings.TrimLeft(p.Text, " \t\u00A0")
		if rest == p.Text || rest != "" && !p.Verbatim {
			return
		}
		if rest != "" {
			p.Start += len(p.Text) - len(rest)
			p.Text = rest
			return
		}
		p.Text = ""
	}
}

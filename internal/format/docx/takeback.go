package docx

import (
	"maps"
	"strings"

	"gloss/internal/format/docx/markup"
)

// takeBack takes the marks that gloss left in the document out of it again: the
// comments, the tracked changes and the summary. Text that was split for them
// stays split.
func (d *document) takeBack() error {
	ours := map[string]*comment{}
	own := d.ownMarks()
	marked := len(own.all) > 0
	for _, c := range d.comments() {
		if c.key != "" {
			ours[c.id] = c
			d.taken = append(d.taken, c)
			delete(own.all, c.key)
		}
	}
	d.changed = min(len(own.all), looksOurs(d.comments()))
	notes := map[noteKey]map[string]*comment{}
	for _, kind := range storyParts() {
		doc := d.docs[kind]
		if doc == nil {
			continue
		}
		var e markup.Edits
		if kind == mainPart {
			d.takeSummary(doc, &e)
		}
		if len(ours) > 0 || marked {
			(&taker{doc: doc, edits: &e, ours: ours, notes: notes, stamps: own.stamps, bookmarks: map[string]bool{}}).take()
		}
		if err := d.change(kind, &e); err != nil {
			return err
		}
	}
	if len(ours) == 0 {
		return nil
	}
	return d.takeComments()
}

// looksOurs is how many comments that are not known as ours begin as ours do: with a
// line that says a kind.
func looksOurs(all []*comment) int {
	count := 0
	for _, c := range all {
		heading, _, _ := strings.Cut(c.text, "\n")
		if kind, _, _ := strings.Cut(heading, " · "); c.key == "" && isKind(kind) {
			count++
		}
	}
	return count
}

// takeComments removes our comments from the parts that hold comments.
func (d *document) takeComments() error {
	paras := map[string]bool{}
	var e markup.Edits
	doc := d.docs[commentsPart]
	for _, c := range d.taken {
		for _, p := range c.paras {
			paras[strings.ToUpper(p)] = true
		}
		e.Replace(int(doc.Nodes[c.node].Start), int(doc.Nodes[c.node].End), "")
	}
	if err := d.change(commentsPart, &e); err != nil {
		return err
	}
	durable := map[string]bool{}
	if err := d.takeRows(extendedPart, "w15", "paraId", paras, nil); err != nil {
		return err
	}
	if err := d.takeRows(idsPart, "w16cid", "paraId", paras, durable); err != nil {
		return err
	}
	return d.takeRows(extensiblePart, "w16cex", "durableId", durable, nil)
}

// takeRows removes the rows of a table of ids whose attribute is among keys, and
// notes down their durable ids.
func (d *document) takeRows(kind, space, attr string, keys, durable map[string]bool) error {
	doc := d.docs[kind]
	if doc == nil {
		return nil
	}
	var e markup.Edits
	for i := range doc.Children(0) {
		v, ok := doc.Attr(i, space, attr)
		if !ok || !keys[strings.ToUpper(v)] {
			continue
		}
		e.Replace(int(doc.Nodes[i].Start), int(doc.Nodes[i].End), "")
		if id, ok := doc.Attr(i, space, "durableId"); ok && durable != nil {
			durable[strings.ToUpper(id)] = true
		}
	}
	return d.change(kind, &e)
}

// noteKey is a note by the name of its element, "footnote" or "endnote", and its
// id.
type noteKey struct{ kind, id string }

// taker takes our marks out of one part of the story.
type taker struct {
	doc   *markup.Doc
	edits *markup.Edits
	ours  map[string]*comment // by id

	// notes are the comments that stand around the references of notes: the
	// changes in those notes can be theirs.
	notes map[noteKey]map[string]*comment
	// live are the comments of ours whose range is open, with the paragraph
	// that the range began in.
	live map[string]*comment
	// marks are the struck out ends of the paragraph at hand that are not known to
	// be ours yet.
	marks []int
	// stamps are the seals of who made our tracked changes, and when.
	stamps map[string]bool
	// bookmarks are the ids of ours that begun.
	bookmarks map[string]bool
}

func (t *taker) take() {
	t.live = map[string]*comment{}
	doc := t.doc
	for i := 0; i < len(doc.Nodes); i++ {
		n := doc.Name(i)
		if n.Space != "w" {
			continue
		}
		id, _ := doc.Attr(i, "w", "id")
		c := t.ours[id]
		switch n.Local {
		case "p":
			t.marks = nil
		case "footnote", "endnote":
			t.live = map[string]*comment{}
			maps.Copy(t.live, t.notes[noteKey{n.Local, id}])
		case "footnoteReference", "endnoteReference":
			t.around(noteKey{strings.TrimSuffix(n.Local, "Reference"), id})
		case "ins", "del":
			i = t.revision(i)
		case "bookmarkStart", "bookmarkEnd":
			t.bookmark(i, id)
		case "commentRangeStart":
			if c != nil {
				t.drop(i)
				t.live[id] = c
				t.earlier(c)
			}
		case "commentRangeEnd":
			if c != nil {
				t.drop(i)
				delete(t.live, id)
			}
		case "commentReference":
			if c != nil {
				t.reference(i)
			}
		}
	}
}

// around notes down the comments that stand around the reference of a note.
func (t *taker) around(key noteKey) {
	if len(t.live) == 0 {
		return
	}
	if t.notes[key] == nil {
		t.notes[key] = map[string]*comment{}
	}
	maps.Copy(t.notes[key], t.live)
}

// bookmark drops one of ours.
func (t *taker) bookmark(i int, id string) {
	switch {
	case commentBookmark(t.doc, i) != nil:
		t.bookmarks[id] = true
		t.drop(i)
	case t.bookmarks[id] && t.doc.Is(i, "w", "bookmarkEnd"):
		t.drop(i)
	}
}

func (t *taker) drop(i int) {
	t.edits.Replace(int(t.doc.Nodes[i].Start), int(t.doc.Nodes[i].End), "")
}

// reference drops a comment's reference, with its run where there is nothing
// else in it.
func (t *taker) reference(i int) {
	run := int(t.doc.Nodes[i].Parent)
	for c := range t.doc.Children(run) {
		if c != i && t.doc.IsElement(c) && !t.doc.Is(c, "w", "rPr") {
			t.drop(i)
			return
		}
	}
	t.drop(run)
}

// revision takes a tracked change back if it is ours, and returns the last node
// that is dealt with.
func (t *taker) revision(i int) int {
	if isMark := t.doc.Is(int(t.doc.Nodes[i].Parent), "w", "rPr"); isMark {
		// The end of a paragraph stands before the range that begins in it.
		if !t.undo(i) {
			t.marks = append(t.marks, i)
		}
		return i
	}
	if t.undo(i) && t.doc.Is(i, "w", "ins") {
		return int(t.doc.Nodes[i].Next) - 1
	}
	return i
}

// earlier takes back the deleted end of the paragraph that a range begins in.
func (t *taker) earlier(c *comment) {
	for _, i := range t.marks {
		if t.by(i, c) {
			t.drop(i)
		}
	}
}

func (t *taker) by(i int, c *comment) bool {
	author, _ := t.doc.Attr(i, "w", "author")
	date, _ := t.doc.Attr(i, "w", "date")
	return author == c.author && date == c.date
}

// stamped reports whether a change is signed like one that a bookmark speaks of.
// One without a date is signed like many.
func (t *taker) stamped(i int) bool {
	if len(t.stamps) == 0 {
		return false
	}
	author, _ := t.doc.Attr(i, "w", "author")
	date, _ := t.doc.Attr(i, "w", "date")
	return date != "" && t.stamps[stampSeal(author, date)]
}

// maxLive is how many comments of ours are asked what belongs to them.
const maxLive = 4096

// undo takes a change back if it is by a comment of ours whose range is open, or
// signed like one that a bookmark of ours speaks of.
func (t *taker) undo(i int) bool {
	ours, seen := t.stamped(i), 0
	for _, c := range t.live {
		if ours = ours || t.by(i, c); ours || seen > maxLive {
			break
		}
		seen++
	}
	switch {
	case !ours:
		return false
	case t.doc.Is(int(t.doc.Nodes[i].Parent), "w", "rPr"):
		t.drop(i)
	case t.doc.Is(i, "w", "ins"):
		t.edits.Replace(int(t.doc.Nodes[i].Start), int(t.doc.Nodes[i].End), t.kept(i))
	default:
		t.unwrap(i)
	}
	return true
}

// kept are the marks of other comments inside an insertion that is taken back.
func (t *taker) kept(i int) string {
	var b strings.Builder
	for c := i + 1; c < int(t.doc.Nodes[i].Next); c++ {
		id, _ := t.doc.Attr(c, "w", "id")
		switch {
		case t.ours[id] != nil:
		case t.doc.Is(c, "w", "commentRangeStart"), t.doc.Is(c, "w", "commentRangeEnd"):
			b.WriteString(t.doc.Source(c))
		case t.doc.Is(c, "w", "commentReference"):
			b.WriteString(t.doc.Source(int(t.doc.Nodes[c].Parent)))
		}
	}
	return b.String()
}

// unwrap makes deleted text plain text again.
func (t *taker) unwrap(i int) {
	n := t.doc.Nodes[i]
	t.edits.Replace(int(n.Start), int(n.Open), "")
	if !t.doc.SelfClosed(i) {
		t.edits.Replace(int(n.Close), int(n.End), "")
	}
	for c := i + 1; c < int(n.Next); c++ {
		switch {
		case t.doc.Is(c, "w", "delText"):
			t.rename(c, "t")
		case t.doc.Is(c, "w", "delInstrText"):
			t.rename(c, "instrText")
		}
	}
}

// rename gives element i another local name.
func (t *taker) rename(i int, local string) { renameElement(t.doc, t.edits, i, local) }

func renameElement(doc *markup.Doc, e *markup.Edits, i int, local string) {
	n, raw := doc.Nodes[i], doc.RawName(i)
	prefix := raw[:strings.IndexByte(raw, ':')+1]
	start := int(n.Start) + 1 + len(prefix)
	e.Replace(start, int(n.Start)+1+len(raw), local)
	if !doc.SelfClosed(i) {
		start = int(n.Close) + 2 + len(prefix)
		e.Replace(start, int(n.Close)+2+len(raw), local)
	}
}

package docx

import (
	"io"
	"slices"
	"strconv"

	"gloss/internal/format/docx/body"
	"gloss/internal/format/docx/opc"
	"gloss/internal/report"
	"gloss/internal/source"
)

// Options are what Write can be told.
type Options struct {
	// TrackChanges shows replacements as tracked changes; without it they are
	// named in the comments alone.
	TrackChanges bool
	// Summary is where the page with the general comment, the marks, the notes on
	// the essay as a whole and those that were not placed stands: "end", "start"
	// or "none"; "" is "end".
	Summary string
	// Anonymous takes the names out of the document and puts Candidate in. Where it
	// is "", the student of the report stays if that is a candidate's number (it has
	// a digit, and the document itself knows no such name), and is else "Candidate".
	Anonymous bool
	Candidate string
}

// Summaries are the places where the summary can stand, the usual one first.
func Summaries() []string { return []string{"end", "start", "none"} }

// Write writes the report into the essay's own Word file where it was read from
// one, and else as a new Word document. Notes for markers only are never
// written. The same report gives the same bytes.
func Write(w io.Writer, r *report.Report, o Options) error {
	r = r.Select(report.Selection{})
	student := r.Head.Student
	if o.Anonymous {
		r = untitled(r)
	}
	f, err := openedFor(r)
	if err != nil {
		return asInputError(r.Essay.Path, err)
	}
	d := f.document
	if o.Anonymous {
		r = d.anonymised(r, o)
	}
	err = f.annotate(r, o)
	if err == nil && o.Anonymous {
		err = d.anonymise(r, student)
	}
	if err != nil {
		return asInputError(r.Essay.Path, err)
	}
	return d.pkg.Save(w, opc.Changes{Text: d.texts})
}

// openedFor is the Word file that the report goes into.
func openedFor(r *report.Report) (*opened, error) {
	if f, ok := r.Essay.Kept.Take().(*opened); ok && f.text == r.Essay.Text {
		return f, nil
	}
	d, err := documentOf(r)
	if err != nil {
		return nil, err
	}
	story := d.story(body.View{})
	pieces, err := d.align(r, story)
	return &opened{document: d, story: story, pieces: pieces, text: r.Essay.Text}, err
}

// documentOf is the document of the essay; a new one where it is no Word file.
func documentOf(r *report.Report) (*document, error) {
	switch {
	case r.Essay.Format != Format:
		return newDocument(r)
	case r.Essay.Raw == nil:
		return nil, &opc.Error{
			Reason: "is not there any more, or has changed since the report was made",
			Help:   "make the report anew from the essay and its annotations",
		}
	}
	return openClean(r.Essay.Raw)
}

// annotate puts the report's notes into the document.
func (f *opened) annotate(r *report.Report, o Options) error {
	d := f.document
	a := &annotator{d: d, r: r, o: o, cut: newCutter(d, f.story, f.pieces), sign: d.signature(r.Head), loose: map[int]bool{}}
	a.sign.taken = d.stamps()
	a.comments = a.commentRemark(&a.failed)
	if err := a.anchors(); err != nil {
		return err
	}
	a.summary()
	if err := a.cut.finish(); err != nil {
		return err
	}
	if err := d.writeComments(a.list); err != nil {
		return err
	}
	return a.failed
}

// align says where the pieces of the story stand in the report's essay.
func (d *document) align(r *report.Report, story *body.Story) ([]placed, error) {
	if d.fresh {
		return alignBlocks(r.Essay, story)
	}
	e, pieces, err := compose(source.Input{Name: r.Essay.Path, Data: r.Essay.Raw}, story)
	if err != nil {
		return nil, err
	}
	if e.Text != r.Essay.Text {
		return nil, &opc.Error{
			Reason: "is not the essay that the report was made from: its text differs",
			Help:   "make the report anew from the essay and its annotations",
		}
	}
	return pieces, nil
}

// annotator turns notes into comments and tracked changes.
type annotator struct {
	d        *document
	r        *report.Report
	o        Options
	cut      *cutter
	sign     signature
	comments *remark
	list     []*newComment
	loose    map[int]bool // notes whose places hold no text of the document
	failed   error
}

// commentRemark lays out remarks for comments.
func (a *annotator) commentRemark(failed *error) *remark {
	look := looks{link: form{style: a.d.styleID("hyperlink")}}
	if look.link.style == "" {
		look.link = form{color: "0563C1", under: true}
	}
	if id := a.d.styleID("annotation text"); id != "" {
		look.body.props = `<w:pStyle w:val="` + id + `"/>`
	} else {
		look.body.form.size = 20
	}
	look.quote, look.code, look.heading = look.body, look.body, look.body
	look.quote.form.italic, look.code.form.mono = true, true
	var link func(string) string
	return &remark{r: a.r, prose: &prose{looks: look, link: func(url string) string {
		if link == nil {
			link = a.d.linkFrom(a.d.partName(commentsPart), failed)
		}
		return link(url)
	}}}
}

// spanOf is a place of a note, by their indices.
type spanOf struct {
	note, place int
	span        source.Span
	frame       int // that the span stands in
	tracked     bool
	index       int // among the note's places that are shown
}

// anchors makes a comment for every place, and a tracked change where there is a
// replacement.
func (a *annotator) anchors() error {
	places, breaks := a.places()
	var revisions []revision
	var owners []int
	for i, p := range places {
		n := &a.r.Notes[p.note]
		if !a.o.TrackChanges || n.Replacement == nil || !n.Places[p.place].Replaced ||
			*n.Replacement == p.span.Of(a.r.Essay.Text) || p.span != n.Places[p.place].Span {
			continue
		}
		author, date := a.sign.of(n.By, n.Created)
		revisions = append(revisions, revision{span: p.span, words: *n.Replacement, stamp: stamp(author, date)})
		owners = append(owners, i)
	}
	fragments := a.cut.strikes(revisions, breaks)
	for k, i := range owners {
		places[i].tracked = len(fragments[k]) > 0
	}
	threads := make([][]*newComment, len(places))
	for i, p := range places {
		threads[i] = a.thread(p)
		a.list = append(a.list, threads[i]...)
	}
	if err := a.d.readTexts(a.list); err != nil {
		return err
	}
	for i, p := range places {
		a.place(p, threads[i])
	}
	for k := range revisions {
		if len(fragments[k]) > 0 {
			a.cut.strike(revisions[k], fragments[k])
		}
	}
	return nil
}

// places are the places that get a comment, and where they begin and end.
func (a *annotator) places() (places []spanOf, breaks []int) {
	for i := range a.r.Notes {
		shown := 0
		for j, p := range a.r.Notes[i].Places {
			if !p.Placed() || p.Span.IsEmpty() {
				continue
			}
			span, frame := a.cut.inOneFrame(p.Span)
			if span.IsEmpty() {
				continue
			}
			places = append(places, spanOf{note: i, place: j, span: span, frame: frame, index: shown})
			breaks = append(breaks, span.Start, span.End)
			shown++
		}
		if shown == 0 && a.r.Notes[i].Standing() == report.InText {
			a.loose[i] = true
		}
	}
	slices.Sort(breaks)
	return places, slices.Compact(breaks)
}

// thread is the comment at one place, and its replies.
func (a *annotator) thread(p spanOf) []*newComment {
	n := &a.r.Notes[p.note]
	author, date := a.sign.of(n.By, n.Created)
	c := &newComment{
		id: a.d.nextID(), key: commentKey(n.ID, p.index), author: author, date: date, done: n.Resolved, tracked: p.tracked,
	}
	c.paragraphs = a.lay(n, p)
	thread := []*newComment{c}
	if p.index == 0 {
		for k, reply := range n.Replies {
			by, when := a.sign.of(reply.By, reply.Created)
			a.comments.paragraphs = nil
			a.comments.markdown(reply.Comment)
			if len(a.comments.paragraphs) == 0 {
				a.comments.paragraph(a.comments.looks.body, "")
			}
			thread = append(thread, &newComment{
				id: a.d.nextID(), key: replyKey(c.key, k), author: by, date: when,
				paragraphs: a.comments.paragraphs, parent: c.key, done: n.Resolved,
			})
		}
	}
	return thread
}

// place puts the marks of comments around what they are about.
func (a *annotator) place(p spanOf, thread []*newComment) {
	start, end := a.cut.around(p.span)
	if p.frame != 0 {
		start, end = a.cut.aroundRun(p.frame)
	}
	for _, c := range thread {
		start.starts = append(start.starts, a.d.bookmark(c)+`<w:commentRangeStart w:id="`+c.id+`"/>`)
		end.ends = append(end.ends, `<w:commentRangeEnd w:id="`+c.id+`"/><w:r>`+a.d.referenceForm().String()+
			`<w:commentReference w:id="`+c.id+`"/></w:r>`)
	}
}

// lay lays out what a note says at one of its places. The others only lead to
// the first.
func (a *annotator) lay(n *report.Note, p spanOf) []string {
	m := a.comments
	m.paragraphs = nil
	var more []string
	count := 0
	for _, pl := range n.Places {
		if pl.Placed() {
			count++
		}
	}
	if count > 1 && p.index == 0 {
		more = append(more, strconv.Itoa(count)+" places")
	}
	m.paragraph(m.looks.body, m.heading(n, more...))
	if p.index > 0 {
		m.line(asAbove, "this is the same remark as at “"+oneLine(firstPlace(n).Of(a.r.Essay.Text))+"”.")
		return m.paragraphs
	}
	if span := n.Places[p.place].Span; p.frame != 0 || span != p.span {
		m.line(about, a.words(span, p.frame))
	}
	m.says(n, p.tracked)
	m.changes(n)
	return m.paragraphs
}

// words are the words that a comment is about where they are not those under it.
func (a *annotator) words(span source.Span, frame int) string {
	text := "“" + oneLine(span.Of(a.r.Essay.Text)) + "”"
	f := a.cut.story.Frames[frame]
	switch f.Kind {
	case body.Body:
	case body.Box:
		text += ", in a text box"
	case body.Footnote:
		text += ", in footnote " + f.Marker
	case body.Endnote:
		text += ", in endnote " + f.Marker
	}
	return text
}

// firstPlace is the place whose comment says everything.
func firstPlace(n *report.Note) source.Span {
	for _, p := range n.Places {
		if p.Placed() && !p.Span.IsEmpty() {
			return p.Span
		}
	}
	return source.Span{}
}

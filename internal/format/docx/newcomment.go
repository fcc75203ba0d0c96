package docx

import (
	"strings"
	"time"

	"gloss/internal/format/docx/markup"
	"gloss/internal/report"
)

// newComment is a comment on its way into the document.
type newComment struct {
	id, key    string
	author     string
	date       string
	paragraphs []string // the contents of each w:p
	text       string   // what they say, a line each
	parent     string   // the key of the comment that it replies to
	done       bool
	tracked    bool // a tracked change of the same author and date belongs to it
}

// stamp are the attributes that say who and when.
func stamp(author, date string) string {
	text := ` w:author="` + markup.Escape(author) + `"`
	if date != "" {
		text += ` w:date="` + date + `"`
	}
	return text
}

// wordDate is a time as Word has it: the clock where it was written, with a Z
// that means nothing. It is "" for what is no time.
func wordDate(rfc3339 string) string {
	if t, err := time.Parse(time.RFC3339, rfc3339); err == nil {
		return t.Format("2006-01-02T15:04:05") + "Z"
	}
	if _, err := time.Parse(time.DateOnly, rfc3339); err == nil {
		return rfc3339 + "T00:00:00Z"
	}
	return ""
}

// signature is who wrote what is signed by nobody, and when.
type signature struct {
	author, date string
	// taken are the authors and dates of the changes in the document: ours are known
	// by theirs, so that they have others.
	taken map[stampKey]bool
}

// stampKey is who changed something, and when.
type stampKey struct{ author, date string }

// stamps are those of all changes in the document.
func (d *document) stamps() map[stampKey]bool {
	out := map[stampKey]bool{}
	for _, kind := range storyParts() {
		doc := d.docs[kind]
		if doc == nil {
			continue
		}
		for i := range doc.Nodes {
			if doc.Is(i, "w", "ins") || doc.Is(i, "w", "del") {
				author, _ := doc.Attr(i, "w", "author")
				date, _ := doc.Attr(i, "w", "date")
				out[stampKey{author, date}] = true
			}
		}
	}
	return out
}

// nobody is the author of a comment whose marker is not named: Word wants one.
const nobody = "Marker"

func (d *document) signature(h report.Head) signature {
	s := signature{author: h.Marker, date: wordDate(h.Date)}
	if s.author == "" {
		s.author = nobody
	}
	if s.date == "" {
		s.date = wordDate(d.property("dcterms", "modified"))
	}
	return s
}

func (s signature) of(by, created string) (author, date string) {
	author, date = oneLine(by), wordDate(created)
	if author == "" {
		author = s.author
	}
	if date == "" {
		date = s.date
	}
	for s.taken[stampKey{author, date}] {
		t, err := time.Parse(time.RFC3339, date)
		if err != nil {
			break
		}
		date = wordDate(t.Add(time.Second).Format(time.RFC3339))
	}
	return author, date
}

// property is a property of the document, such as its creator.
func (d *document) property(space, name string) string {
	part, err := d.pkg.Related("", "core-properties")
	if err != nil || part == "" {
		return ""
	}
	doc, err := d.pkg.Scan(part)
	if err != nil || doc == nil {
		return ""
	}
	i := doc.Child(0, space, name)
	if i < 0 {
		return ""
	}
	return strings.TrimSpace(doc.Data(i))
}

// xml is the comment as it stands in the part of comments.
func (c *newComment) xml(reference string) string {
	var b strings.Builder
	b.WriteString(`<w:comment w:id="` + c.id + `"` + stamp(c.author, c.date) + ` w:initials="` + markup.Escape(initials(c.author)) + `">`)
	last := len(c.paragraphs) - 1
	for i, p := range c.paragraphs {
		textID := "77777777"
		if i == last {
			textID = seal(c.key, c.text)
		}
		b.WriteString(`<w:p w14:paraId="` + nthFromLast(c.key, last-i) + `" w14:textId="` + textID + `">`)
		if i == 0 {
			props := strings.Index(p, "</w:pPr>")
			if props >= 0 {
				props += len("</w:pPr>")
			}
			b.WriteString(p[:max(props, 0)] + reference)
			p = p[max(props, 0):]
		}
		b.WriteString(p + "</w:p>")
	}
	b.WriteString("</w:comment>")
	return b.String()
}

// readTexts finds out what new comments say, as it is read again.
func (d *document) readTexts(list []*newComment) error {
	var b strings.Builder
	b.WriteString(`<w:comments xmlns:w="` + d.uri("w") + `" xmlns:r="` + d.uri("r") + `">`)
	for _, c := range list {
		b.WriteString("<w:comment><w:p>" + strings.Join(c.paragraphs, "</w:p><w:p>") + "</w:p></w:comment>")
	}
	b.WriteString("</w:comments>")
	doc, err := markup.Scan(b.String())
	if err != nil {
		return err
	}
	n := 0
	for i := range doc.Children(0) {
		list[n].text = readComment(doc, i).text
		n++
	}
	return nil
}

// writeComments puts comments into the parts that hold them.
func (d *document) writeComments(list []*newComment) error {
	if err := d.release(list); err != nil || len(list) == 0 {
		return err
	}
	reference := `<w:r>` + d.referenceForm().String() + `<w:annotationRef/></w:r>`
	var b strings.Builder
	for _, c := range list {
		b.WriteString(c.xml(reference))
	}
	if d.docs[commentsPart] == nil {
		err := d.begin(commentsPart, "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
			declaration+`<w:comments xmlns:w="`+d.uri("w")+`" xmlns:r="`+d.uri("r")+`" xmlns:mc="`+d.uri("mc")+
				`" xmlns:w14="`+d.uri("w14")+`" mc:Ignorable="w14"></w:comments>`)
		if err != nil {
			return err
		}
	}
	doc := d.docs[commentsPart]
	var e markup.Edits
	if err := d.declare(doc, &e, "w", "r"); err != nil {
		return err
	}
	if err := d.ignorable(doc, &e, "w14"); err != nil {
		return err
	}
	appendTo(doc, &e, b.String())
	if err := d.change(commentsPart, &e); err != nil {
		return err
	}
	return d.writeRows(list)
}

// referenceForm is how a comment's reference looks.
func (d *document) referenceForm() form {
	if id := d.styleID("annotation reference"); id != "" {
		return form{style: id}
	}
	return form{size: 16}
}

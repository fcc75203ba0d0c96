package docx

import (
	"strings"

	"gloss/internal/format/docx/markup"
	"gloss/internal/report"
)

// summary writes the page with what is not about one place of the essay.
func (a *annotator) summary() {
	if a.o.Summary == "none" || !a.hasSummary() {
		return
	}
	s := &page{remark: &remark{r: a.r, prose: &prose{looks: a.d.summaryLooks(), link: a.d.linkFrom(a.d.main, &a.failed)}}}
	s.atEnd = a.o.Summary != "start"
	s.fill(a)
	doc := a.d.docs[mainPart]
	body := doc.Child(0, "w", "body")
	if body < 0 {
		return
	}
	e := &a.cut.edits[0]
	a.cut.prefixes = append(a.cut.prefixes, "r")
	content, err := a.d.bookmarked(s.flush())
	if err != nil && a.failed == nil {
		a.failed = err
	}
	xml := `<w:sdt><w:sdtPr><w:alias w:val="Feedback"/><w:tag w:val="` + summaryTag + `"/><w:id w:val="` + a.d.controlID() +
		`"/></w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
	switch section := lastSection(doc, body); {
	case doc.SelfClosed(body):
		appendInside(doc, e, body, xml)
	case !s.atEnd:
		e.Insert(int(doc.Nodes[body].Open), xml)
	case section >= 0:
		e.Insert(int(doc.Nodes[section].Start), xml)
	default:
		e.Insert(int(doc.Nodes[body].Close), xml)
	}
}

func (a *annotator) hasSummary() bool {
	h := a.r.Head
	return h.Overall != "" || len(h.Strengths) > 0 || len(h.NextSteps) > 0 || a.r.Marks != nil ||
		len(a.r.OnWhole()) > 0 || len(a.r.Unplaced()) > 0 || len(a.loose) > 0
}

// lastSection is the body's own w:sectPr, which has to stay its last element.
func lastSection(doc *markup.Doc, body int) int {
	last := -1
	for i := range doc.Children(body) {
		if doc.IsElement(i) {
			last = i
		}
	}
	if last >= 0 && doc.Is(last, "w", "sectPr") {
		return last
	}
	return -1
}

// controlID is the number of the summary's content control.
func (d *document) controlID() string {
	const number = "1196577647" // "Glos" as a number
	return number
}

// summaryLooks are the forms of the summary: styles in a document of ours, and
// direct in another, whose styles are not to be touched.
func (d *document) summaryLooks() looks {
	if d.fresh {
		return looks{
			body:    paragraphLook{props: `<w:pStyle w:val="BodyText"/>`},
			title:   paragraphLook{props: `<w:pStyle w:val="Title"/>`},
			heading: paragraphLook{props: `<w:pStyle w:val="` + freshHeading + `"/>`},
			quote:   paragraphLook{props: `<w:pStyle w:val="Quote"/>`},
			code:    paragraphLook{props: `<w:pStyle w:val="SourceCode"/>`},
			link:    form{style: "Hyperlink"},
		}
	}
	const tight = `<w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/>`
	const space = `<w:keepNext/><w:spacing w:before="240" w:after="80" w:line="259" w:lineRule="auto"/>`
	return looks{
		body:    paragraphLook{props: tight, form: form{size: 22}},
		title:   paragraphLook{props: space, form: form{bold: true, size: 32}},
		heading: paragraphLook{props: space, form: form{bold: true, size: headingSize}},
		quote:   paragraphLook{props: tight, form: form{italic: true, size: 22}},
		code:    paragraphLook{props: tight, form: form{mono: true, size: 20}},
		link:    form{color: "0563C1", under: true, size: 22},
	}
}

// page is the summary on its way out.
type page struct {
	*remark
	atEnd bool
	out   strings.Builder
}

// flush is everything written so far, as block-level XML.
func (s *page) flush() string {
	for _, p := range s.paragraphs {
		s.out.WriteString("<w:p>" + flat(p) + "</w:p>")
	}
	s.paragraphs = nil
	return s.out.String()
}

// flat is a paragraph without the indent that the document's own style may have.
func flat(p string) string {
	if end := strings.Index(p, "</w:pPr>"); end >= 0 && !strings.Contains(p[:end], "<w:ind ") {
		return p[:end] + `<w:ind w:left="0" w:right="0" w:firstLine="0"/>` + p[end:]
	}
	return p
}

func (s *page) fill(a *annotator) {
	s.opening()
	s.paragraph(s.looks.title, s.looks.title.form.run("Feedback"))
	s.head()
	s.section(overallSection, s.r.Head.Overall)
	s.points(strengthsSection, s.r.Head.Strengths)
	s.points(nextSection, s.r.Head.NextSteps)
	s.marks()
	s.notes(wholeSection, s.r.OnWhole())
	var lost []report.Note
	for i := range s.r.Notes {
		if a.loose[i] {
			lost = append(lost, s.r.Notes[i])
		}
	}
	s.notes(unplacedSection, append(lost, s.r.Unplaced()...))
	if !s.atEnd {
		s.paragraph(s.looks.body, `<w:r><w:br w:type="page"/></w:r>`)
	}
}

// opening is a first paragraph of no height, on a page of its own where the
// summary stands behind the essay: LibreOffice 7 forgets the form of the first
// paragraph in a content control.
func (s *page) opening() {
	props := `<w:keepNext/>`
	if s.atEnd {
		props += `<w:pageBreakBefore/>`
	}
	s.paragraph(paragraphLook{props: props + `<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>`}, "")
}

func (s *page) head() {
	h := s.r.Head
	var who []string
	for _, f := range []struct{ name, value string }{{"Student", h.Student}, {"Marker", h.Marker}, {"Date", h.Date}} {
		if f.value != "" {
			who = append(who, f.name+": "+oneLine(f.value))
		}
	}
	if len(who) > 0 {
		s.paragraph(s.looks.body, s.looks.body.form.run(strings.Join(who, " · ")))
	}
	if h.Task != "" {
		s.line(taskLabel, oneLine(h.Task))
	}
}

// The forms that the titles of the sections are known by.
const (
	freshHeading = "Heading2" // the style of a document of ours
	headingSize  = 26         // in half points, in any other
)

func (s *page) subtitle(text string) {
	s.paragraph(s.looks.heading, s.looks.heading.form.run(text))
}

func (s *page) section(of section, text string) {
	if text == "" {
		return
	}
	s.subtitle(titles()[of])
	s.markdown(text)
}

func (s *page) points(of section, points []string) {
	if len(points) == 0 {
		return
	}
	s.subtitle(titles()[of])
	for _, point := range points {
		s.bullet(point)
	}
}

func (s *page) notes(of section, notes []report.Note) {
	if len(notes) == 0 {
		return
	}
	s.subtitle(titles()[of])
	for i := range notes {
		n := &notes[i]
		s.paragraph(s.looks.body, s.heading(n))
		s.changes(n)
		s.says(n, false)
		for _, r := range n.Replies {
			who := oneLine(r.By)
			if len(r.Created) >= len("2006-01-02") {
				who = strings.TrimPrefix(who+", "+r.Created[:len("2006-01-02")], ", ")
			}
			s.labelled(replySign+who+":", r.Comment)
		}
	}
}

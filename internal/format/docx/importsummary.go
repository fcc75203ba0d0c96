package docx

import (
	"slices"
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
)

// ImportedSummary is what the page of feedback says that gloss wrote.
type ImportedSummary struct {
	Student, Marker, Date, Task string
	// Overall, Strengths and NextSteps are Markdown.
	Overall              string
	Strengths, NextSteps []string
	// Marks are the lines of the table of marks, as they stand there.
	Marks []string
	// Notes are those on the essay as a whole, and Unplaced those whose words were not
	// found in it: their Quote is what they were about.
	Notes, Unplaced []ImportedNote
	// Edited is set where somebody changed the page.
	Edited bool
}

// section is one stretch of the summary, by its title. The first has none.
type section int

// The sections, in their order on the page.
const (
	headSection section = iota
	overallSection
	strengthsSection
	nextSection
	marksSection
	wholeSection
	unplacedSection
)

// titles are those of the sections.
func titles() []string {
	return []string{"", "Overall", "What works", "What to do next", "Marks", "On the essay as a whole", "Not placed in the text"}
}

// summaryReader reads the page paragraph by paragraph.
type summaryReader struct {
	text    *commentText
	out     *ImportedSummary
	section section
	overall []string
}

// readSummary reads the page that stands in a stretch of nodes.
func (im *importer) readSummary(doc *markup.Doc, page stretch) *ImportedSummary {
	r := &summaryReader{
		text: &commentText{doc: doc, links: im.linksOf(im.d.main)},
		out:  &ImportedSummary{Edited: im.d.summaryEdited},
	}
	for i := page.from; i < page.to; i++ {
		switch {
		case doc.Is(i, "w", "tbl"):
			r.table(i)
			i = int(doc.Nodes[i].Next) - 1
		case doc.Is(i, "w", "p"):
			r.paragraph(i)
		}
	}
	r.out.Overall = strings.Join(r.overall, "\n\n")
	return r.out
}

func (r *summaryReader) paragraph(p int) {
	plain := plainText(r.text.doc, p)
	if strings.TrimSpace(plain) == "" {
		return
	}
	if next := r.titled(p, plain); next > r.section {
		r.section = next
		return
	}
	switch r.section {
	case headSection:
		r.head(plain)
	case overallSection:
		r.overall = append(r.overall, r.text.listed(p))
	case strengthsSection:
		r.out.Strengths = r.point(r.out.Strengths, p)
	case nextSection:
		r.out.NextSteps = r.point(r.out.NextSteps, p)
	case marksSection:
	case wholeSection:
		r.out.Notes = r.note(r.out.Notes, p, plain)
	case unplacedSection:
		r.out.Unplaced = r.note(r.out.Unplaced, p, plain)
	}
}

// titled is the section that a paragraph is the title of, by its words and its
// form; the first where it is none.
func (r *summaryReader) titled(p int, plain string) section {
	words, _, _ := strings.Cut(plain, " · ")
	at := slices.Index(titles(), words)
	if at < 0 {
		return headSection
	}
	doc := r.text.doc
	style := doc.Val(doc.Child(doc.Child(p, "w", "pPr"), "w", "pStyle"))
	props := -1
	for i := range doc.Children(p) {
		if doc.Is(i, "w", "r") && doc.Child(i, "w", "t") >= 0 {
			props = doc.Child(i, "w", "rPr")
			break
		}
	}
	if style == freshHeading || doc.Child(props, "w", "b") >= 0 && doc.Val(doc.Child(props, "w", "sz")) == strconv.Itoa(headingSize) {
		return section(at)
	}
	return headSection
}

// head reads a line above the sections.
func (r *summaryReader) head(plain string) {
	if task, ok := strings.CutPrefix(plain, taskLabel+" "); ok {
		r.out.Task = task
		return
	}
	for part := range strings.SplitSeq(plain, " · ") {
		name, value, _ := strings.Cut(part, ": ")
		switch name {
		case "Student":
			r.out.Student = value
		case "Marker":
			r.out.Marker = value
		case "Date":
			r.out.Date = value
		}
	}
}

// point adds a paragraph to a list of points: a new one where it has a bullet of
// the first level.
func (r *summaryReader) point(points []string, p int) []string {
	text := r.text.listed(p)
	if rest, ok := strings.CutPrefix(text, "- "); ok || len(points) == 0 {
		return append(points, rest)
	}
	last := &points[len(points)-1]
	*last = strings.TrimPrefix(*last+"\n\n"+strings.TrimPrefix(text, "   "), "\n\n")
	return points
}

// note adds a paragraph to the notes: a new one where it says a kind, a reply
// where it begins like one, and else more of what the last of them says.
func (r *summaryReader) note(notes []ImportedNote, p int, plain string) []ImportedNote {
	if r.isHeading(p, plain) {
		n := ImportedNote{Ours: true}
		n.classify(plain)
		return append(notes, n)
	}
	if len(notes) == 0 {
		return notes
	}
	n := &notes[len(notes)-1]
	switch {
	case strings.HasPrefix(plain, replySign):
		who, _, _ := strings.Cut(strings.TrimPrefix(plain, replySign), ":")
		_, text, _ := strings.Cut(r.text.paragraph(p), ":")
		reply := ImportedReply{Author: who, Ours: true, Comment: strings.TrimSpace(text)}
		if i := strings.LastIndex(who, ", "); i >= 0 && len(who)-i-2 == len("2006-01-02") {
			reply.Author = who[:i]
		}
		n.Replies = append(n.Replies, reply)
	case len(n.Replies) > 0:
		last := &n.Replies[len(n.Replies)-1]
		last.Comment = strings.TrimSpace(last.Comment + "\n\n" + r.text.listed(p))
	case n.Text == "" && n.placing(plain):
	default:
		n.Text = strings.TrimPrefix(n.Text+"\n"+plain, "\n")
		n.Comment = strings.TrimPrefix(n.Comment+"\n\n"+r.text.listed(p), "\n\n")
	}
	return notes
}

// placing takes in a line that says where a note was looked for.
func (n *ImportedNote) placing(plain string) bool {
	label, rest, _ := strings.Cut(plain, " ")
	switch {
	case strings.HasPrefix(plain, notPlaced+" “"):
		n.Quote = strings.TrimPrefix(plain, notPlaced+" “")
		n.Quote = n.Quote[:max(0, strings.LastIndex(n.Quote, "”"))]
	case strings.HasPrefix(plain, notPlaced), strings.HasPrefix(plain, nearest), strings.HasPrefix(plain, changedSince):
	case label == "•" && strings.HasPrefix(rest, "“"):
	default:
		return false
	}
	return true
}

// isHeading reports whether a paragraph is the first of a note.
func (r *summaryReader) isHeading(p int, plain string) bool {
	kind, _, _ := strings.Cut(plain, " · ")
	known := isKind(kind)
	doc := r.text.doc
	for i := range doc.Children(p) {
		if doc.Is(i, "w", "r") && doc.Child(i, "w", "t") >= 0 {
			bold := doc.Child(doc.Child(i, "w", "rPr"), "w", "b")
			return known && bold >= 0 && r.text.isOn(bold) && strings.TrimSpace(plainText(doc, i)) == kind
		}
	}
	return false
}

// table reads the table of marks, but for its first row.
func (r *summaryReader) table(tbl int) {
	doc := r.text.doc
	first := true
	for row := range doc.Children(tbl) {
		if !doc.Is(row, "w", "tr") {
			continue
		}
		var cells []string
		for c := range doc.Children(row) {
			if text := textWithin(doc, c, int(doc.Nodes[c].Next)); doc.Is(c, "w", "tc") && text != "" {
				cells = append(cells, text)
			}
		}
		if !first {
			r.out.Marks = append(r.out.Marks, strings.Join(cells, ": "))
		}
		first = false
	}
}

package docx

import (
	"slices"
	"strings"

	"gloss/internal/format/docx/markup"
)

// summaryTag is the tag of the content control that holds the summary.
const summaryTag = "gloss-summary"

// bookmarked is the summary between two ends of a bookmark: not every program
// leaves the content control around more than its first paragraph, or its tag.
func (d *document) bookmarked(content string) (string, error) {
	doc, err := markup.Scan(`<w:body xmlns:w="` + d.uri("w") + `" xmlns:r="` + d.uri("r") + `">` + content + `</w:body>`)
	if err != nil {
		return "", err
	}
	id := d.nextID()
	name := summaryBookmark + paraID("gloss summary", textWithin(doc, 0, len(doc.Nodes)))
	first := strings.Index(content, "</w:pPr>") + len("</w:pPr>")
	last := strings.LastIndex(content, "</w:p>")
	return content[:first] + `<w:bookmarkStart w:id="` + id + `" w:name="` + name + `"/>` + content[first:last] +
		`<w:bookmarkEnd w:id="` + id + `"/>` + content[last:], nil
}

// textWithin is what the paragraphs among the nodes from one up to another say.
func textWithin(doc *markup.Doc, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		if doc.Is(i, "w", "p") {
			b.WriteString(plainText(doc, i) + "\n")
		}
	}
	return oneLine(b.String())
}

// hasMarks reports whether the main part, which is read where need be, holds a
// summary of ours or a bookmark that a comment is known by. Bookmarks alone are what
// is left in a draft that was made out of a marked file.
func (d *document) hasMarks() bool {
	text, err := d.pkg.Text(d.main)
	if err != nil || !strings.Contains(text, summaryTag) && !strings.Contains(text, bookmarkPrefix) || d.load(mainPart) != nil {
		return false
	}
	var e markup.Edits
	d.takeSummary(d.docs[mainPart], &e)
	return e.Any() || slices.ContainsFunc(d.comments(), func(c *comment) bool { return c.key != "" })
}

// stretch are the nodes from one up to another.
type stretch struct{ from, to int }

// takeSummary removes the summary from the main part, and says where it stood.
func (d *document) takeSummary(doc *markup.Doc, e *markup.Edits) (page stretch) {
	if strings.Contains(doc.Text, summaryTag) {
		for i := 0; i < len(doc.Nodes); i++ {
			if doc.Is(i, "w", "sdt") && doc.Val(doc.Child(doc.Child(i, "w", "sdtPr"), "w", "tag")) == summaryTag {
				page = d.dropSummary(doc, e, i, i)
				i = int(doc.Nodes[i].Next) - 1
			}
		}
	}
	if from, to := looseSummary(doc); from >= 0 && !d.summary {
		page = d.dropSummary(doc, e, from, to)
		if doc.Child(doc.Child(from, "w", "pPr"), "w", "pageBreakBefore") < 0 {
			dropPageBreak(doc, e, from)
		}
	}
	return page
}

// dropSummary removes the elements from one to another, which are siblings.
func (d *document) dropSummary(doc *markup.Doc, e *markup.Edits, from, to int) stretch {
	e.Replace(int(doc.Nodes[from].Start), int(doc.Nodes[to].End), "")
	d.summary = true
	next := int(doc.Nodes[to].Next)
	for i := from; i < next; i++ {
		if seal, ok := sealOfSummary(doc, i); ok {
			d.summaryEdited = seal != paraID("gloss summary", textWithin(doc, from, next))
			break
		}
	}
	return stretch{from, next}
}

// sealOfSummary is the seal in the name of a bookmark around a summary.
func sealOfSummary(doc *markup.Doc, i int) (string, bool) {
	if !doc.Is(i, "w", "bookmarkStart") {
		return "", false
	}
	name, _ := doc.Attr(i, "w", "name")
	seal, ok := strings.CutPrefix(name, summaryBookmark)
	return seal, ok && isParaID(seal)
}

// looseSummary finds a summary by its bookmark alone: the first and the last of the
// elements of the body that it is. It is -1 where there is none, and where words of
// the essay stand in them too.
func looseSummary(doc *markup.Doc) (from, to int) {
	body := doc.Child(0, "w", "body")
	if body < 0 || !strings.Contains(doc.Text, summaryBookmark) {
		return -1, -1
	}
	start, end := -1, -1
	ids := map[string]bool{}
	for i := body; i < int(doc.Nodes[body].Next); i++ {
		id, _ := doc.Attr(i, "w", "id")
		if _, ok := sealOfSummary(doc, i); ok {
			ids[id] = true
			if start < 0 {
				start = i
			}
		} else if doc.Is(i, "w", "bookmarkEnd") && ids[id] {
			end = i
		}
	}
	if end < 0 {
		return -1, -1
	}
	from, to = childAround(doc, body, start), childAround(doc, body, end)
	if !hasWords(doc, start, end) || hasWords(doc, from, start) || hasWords(doc, end, int(doc.Nodes[to].Next)) {
		return -1, -1
	}
	for i := from; i < int(doc.Nodes[to].Next); i++ {
		if doc.Is(i, "w", "sectPr") {
			return -1, -1
		}
	}
	return from, to
}

// childAround is the child of an element that node i stands in, or is.
func childAround(doc *markup.Doc, parent, i int) int {
	for int(doc.Nodes[i].Parent) != parent {
		i = int(doc.Nodes[i].Parent)
	}
	return i
}

// hasWords reports whether there is any text among the nodes from one up to another.
func hasWords(doc *markup.Doc, from, to int) bool {
	for i := from; i < to; i++ {
		if (doc.Is(i, "w", "t") || doc.Is(i, "w", "delText")) && strings.TrimSpace(doc.Data(i)) != "" {
			return true
		}
	}
	return false
}

// dropPageBreak drops the page break at the end of the paragraph before node i:
// LibreOffice puts the one before a summary there.
func dropPageBreak(doc *markup.Doc, e *markup.Edits, i int) {
	before := -1
	for c := range doc.Children(int(doc.Nodes[i].Parent)) {
		if c >= i {
			break
		}
		if doc.IsElement(c) {
			before = c
		}
	}
	if before < 0 || !doc.Is(before, "w", "p") {
		return
	}
	run := -1
	for c := range doc.Children(before) {
		if doc.IsElement(c) {
			run = c
		}
	}
	if run < 0 || !doc.Is(run, "w", "r") {
		return
	}
	for c := range doc.Children(run) {
		if kind, _ := doc.Attr(c, "w", "type"); doc.IsElement(c) && !doc.Is(c, "w", "rPr") && (!doc.Is(c, "w", "br") || kind != "page") {
			return
		}
	}
	e.Replace(int(doc.Nodes[run].Start), int(doc.Nodes[run].End), "")
}

package docx

import (
	"slices"
	"strconv"
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/richtext"
	"gloss/internal/source"
)

// remark lays out notes as paragraphs.
type remark struct {
	*prose
	r *report.Report
}

// wordOf is what a kind is called.
func wordOf(k annotation.Kind) string {
	words := map[annotation.Kind]string{
		annotation.Correction: "Correction", annotation.Suggestion: "Suggestion", annotation.Question: "Question",
		annotation.Praise: "Praise", annotation.Comment: "Comment",
	}
	if w, ok := words[k]; ok {
		return w
	}
	return string(k)
}

// isKind reports whether a word is what a kind is called.
func isKind(word string) bool {
	return slices.ContainsFunc(annotation.Kinds(), func(k annotation.Kind) bool { return wordOf(k) == word })
}

// heading is the first line of a note: what it is, and how much it matters.
func (m *remark) heading(n *report.Note, more ...string) string {
	parts := []string{}
	add := func(s string) {
		if s = oneLine(s); s != "" {
			parts = append(parts, s)
		}
	}
	add(n.Category)
	add(string(n.Severity))
	if n.Marks != nil {
		add(n.MarksLine())
	}
	for _, s := range more {
		add(s)
	}
	bold := m.looks.body.form
	bold.bold = true
	text := bold.run(wordOf(n.Kind))
	if len(parts) > 0 {
		text += m.looks.body.form.run(" · " + strings.Join(parts, " · "))
	}
	return text
}

// whole lays out everything that a note says, but for its replies. Where its
// replacement stands in the text as a tracked change, it is not said again.
func (m *remark) says(n *report.Note, tracked bool) { //nolint:revive // a fact about the note
	if n.Replacement != nil && !tracked {
		words := "“" + *n.Replacement + "”"
		if *n.Replacement == "" {
			words = "(leave it out)"
		}
		bold := m.looks.body.form
		bold.bold = true
		m.paragraph(m.looks.body, bold.run(shouldBe+" ")+m.looks.body.form.run(words))
		m.markdown(n.Correction)
	} else {
		m.labelled(shouldBe, n.Correction)
	}
	m.markdown(n.Comment)
	for _, s := range n.Sources {
		m.source(s)
	}
	m.labelled(nextLabel, n.Next)
}

// source adds a source as a reader would look it up.
func (m *remark) source(s report.Source) {
	f := m.looks.body.form
	bold, italic := f, f
	bold.bold, italic.italic = true, true
	var parts []string
	add := func(f form, text string) {
		if text = oneLine(text); text != "" {
			parts = append(parts, f.run(text))
		}
	}
	add(f, s.Author)
	if s.Author != "" || s.Year != "" {
		add(italic, s.Title)
	} else {
		add(f, s.Title)
	}
	add(f, s.Year)
	if s.Page != "" {
		add(f, "p. "+s.Page)
	}
	if url, ok := richtext.Address(s.URL); ok {
		parts = append(parts, m.linked(richtext.Node{
			URL: url, Children: []richtext.Node{{Kind: richtext.Text, Text: oneLine(s.URL)}},
		}, f))
	} else {
		add(f, s.URL)
	}
	m.paragraph(m.looks.body, bold.run(sourceLabel+" ")+strings.Join(parts, f.run(", ")))
}

// changes says which places of a note read differently now, and which are lost.
func (m *remark) changes(n *report.Note) {
	for _, pl := range n.Places {
		switch {
		case pl.Changed() && pl.Quote != "":
			m.line(changedSince, "this was written about “"+oneLine(pl.Quote)+"”; the essay now reads “"+
				oneLine(pl.Span.Of(m.r.Essay.Text))+"”.")
		case pl.Placed():
		case pl.Verdict == anchor.Ambiguous:
			m.line(notPlaced, m.name(pl)+" fits several places:")
			for _, c := range pl.Candidates {
				m.line("•", m.around(c))
			}
		default:
			m.line(notPlaced, m.name(pl)+" was not found in the essay.")
			if pl.Nearest != nil {
				m.line(nearest, m.around(*pl.Nearest))
			}
		}
	}
}

func (m *remark) name(pl report.Place) string {
	if pl.Quote == "" {
		return "the passage"
	}
	return "“" + oneLine(pl.Quote) + "”"
}

// around is a stretch of the essay and the paragraph that it stands in.
func (m *remark) around(s source.Span) string {
	e := m.r.Essay
	text := "“" + oneLine(s.Of(e.Text)) + "”"
	if i := e.BlockAt(s.Start); i >= 0 && e.Blocks[i].Number > 0 {
		text += " (paragraph " + strconv.Itoa(e.Blocks[i].Number) + ")"
	}
	return text
}

// line adds a label and plain text behind it.
func (m *remark) line(label, text string) {
	bold := m.looks.body.form
	bold.bold = true
	m.paragraph(m.looks.body, bold.run(label+" ")+m.looks.body.form.run(text))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

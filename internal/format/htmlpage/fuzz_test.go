package htmlpage_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/source"
)

// FuzzPage puts hostile text into every field and cuts the essay anywhere. The
// page must hold only what the allow-list allows, and the essay's letters in
// order.
func FuzzPage(f *testing.F) {
	f.Add("One two three.\n\nFour.", "a *b* <script>x(1)</script>", []byte{1, 9, 3, 12})
	f.Add("</article></textarea><svg onload=x(1)>\n\n- a\tb", "[x](javascript&colon;x(1)) \"'`", []byte{0, 255, 2, 2})
	f.Add("<!--<script>\u202e\x00", "![a](data:x) &lt;b> ]]> {{.}}", []byte{7, 7, 0, 200, 1, 100})
	f.Fuzz(func(t *testing.T, text, field string, cuts []byte) {
		if !utf8.ValidString(text) || len(cuts) > 40 {
			t.Skip()
		}
		r := fieldReport(text, field, cuts)
		doc := parse(t, write(t, r))
		checkAllowed(t, doc)
		if want, got := squeezed(text), squeezed(essayText(doc)); want != got {
			t.Errorf("the essay reads %q, want %q", got, want)
		}
	})
}

// fieldReport is a report with the same text in every field, and places where
// the cuts say.
func fieldReport(text, field string, cuts []byte) *report.Report {
	e := plainEssay(text)
	r := &report.Report{
		Essay: e, Annotations: field, Marks: &report.Marks{Rubric: field, Criteria: []report.CriterionMarks{{
			ID: field, Title: field, Level: field, Descriptor: field, Comment: field, Score: marks("1"), Weight: *marks("2"),
		}}},
		Head: report.Head{
			Title: field, Student: field, Marker: field, Date: field, Task: field, Language: field, Overall: field,
			Strengths: []string{field}, NextSteps: []string{field},
		},
	}
	note := func() report.Note {
		n := report.Note{
			ID: field, Category: field, Comment: field, Correction: field, Replacement: &field, Next: field, Criterion: field,
			Kind: annotation.Kind(field), Severity: annotation.Severity(field), By: field, Created: field, Tags: []string{field},
			Sources: []report.Source{{Title: field, Author: field, Year: field, Page: field, URL: field}},
			Replies: []report.Reply{{By: field, Created: field, Comment: field}},
		}
		if known := len(r.Notes) % 6; known < 5 {
			n.Kind, n.Severity = annotation.Kinds()[known], annotation.Major
		}
		return n
	}
	for i := 0; i+1 < len(cuts); i += 2 {
		n := note()
		n.Places = []report.Place{{Quote: field, Verdict: anchor.Fuzzy, Span: cut(text, int(cuts[i]), int(cuts[i+1]))}}
		if n.Places[0].Span.IsEmpty() {
			n.Places = []report.Place{{Quote: field, Verdict: anchor.Ambiguous, Disagree: field, Candidates: []source.Span{cut(text, 0, 3)}}}
		}
		r.Notes = append(r.Notes, n)
	}
	r.Notes = append(r.Notes, note())
	number(r)
	return r
}

// cut is a span of text on rune borders.
func cut(text string, from, to int) source.Span {
	onBorder := func(i int) int {
		i = min(i, len(text))
		for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
			i--
		}
		return i
	}
	s := source.Span{Start: onBorder(min(from, to)), End: onBorder(max(from, to))}
	// A place never begins or ends between two blocks.
	trimmed := strings.Trim(s.Of(text), "\n")
	s.Start += strings.Index(s.Of(text), trimmed)
	s.End = s.Start + len(trimmed)
	return s
}

package markdown_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/markdown"
	"gloss/internal/report"
	"gloss/internal/source"
)

// read is the essay in a Markdown file; it must keep every promise.
func read(t testing.TB, text string) *essay.Essay {
	t.Helper()
	e, _, err := markdown.Read(source.Input{Name: "essay.md", Data: []byte(text)}, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Validate(); err != nil {
		t.Fatalf("the essay of %q breaks its promises: %v", text, err)
	}
	return e
}

// at is a place found where the quote first stands in the essay.
func at(t testing.TB, e *essay.Essay, quote string) report.Place {
	t.Helper()
	i := strings.Index(e.Text, quote)
	if i < 0 {
		t.Fatalf("%q does not stand in %q", quote, e.Text)
	}
	return report.Place{
		Quote: quote, Verdict: anchor.Exact, Confidence: 1,
		Span: source.Span{Start: i, End: i + len(quote)},
	}
}

// numbered is a report of notes, which get their numbers.
func numbered(e *essay.Essay, notes ...report.Note) *report.Report {
	for i := range notes {
		notes[i].Number = i + 1
		if notes[i].Kind == "" {
			notes[i].Kind = annotation.Comment
		}
	}
	return &report.Report{Essay: e, Head: report.Head{Title: "A title"}, Notes: notes}
}

// write is the report as Markdown.
func write(t testing.TB, r *report.Report) string {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func number(s string) *decimal.Decimal {
	d := decimal.RequireFromString(s)
	return &d
}

// full is a report in which everything that a report can hold is there.
func full(t testing.TB, e *essay.Essay, quotes ...string) *report.Report {
	t.Helper()
	notes := []report.Note{
		{
			Kind: annotation.Correction, Category: "fact", Severity: annotation.Major,
			Comment:    "Estimates run from **5.5** to 8.7 million.\n\n- one\n- two\n\n```\ncode\n```\n",
			Correction: "The famine killed *millions*.", Replacement: new("claiming millions of lives"),
			Sources: []report.Source{
				{Title: "The Years of Hunger", Author: "Davies", Year: "2004", Page: "400-401", URL: "https://example.org/a_b?c=d&e"},
				{Title: "Plain words"},
			},
			Next: "Give the source.", Criterion: "knowledge", CriterionTitle: "Knowledge", Marks: number("-2"),
			Tags: []string{"famine", "a*b"}, By: "Marker 7",
			Replies: []report.Reply{{By: "Student", Created: "2026-11-21T10:00:00Z", Comment: "I see.\n\nThank you."}},
			Places:  []report.Place{at(t, e, quotes[0])},
		},
		{Kind: annotation.Question, Comment: "Is *this* so?", Places: []report.Place{at(t, e, quotes[1])}},
		{Kind: annotation.Praise, Comment: "Good.", Places: []report.Place{at(t, e, quotes[2])}},
		{Kind: annotation.Comment, Comment: "Number your pages."},
		{
			Kind: annotation.Suggestion, Comment: "Lost.", Places: []report.Place{{Quote: "not *there*", Verdict: anchor.Orphaned}},
		},
	}
	notes[0].Places[0].Replaced = true
	r := numbered(e, notes...)
	r.Head = report.Head{
		Title: "How *successful*?", Student: "Candidate <0417>", Marker: "Ms Okafor", Date: "2026-11-20",
		Overall: "Clear.\n\n> said so", Strengths: []string{"A thesis", "Real *figures*"}, NextSteps: []string{"Check each number"},
	}
	r.Marks = &report.Marks{
		Rubric: "History | essay",
		Criteria: []report.CriterionMarks{{
			ID: "knowledge", Title: "Knowledge", Level: "Sound", Descriptor: "Mostly right", Comment: "Dates *right*.",
			Score: number("14"), Remarks: []report.Remark{{Note: 1, Marks: decimal.RequireFromString("-2")}},
			Weight: decimal.NewFromInt(1), Total: decimal.NewFromInt(12), OutOf: number("20"),
		}},
		Total: decimal.NewFromInt(12), OutOf: number("20"),
	}
	return r
}

package docx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/docx"
	"gloss/internal/report"
)

// fullReport is a report whose page of feedback has all that one can have.
func fullReport(e *essay.Essay) *report.Report {
	minus := decimal.NewFromInt(-2)
	r := reportOn(
		e,
		report.Note{
			ID: "pages", Kind: annotation.Suggestion, Category: "structure", Severity: annotation.Minor, Marks: &minus,
			Comment: "Number your pages.\n\nAnd the lines:\n\n1. every page\n2. every line", Next: "Do *it*.",
			Sources: []report.Source{{Title: "The Atlas", Author: "A. Weiss", Year: "1999"}},
			Replies: []report.Reply{{By: "Sam Student", Created: "2026-11-21T10:00:00Z", Comment: "I *will*.\n\nSoon."}},
		},
		report.Note{ID: "good", Kind: annotation.Praise, Comment: "**Comment** on it: fine.\n\n**Marks**"},
		report.Note{ID: "lost", Kind: annotation.Question, Comment: "Why?", Places: []report.Place{{Quote: "not “there” at all", Verdict: anchor.Orphaned}}},
	)
	r.Head.Student, r.Head.Task = "Sam Student", "How successful was it?"
	r.Head.Overall = "A **clear** line, see [the atlas](<https://example.org/a>).\n\n**Marks**\n\nMarks\n\n" +
		"- one\n\n   - inner\n\n   more of inner\n\n- two\n\nThe end."
	r.Head.Strengths = []string{"A thesis", "Two paragraphs\n\nof *praise*\n\n- with a list"}
	r.Head.NextSteps = []string{"Give sources", "- itself a list"}
	r.Marks = &report.Marks{Criteria: []report.CriterionMarks{{ID: "knowledge", Score: &minus, Total: minus, Weight: decimal.NewFromInt(1)}}, Total: minus}
	return r
}

// The page of feedback comes back as it was written, from the student's own file
// and from one of ours.
func TestSummaryComesBack(t *testing.T) {
	own := read(t, minimal(t, `<w:p><w:r><w:t>An essay.</w:t></w:r></w:p>`))
	plain := essay.NewBuilder("plaintext", nil)
	plain.Open(essay.Block{Kind: essay.Paragraph}, "")
	plain.Verbatim("An essay.", 0)
	for name, e := range map[string]*essay.Essay{"the student's": own, "ours": plain.Essay()} {
		for _, where := range []string{"end", "start"} {
			o := tracked()
			o.Summary = where
			data := write(t, fullReport(e), o)
			got := imported(t, data, docx.ImportOptions{}).Summary
			if diff := cmp.Diff(wantSummary(), got); diff != "" {
				t.Errorf("%s, at the %s (-want +got):\n%s", name, where, diff)
			}
			if diff := cmp.Diff(got, imported(t, likeLibreOffice(t, data), docx.ImportOptions{}).Summary); diff != "" {
				t.Errorf("%s, at the %s, saved by LibreOffice: %s", name, where, diff)
			}
		}
	}
	if got := imported(t, own.Raw, docx.ImportOptions{}).Summary; got != nil {
		t.Errorf("a file without a page of feedback has %+v", got)
	}
}

func wantSummary() *docx.ImportedSummary {
	r := fullReport(&essay.Essay{})
	return &docx.ImportedSummary{
		Student: "Sam Student", Marker: "Dr Weiss", Date: "2026-11-20", Task: r.Head.Task,
		Overall: r.Head.Overall, Strengths: r.Head.Strengths, NextSteps: r.Head.NextSteps,
		Marks: []string{"knowledge: −2", "Total: −2"},
		Notes: []docx.ImportedNote{
			{
				Ours: true, Kind: "suggestion", Category: "structure", Severity: "minor", Marks: "-2",
				Comment: "Number your pages.\n\nAnd the lines:\n\n1. every page\n\n2. every line\n\nSource: A. Weiss, *The Atlas*, 1999\n\nNext: Do *it*.",
				Text:    "Number your pages.\nAnd the lines:\n1.\tevery page\n2.\tevery line\nSource: A. Weiss, The Atlas, 1999\nNext: Do it.",
				Replies: []docx.ImportedReply{{Author: "Sam Student", Ours: true, Comment: "I *will*.\n\nSoon."}},
			},
			{Ours: true, Kind: "praise", Comment: "**Comment** on it: fine.\n\n**Marks**", Text: "Comment on it: fine.\nMarks"},
		},
		Unplaced: []docx.ImportedNote{{Ours: true, Kind: "question", Quote: "not “there” at all", Comment: "Why?", Text: "Why?"}},
	}
}

package reporttest

import (
	"strings"
	"testing"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// Sample is a report that holds a bit of everything.
func Sample(t testing.TB) *report.Report {
	t.Helper()
	e := Essay()
	r := &report.Report{
		Essay: e, Annotations: "annotations/plan.yaml", Marks: sampleMarks(),
		Head: report.Head{
			Title: "How successful was the First Five Year Plan?", Student: "Candidate 0417", Marker: "Ms Okafor",
			Date: "2026-11-20", Task: "How successful was the First Five Year Plan?", Language: "en-GB",
			Overall:   "You answer the question that was set. What holds the essay back is **scale and sequence**.\n\nBoth can be mended.",
			Strengths: []string{"A thesis in the first paragraph, and a conclusion that returns to it", "The article is used as *evidence*"},
			NextSteps: []string{"Check each number twice: the figure itself, then its order of magnitude"},
		},
	}
	r.Notes = append(sampleNotes(t, e), moreNotes(t, e)...)
	for i := range r.Notes {
		r.Notes[i].Number = i + 1
	}
	return r
}

func replaced(p report.Place) report.Place {
	p.Replaced = true
	return p
}

// sampleNotes are the notes on one paragraph, which overlap in every way.
func sampleNotes(t testing.TB, e *essay.Essay) []report.Note {
	t.Helper()
	return []report.Note{
		{
			ID: "para", Kind: annotation.Praise, Category: "structure", Comment: "This paragraph keeps to one idea.",
			Places: []report.Place{{Verdict: anchor.Exact, Confidence: 1, Span: e.Blocks[1].Span}},
		},
		{
			ID: "sentence", Kind: annotation.Comment, Category: "evidence",
			Comment: "The gravest sentence of the essay has no date, no number and no source.",
			Places:  []report.Place{At(t, e, "The famine peaked at this point in time claiming thousands of lives.", 0)},
		},
		{
			ID: "famine-toll", Kind: annotation.Correction, Category: "fact", Severity: annotation.Major,
			Correction: "Millions of people died in the famine, not thousands.", Replacement: new("claiming millions of lives"),
			Comment: "Estimates range from about 5.5 to about 8.7 million deaths. See [the atlas](https://example.org/a).\n\n- one\n- two\n",
			Sources: []report.Source{{Title: "The Years of Hunger", Author: "R. W. Davies and S. G. Wheatcroft", Year: "2004", Page: "400-401"}},
			Next:    "Give a range and say whose estimate it is.", Criterion: "evidence", CriterionTitle: "Use of evidence", Marks: new(Decimal("-0.5")),
			Tags: []string{"famine", "magnitude"}, By: "Ms Okafor", Created: "2026-11-20T19:42:00Z",
			Replies: []report.Reply{{By: "Mr Lindqvist", Created: "2026-11-21T09:15:00Z", Comment: "I saw this in two other scripts."}},
			Places:  []report.Place{replaced(At(t, e, "claiming thousands of lives", 0))},
		},
		{
			ID: "order", Kind: annotation.Suggestion, Category: "structure", Severity: annotation.Minor,
			Comment: "The order is turned round.",
			Places:  []report.Place{At(t, e, "thousands of lives. Peasants began to leave", 0)},
		},
	}
}

// moreNotes have several places, changed ones, lost ones, or none.
func moreNotes(t testing.TB, e *essay.Essay) []report.Note {
	t.Helper()
	fuzzy := At(t, e, "so that nobody could have reached them", 0)
	fuzzy.Quote, fuzzy.Verdict, fuzzy.Confidence = "so nobody could reach them", anchor.Fuzzy, 0.83
	first, second := At(t, e, "famine", 0), At(t, e, "famine", 1)
	near := At(t, e, "Many peanants broke the new machines", 0).Span
	return []report.Note{
		{
			ID: "targets", Kind: annotation.Question, Comment: "Which is it?",
			Places: []report.Place{{
				Quote: "most of the [...] again and again", Verdict: anchor.Folded, Confidence: 1,
				Span: source.Span{Start: strings.Index(e.Text, "most of the"), End: strings.Index(e.Text, ", so that nobody")},
			}},
		},
		{ID: "reached", Kind: annotation.Suggestion, Comment: "Could nobody?", Places: []report.Place{fuzzy}},
		{
			ID: "peanants", Kind: annotation.Correction, Category: "spelling", Replacement: new("peasants"), Comment: "Proofread.",
			Places: []report.Place{replaced(At(t, e, "peanants", 0)), replaced(At(t, e, "peanants", 1))},
		},
		{
			ID: "steel", Kind: annotation.Correction, Category: "fact", Correction: "About 5.9 million tonnes.",
			By: "Mr Lindqvist", Resolved: true, Places: []report.Place{At(t, e, "59 million", 0)},
		},
		{ID: "whole", Kind: annotation.Comment, Comment: "Number your pages.", Marks: new(Decimal("2"))},
		{
			ID: "which", Kind: annotation.Comment, Comment: "Which famine?",
			Places: []report.Place{{Quote: "famine", Verdict: anchor.Ambiguous, Candidates: []source.Span{first.Span, second.Span}}},
		},
		{
			ID: "gone", Kind: annotation.Correction, Category: "fact", Comment: "Not so.", Private: true,
			Places: []report.Place{{Quote: "Many peasants broke the tractors", Verdict: anchor.Orphaned, Nearest: &near}},
		},
	}
}

func sampleMarks() *report.Marks {
	return &report.Marks{
		Rubric: "History essay", Total: Decimal("25.5"), OutOf: new(Decimal("40")),
		Criteria: []report.CriterionMarks{
			{
				ID: "knowledge", Title: "Knowledge and accuracy", Level: "Sound", Descriptor: "Mostly right", Comment: "Dates right, magnitudes wrong.",
				Score: new(Decimal("14")), Weight: Decimal("1"), Total: Decimal("14"), OutOf: new(Decimal("20")),
			},
			{
				ID: "evidence", Title: "Use of evidence", Score: new(Decimal("10")), Weight: Decimal("1"), Floor: new(Decimal("0")),
				Remarks: []report.Remark{{Note: 3, Marks: Decimal("-0.5")}, {Note: 9, Marks: Decimal("2")}}, Total: Decimal("11.5"), OutOf: new(Decimal("20")),
			},
		},
	}
}

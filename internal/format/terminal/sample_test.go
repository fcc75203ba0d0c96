package terminal

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// block adds a block to an essay that is being built, apart from the one before
// by a blank line.
func block(e *essay.Essay, b essay.Block, text string) {
	if e.Text != "" {
		e.Text += "\n\n"
	}
	b.Span = source.Span{Start: len(e.Text), End: len(e.Text) + len(text)}
	e.Text += text
	if b.Kind.Counted() {
		b.Number = e.ParagraphCount() + 1
	}
	e.Blocks = append(e.Blocks, b)
}

// at is the place of the n-th occurrence, from 0, of a quote.
func at(t testing.TB, e *essay.Essay, quote string, n int) report.Place {
	t.Helper()
	from := 0
	for {
		i := strings.Index(e.Text[from:], quote)
		if i < 0 {
			t.Fatalf("the sample holds no %q", quote)
		}
		from += i
		if n == 0 {
			break
		}
		n, from = n-1, from+1
	}
	return report.Place{
		Quote: quote, Verdict: anchor.Exact, Confidence: 1,
		Span: source.Span{Start: from, End: from + len(quote)},
	}
}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func sampleEssay() *essay.Essay {
	e := &essay.Essay{Path: "essays/plan.md", Format: "markdown", Title: "The Plan"}
	block(e, essay.Block{Kind: essay.Heading, Level: 1}, "How successful was the First Five Year Plan?")
	block(e, essay.Block{Kind: essay.Paragraph}, "In 1932 the harvest was bad because of the weather and this caused the famine. "+
		"The famine peaked at this point in time claiming thousands of lives. Peasants began to leave their villages to look for bread in the towns.")
	block(e, essay.Block{Kind: essay.Quote, Level: 1}, "We are fifty or a hundred years behind the advanced countries. We must make good this distance in ten years.")
	block(e, essay.Block{Kind: essay.Heading, Level: 2}, "Industry")
	block(e, essay.Block{Kind: essay.Paragraph}, "However, most of the targets were still missed. There were two main reasons:")
	block(e, essay.Block{Kind: essay.Item, Level: 1, Marker: "1."}, "The targets were raised again and again, so that nobody could have reached them.")
	block(e, essay.Block{Kind: essay.Item, Level: 1, Marker: "2."}, "There were not enough skilled workers. Many peanants broke the new machines.")
	block(e, essay.Block{Kind: essay.Item, Level: 2, Marker: "•"}, "The peanants had never seen one.")
	block(e, essay.Block{Kind: essay.Row}, "Year\tCoal\tSteel")
	block(e, essay.Block{Kind: essay.Row}, "1928\t35 million\t4 million")
	block(e, essay.Block{Kind: essay.Row}, "1932\t64 million\t59 million")
	block(e, essay.Block{Kind: essay.Code}, "for x in years:\n\tprint(x)")
	block(e, essay.Block{Kind: essay.Footnote, Marker: "1"}, "Stalin, speech to the workers, 1928.")
	return e
}

// sample is a report that holds a bit of everything.
func sample(t testing.TB) *report.Report {
	t.Helper()
	e := sampleEssay()
	i := strings.Index(e.Text, "skilled")
	e.Styles = []essay.Style{{Kind: essay.Emphasis, Span: source.Span{Start: i, End: i + len("skilled")}}}
	replaced := func(p report.Place) report.Place { p.Replaced = true; return p }
	fuzzy := at(t, e, "so that nobody could have reached them", 0)
	fuzzy.Quote, fuzzy.Verdict, fuzzy.Confidence = "so nobody could reach them", anchor.Fuzzy, 0.83
	first, second := at(t, e, "famine", 0), at(t, e, "famine", 1)
	near := at(t, e, "Many peanants broke the new machines", 0).Span
	r := &report.Report{
		Essay: e, Annotations: "annotations/plan.yaml",
		Head: report.Head{
			Title: "How successful was the First Five Year Plan?", Student: "Candidate 0417", Marker: "Ms Okafor",
			Date: "2026-11-20", Task: "How successful was the First Five Year Plan?", Language: "en-GB",
			Overall:   "You answer the question that was set. What holds the essay back is **scale and sequence**.\n\nBoth can be mended.",
			Strengths: []string{"A thesis in the first paragraph, and a conclusion that returns to it", "The article is used as *evidence*"},
			NextSteps: []string{"Check each number twice: the figure itself, then its order of magnitude"},
		},
	}
	add := func(n report.Note) {
		n.Number = len(r.Notes) + 1
		r.Notes = append(r.Notes, n)
	}
	add(report.Note{
		ID: "para", Kind: annotation.Praise, Category: "structure", Comment: "This paragraph keeps to one idea.",
		Places: []report.Place{{Verdict: anchor.Exact, Confidence: 1, Span: e.Blocks[1].Span}},
	})
	add(report.Note{
		ID: "sentence", Kind: annotation.Comment, Category: "evidence",
		Comment: "The gravest sentence of the essay has no date, no number and no source.",
		Places:  []report.Place{at(t, e, "The famine peaked at this point in time claiming thousands of lives.", 0)},
	})
	add(report.Note{
		ID: "famine-toll", Kind: annotation.Correction, Category: "fact", Severity: annotation.Major,
		Correction: "Millions of people died in the famine, not thousands.", Replacement: new("claiming millions of lives"),
		Comment: "Estimates range from about 5.5 to about 8.7 million deaths. See [the atlas](https://example.org/a).\n\n- one\n- two\n",
		Sources: []report.Source{{Title: "The Years of Hunger", Author: "R. W. Davies and S. G. Wheatcroft", Year: "2004", Page: "400-401"}},
		Next:    "Give a range and say whose estimate it is.", Criterion: "evidence", CriterionTitle: "Use of evidence", Marks: new(dec("-0.5")),
		Tags: []string{"famine", "magnitude"}, By: "Ms Okafor", Created: "2026-11-20T19:42:00Z",
		Replies: []report.Reply{{By: "Mr Lindqvist", Created: "2026-11-21T09:15:00Z", Comment: "I saw this in two other scripts."}},
		Places:  []report.Place{replaced(at(t, e, "claiming thousands of lives", 0))},
	})
	add(report.Note{
		ID: "order", Kind: annotation.Suggestion, Category: "structure", Severity: annotation.Minor,
		Comment: "The order is turned round.",
		Places:  []report.Place{at(t, e, "thousands of lives. Peasants began to leave", 0)},
	})
	add(report.Note{
		ID: "targets", Kind: annotation.Question, Comment: "Which is it?",
		Places: []report.Place{{
			Quote: "most of the [...] again and again", Verdict: anchor.Folded, Confidence: 1,
			Span: source.Span{Start: strings.Index(e.Text, "most of the"), End: strings.Index(e.Text, ", so that nobody")},
		}},
	})
	add(report.Note{ID: "reached", Kind: annotation.Suggestion, Comment: "Could nobody?", Places: []report.Place{fuzzy}})
	add(report.Note{
		ID: "peanants", Kind: annotation.Correction, Category: "spelling", Replacement: new("peasants"), Comment: "Proofread.",
		Places: []report.Place{replaced(at(t, e, "peanants", 0)), replaced(at(t, e, "peanants", 1))},
	})
	add(report.Note{
		ID: "steel", Kind: annotation.Correction, Category: "fact", Correction: "About 5.9 million tonnes.",
		By: "Mr Lindqvist", Resolved: true, Places: []report.Place{at(t, e, "59 million", 0)},
	})
	add(report.Note{ID: "whole", Kind: annotation.Comment, Comment: "Number your pages.", Marks: new(dec("2"))})
	add(report.Note{
		ID: "which", Kind: annotation.Comment, Comment: "Which famine?",
		Places: []report.Place{{Quote: "famine", Verdict: anchor.Ambiguous, Candidates: []source.Span{first.Span, second.Span}}},
	})
	add(report.Note{
		ID: "gone", Kind: annotation.Correction, Category: "fact", Comment: "Not so.", Private: true,
		Places: []report.Place{{Quote: "Many peasants broke the tractors", Verdict: anchor.Orphaned, Nearest: &near}},
	})
	r.Marks = &report.Marks{
		Rubric: "History essay", Total: dec("25.5"), OutOf: new(dec("40")),
		Criteria: []report.CriterionMarks{
			{
				ID: "knowledge", Title: "Knowledge and accuracy", Level: "Sound", Descriptor: "Mostly right", Comment: "Dates right, magnitudes wrong.",
				Score: new(dec("14")), Weight: dec("1"), Total: dec("14"), OutOf: new(dec("20")),
			},
			{
				ID: "evidence", Title: "Use of evidence", Score: new(dec("10")), Weight: dec("1"), Floor: new(dec("0")),
				Remarks: []report.Remark{{Note: 3, Marks: dec("-0.5")}, {Note: 9, Marks: dec("2")}}, Total: dec("11.5"), OutOf: new(dec("20")),
			},
		},
	}
	return r
}

package htmlpage_test

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// sheet builds an essay block by block.
type sheet struct {
	text   strings.Builder
	blocks []essay.Block
	styles []essay.Style
	number int
}

// add adds a block. In its text *…* is emphasised, as "*" is not kept.
func (s *sheet) add(kind essay.BlockKind, level int, marker, text string) {
	if s.text.Len() > 0 {
		s.text.WriteString("\n\n")
	}
	b := essay.Block{Kind: kind, Level: level, Marker: marker}
	b.Span.Start = s.text.Len()
	for i, part := range strings.Split(text, "*") {
		start := s.text.Len()
		s.text.WriteString(part)
		if i%2 == 1 {
			s.styles = append(s.styles, essay.Style{Kind: essay.Emphasis, Span: source.Span{Start: start, End: s.text.Len()}})
		}
	}
	b.Span.End = s.text.Len()
	if kind.Counted() {
		s.number++
		b.Number = s.number
	}
	s.blocks = append(s.blocks, b)
}

func (s *sheet) essay() *essay.Essay {
	return &essay.Essay{
		Path: "essays/plan.md", Format: "markdown", Title: "The plan", Text: s.text.String(), Blocks: s.blocks, Styles: s.styles,
	}
}

// plainEssay is an essay of paragraphs alone, apart by blank lines.
func plainEssay(text string) *essay.Essay {
	e := &essay.Essay{Path: "essay.txt", Format: "txt", Text: text}
	at := 0
	for part := range strings.SplitSeq(text, "\n\n") {
		if part != "" {
			e.Blocks = append(e.Blocks, essay.Block{
				Kind: essay.Paragraph, Span: source.Span{Start: at, End: at + len(part)}, Number: len(e.Blocks) + 1,
			})
		}
		at += len(part) + 2
	}
	return e
}

// at is where the nth occurrence of a quote stands.
func at(text, quote string, nth int) source.Span {
	start := 0
	for range nth {
		start += strings.Index(text[start:], quote) + 1
	}
	start--
	return source.Span{Start: start, End: start + len(quote)}
}

func exact(text, quote string) report.Place {
	return report.Place{Quote: quote, Verdict: anchor.Exact, Span: at(text, quote, 1), Confidence: 1}
}

func marks(s string) *decimal.Decimal {
	d := decimal.RequireFromString(s)
	return &d
}

// fullEssay has every kind of block.
func fullEssay() *essay.Essay {
	var s sheet
	s.add(essay.Heading, 1, "", "How successful was the *first* plan?")
	s.add(essay.Paragraph, 0, "", "The plan began in 1928 and *was declared* finished early. The famine peaked at this point in time claiming thousands of lives. Peasants began to leave their villages.")
	s.add(essay.Heading, 3, "", "The countryside")
	s.add(essay.Paragraph, 0, "", "The peanants did not want to go. Many peanants killed their animals.")
	s.add(essay.Quote, 1, "", "We are fifty or a hundred years behind.[1]")
	s.add(essay.Item, 1, "1.", "The targets were raised again and again.")
	s.add(essay.Item, 2, "a)", "Managers lied about their figures.")
	s.add(essay.Item, 1, "2.", "There were not enough workers.")
	s.add(essay.Row, 0, "", "Year\tCoal\tSteel")
	s.add(essay.Row, 0, "", "1928\t35\t4")
	s.add(essay.Code, 0, "", "if plan > 0 {\n    print(\"a  b\")\n}")
	s.add(essay.Paragraph, 0, "", "The last paragraph turns\u202e round and <b>stays</b> & plain.")
	s.add(essay.Footnote, 0, "1", "Stalin, speech to the workers.")
	return s.essay()
}

// fullReport has every feature of a report.
func fullReport() *report.Report {
	e := fullEssay()
	nearest := at(e.Text, "There were not enough workers", 1)
	r := &report.Report{
		Essay: e, Marks: fullMarks(), Annotations: "plan.yaml",
		Head: report.Head{
			Title: "How successful was the first plan?", Student: "Candidate 0417", Marker: "Ms Okafor", Date: "2026-11-20",
			Task: "How successful was the first plan?", Language: "en-GB",
			Overall:   "A clear line, and **kept**.\n\nCheck the scale; see [the famine](#famine-toll).",
			Strengths: []string{"A thesis in the first paragraph", "Detail:\n\n- one\n- two"},
			NextSteps: []string{"Give the source of every figure", "Read [this](https://example.org/a?b=1&c=2)"},
		},
		Notes: []report.Note{
			{ID: "thesis", Kind: annotation.Praise, Category: "structure", Comment: "This paragraph keeps to one idea.", Places: []report.Place{
				{Verdict: anchor.Exact, Span: e.Blocks[1].Span},
			}},
			{ID: "sentence", Kind: annotation.Comment, Category: "evidence", Comment: "No date, no number, no source.", Places: []report.Place{
				exact(e.Text, "The famine peaked at this point in time claiming thousands of lives."),
			}},
			{
				ID: "famine-toll", Kind: annotation.Correction, Category: "fact", Severity: annotation.Major,
				Comment: "Estimates run from about 5.5 to 8.7 million.", Correction: "The famine killed *millions*, not thousands.",
				Replacement: new("claiming millions of lives"), Next: "Give a range.", Criterion: "knowledge",
				CriterionTitle: "Knowledge and accuracy", Marks: marks("-2"), Tags: []string{"famine", "magnitude"},
				Sources: []report.Source{
					{Title: "The Years of Hunger", Author: "R. W. Davies and S. G. Wheatcroft", Year: "2004", Page: "400-401"},
					{Title: "A page", URL: "https://example.org/famine"},
					{Title: "A lecture, as I remember it"},
					{Title: "Nowhere", URL: "javascript:alert(1)"},
				},
				Replies: []report.Reply{{By: "Candidate 0417", Created: "2026-11-23T17:05:00Z", Comment: "I see."}, {Comment: "Good."}},
				Places:  []report.Place{replaced(exact(e.Text, "claiming thousands of lives"))},
			},
			{ID: "order", Kind: annotation.Suggestion, Category: "word-choice", Severity: annotation.Minor, Comment: "Turn it round.", Places: []report.Place{
				exact(e.Text, "thousands of lives. Peasants began"),
			}},
			{ID: "peanants", Kind: annotation.Correction, Category: "spelling", Replacement: new("peasants"), By: "Mr Lindqvist", Places: []report.Place{
				replaced(exact(e.Text, "peanants")),
				replaced(report.Place{Quote: "peanants", Verdict: anchor.Exact, Span: at(e.Text, "peanants", 2)}),
				{Quote: "peanants of old", Verdict: anchor.Orphaned},
			}},
			{ID: "bare", Kind: annotation.Correction, Replacement: new("50 or 100"), Places: []report.Place{replaced(exact(e.Text, "fifty or a hundred"))}},
			{ID: "drop", Kind: annotation.Correction, Category: "my own", Replacement: new(""), Places: []report.Place{replaced(exact(e.Text, "again and again"))}},
			{ID: "changed", Kind: annotation.Question, Category: "argument", Comment: "Who?", Resolved: true, Places: []report.Place{
				{Quote: "Managers told lies about their numbers", Verdict: anchor.Fuzzy, Span: at(e.Text, "Managers lied about their figures", 1), Confidence: .8},
			}},
			{ID: "cells", Kind: annotation.Question, Comment: "In what unit?", Places: []report.Place{exact(e.Text, "Coal\tSteel\n\n1928\t35")}},
			{ID: "code", Kind: annotation.Comment, Comment: "Why `print`?", Private: true, Places: []report.Place{exact(e.Text, "print(\"a  b\")")}},
			{ID: "foot", Kind: annotation.Suggestion, Category: "citation", Comment: "Which speech?", Suggested: true, Places: []report.Place{exact(e.Text, "speech")}},
			{ID: "pages", Kind: annotation.Comment, Comment: "Number your pages."},
			{ID: "which", Kind: annotation.Question, Comment: "Which of them?", Places: []report.Place{{
				Quote: "the", Verdict: anchor.Ambiguous, Disagree: "occurrence and position",
				Candidates: []source.Span{at(e.Text, "the", 1), at(e.Text, "their", 1), at(e.Text, "their", 2)},
			}}},
			{ID: "gone", Kind: annotation.Correction, Correction: "There were **too few**.", Places: []report.Place{
				{Quote: "Not enough workers there were at all", Verdict: anchor.Orphaned, Nearest: &nearest},
			}},
			{ID: "lines", Kind: annotation.Comment, Comment: "Here?", Places: []report.Place{{Verdict: anchor.Orphaned}}},
		},
	}
	number(r)
	return r
}

func replaced(p report.Place) report.Place {
	p.Replaced = true
	return p
}

func number(r *report.Report) {
	for i := range r.Notes {
		r.Notes[i].Number = i + 1
	}
}

func fullMarks() *report.Marks {
	return &report.Marks{
		Rubric: "History essay", Total: decimal.RequireFromString("26.5"), OutOf: marks("50"),
		Criteria: []report.CriterionMarks{
			{
				ID: "knowledge", Title: "Knowledge and accuracy", Level: "sound", Descriptor: "Mostly right", Comment: "Dates *right*.",
				Score: marks("14"), Remarks: []report.Remark{{Note: 3, Marks: *marks("-2")}}, Weight: *marks("1"), Total: *marks("12"), OutOf: marks("20"),
			},
			{ID: "argument", Title: "Argument", Score: marks("7.25"), Weight: *marks("2"), Total: *marks("7.25"), OutOf: marks("10")},
			{ID: "evidence", Title: "Evidence", Remarks: []report.Remark{{Marks: *marks("-3")}}, Floor: marks("0"), Weight: *marks("1"), Total: *marks("0")},
		},
	}
}

// overlapping is a report with n notes that lie over one another in every way.
func overlapping(n int) *report.Report {
	const sentence = "The state kept the banks and the big factories, while peasants could sell for a profit. "
	text := strings.TrimSuffix(strings.Repeat(sentence, n/10+2), " ")
	r := &report.Report{Essay: plainEssay(text)}
	kinds := annotation.Kinds()
	for i := range n {
		start := i * (len(text) - 700) / n
		span := source.Span{Start: start, End: start + 1 + (i*37)%600}
		if i%5 == 0 {
			span = source.Span{Start: i, End: len(text) - i}
		}
		r.Notes = append(r.Notes, report.Note{
			ID: fmt.Sprintf("n-%d", i), Kind: kinds[i%len(kinds)], Category: annotation.Categories()[i%11], Comment: "A remark.",
			Places: []report.Place{{Quote: "x", Verdict: anchor.Exact, Span: span}},
		})
	}
	number(r)
	return r
}

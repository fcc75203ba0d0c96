package jsonfile

import (
	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// report is the document as a report; it has been checked.
func (c *checker) report() *report.Report {
	d := c.doc
	r := &report.Report{
		Essay: c.essay(), Head: report.Head(d.Head), Marks: fromMarks(d.Marks), Annotations: d.Annotations,
	}
	for _, n := range d.Notes {
		r.Notes = append(r.Notes, c.note(n))
	}
	return r
}

func (c *checker) essay() *essay.Essay {
	d := c.doc.Essay
	e := &essay.Essay{Path: d.Path, Format: d.Format, Title: d.Title, Text: d.Text}
	for _, b := range d.Blocks {
		e.Blocks = append(e.Blocks, essay.Block{
			Kind: essay.BlockKind(b.Kind), Span: c.points.read(b.Span),
			Number: b.Number, Level: b.Level, Marker: b.Marker,
		})
	}
	for _, s := range d.Styles {
		e.Styles = append(e.Styles, essay.Style{Kind: essay.StyleKind(s.Kind), Span: c.points.read(s.Span)})
	}
	for _, o := range d.Origins {
		e.Origins = append(e.Origins, essay.Origin{
			Text: c.points.read(o.Text), Verbatim: o.Verbatim,
			File: source.Span{Start: o.File.start, End: o.File.end},
		})
	}
	return e
}

func fromMarks(d *marksDoc) *report.Marks {
	if d == nil {
		return nil
	}
	m := &report.Marks{Rubric: d.Rubric, Total: d.Total.value, OutOf: fromNumber(d.OutOf)}
	for _, c := range d.Criteria {
		line := report.CriterionMarks{
			ID: c.ID, Title: c.Title, Level: c.Level, Descriptor: c.Descriptor, Comment: c.Comment,
			Score: fromNumber(c.Score), Floor: fromNumber(c.Floor), Weight: c.Weight.value,
			Total: c.Total.value, OutOf: fromNumber(c.OutOf),
		}
		for _, r := range c.Remarks {
			line.Remarks = append(line.Remarks, report.Remark{Note: r.Note, Marks: r.Marks.value})
		}
		m.Criteria = append(m.Criteria, line)
	}
	return m
}

func fromNumber(n *number) *decimal.Decimal {
	if n == nil {
		return nil
	}
	return &n.value
}

func (c *checker) note(d noteDoc) report.Note {
	n := report.Note{
		Number: d.Number, ID: d.ID, Kind: annotation.Kind(d.Kind), Category: d.Category,
		Severity: annotation.Severity(d.Severity),
		Comment:  d.Comment, Correction: d.Correction, Replacement: d.Replacement, Next: d.Next,
		Criterion: d.Criterion, CriterionTitle: d.CriterionTitle, Marks: fromNumber(d.Marks), Tags: d.Tags,
		By: d.By, Created: d.Created, Private: d.Private, Suggested: d.Suggested, Resolved: d.Resolved,
	}
	for _, s := range d.Sources {
		n.Sources = append(n.Sources, report.Source(s))
	}
	for _, r := range d.Replies {
		n.Replies = append(n.Replies, report.Reply(r))
	}
	for _, pl := range d.Places {
		n.Places = append(n.Places, c.place(pl))
	}
	return n
}

func (c *checker) place(d placeDoc) report.Place {
	verdict, _ := verdictNamed(d.Verdict)
	p := report.Place{
		Quote: d.Quote, Verdict: verdict, Confidence: d.Confidence, Disagree: d.Disagree,
		Outside: d.Outside, Replaced: d.Replaced,
	}
	if d.Span != nil {
		p.Span = c.points.read(*d.Span)
	}
	for _, s := range d.Candidates {
		p.Candidates = append(p.Candidates, c.points.read(s))
	}
	if d.Nearest != nil {
		s := c.points.read(*d.Nearest)
		p.Nearest = &s
	}
	return p
}

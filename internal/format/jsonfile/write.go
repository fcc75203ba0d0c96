package jsonfile

import (
	"strings"

	"github.com/shopspring/decimal"

	"gloss/internal/report"
	"gloss/internal/source"
)

// toDocument is the report as it is written.
func toDocument(r *report.Report) *document {
	p := newPoints(r.Essay.Text)
	d := &document{
		Gloss: kindOfFile, Schema: Version, Annotations: path(r.Annotations),
		Head: headDoc(r.Head), Marks: toMarks(r.Marks), Notes: []noteDoc{}, Essay: toEssay(r, p),
	}
	for _, n := range r.Notes {
		d.Notes = append(d.Notes, toNote(n, p))
	}
	return d
}

// path is the name of a file; one that is no UTF-8 cannot stand in JSON.
func path(name string) string { return strings.ToValidUTF8(name, "\uFFFD") }

func toEssay(r *report.Report, p *points) essayDoc {
	e := r.Essay
	d := essayDoc{Path: path(r.EssayName()), Format: e.Format, Title: e.Title, Digest: e.Digest(), Text: e.Text}
	for _, b := range e.Blocks {
		d.Blocks = append(d.Blocks, blockDoc{
			Kind: string(b.Kind), Span: p.write(b.Span), Number: b.Number, Level: b.Level, Marker: b.Marker,
		})
	}
	for _, s := range e.Styles {
		d.Styles = append(d.Styles, styleDoc{Kind: string(s.Kind), Span: p.write(s.Span)})
	}
	for _, o := range e.Origins {
		d.Origins = append(d.Origins, originDoc{
			Text: p.write(o.Text), File: span{o.File.Start, o.File.End}, Verbatim: o.Verbatim,
		})
	}
	return d
}

func toMarks(m *report.Marks) *marksDoc {
	if m == nil {
		return nil
	}
	d := &marksDoc{Rubric: m.Rubric, Total: number{m.Total}, OutOf: toNumber(m.OutOf)}
	for _, c := range m.Criteria {
		line := criterionDoc{
			ID: c.ID, Title: c.Title, Level: c.Level, Descriptor: c.Descriptor, Comment: c.Comment,
			Score: toNumber(c.Score), Floor: toNumber(c.Floor), Weight: number{c.Weight},
			Total: number{c.Total}, OutOf: toNumber(c.OutOf),
		}
		for _, r := range c.Remarks {
			line.Remarks = append(line.Remarks, remarkDoc{Note: r.Note, Marks: number{r.Marks}})
		}
		d.Criteria = append(d.Criteria, line)
	}
	return d
}

func toNumber(d *decimal.Decimal) *number {
	if d == nil {
		return nil
	}
	return &number{*d}
}

func toNote(n report.Note, p *points) noteDoc {
	d := noteDoc{
		Number: n.Number, ID: n.ID, Kind: string(n.Kind), Category: n.Category, Severity: string(n.Severity),
		Comment: n.Comment, Correction: n.Correction, Replacement: n.Replacement, Next: n.Next,
		Criterion: n.Criterion, CriterionTitle: n.CriterionTitle, Marks: toNumber(n.Marks), Tags: n.Tags,
		By: n.By, Created: n.Created, Private: n.Private, Suggested: n.Suggested, Resolved: n.Resolved,
	}
	for _, s := range n.Sources {
		d.Sources = append(d.Sources, sourceDoc(s))
	}
	for _, r := range n.Replies {
		d.Replies = append(d.Replies, replyDoc(r))
	}
	for _, pl := range n.Places {
		d.Places = append(d.Places, toPlace(pl, p))
	}
	return d
}

func toPlace(pl report.Place, p *points) placeDoc {
	d := placeDoc{
		Quote: pl.Quote, Verdict: pl.Verdict.String(), Confidence: pl.Confidence, Disagree: pl.Disagree,
		Outside: pl.Outside, Replaced: pl.Replaced, Nearest: toSpan(pl.Nearest, p),
	}
	if pl.Placed() {
		d.Span = toSpan(&pl.Span, p)
	}
	for _, c := range pl.Candidates {
		d.Candidates = append(d.Candidates, p.write(c))
	}
	return d
}

func toSpan(s *source.Span, p *points) *span {
	if s == nil {
		return nil
	}
	out := p.write(*s)
	return &out
}

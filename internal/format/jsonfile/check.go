package jsonfile

import (
	"fmt"
	"slices"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
)

// kindOfFile is the value of the file's first key.
const kindOfFile = "report"

// checker finds the first thing in a document that no report can hold.
type checker struct {
	doc    *document
	points *points
	at     string // the JSON pointer of what is wrong; "" while nothing is
	reason string
}

// fault notes what is wrong, unless something was before.
func (c *checker) fault(reason, at string, args ...any) {
	if c.at == "" {
		c.at, c.reason = fmt.Sprintf(at, args...), reason
	}
}

// check looks at everything that the types of the document leave open.
func (c *checker) check() {
	e := c.doc.Essay
	c.blocks(e.Blocks)
	for i, s := range e.Styles {
		c.kind(s.Kind, styles(), "/essay/styles/%d/kind", i)
		c.span(s.Span, "/essay/styles/%d/span", i)
	}
	c.origins(e.Origins)
	if (&essay.Essay{Text: e.Text}).Digest() != e.Digest {
		c.fault("the text is not the one that the digest was made of", "/essay/digest")
	}
	for i, n := range c.doc.Notes {
		if n.Number != i+1 {
			c.fault(fmt.Sprintf("the notes are numbered from 1 in their order: %d expected", i+1), "/notes/%d/number", i)
		}
		c.kind(n.Kind, kinds(), "/notes/%d/kind", i)
		if n.Severity != "" {
			c.kind(n.Severity, severities(), "/notes/%d/severity", i)
		}
		for j, p := range n.Places {
			c.placeDoc(p, fmt.Sprintf("/notes/%d/places/%d", i, j))
		}
	}
	c.remarks()
}

func (c *checker) blocks(blocks []blockDoc) {
	last := 0
	for i, b := range blocks {
		c.kind(b.Kind, blockKinds(), "/essay/blocks/%d/kind", i)
		c.span(b.Span, "/essay/blocks/%d/span", i)
		if b.Span.start < last {
			c.fault("the block begins before the one above it ends", "/essay/blocks/%d/span", i)
		}
		last = b.Span.end
		if b.Number < 0 || b.Level < 0 {
			c.fault("a paragraph's number or level is less than 0", "/essay/blocks/%d", i)
		}
	}
}

func (c *checker) origins(origins []originDoc) {
	last := 0
	for i, o := range origins {
		c.span(o.Text, "/essay/origins/%d/text", i)
		if o.Text.start < last {
			c.fault("the piece begins before the one above it ends", "/essay/origins/%d/text", i)
		}
		last = o.Text.end
		if o.File.start < 0 || o.File.end < o.File.start {
			c.fault("the place ends before it begins", "/essay/origins/%d/file", i)
		}
	}
}

func (c *checker) placeDoc(p placeDoc, at string) {
	verdict, known := verdictNamed(p.Verdict)
	if !known {
		c.kind(p.Verdict, verdicts(), "%s/verdict", at)
		return
	}
	if verdict.Placed() != (p.Span != nil) {
		c.fault("a place has a span if, and only if, it was found", "%s", at)
	}
	if p.Confidence < 0 || p.Confidence > 1 {
		c.fault("the confidence is not from 0 to 1", "%s/confidence", at)
	}
	if p.Span != nil {
		c.span(*p.Span, "%s/span", at)
	}
	if p.Nearest != nil {
		c.span(*p.Nearest, "%s/nearest", at)
	}
	for i, s := range p.Candidates {
		c.span(s, "%s/candidates/%d", at, i)
	}
}

func (c *checker) remarks() {
	if c.doc.Marks == nil {
		return
	}
	for i, line := range c.doc.Marks.Criteria {
		for j, r := range line.Remarks {
			if r.Note < 0 || r.Note > len(c.doc.Notes) {
				c.fault(fmt.Sprintf("there is no note %d", r.Note), "/marks/criteria/%d/remarks/%d/note", i, j)
			}
		}
	}
}

func (c *checker) span(s span, at string, args ...any) {
	switch {
	case s.start < 0, s.end < s.start:
		c.fault("the place ends before it begins", at, args...)
	case s.end > c.points.count:
		c.fault(fmt.Sprintf("the essay has only %d characters", c.points.count), at, args...)
	}
}

func (c *checker) kind(got string, known []string, at string, args ...any) {
	if !slices.Contains(known, got) {
		c.fault(fmt.Sprintf("unknown %q, expected one of %q", got, known), at, args...)
	}
}

func kinds() []string { return names(annotation.Kinds()) }

func severities() []string { return names(annotation.Severities()) }

func blockKinds() []string {
	return names([]essay.BlockKind{
		essay.Paragraph, essay.Heading, essay.Item, essay.Quote, essay.Code, essay.Row, essay.Footnote,
	})
}

func styles() []string {
	return names([]essay.StyleKind{essay.Emphasis, essay.Strong, essay.Monospace, essay.Struck})
}

func names[T ~string](values []T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}

func verdicts() []string {
	var out []string
	for v := anchor.Orphaned; v <= anchor.Exact; v++ {
		out = append(out, v.String())
	}
	return out
}

func verdictNamed(name string) (anchor.Verdict, bool) {
	for v := anchor.Orphaned; v <= anchor.Exact; v++ {
		if v.String() == name {
			return v, true
		}
	}
	return anchor.Orphaned, false
}

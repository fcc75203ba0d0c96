package check

import (
	"fmt"

	"gloss/internal/diag"
	"gloss/internal/report"
)

func outside() rule {
	return rule{
		Rule: Rule{
			ID: "outside", Severity: diag.Warning,
			Doc:     "The quoted words stand only outside the paragraph or lines that the annotation names.",
			Why:     "One of the two is a slip, and it could be the quote.",
			Example: "paragraph: 3, where the quoted words are in paragraph 4.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				for _, p := range n.Places {
					if p.Outside && p.Selector != nil && !c.beyond(p) && !c.needsLines(p) {
						out = append(out, c.outside(p))
					}
				}
			}
			return out
		},
	}
}

func (c *context) outside(p report.Place) diag.Finding {
	s := p.Selector
	b, inBlock := c.block(p.Span.Start)
	if s.Paragraph.Set {
		f := c.at(s.Paragraph.Span, fmt.Sprintf("the words are not in paragraph %d", s.Paragraph.Value))
		if inBlock && b.Number > 0 && b.Number != s.Paragraph.Value {
			f.Help = append(f.Help, fmt.Sprintf("they are in this one:\nparagraph: %d", b.Number))
		}
		f.Notes = c.inEssay(p.Span, "they stand here")
		return f
	}
	f := c.at(s.Lines.Span, fmt.Sprintf("the words are not on line %s", lineRange(s.Lines)))
	if s.Lines.First != s.Lines.Last {
		f.Message = fmt.Sprintf("the words are not on lines %s", lineRange(s.Lines))
	}
	if c.essay.HasLines() {
		line := c.essay.File.Position(c.essay.FileSpan(p.Span).Start).Line
		f.Help = append(f.Help, fmt.Sprintf("they begin on this one:\nlines: %d", line))
	}
	f.Notes = c.inEssay(p.Span, "they stand here")
	return f
}

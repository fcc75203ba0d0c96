package check

import (
	"fmt"
	"unicode/utf8"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/report"
)

func beyondEssay() rule {
	return rule{
		Rule: Rule{
			ID: "beyond-essay", Severity: diag.Error,
			Doc:     "A paragraph, line or position is named that the essay is too short for.",
			Why:     "The annotation points past the end of the essay, perhaps of another one.",
			Example: "paragraph: 9 in an essay of 7 paragraphs; headings are not counted.",
		},
		run: func(c *context) []diag.Finding {
			return c.eachSelector(func(s *annotation.Selector) []diag.Finding {
				var out []diag.Finding
				if n := len(c.paragraphs); s.Paragraph.Set && s.Paragraph.Value > n {
					out = append(out, c.at(s.Paragraph.Span,
						fmt.Sprintf("there is no paragraph %d: the essay has %s", s.Paragraph.Value, count(n, "paragraph")),
						"headings, table cells and footnotes are not counted; gloss text prints the numbers"))
				}
				if s.Lines.Set && c.essay.HasLines() && s.Lines.Last > c.essay.File.LineCount() {
					out = append(out, c.at(s.Lines.Span,
						fmt.Sprintf("there is no line %d: the essay has %s", s.Lines.Last, count(c.essay.File.LineCount(), "line")),
						"gloss text prints the essay with its lines"))
				}
				if s.Position.Set && !s.Quote.Set && s.Position.End > c.length {
					out = append(out, c.at(s.Position.Span,
						fmt.Sprintf("the position ends at %d, and the essay at %d", s.Position.End, c.length),
						"quote the words instead: positions change with every word"))
				}
				return out
			})
		},
	}
}

func linesWithoutLines() rule {
	return rule{
		Rule: Rule{
			ID: "lines-without-lines", Severity: diag.Error,
			Doc:     "Lines are named in an essay whose format has none.",
			Why:     "Where a line ends in a word processor's file depends on who opens it.",
			Example: "lines: 12 in a Word file; write paragraph: 3, or quote the words.",
		},
		run: func(c *context) []diag.Finding {
			if c.essay.HasLines() {
				return nil
			}
			return c.eachSelector(func(s *annotation.Selector) []diag.Finding {
				if !s.Lines.Set {
					return nil
				}
				return []diag.Finding{c.at(s.Lines.Span, fmt.Sprintf("an essay in the format %s has no lines to count", c.essay.Format),
					"name the paragraph instead, or quote the words; gloss text prints the numbers of the paragraphs")}
			})
		},
	}
}

// eachSelector looks at every selector of the file, in its order.
func (c *context) eachSelector(look func(*annotation.Selector) []diag.Finding) []diag.Finding {
	var out []diag.Finding
	for _, a := range c.set.Annotations {
		out = append(out, look(&a.Selector)...)
		for i := range a.Also {
			out = append(out, look(&a.Also[i])...)
		}
	}
	return out
}

// beyond reports whether beyondEssay speaks of the place.
func (c *context) beyond(p report.Place) bool {
	s := p.Selector
	if s == nil {
		return false
	}
	return s.Paragraph.Set && s.Paragraph.Value > len(c.paragraphs) ||
		s.Lines.Set && c.essay.HasLines() && s.Lines.Last > c.essay.File.LineCount() ||
		s.Position.Set && !s.Quote.Set && s.Position.End > c.length
}

// needsLines reports whether linesWithoutLines speaks of the place.
func (c *context) needsLines(p report.Place) bool {
	return p.Selector != nil && p.Selector.Lines.Set && !c.essay.HasLines()
}

// lineRange is how people write the lines: "12" or "12-15".
func lineRange(l annotation.Lines) string {
	if l.First == l.Last {
		return fmt.Sprint(l.First)
	}
	return fmt.Sprintf("%d-%d", l.First, l.Last)
}

// length is the number of code points of a text.
func length(text string) int { return utf8.RuneCountInString(text) }

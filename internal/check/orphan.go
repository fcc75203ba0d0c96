package check

import (
	"fmt"
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/diag"
	"gloss/internal/report"
	"gloss/internal/source"
)

func orphan() rule {
	return rule{
		Rule: Rule{
			ID: "orphan", Severity: diag.Error,
			Doc:     "The words that an annotation quotes are not in the essay.",
			Why:     "The remark would stand at the end of the report, beside nothing.",
			Example: "A quote typed from memory; copy it from what gloss text prints.",
		},
		run: orphans,
	}
}

func orphans(c *context) []diag.Finding {
	var out []diag.Finding
	for _, n := range c.notes {
		for _, p := range n.Places {
			// A place without words, such as a blank line, is none either.
			if (p.Verdict == anchor.Orphaned || p.Placed() && p.Span.IsEmpty()) && !c.beyond(p) && !c.needsLines(p) {
				out = append(out, c.orphan(n, p))
			}
		}
	}
	return out
}

func (c *context) orphan(n note, p report.Place) diag.Finding {
	s := p.Selector
	f := c.at(n.where(p), lost(p))
	switch {
	case p.Nearest != nil && p.Nearest.Of(c.essay.Text) == p.Quote && s != nil && (s.Prefix.Set || s.Suffix.Set):
		f.Message = "these words are in the essay, but not where the prefix and suffix say"
		f.Help = append(f.Help, fmt.Sprintf("if %s is meant, delete prefix: and suffix:, or copy them from the essay", c.place(*p.Nearest)))
		f.Notes = append(f.Notes, c.inEssay(*p.Nearest, "the words are here")...)
	case p.Nearest != nil && p.Nearest.Of(c.essay.Text) == p.Quote:
		a := c.contexts([]source.Span{*p.Nearest})[0]
		f.Message = "these words are in the essay, but not in the passage that was meant, which is gone"
		if a != (around{}) {
			f.Help = append(f.Help, fmt.Sprintf("if %s is meant, write\nprefix: %s\nsuffix: %s", c.place(*p.Nearest), quoted(a.prefix), quoted(a.suffix)))
		}
		f.Notes = append(f.Notes, c.inEssay(*p.Nearest, "the words are here")...)
	case p.Nearest != nil && p.Quote != "" && c.comparable(*p.Nearest, p.Quote):
		text := p.Nearest.Of(c.essay.Text)
		f.Help = append(f.Help, fmt.Sprintf("if %s is meant, write\nquote: %s", c.place(*p.Nearest), quoted(excerpt(text, 160))))
		f.Notes = append(f.Notes, c.inEssay(*p.Nearest, "the words most like it are these")...)
	case p.Quote != "":
		f.Help = append(f.Help, "copy the words from the essay; gloss text prints it as gloss reads it")
	case s != nil && s.Lines.Set:
		f.Help = append(f.Help, "name a line with words on it; gloss text prints the essay with its lines")
	case s != nil && s.Prefix.Set && s.Suffix.Set:
		f.Help = append(f.Help, "copy both from the essay in their order, or quote the words between them")
	case s != nil && s.Prefix.Set != s.Suffix.Set:
		f.Help = append(f.Help, "add a quote: the words that the remark is about")
	}
	if s != nil && s.Paragraph.Set {
		if b, ok := c.paragraphs[s.Paragraph.Value]; ok && (p.Nearest == nil || !b.Span.Contains(*p.Nearest)) {
			f.Notes = append(f.Notes, c.inEssay(b.Span, fmt.Sprintf("paragraph %d, where it was to be, is this", b.Number))...)
		}
	}
	if n.Standing() == report.InText {
		f.Help = append(f.Help, "the other places of this annotation are in the report all the same")
	}
	return f
}

// comparable reports whether a place is worth showing as the one that may be
// meant: what runs over several paragraphs, and is likened to a quote that does
// not, is a chance likeness of letters.
func (c *context) comparable(at source.Span, quote string) bool {
	return strings.Contains(quote, "\n") || !strings.Contains(strings.TrimSpace(at.Of(c.essay.Text)), "\n\n")
}

// lost says what was not found.
func lost(p report.Place) string {
	s := p.Selector
	switch {
	case s == nil || s.Quote.Set:
		return "these words are not in the essay"
	case s.Lines.Set && s.Lines.First != s.Lines.Last:
		return fmt.Sprintf("there are no words on lines %s", lineRange(s.Lines))
	case s.Lines.Set:
		return fmt.Sprintf("there are no words on line %s", lineRange(s.Lines))
	case s.Prefix.Set && s.Suffix.Set:
		return "nothing in the essay stands between this prefix and this suffix"
	case s.Prefix.Set:
		return "a prefix alone names no place"
	case s.Suffix.Set:
		return "a suffix alone names no place"
	}
	return "this names no place in the essay"
}

func times(n int) string {
	if n == 2 {
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

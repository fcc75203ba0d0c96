package check

import (
	"fmt"
	"strings"
	"sync"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/richtext"
	"gloss/internal/rubric"
	"gloss/internal/source"
)

// context is what the rules share: the input, and what several of them need to
// know about it.
type context struct {
	report *report.Report
	essay  *essay.Essay
	set    *annotation.Set
	rubric *rubric.Rubric
	banks  []*bank.Bank

	notes      []note              // all, in the order of the report
	shown      []note              // those that are not for markers only
	paragraphs map[int]essay.Block // by number
	length     int                 // of the essay's text in code points
	changed    bool                // the essay is known to be another than was annotated
	text       func() *anchor.Text // the essay's text, made ready for looking up
	english    bool                // the feedback is in English, as far as is known
}

// note is a note and its remark without Markdown.
type note struct {
	*report.Note
	comment string
}

func newContext(in Input) *context {
	c := &context{
		report: in.Report, essay: in.Report.Essay, set: in.Set, rubric: in.Rubric, banks: in.Banks,
		paragraphs: map[int]essay.Block{}, length: length(in.Report.Essay.Text),
	}
	for i := range in.Report.Notes {
		n := note{Note: &in.Report.Notes[i]}
		if n.Item == nil {
			continue
		}
		n.comment = plain(n.Comment)
		c.notes = append(c.notes, n)
		if !n.Hidden() {
			c.shown = append(c.shown, n)
		}
	}
	for _, b := range c.essay.Blocks {
		if b.Number > 0 {
			c.paragraphs[b.Number] = b
		}
	}
	c.changed = in.Set.MadeOn.Set || in.Set.Digest.Set && in.Set.Digest.Value != c.essay.Digest()
	c.text = sync.OnceValue(func() *anchor.Text { return anchor.Prepare(c.essay.Text, c.essay.ParagraphSpans()) })
	language, _, _ := strings.Cut(strings.ToLower(in.Set.Language.Value), "-")
	c.english = language == "" || language == "en"
	return c
}

// plain is Markdown as it is read: one line, without marks of style.
func plain(markdown string) string {
	if !strings.ContainsAny(markdown, "*_`~[<>&\\|#") {
		return strings.Join(strings.Fields(markdown), " ") // most remarks
	}
	return strings.Join(strings.Fields(richtext.Plain(richtext.Parse(markdown))), " ")
}

// at is a finding at a place of the annotation file.
func (c *context) at(s source.Span, message string, help ...string) diag.Finding {
	return diag.Finding{File: c.set.File, Span: s, Message: message, Help: help}
}

// file is a finding on the annotation file as a whole.
func (c *context) file(message string, help ...string) diag.Finding {
	return diag.Finding{Path: c.set.File.Name, Message: message, Help: help}
}

// here is a note on a place of the annotation file.
func (c *context) here(s source.Span, message string) diag.Note {
	return diag.Note{File: c.set.File, Span: s, Message: message}
}

// inEssay is a note on a place of the essay, as far as its file can be shown. Of
// a file without lines its text is shown.
func (c *context) inEssay(s source.Span, message string) []diag.Note {
	switch {
	case c.essay.File == nil:
		return nil
	case !c.essay.HasLines():
		return []diag.Note{{File: source.NewFile(c.essay.Path, c.essay.Text), Span: s, Message: message + " (" + c.place(s) + ")"}}
	}
	return []diag.Note{{File: c.essay.File, Span: c.essay.FileSpan(s), Message: message}}
}

// place names a place of the essay as people find it: "line 12, paragraph 3".
func (c *context) place(s source.Span) string {
	var parts []string
	if c.essay.HasLines() {
		line := c.essay.File.Position(c.essay.FileSpan(s).Start).Line
		parts = append(parts, fmt.Sprintf("line %d", line))
	}
	if i := c.essay.BlockAt(s.Start); i >= 0 {
		switch b := c.essay.Blocks[i]; {
		case b.Number > 0:
			parts = append(parts, fmt.Sprintf("paragraph %d", b.Number))
		case len(parts) == 0:
			parts = append(parts, "the "+string(b.Kind)+" "+quoted(excerpt(b.Span.Of(c.essay.Text), 40)))
		}
	}
	return strings.Join(parts, ", ")
}

// block is the block of the essay that holds the offset.
func (c *context) block(offset int) (essay.Block, bool) {
	i := c.essay.BlockAt(offset)
	if i < 0 || offset >= c.essay.Blocks[i].Span.End {
		return essay.Block{}, false
	}
	return c.essay.Blocks[i], true
}

// where is the smallest place of the annotation file that names a place of the
// essay.
func (n note) where(p report.Place) source.Span {
	s := p.Selector
	switch {
	case s == nil:
		return n.Item.Key
	case s.Quote.Set:
		return s.Quote.Span
	case s.Position.Set:
		return s.Position.Span
	case s.Lines.Set:
		return s.Lines.Span
	case s.Paragraph.Set:
		return s.Paragraph.Span
	case s.Prefix.Set:
		return s.Prefix.Span
	case s.Suffix.Set:
		return s.Suffix.Span
	case !s.Span.IsEmpty():
		return s.Span
	}
	return n.Item.Key
}

// remark is the smallest place of the annotation file that holds the remark.
func (n note) remark() source.Span {
	if n.Item.Comment.Set {
		return n.Item.Comment.Span
	}
	return n.Item.Key
}

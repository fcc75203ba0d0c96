package htmlpage

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gloss/internal/essay"
)

// section is a stretch of the essay with the notes that follow it: one
// paragraph, or a run of list items, rows or the like.
type section struct {
	Is     string // "paragraph", "heading", "list", "quote", "code", "table", "footnotes"
	Blocks []block
	// NotesOn names what the notes are on: "paragraph 2".
	NotesOn string
	Notes   []note
	rows    []string // the text of a table
}

// widestTable is how many characters fit side by side on a printed page.
const widestTable = 80

// Tight reports whether a table is too wide for a page unless words are broken:
// whether the longest words of its columns have no room beside each other.
func (s section) Tight() bool {
	var longest []int
	for _, row := range s.rows {
		for i, cell := range strings.Split(row, "\t") {
			if i == len(longest) {
				longest = append(longest, 0)
			}
			for word := range strings.FieldsSeq(cell) {
				longest[i] = max(longest[i], utf8.RuneCountInString(word))
			}
		}
	}
	width := 0
	for _, n := range longest {
		width += n + 3 // the space beside it
	}
	return width > widestTable
}

// block is one block of the essay.
type block struct {
	Number int
	Level  int // of the heading element, or the depth of a list
	Marker []run
	Space  string // the class for its white space
	Bars   []bar
	Words  []word
}

// bar shows beside a block that a note is on the whole of it.
type bar struct {
	Class string
	Note  int
}

// sections are the essay as the page shows it.
func (b *pageBuilder) sections() []section {
	words, notes, bars := b.weave(), b.notesByBlock(), b.bars()
	var out []section
	var outline []int
	for i, eb := range b.report.Essay.Blocks {
		if eb.Kind == essay.Heading {
			outline = deeper(outline, eb.Level)
		}
		is := sectionKind(eb.Kind)
		if last := len(out) - 1; last < 0 || out[last].Is != is || !joins(is, out[last]) {
			out = append(out, section{Is: is})
		}
		s := &out[len(out)-1]
		s.Blocks = append(s.Blocks, block{
			Number: eb.Number, Level: level(eb, outline), Marker: runs(eb.Marker),
			Space: space(b.report.Essay, eb), Bars: bars[i], Words: words[i],
		})
		if is == "table" {
			s.rows = append(s.rows, eb.Span.Of(b.report.Essay.Text))
		}
		for _, n := range notes[i] {
			s.NotesOn = notesOn(eb)
			n.Level = min(3+len(outline), 6)
			s.Notes = append(s.Notes, n)
		}
	}
	return out
}

func sectionKind(k essay.BlockKind) string {
	switch k {
	case essay.Heading:
		return "heading"
	case essay.Item:
		return "list"
	case essay.Quote:
		return "quote"
	case essay.Code:
		return "code"
	case essay.Row:
		return "table"
	case essay.Footnote:
		return "footnotes"
	case essay.Paragraph:
		return "paragraph"
	}
	return "paragraph"
}

// joins reports whether a section takes up a further block of its kind. A table
// stays whole; a list is interrupted by the notes on its items.
func joins(is string, s section) bool {
	switch is {
	case "table", "footnotes":
		return true
	case "list", "quote":
		return len(s.Notes) == 0
	}
	return false
}

func notesOn(b essay.Block) string {
	switch {
	case b.Number > 0:
		return "paragraph " + strconv.Itoa(b.Number)
	case b.Kind == essay.Heading:
		return "the heading"
	case b.Kind == essay.Row:
		return "the table"
	case b.Kind == essay.Footnote:
		return "the footnotes"
	}
	return "this part"
}

// deeper is the outline with one more heading. Levels are counted from what is
// there, so that no level of the page is skipped.
func deeper(outline []int, level int) []int {
	for len(outline) > 0 && outline[len(outline)-1] >= level {
		outline = outline[:len(outline)-1]
	}
	return append(outline, level)
}

func level(b essay.Block, outline []int) int {
	if b.Kind == essay.Heading {
		return min(2+len(outline), 6)
	}
	return min(max(b.Level, 1), 6)
}

// space says what the white space of a block is worth: "wrapped" where its lines
// were only broken at a width, "kept" where it has more than single spaces and
// line ends, "" otherwise.
func space(e *essay.Essay, b essay.Block) string {
	s := b.Span.Of(e.Text)
	switch {
	case e.Flows(b):
		return "wrapped"
	case strings.Contains(s, "  "), strings.Contains(s, "\t"), strings.Contains(s, "\n "), strings.HasPrefix(s, " "):
		return "kept"
	}
	return ""
}

// notesByBlock are the notes in the text, under the block that each begins in.
func (b *pageBuilder) notesByBlock() [][]note {
	out := make([][]note, len(b.report.Essay.Blocks))
	for i := range b.report.Notes {
		if first, ok := b.report.Notes[i].First(); ok && len(out) > 0 {
			at := max(b.report.Essay.BlockAt(first.Start), 0)
			out[at] = append(out[at], b.notes[i])
		}
	}
	return out
}

// bars are the bars beside each block.
func (b *pageBuilder) bars() [][]bar {
	out := make([][]bar, len(b.report.Essay.Blocks))
	for i := range b.report.Notes {
		n := &b.report.Notes[i]
		for j, p := range n.Places {
			d := b.drawn.of(placeKey{i, j})
			if !d.bar || d.level == 0 {
				continue
			}
			class := b.classes.of(n) + " b" + strconv.Itoa(d.level)
			for at := b.report.Essay.BlockAt(p.Span.Start); at < len(out) && b.report.Essay.Blocks[at].Span.Start < p.Span.End; at++ {
				out[at] = append(out[at], bar{Class: class, Note: n.Number})
			}
		}
	}
	return out
}

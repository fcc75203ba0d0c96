package yamlfile

import (
	"fmt"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// indented records a line whose indentation is not of spaces alone.
func (s *scanner) indented(n int, h head) {
	span := source.Span{Start: s.lines[n].Start, End: h.at}
	s.indents = append(s.indents, indent{span: span, first: h.odd})
	s.slips = append(s.slips, slip{
		patches: []patch{{at: span, with: strings.Repeat(" ", h.column)}},
		silent:  h.odd != '\t',
	})
}

// reportIndents makes one finding of each kind of wrong indentation, however many
// lines have it.
func (s *scanner) reportIndents() {
	for i, in := range s.indents {
		rule, count, before := indentRule(in.first), 0, false
		for j, other := range s.indents {
			if indentRule(other.first) == rule {
				count++
				before = before || j < i
			}
		}
		if before {
			continue
		}
		f := diag.Finding{
			Severity: diag.Error, Rule: rule, Span: in.span,
			Message: fmt.Sprintf("this line is indented with %s", spaceName(in.first)),
			Help:    []string{"indent with the space bar; in most editors you can replace all tabs by spaces at once"},
		}
		if rule != "tab" {
			f.Help = []string{"delete what stands before the first word, and indent with the space bar"}
		}
		if count > 1 {
			f.Message += ", and so " + map[bool]string{true: "is 1 more line", false: fmt.Sprintf("are %d more lines", count-1)}[count == 2]
		}
		s.slips = append(s.slips, slip{finding: f, silent: rule != "tab"})
	}
}

func indentRule(r rune) string {
	if r == '\t' {
		return "tab"
	}
	return "space-character"
}

// spaceName names a character that looks like a space.
func spaceName(r rune) string {
	switch r {
	case '\t':
		return "a tab"
	case 0xA0:
		return "a no-break space (U+00A0)"
	}
	return fmt.Sprintf("another kind of space (U+%04X)", r)
}

// settle finds the list or map that a line belongs to, and closes those inside
// it. A line in no possible column is a slip; the column where it should stand is
// returned.
func (s *scanner) settle(n, column, at int, list bool) int {
	popped := -1
	for k := len(s.open) - 1; k >= 0; k-- {
		l := s.open[k]
		if l.column < column || l.column == column && (l.list == list || list && l.empty) {
			break
		}
		if l.list == list && l.column > column {
			popped = l.column
		}
		s.open = s.open[:k]
	}
	if len(s.open) == 0 {
		if popped >= 0 {
			s.misplaced(n, column, popped, at)
			return popped
		}
		return column
	}
	top := s.open[len(s.open)-1]
	switch {
	case top.column == column, top.empty && top.column < column && popped < 0:
		return column
	}
	want := top.column
	if popped >= 0 && (popped-column <= column-top.column || top.list != list) {
		want = popped
	}
	s.misplaced(n, column, want, at)
	for len(s.open) > 0 && s.open[len(s.open)-1].column == want && s.open[len(s.open)-1].list != list && !list {
		s.open = s.open[:len(s.open)-1]
	}
	return want
}

// misplaced reports a line that stands in a column where nothing can stand.
func (s *scanner) misplaced(n, column, want, at int) {
	line := s.lines[n]
	rest := line
	rest.Start = at
	side := "left"
	if column < want {
		side = "right"
	}
	s.slips = append(s.slips, slip{
		finding: diag.Finding{
			Severity: diag.Error, Rule: "indentation", Span: source.Span{Start: at, End: at + wordLen(rest.Of(s.file.Text))},
			Message: fmt.Sprintf("this line stands in column %d, and the lines that it belongs to stand in column %d", column+1, want+1),
			Help:    []string{fmt.Sprintf("move it to the %s:\n%s%s", side, strings.Repeat(" ", want), rest.Of(s.file.Text))},
		},
		patches: []patch{{at: source.Span{Start: line.Start, End: at}, with: strings.Repeat(" ", want)}},
	})
}

// stray reports a line of text that belongs to nothing, and takes it for a part of
// the text above it.
func (s *scanner) stray(e entry) {
	line := source.Span{Start: e.at, End: s.lines[e.line].End}
	text := line.Of(s.file.Text)
	help := "if it goes on with the text above, write that text below a bar, each line indented:\ncomment: |\n  the first line\n  the second line"
	switch above := s.last; {
	case above.after != e.line:
	case strings.HasPrefix(above.span.Of(s.file.Text), "|") || strings.HasPrefix(above.span.Of(s.file.Text), ">"):
		start := s.head(above.after - 1)
		help = "if it goes on with the text above, indent it as far as that:\n" + strings.Repeat(" ", start.column) + text
	case !strings.ContainsAny(above.span.Of(s.file.Text), "\r\n"):
		help = "if it goes on with the text above, write that text below a bar, each line indented:\n" +
			above.lead + "|\n  " + above.span.Of(s.file.Text) + "\n  " + text
	}
	s.slips = append(s.slips, slip{
		finding: diag.Finding{
			Severity: diag.Error, Rule: "stray-text", Span: line,
			Message: "this line is neither a key with a colon nor part of the text above it",
			Help:    []string{help, "if it is a note to yourself, put # and a space before it"},
		},
		patches: []patch{{at: line, with: ""}},
	})
	s.last.after = e.line + 1
}

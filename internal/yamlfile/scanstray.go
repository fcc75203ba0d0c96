package yamlfile

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// stray reports lines of text that belong to nothing, and takes them for a part of
// the text above them.
func (s *scanner) stray(e entry) {
	above := s.last
	for above.after > 0 && above.after < e.line && s.isBlank(above.after) {
		above.after++
	}
	lines := s.strayLines(e)
	if e.column == 0 && len(s.opts.Top) > 0 {
		lines = s.proseLines(e)
	}
	slip := slip{
		finding: diag.Finding{
			Severity: diag.Error, Rule: "stray-text", Span: lines.span,
			Message: "this line is neither a key with a colon nor part of the text above it",
			Help:    []string{"if it is a note to yourself, put # and a space before it"},
		},
		patches: []patch{{at: lines.span, with: ""}},
	}
	f := &slip.finding
	if n := lines.after - e.line - 1; n > 0 {
		f.Span = firstLine(s.file.Text, lines.span)
		f.Help = []string{"if they are notes to yourself, put # and a space before each"}
		more := fmt.Sprintf("the next %d", n)
		if n == 1 {
			more = "the next one"
		}
		f.Message = fmt.Sprintf("this line and %s are neither keys with a colon nor part of the text above them", more)
		if colonAt(f.Span.Of(s.file.Text)) >= 0 {
			f.Message = fmt.Sprintf("this line and %s are not indented, and so they are no part of the text above them", more)
		}
	} else if colonAt(f.Span.Of(s.file.Text)) >= 0 {
		f.Message = "this line is not indented, and so it is no part of the text above it"
	}
	if help := s.goesOn(above, lines, e.line); help != "" {
		f.Help = append([]string{help}, f.Help...)
	}
	if s.isOpenText(above, e.line) {
		whole := value{span: source.Span{Start: above.span.Start, End: lines.span.End}}
		slip.patches = []patch{{at: whole.span, with: doubleQuoted(whole.text(s.file.Text))}}
	}
	s.slips = append(s.slips, slip)
	s.next = max(s.next, lines.after)
	s.last.after = lines.after
}

// isOpenText reports whether a value ends right above a line, and is a text
// without quotes that nothing is wrong with.
func (s *scanner) isOpenText(above value, line int) bool {
	text := above.span.Of(s.file.Text)
	if above.after != line || text == "" || strings.IndexByte("|>\"'[{#", text[0]) >= 0 {
		return false
	}
	return !slices.ContainsFunc(s.slips, func(made slip) bool {
		return len(made.patches) > 0 && made.patches[0].at.Overlaps(above.span)
	})
}

// strayLines are the lines from e on that have nothing of a key or a list.
func (s *scanner) strayLines(e entry) value {
	v := value{span: source.Span{Start: e.at, End: s.lines[e.line].End}, after: e.line + 1}
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		if rest == "" {
			continue
		}
		if h.column != e.column || colonAt(rest) >= 0 || strings.IndexByte("-#[{\"'", rest[0]) >= 0 || s.names[rest[:wordLen(rest)]] {
			break
		}
		v.span.End, v.after = s.lines[n].End, n+1
	}
	return v
}

// isProse reports whether a line at the left margin of the file is prose with a
// colon in it, which went on with the text above and was not indented: what stands
// before the colon is like no key.
func (s *scanner) isProse(e entry, key string) bool {
	if e.inItem || e.column > 0 || len(s.opts.Top) == 0 || len(s.open) == 0 || key[0] == '"' || key[0] == '\'' {
		return false
	}
	if s.names[key] || s.reader.Meant(key, s.opts.Top) != "" {
		return false
	}
	const words = 3
	return len(strings.Fields(key)) >= words || strings.ContainsAny(key, ".,;?!()") || s.isAmongItems(e, key)
}

// isAmongItems reports whether a line has something behind its colon, and keys
// stand deeper below it: they belong to what is above.
func (s *scanner) isAmongItems(e entry, key string) bool {
	if strings.Trim(s.after(e, len(key)), ": \t") == "" {
		return false
	}
	for n := e.line + 1; n < len(s.lines); n++ {
		if !s.isBlank(n) && !s.isComment(n) {
			h := s.head(n)
			return h.column > 0 && s.isKeyLike(strings.TrimLeft(s.file.Text[h.at:s.lines[n].End], "- "))
		}
	}
	return false
}

// proseLines are the lines from e on as far as there is no key: the rest of a text
// that was not indented.
func (s *scanner) proseLines(e entry) value {
	list := slices.ContainsFunc(s.open, func(l level) bool { return l.list && l.column == 0 })
	v := value{span: source.Span{Start: e.at, End: s.lines[e.line].End}, after: e.line + 1}
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		if rest == "" {
			continue
		}
		if rest[0] == '#' || isMarker(rest) || s.beginsKey(h.column, rest) || list && h.column == 0 && rest[0] == '-' {
			break
		}
		v.span.End, v.after = s.lines[n].End, n+1
	}
	return v
}

// beginsKey reports whether a line in a column is a key, or was meant as one; at the
// left margin that is one of the file's own.
func (s *scanner) beginsKey(column int, line string) bool {
	line = strings.TrimLeft(line, "- ")
	if column > 0 || s.nameLen(line) > 0 || s.names[strings.TrimRight(line, " \t")] {
		return s.isKeyLike(line) || s.names[strings.TrimRight(line, " \t")]
	}
	key, _, found := strings.Cut(line, ":")
	return found && s.reader.Meant(key, s.opts.Top) != ""
}

// goesOn shows how stray lines are written where they go on with the text above;
// "" where there is none.
func (s *scanner) goesOn(above, lines value, line int) string {
	if above.after == 0 {
		return ""
	}
	text := above.span.Of(s.file.Text)
	switch {
	case above.after == line && text == "":
		lines.lead = above.lead
		return "if it is the text that belongs here, write it below a bar, each line indented:\n" + lines.below(s.file.Text, "|")
	case above.after != line || text == "":
		return "if it goes on with the text above, write that text below a bar, each line indented:\ncomment: |\n  the first line\n  the second line"
	case text[0] == '|' || text[0] == '>':
		last := above.after - 1
		for last > 0 && s.isBlank(last) {
			last--
		}
		column := s.head(last).column
		if !strings.ContainsAny(text, "\r\n") { // nothing stands below the bar
			column += 2 + dashes(above.lead)
		}
		indent := "\n" + strings.Repeat(" ", column)
		return "if it goes on with the text above, indent it as far as that:" + indent + strings.Join(lines.trimmed(s.file.Text), indent)
	case strings.ContainsAny(text, "\r\n"):
		return "if it goes on with the text above, write that text below a bar, each line indented:\ncomment: |\n  the first line\n  the second line"
	}
	lines.lead = above.lead
	lines.span.Start = above.span.Start
	return "if it goes on with the text above, write that text below a bar, each line indented:\n" + lines.below(s.file.Text, "|")
}

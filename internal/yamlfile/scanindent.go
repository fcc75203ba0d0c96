package yamlfile

import (
	"fmt"
	"slices"
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

// settle finds the list or map that line n belongs to, where it begins with an
// item or key of the level l, and closes those inside it. A line in no possible
// column is a slip; the column where it should stand is returned.
func (s *scanner) settle(n, at int, l level) int {
	if l.list && l.column == 0 {
		s.listWithoutKey(n)
	}
	before := s.open
	popped := s.close(n, l)
	if len(s.open) == 0 {
		if popped >= 0 {
			s.misplaced(n, l.column, popped, at)
			return popped
		}
		return l.column
	}
	top := s.open[len(s.open)-1]
	if k := len(s.open); l.list && !top.list && !top.empty && k < len(before) && s.dashForgotten(before[k], n, l.column) {
		s.open = append(s.open, level{column: l.column, list: true})
		return l.column
	}
	switch {
	case top.column == l.column && (l.list || !top.list), top.empty && top.column < l.column && popped < 0:
		return l.column
	}
	want := top.column
	if popped >= 0 && (popped-l.column <= l.column-top.column || top.list != l.list) {
		want = popped
	}
	s.misplaced(n, l.column, want, at)
	s.reopen(before, level{column: want, list: l.list})
	return want
}

// listWithoutKey says of a list item at the left margin that the key of its list is
// missing, and mends it where there is none in the file.
func (s *scanner) listWithoutKey(n int) {
	at := source.Span{Start: s.lines[n].Start, End: s.lines[n].Start}
	key := s.opts.List + ":"
	message, help := fmt.Sprintf("the list of %s has no key before it", s.opts.List), "write on the line above:\n"+key
	switch {
	case s.opts.List == "" || len(s.open) == 0 || s.open[0].list || s.open[0].empty || s.open[0].column > 0:
		return
	case len(s.open) > 1 && s.open[1].list && s.open[1].column == 0:
		return // it has a key
	case s.listKey >= 0 && s.listKey < n:
		message = fmt.Sprintf("this item comes after another key, and the list of %s has ended before that", s.opts.List)
		help = "move it up to the other items, or move that key above the line " + key
	}
	s.mend(at, key+"\n", "bare-list", message, help)
	made := &s.slips[len(s.slips)-1]
	made.silent, made.finding.Span.End = false, s.lines[n].Start+wordLen(s.lines[n].Of(s.file.Text))
	s.open = s.open[:1]
	s.open[0].empty = true
}

// dashForgotten reports whether a map that a list item follows is the first item of
// the list, without its dash. Then it mends that.
func (s *scanner) dashForgotten(first level, n, column int) bool {
	if first.list || first.column != column && first.column != column+2 {
		return false
	}
	line := source.Span{Start: first.at, End: s.lines[first.line].End}.Of(s.file.Text)
	made := slip{
		finding: diag.Finding{
			Severity: diag.Error, Rule: "missing-dash", Span: source.Span{Start: first.at, End: first.at + wordLen(line)},
			Message: "an item of a list begins with a -, as those below do",
			Help:    []string{"write: - " + line},
		},
		patches: []patch{{at: source.Span{Start: first.at, End: first.at}, with: "- "}},
	}
	if first.column > column {
		made.patches[0].at.Start -= 2
	} else {
		for i := first.line + 1; i < n; i++ {
			made.patches = append(made.patches, patch{at: source.Span{Start: s.lines[i].Start, End: s.lines[i].Start}, with: "  "})
		}
	}
	s.slips = append(s.slips, made)
	return true
}

// close closes the levels that a line of the level l cannot belong to. It returns
// the column of the last one like l that stood further to the right, or -1.
func (s *scanner) close(n int, l level) int {
	popped := -1
	for k, open := range slices.Backward(s.open) {
		if open.column < l.column || s.isUnderDash(k, n, l.column) {
			break
		}
		if open.column == l.column && (open.list == l.list || l.list && open.empty) {
			break
		}
		if open.list == l.list && open.column > l.column {
			popped = open.column
		}
		s.open = s.open[:k]
	}
	return popped
}

// reopen opens the level that a misplaced line was moved to, if it was open
// before; else it closes a list in the column of a key.
func (s *scanner) reopen(before []level, l level) {
	for k := len(s.open); k < len(before); k++ {
		if before[k].column == l.column && before[k].list == l.list {
			s.open = before[:k+1]
			return
		}
	}
	for k := len(s.open) - 1; k >= 0 && s.open[k].column == l.column && s.open[k].list && !l.list; k-- {
		s.open = s.open[:k]
	}
}

// isUnderDash reports whether line n is a key that stands below a dash and not
// below the first key after it, where the list stands below its own key: another
// item of the list follows.
func (s *scanner) isUnderDash(k, n, column int) bool {
	l := s.open[k]
	if !l.list || l.column != column || k == 0 || s.open[k-1].column != column {
		return false
	}
	if key, _, _ := strings.Cut(s.file.Text[s.head(n).at:s.lines[n].End], ":"); column == 0 && slices.Contains(s.opts.Top, key) {
		return false
	}
	for ; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		switch {
		case rest == "" || rest[0] == '#' || h.column > column:
		case h.column < column || isMarker(rest):
			return false
		case strings.HasPrefix(rest, "- "):
			return true
		case colonAt(rest) == len(rest)-1:
			return false
		}
	}
	return false
}

// misplaced reports a line that stands in a column where nothing can stand.
func (s *scanner) misplaced(n, column, want, at int) {
	line := s.lines[n]
	if s.moveTabs(line.Start, want) {
		return
	}
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
		silent:  n == s.swallowed,
	})
}

// moveTabs puts another number of spaces in place of the tabs that a line begins
// with, if it begins with any. Of them it has been spoken already.
func (s *scanner) moveTabs(start, want int) bool {
	if k := len(s.indents) - 1; k < 0 || s.indents[k].span.Start != start {
		return false
	}
	for _, made := range slices.Backward(s.slips) {
		if p := made.patches; len(p) > 0 && p[0].at.Start == start {
			p[0].with = strings.Repeat(" ", want)
			return true
		}
	}
	return false
}

// isKeyColumn reports whether keys stand in a column.
func (s *scanner) isKeyColumn(column int) bool {
	return slices.ContainsFunc(s.open, func(l level) bool { return l.column == column && !l.list })
}

// dashTooMany says of a misplaced list item that its dash may be one too many.
func (s *scanner) dashTooMany(n int, item string) {
	key := strings.TrimLeft(item[1:], " \t")
	name := s.nameLen(key)
	if name == 0 || len(s.slips) == 0 || s.slips[len(s.slips)-1].finding.Rule != "indentation" {
		return
	}
	for first := false; n > 0 && !first; {
		n--
		above := s.file.Text[s.head(n).at:s.lines[n].End]
		if first = strings.HasPrefix(above, "- "); strings.HasPrefix(strings.TrimLeft(above, "- "), key[:name]) {
			return // the item above has this key already
		}
	}
	f := &s.slips[len(s.slips)-1].finding
	f.Help = []string{"if it belongs to the item above, leave the - out: " + key, "if it is an item of its own, " + f.Help[0]}
}

package yamlfile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// value looks at the value that begins at an offset of the entry's line, and at
// the lines below that belong to it. The parent is the column of the key or dash
// before it.
func (s *scanner) value(e entry, start, parent int) {
	line := s.lines[e.line]
	v := value{span: source.Span{Start: start, End: line.Start + len(strings.TrimRight(line.Of(s.file.Text), " \t"))}, after: e.line + 1}
	v.lead = s.file.Text[min(e.first, start):start]
	if v.lead != "" && !strings.HasSuffix(v.lead, " ") {
		v.lead += " "
	}
	if v.lead == "" && s.last.span.IsEmpty() && s.last.after > 0 && s.last.after <= e.line {
		v.lead = s.last.lead // of the key on the line above
	}
	if start >= v.span.End {
		v.span.End = start
		s.last = v
		return // the value may follow on the lines below
	}
	rest := v.span.Of(s.file.Text)
	if rest[0] == '#' {
		s.hashFirst(v, parent)
		return
	}
	if k := len(s.open) - 1; k >= 0 {
		s.open[k].empty = false
	}
	kinds := map[byte]func(value, int){
		'|': s.blockScalar, '>': s.blockScalar,
		'"': s.quotedScalar, '\'': s.quotedScalar,
		'[': s.flow, '{': s.flow,
		'&': s.property, '!': s.property,
		'*': s.indicator, '%': s.indicator, '@': s.indicator, '`': s.indicator,
		',': s.indicator, ']': s.indicator, '}': s.indicator,
	}
	if s.listOnLine(e, v, parent) {
		return
	}
	read, special := kinds[rest[0]]
	switch {
	case special:
		read(v, parent)
	case strings.IndexByte("-?:", rest[0]) >= 0 && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t'):
		s.indicator(v, parent)
	default:
		s.plain(v, parent)
	}
}

// listOnLine looks at a list that begins on the line of its key: at a dash and a
// legal key.
func (s *scanner) listOnLine(e entry, v value, parent int) bool {
	rest := v.span.Of(s.file.Text)
	item := strings.TrimLeft(strings.TrimPrefix(rest, "-"), " \t")
	key := strings.TrimSpace(v.lead)
	if !strings.HasPrefix(rest, "- ") || s.nameLen(item) == 0 || !strings.HasSuffix(key, ":") {
		return false
	}
	column := parent + 2
	for n := v.after; n < len(s.lines); n++ {
		if h := s.head(n); h.at < s.lines[n].End {
			if c := h.column - 2; c > parent && s.file.Text[h.at] != '-' {
				column = c
			}
			break
		}
	}
	indent := strings.Repeat(" ", column)
	s.mend(source.Span{Start: v.span.Start, End: v.span.Start + 1}, "\n"+indent+"-", "missing-line",
		"a list begins on the line below its key", "write:\n"+key+"\n"+strings.Repeat(" ", column-parent)+rest)
	s.slips[len(s.slips)-1].silent = false
	if k := len(s.slips) - 2; k >= 0 && s.slips[k].finding.Rule == "missing-space" && s.slips[k].finding.Span.End == v.span.Start {
		s.slips[k].finding = diag.Finding{} // it is said with the same words
	}
	s.open[len(s.open)-1].empty = true
	s.node(e.line, column, v.span.Start)
	return true
}

// keep takes a value in and goes on below it.
func (s *scanner) keep(v value) {
	s.values, s.last = append(s.values, v), v
	s.next = max(s.next, v.after)
}

// spread widens a value by the lines below that are indented further than its
// parent; a line that begins with a legal key ends it, because there only the
// indentation is wrong.
func (s *scanner) spread(v value, parent int) value {
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		if rest == "" {
			continue
		}
		if h.column <= parent || rest[0] == '#' || s.isKeyLike(strings.TrimPrefix(rest, "- ")) {
			break
		}
		v.span.End = s.lines[n].Start + len(strings.TrimRight(s.lines[n].Of(s.file.Text), " \t"))
		v.after = n + 1
	}
	return v
}

// isKeyLike reports whether a line begins with a legal key, or with one word and
// a colon where the word is nearly one.
func (s *scanner) isKeyLike(line string) bool {
	if s.nameLen(line) > 0 {
		return true
	}
	n := strings.IndexByte(line, ':')
	const longest = 20
	return n > 0 && n <= longest && (n+1 == len(line) || line[n+1] == ' ') && !strings.ContainsAny(line[:n], " \t") &&
		Nearest(line[:n], s.opts.Names) != ""
}

// nested reports whether a list or map follows on the lines below.
func (s *scanner) nested(v value, parent int) bool {
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		if rest == "" || rest[0] == '#' {
			continue
		}
		return h.column > parent || h.column == parent && strings.HasPrefix(rest, "- ")
	}
	return false
}

// hashFirst looks at a # where a value should begin: with a letter close behind
// it, or with words where free text belongs, a text was meant.
func (s *scanner) hashFirst(v value, parent int) {
	rest := v.span.Of(s.file.Text)
	heading := len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t'
	key, _, _ := strings.Cut(strings.TrimLeft(v.lead, "- "), ":")
	prose := slices.Contains(s.opts.Prose, key)
	if heading && (strings.Trim(rest, "# \t") == "" || !prose) || s.nested(v, parent) && !prose {
		return
	}
	v = s.spread(v, parent)
	if k := len(s.open) - 1; k >= 0 {
		s.open[k].empty = false
	}
	s.quoted(v, "comment-cut", "a # began a comment, so this text would be lost").silent = true
	if heading {
		last := &s.slips[len(s.slips)-1].finding
		last.Help = append(last.Help, "if it is meant as a comment, put it on a line of its own")
	}
	s.keep(v)
}

// indicator is a value whose first character has a meaning.
func (s *scanner) indicator(v value, parent int) {
	v = s.spread(v, parent)
	rest := v.span.Of(s.file.Text)
	if number := regexp.MustCompile(`^- +([0-9][0-9.]*)$`).FindStringSubmatch(rest); number != nil && v.lead != "" {
		s.mend(v.span, "-"+number[1], "number", "a minus sign stands close to its number", "write: "+v.lead+"-"+number[1])
		s.slips[len(s.slips)-1].silent = false
		s.keep(v)
		return
	}
	word := rest[:wordLen(rest)]
	if rest[0] == '*' && len(word) > 1 && strings.Contains(s.file.Text, "&"+word[1:]) {
		s.quoted(v, "alias", "a * with a name repeats a value from elsewhere, and that is not possible here").silent = true
		last := &s.slips[len(s.slips)-1].finding
		last.Help = []string{"write the value out", "or, if it is a text, " + last.Help[0]}
	} else {
		found := s.firstCharacter(v)
		found.silent = rest[0] == '*'
		if key := strings.TrimRight(v.lead, " "); strings.HasPrefix(rest, "- ") && strings.HasSuffix(key, ":") && !strings.ContainsAny(rest, "\r\n") {
			found.finding.Help = append(found.finding.Help, "or, if it is a list, begin it on the line below:\n"+key+"\n"+strings.Repeat(" ", 2+dashes(key))+rest)
		}
	}
	s.keep(v)
}

// property is a value that begins with an anchor or a tag, or looks like it.
func (s *scanner) property(v value, parent int) {
	rest := v.span.Of(s.file.Text)
	word := wordLen(rest)
	if word == len(rest) && s.nested(v, parent) {
		if k := len(s.open) - 1; k >= 0 {
			s.open[k].empty = true
		}
		return // it belongs to a list or map; the converter will speak of it
	}
	v = s.spread(v, parent)
	switch {
	case strings.HasPrefix(rest, "!!"):
		s.quoted(v, "tag", "a word that begins with !! says of what type a value is, and that is not possible here").silent = true
	case rest[0] == '!':
		s.quoted(v, "tag", "at the beginning of a value, ! says of what type it is").silent = true
	default:
		s.quoted(v, "anchor", "at the beginning of a value, & names it for use elsewhere").silent = true
	}
	s.keep(v)
}

// blockHeader is what may stand after | and >.
var blockHeader = regexp.MustCompile(`^[|>](?:[1-9]?[+-]?|[+-][1-9])(?:[ \t]+#.*)?$`)

// blockScalar is a text on the lines below a | or >.
func (s *scanner) blockScalar(v value, parent int) {
	if !blockHeader.MatchString(v.span.Of(s.file.Text)) {
		v = s.spread(v, parent)
		s.firstCharacter(v)
		s.keep(v)
		return
	}
	indent := -1
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		if rest == "" {
			continue
		}
		key := s.isKeyLike(strings.TrimPrefix(rest, "- "))
		if s.file.Text[s.lines[n].Start] == '\t' && !key {
			h.column = max(indent, parent+2)
		}
		if h.column <= parent || h.column < indent && (rest[0] == '#' || key) {
			break
		}
		if indent < 0 {
			indent = h.column
		}
		if h.odd == '\t' && s.tabInBlock(n, indent) {
			s.indented(n, h)
		} else if h.column < indent && !strings.ContainsAny(v.span.Of(s.file.Text), "123456789") {
			s.misplaced(n, h.column, indent, h.at)
		}
		v.span.End, v.after = s.lines[n].End, n+1
	}
	v = s.blockEnd(v, parent, indent)
	s.last = v
	s.next = max(s.next, v.after)
}

// blockEnd looks at what a bar has announced, in the column indent; -1 where it is
// nothing.
func (s *scanner) blockEnd(v value, parent, indent int) value {
	if indent < 0 {
		return s.notIndented(v, parent)
	}
	s.keyInBlock(v, indent)
	return v
}

// keyInBlock warns of a key at the end of the text below a bar: indented as far as
// the text, it is a part of it, and so is a list below it.
func (s *scanner) keyInBlock(v value, indent int) {
	const slack = 3
	n := v.after - 1
	for below := false; n > 0 && s.lines[n].Start > v.span.Start; n-- {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		width := s.nameLen(rest)
		switch {
		case rest == "":
		case width > 0 && h.column >= indent && h.column <= indent+slack && (width < len(rest) || below):
			if s.textAbove(n, indent) {
				s.partOfText(source.Span{Start: h.at, End: h.at + width})
			}
			return
		case !strings.HasPrefix(rest, "- ") && !below && h.column <= indent:
			return
		default:
			below = true
		}
	}
}

func (s *scanner) partOfText(key source.Span) {
	s.slips = append(s.slips, slip{silent: true, finding: diag.Finding{
		Severity: diag.Warning, Rule: "key-in-text", Span: key,
		Message: fmt.Sprintf("this line stands as far to the right as the text above it, so %q is a part of that text", key.Of(s.file.Text)),
		Help:    []string{"if it is meant as a key, move it to the left, below the key of that text"},
	}})
}

// textAbove reports whether the line above the n-th belongs to the same text and
// is none of a list of keys.
func (s *scanner) textAbove(n, indent int) bool {
	h := s.head(n - 1)
	rest := s.file.Text[h.at:s.lines[n-1].End]
	return rest != "" && h.column >= indent && s.nameLen(rest) == 0 && colonAt(rest) != len(rest)-1
}

// notIndented takes the lines that were to stand below a bar, and are not
// indented, for its text.
func (s *scanner) notIndented(v value, parent int) value {
	below := v
	below.span.Start = -1
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		rest := s.file.Text[h.at:s.lines[n].End]
		if rest == "" {
			continue
		}
		if h.column != parent || rest[0] == '#' || strings.HasPrefix(rest, "- ") || isMarker(rest) || s.isKeyLike(rest) {
			break
		}
		if below.span.Start < 0 {
			below.span.Start = h.at
		}
		below.span.End, below.after = s.lines[n].End, n+1
	}
	if below.span.Start < 0 {
		return v
	}
	bar := v.span.Of(s.file.Text)
	s.slips = append(s.slips, slip{
		finding: diag.Finding{
			Severity: diag.Error, Rule: "indentation", Span: firstLine(s.file.Text, below.span),
			Message: "the text that the " + bar[:1] + " announces must stand further to the right than its key",
			Help:    []string{"indent each line of it:\n" + below.below(s.file.Text, bar)},
		},
		patches: []patch{{at: source.Span{Start: v.span.Start, End: below.span.End}, with: doubleQuoted(below.text(s.file.Text))}},
	})
	return below
}

// tabInBlock reports whether a tab stands among the columns that are the block's
// indentation; behind them it is part of the text.
func (s *scanner) tabInBlock(n, indent int) bool {
	line := s.lines[n].Of(s.file.Text)
	lead := len(line) - len(strings.TrimLeft(line, " "))
	return lead < indent
}

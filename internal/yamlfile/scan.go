package yamlfile

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/internal/source"
)

// scanner looks at a file line by line, the way a person does, and finds what was
// meant otherwise than YAML takes it. It knows the block structure: keys, list
// items, and which lines belong to a text.
type scanner struct {
	file  *source.File
	opts  Options
	names map[string]bool
	// reader knows what else than a legal key a word can stand for.
	reader *Reader
	lines  []source.Span // without their line ends
	next   int           // the line to look at, from 0
	open   []level       // the lists and maps that the line can belong to, outermost first
	slips  []slip
	// values are all values seen, in the order of the file.
	values []value
	// last is the value that the scanner saw last.
	last value
	// moved is set while the lines below a misplaced list item stand as far off as
	// the item itself.
	moved move
	// indents are the lines that are indented with something else than spaces.
	indents []indent
	// lost is set where the scanner cannot follow the file any longer.
	lost bool
	// deep is where the nesting limit is exceeded within brackets; -1 if nowhere.
	deep int
	// lastKey is the last line that begins with a legal key; -1 if none does.
	lastKey int
	// listKey is the first line with the key of the list that the file is made for.
	listKey int
	// swallowed is the line of a list item that YAML takes for a part of the text
	// above it.
	swallowed int
}

// level is a list or map that is not finished.
type level struct {
	column int
	list   bool
	// empty is set while the last key or dash has no value yet, so that a value may
	// follow on the lines below.
	empty bool
	// line and at are where a map's first key stands.
	line, at int
}

// move is what has to be added to the columns that lie beyond from.
type move struct{ from, by int }

// indent is a line whose indentation is not of spaces alone.
type indent struct {
	span  source.Span
	first rune // the first character that is no space
}

func newScanner(f *source.File, opts Options) *scanner {
	s := &scanner{file: f, opts: opts, reader: &Reader{opts: opts}, names: map[string]bool{}, deep: -1, lastKey: -1, listKey: -1, swallowed: -1}
	for _, n := range opts.Names {
		s.names[n] = true
	}
	text := f.Text
	for i := 0; ; {
		end := len(text)
		if n := strings.IndexAny(text[i:], "\r\n"); n >= 0 {
			end = i + n
		}
		s.lines = append(s.lines, source.Span{Start: i, End: end})
		if s.nameLen(strings.TrimLeft(text[i:end], " \t-")) > 0 {
			s.lastKey = len(s.lines) - 1
		}
		if s.listKey < 0 && opts.List != "" && strings.HasPrefix(text[i:end], opts.List+":") {
			s.listKey = len(s.lines) - 1
		}
		if end >= len(text) {
			return s
		}
		i = end + 1
		if text[end] == '\r' && i < len(text) && text[i] == '\n' {
			i++
		}
	}
}

// maxSlips is after how many slips the scanner gives up: a file with more of them
// is none of ours.
const maxSlips = 4 * maxFindings

// scan looks at the whole file.
func (s *scanner) scan() {
	for s.next < len(s.lines) && !s.lost && s.deep < 0 && len(s.slips) < maxSlips {
		s.line()
	}
	s.reportIndents()
}

// head is the beginning of a line: its column, counted as it should have been
// written, and the offset of the first character that is no white space.
type head struct {
	column int
	at     int
	odd    rune // the first character of the indentation that is no space, or 0
}

// head measures the indentation of line n. A tab counts for two columns, which
// is what it takes to stand below the first key after a dash.
func (s *scanner) head(n int) head {
	h := head{at: s.lines[n].Start}
	for h.at < s.lines[n].End {
		r, size := utf8.DecodeRuneInString(s.file.Text[h.at:])
		switch {
		case r == ' ':
			h.column++
		case r == '\t':
			h.column += 2
		case isOddSpace(r):
			h.column++
		default:
			return h
		}
		if r != ' ' && h.odd == 0 {
			h.odd = r
		}
		h.at += size
	}
	return h
}

// isOddSpace reports whether a character looks like a space, or like nothing, but
// is no space to YAML.
func isOddSpace(r rune) bool {
	return r == 0xA0 || r >= 0x2000 && r <= 0x200B || r == 0x202F || r == 0x205F || r == 0x3000 || r == 0x1680
}

// isBlank reports whether line n has nothing but white space.
func (s *scanner) isBlank(n int) bool { return s.head(n).at == s.lines[n].End }

// isComment reports whether line n is a comment.
func (s *scanner) isComment(n int) bool {
	h := s.head(n)
	return h.at < s.lines[n].End && s.file.Text[h.at] == '#'
}

// line looks at the line that is next, and at those below it that belong to the
// same value.
func (s *scanner) line() {
	n := s.next
	s.next++
	h := s.head(n)
	rest := s.file.Text[h.at:s.lines[n].End]
	switch {
	case rest == "":
		s.blankTabs(n)
		return
	case rest[0] == '#':
		return
	case h.column == 0 && isMarker(rest):
		if s.dots(n, rest) {
			return
		}
		s.open = nil
		s.lost = len(strings.TrimSpace(rest)) > 3
		return
	case h.column == 0 && len(s.open) == 0 && (strings.HasPrefix(rest, "%YAML") || strings.HasPrefix(rest, "%TAG")):
		s.directive(n, rest)
		return
	}
	if h.odd != 0 {
		s.indented(n, h)
	}
	if s.moved.by != 0 && h.column > s.moved.from && h.column+s.moved.by >= 0 {
		h.column += s.moved.by
		s.slips = append(s.slips, slip{patches: []patch{{at: source.Span{Start: s.lines[n].Start, End: h.at}, with: strings.Repeat(" ", h.column)}}})
	} else {
		s.moved = move{}
	}
	s.node(n, h.column, h.at)
}

// blankTabs puts spaces for the tabs of a line that has nothing else.
func (s *scanner) blankTabs(n int) {
	if at := s.lines[n]; strings.Contains(at.Of(s.file.Text), "\t") {
		s.slips = append(s.slips, slip{silent: true, patches: []patch{{at: at, with: ""}}})
	}
}

// dots says of a line of three dots that YAML takes it for the end of the file,
// where more than another document follows.
func (s *scanner) dots(n int, rest string) bool {
	if strings.TrimRight(rest, " \t") != "..." || len(s.open) == 0 {
		return false
	}
	for next := n + 1; next < len(s.lines); next++ {
		below := s.lines[next].Of(s.file.Text)
		if s.isBlank(next) || s.isComment(next) {
			continue
		}
		if isMarker(below) || below[0] == '%' {
			return false
		}
		s.mend(source.Span{Start: s.lines[n].Start, End: s.lines[n].End}, "", "second-document",
			"a line of three dots ends the file, and what follows would not be read", "delete this line")
		return true
	}
	return false
}

// isMarker reports whether a line begins or ends a document.
func isMarker(line string) bool {
	return (strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")) &&
		(len(line) == 3 || line[3] == ' ' || line[3] == '\t')
}

// node looks at what begins at an offset of line n: list items, keys, or a text.
func (s *scanner) node(n, column, at int) {
	first := at
	inItem := false
	for {
		rest := s.file.Text[at:s.lines[n].End]
		if width, ok := s.dash(at, rest); ok {
			if !inItem {
				column = s.item(n, column, at)
			}
			s.push(level{column: column, list: true, empty: true})
			pad := width + len(rest[width:]) - len(strings.TrimLeft(rest[width:], " \t"))
			at, column, inItem = at+pad, column+max(2, utf8.RuneCountInString(rest[:pad])), true
			if at >= s.lines[n].End || s.file.Text[at] == '#' {
				return
			}
			if len(s.open) > s.opts.Depth {
				s.deep = at
				return
			}
			continue
		}
		s.entry(entry{line: n, column: column, first: first, at: at, inItem: inItem})
		return
	}
}

// item settles a line that begins with a dash, and returns the column where it
// should stand.
func (s *scanner) item(n, column, at int) int {
	keys := s.isKeyColumn(column)
	settled := s.settle(n, at, level{column: column, list: true})
	if settled == column {
		return column
	}
	if !s.standsBelow(n, settled) {
		s.moved = move{from: column, by: settled - column}
	}
	if keys {
		s.dashTooMany(n, s.file.Text[at:s.lines[n].End])
	}
	return settled
}

// standsBelow reports whether the line below a misplaced dash stands where the
// keys of its item belong, so that only the dash is out of place.
func (s *scanner) standsBelow(n, column int) bool {
	for n++; n < len(s.lines); n++ {
		if !s.isBlank(n) && !s.isComment(n) {
			return s.head(n).column == column+2
		}
	}
	return false
}

// entry is the part of a line after the dashes.
type entry struct {
	line, column int
	first        int // the line's first character
	at           int
	inItem       bool // a dash stands before it
}

// entry looks at a key and its value, or a text.
func (s *scanner) entry(e entry) {
	end := s.lines[e.line].End
	rest := s.file.Text[e.at:end]
	if strings.HasPrefix(rest, "? ") || rest == "?" {
		s.lost = true
		return
	}
	if s.isTextBelow(e, rest) {
		s.value(e, e.at, s.open[len(s.open)-1].column)
		return
	}
	keyLen, width := s.key(e, rest)
	switch {
	case keyLen > 0 && s.isProse(e, rest[:keyLen]):
		s.stray(e)
	case keyLen > 0:
		if !e.inItem {
			e.column = s.settle(e.line, e.at, level{column: e.column})
		}
		s.push(level{column: e.column, empty: true, line: e.line, at: e.at})
		start := e.at + width
		start += len(s.file.Text[start:end]) - len(strings.TrimLeft(s.file.Text[start:end], " \t"))
		s.value(e, start, e.column)
	case !e.inItem && len(s.open) == 0 && e.line < s.lastKey && strings.IndexByte("[{\"'&!|>", rest[0]) < 0:
		s.stray(e)
	case e.inItem || len(s.open) == 0:
		parent := -1
		if e.inItem {
			parent = s.open[len(s.open)-1].column
		}
		s.value(e, e.at, parent)
	case s.open[len(s.open)-1].empty && s.open[len(s.open)-1].column < e.column:
		s.value(e, e.at, s.open[len(s.open)-1].column)
	default:
		s.stray(e)
	}
}

// isTextBelow reports whether an entry is the beginning of a text below its key,
// although it has a colon: of its words none is a key, and a line below it, in the
// same column, has no colon.
func (s *scanner) isTextBelow(e entry, rest string) bool {
	k := len(s.open) - 1
	if e.inItem || k < 0 || !s.open[k].empty || s.open[k].list || s.open[k].column >= e.column {
		return false
	}
	if key, _, _ := strings.Cut(strings.TrimLeft(s.last.lead, "- "), ":"); len(s.opts.Prose) > 0 && !slices.Contains(s.opts.Prose, key) {
		return false
	}
	colon := colonAt(rest)
	if colon < 0 || !strings.Contains(strings.TrimSpace(rest[:colon]), " ") || s.isMeant(rest[:colon]) {
		return false
	}
	for n := e.line + 1; n < len(s.lines); n++ {
		h := s.head(n)
		below := s.file.Text[h.at:s.lines[n].End]
		switch {
		case below == "" || below[0] == '#' || h.column > e.column:
		case h.column < e.column || s.isKeyLike(below):
			return false
		case colonAt(below) < 0:
			return true
		}
	}
	return false
}

// push opens a level; where the same is open already, it is the next key or item
// of it.
func (s *scanner) push(l level) {
	if k := len(s.open) - 1; k >= 0 && s.open[k].column == l.column && s.open[k].list == l.list {
		s.open[k].empty = l.empty
		return
	}
	if k := len(s.open) - 1; k >= 0 {
		s.open[k].empty = false
	}
	s.open = append(s.open, l)
}

// directive makes version 1.2 of YAML, which the library does not know by name,
// one that it does; to the files read here they are the same.
func (s *scanner) directive(n int, rest string) {
	if strings.TrimRight(rest, " \t") == "%YAML 1.2" {
		s.slips = append(s.slips, slip{silent: true, patches: []patch{{at: s.lines[n], with: "%YAML 1.1"}}})
	}
}

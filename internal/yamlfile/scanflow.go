package yamlfile

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/source"
)

// flow is a value that begins with a bracket: a list or map on one line, or a
// text.
func (s *scanner) flow(v value, parent int) {
	region := s.region(v, parent)
	rest := region.span.Of(s.file.Text)
	f := flowScan{s: s, text: rest, base: v.span.Start, lead: v.lead}
	end, closed := f.scan()
	switch {
	case f.tooDeep:
		s.deep = v.span.Start + end
		return
	case !closed && len(lineOf(rest)) == 1 && len(f.open) > 0:
		s.unclosedLines(region, f)
		return
	case !closed:
		s.unclosedBracket(v, parent)
		return
	case !endsValue(rest[end:]):
		v = s.spread(v, parent)
		s.quoted(v, "first-character", beginsWith(rest[0]))
	default:
		s.slips = append(s.slips, f.slips...)
	}
	s.keepTo(v, max(v.span.End, v.span.Start+end))
}

// unclosedBracket is a bracket that nothing closes.
func (s *scanner) unclosedBracket(v value, parent int) {
	v = s.spread(v, parent)
	rest := v.span.Of(s.file.Text)
	closing, kind := "]", "list"
	if rest[0] == '{' {
		closing, kind = "}", "map"
	}
	found := s.quoted(v, "unclosed-bracket", fmt.Sprintf("%c begins a %s, and there is no %s at its end", rest[0], kind, closing))
	found.finding.Span = source.Span{Start: v.span.Start, End: v.span.Start + 1}
	if cut := commentAt(rest); cut >= 0 && !strings.ContainsAny(rest, "\r\n") {
		found.finding.Rule, found.finding.Span = "comment-cut", source.Span{Start: v.span.Start + cut, End: v.span.End}
		found.finding.Message = fmt.Sprintf("a # after a space began a comment, so the %s at the end is lost with it", closing)
		found.finding.Help = []string{`put what begins with the # in quotes: "#word"`, "if all of it is a text: " + v.lead + quote(rest)}
	}
	if !strings.ContainsAny(rest, "\r\n#") {
		found.finding.Help = append([]string{fmt.Sprintf("if it is a %s: %s%s%s", kind, v.lead, rest, closing)}, "if it is a text: "+v.lead+quote(rest))
	}
	s.keep(v)
}

// unclosedLines is a list or map in brackets that begins on a line of its own, and
// that nothing closes.
func (s *scanner) unclosedLines(v value, f flowScan) {
	var missing strings.Builder
	for _, at := range slices.Backward(f.open) {
		missing.WriteByte(map[byte]byte{'[': ']', '{': '}'}[f.text[at]])
	}
	last := f.open[len(f.open)-1]
	at := source.Span{Start: f.base + last, End: f.base + last + 1}
	s.mend(source.Span{Start: v.span.End, End: v.span.End}, missing.String(), "unclosed-bracket",
		fmt.Sprintf("%c is not closed", f.text[last]), fmt.Sprintf("write %s at the end of what it holds", missing.String()[:1]))
	s.slips[len(s.slips)-1].finding.Span = at
	s.slips[len(s.slips)-1].silent = false
	s.slips = append(s.slips, f.slips...)
	s.keep(v)
}

// flowScan walks through a list or map in brackets.
type flowScan struct {
	s       *scanner
	text    string // from the opening bracket as far as it can reach
	base    int    // the offset of the text in the file
	lead    string
	open    []int // where the brackets that are open stand
	slips   []slip
	tooDeep bool
}

// scan returns where the first bracket is closed, if it is.
func (f *flowScan) scan() (int, bool) {
	fresh := true // an item, key or value begins here
	inValue := false
	for i := 0; i < len(f.text); {
		switch c := f.text[i]; {
		case c == '[' || c == '{':
			f.open = append(f.open, i)
			if len(f.open) > f.s.opts.Depth {
				f.tooDeep = true
				return i, false
			}
			i, fresh, inValue = i+1, true, false
		case c == ']' || c == '}':
			from := f.open[len(f.open)-1]
			f.open = f.open[:len(f.open)-1]
			if i++; len(f.open) == 0 {
				return i, true
			}
			i, fresh, inValue = f.textAfter(from, i), false, false
		case c == ',':
			if fresh {
				f.commaTwice(i)
			}
			i, fresh, inValue = i+1, true, false
		case c == ':' && !fresh:
			i, fresh, inValue = i+1, true, true
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i++
		case c == '#' && i > 0 && strings.IndexByte(" \t\r\n", f.text[i-1]) >= 0:
			i = lineEnd(f.text, i)
		case fresh && !inValue && f.keyWithoutSpace(i) > 0:
			i, fresh = i+f.keyWithoutSpace(i), false
			f.mend(source.Span{Start: i, End: i + 1}, ": ", "missing-space", fmt.Sprintf("a space is missing after %q", f.text[strings.LastIndexAny(f.text[:i], " ,{[")+1:i+1]), "write a space behind the colon")
		case fresh:
			i, fresh = f.item(i, inValue), false
		default:
			i++
		}
	}
	return len(f.text), false
}

// mend is the scanner's mend, for a stretch of the text in brackets.
func (f *flowScan) mend(at source.Span, with, rule, message, help string) {
	before := len(f.s.slips)
	f.s.mend(source.Span{Start: f.base + at.Start, End: f.base + at.End}, with, rule, message, help)
	f.slips = append(f.slips, f.s.slips[before:]...)
	f.s.slips = f.s.slips[:before]
}

// commaTwice is the slip of a comma right behind another one.
func (f *flowScan) commaTwice(i int) {
	if !strings.HasSuffix(strings.TrimRight(f.text[:i], " \t\r\n"), ",") {
		return
	}
	f.mend(source.Span{Start: i, End: i + 1}, "", "missing-comma", "two commas follow each other", "delete one of them, or write something between")
	f.slips[len(f.slips)-1].silent = false
}

// keyWithoutSpace is the length of a legal key that begins at i, and whose colon no
// space follows; or 0.
func (f *flowScan) keyWithoutSpace(i int) int {
	n := strings.IndexByte(f.text[i:], ':')
	if f.text[f.open[len(f.open)-1]] != '{' || n <= 0 || !f.s.names[f.text[i:i+n]] {
		return 0
	}
	if after := f.text[i+n+1:]; after == "" || strings.IndexByte(" \t\r\n,}", after[0]) >= 0 {
		return 0
	}
	return n
}

// textAfter looks at what follows brackets within brackets, which stand from one
// offset to another. Where it is text, all of it is one; the offset where it ends
// is returned.
func (f *flowScan) textAfter(from, to int) int {
	if next := strings.TrimLeft(f.text[to:], " \t\r\n"); next != "" && next[0] == '{' && f.text[from] == '{' && len(f.open) > 0 {
		f.mend(source.Span{Start: to - 1, End: to}, "},", "missing-comma", "a comma is missing between two items of a list in brackets", "write a comma behind the }")
		f.slips[len(f.slips)-1].silent = false
		return to
	}
	after := strings.TrimLeft(f.text[to:], " \t")
	if after == "" || strings.IndexByte(",]}:#\r\n", after[0]) >= 0 {
		return to
	}
	end := f.plainEnd(to, true)
	text := strings.TrimRight(f.text[from:end], " \t")
	f.quoted(from, text, "first-character", beginsWith(text[0]))
	return end
}

// item is a text in brackets that begins at i; it returns where it ends.
func (f *flowScan) item(i int, inValue bool) int {
	c := f.text[i]
	end, closed := 0, false
	switch c {
	case '"':
		end, closed = doubleQuotedEnd(f.text, i)
	case '\'':
		end, closed = singleQuotedEnd(f.text, i)
	}
	if closed {
		if after := strings.TrimLeft(f.text[end:], " \t\r\n"); after == "" || strings.IndexByte(",]}:#", after[0]) >= 0 {
			return end
		}
	}
	stop := f.plainEnd(i, inValue)
	cut := ""
	if stop+1 < len(f.text) && f.text[stop] == '#' && strings.IndexByte(" \t#", f.text[stop+1]) < 0 {
		end := f.plainEnd(stop+1, inValue)
		cut, stop = strings.TrimSpace(f.text[stop:end]), end
	}
	text := strings.TrimRight(f.text[i:stop], " \t\r\n")
	special := strings.IndexByte("*&!%@`|>\"'", c) >= 0 || len(text) > 1 && strings.HasPrefix(text, "- ") || text == "?" || strings.HasPrefix(text, "? ")
	switch {
	case cut != "":
		f.quoted(i, text, "comment-cut", fmt.Sprintf("a # after a space began a comment, so %q would be lost", cut)).silent = true
	case special:
		f.quoted(i, text, "first-character", beginsWith(c)).silent = c == '&' || c == '!' || c == '*'
	case inValue && colonAt(text) >= 0:
		f.quoted(i, text, "colon", "a colon followed by a space makes a key of the words before it")
	case strings.Contains(f.ahead(i), "?"):
		// A question mark is a sign like any other here, and the library thinks not.
		end := i + len(f.ahead(i))
		f.questionMark(i, end)
		return end
	case strings.Contains(text, "?"):
		f.questionMark(i, i+len(text))
	}
	return i + len(text)
}

// questionMark puts a text in quotes, and does not speak of it.
func (f *flowScan) questionMark(from, to int) {
	v := value{span: source.Span{Start: f.base + from, End: f.base + to}}
	f.slips = append(f.slips, slip{silent: true, patches: []patch{{at: v.span, with: doubleQuoted(v.text(f.s.file.Text))}}})
}

// ahead is the text without quotes that begins at i, over several lines, if
// nothing in it could be a key or a comment.
func (f *flowScan) ahead(i int) string {
	text := f.text[i:]
	if end := strings.IndexAny(text, ",[]{}\"'#"); end >= 0 {
		text = text[:end]
	}
	if text = strings.TrimRight(text, " \t\r\n"); colonAt(text) >= 0 {
		return ""
	}
	return text
}

// plainEnd is where a text without quotes ends: at a comma or bracket, and a key
// at its colon.
func (f *flowScan) plainEnd(i int, inValue bool) int {
	for ; i < len(f.text); i++ {
		switch c := f.text[i]; {
		case strings.IndexByte(",[]{}\r\n", c) >= 0:
			return i
		case c == ':' && !inValue && (i+1 == len(f.text) || strings.IndexByte(" \t\r\n,]}", f.text[i+1]) >= 0):
			return i
		case c == '#' && f.text[i-1] == ' ':
			return i
		}
	}
	return i
}

func (f *flowScan) quoted(i int, text, rule, message string) *slip {
	span := source.Span{Start: f.base + i, End: f.base + i + len(text)}
	key := ""
	if j := strings.LastIndexAny(f.text[:i], ",{["); j >= 0 {
		key = strings.TrimLeft(f.text[j+1:i], " \t\r\n")
	}
	v := value{span: span, lead: key}
	before := len(f.s.slips)
	f.s.quoted(v, rule, message)
	f.slips = append(f.slips, f.s.slips[before:]...)
	f.s.slips = f.s.slips[:before]
	return &f.slips[len(f.slips)-1]
}

package yamlfile

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// plain is a text without quotes.
func (s *scanner) plain(v value, parent int) {
	text := s.file.Text
	v, list := s.swallow(s.spread(v, parent))
	if s.commentWithin(v, parent) {
		return
	}
	whole := v.span.Of(text)
	cut := commentAt(whole)
	switch colon := colonAt(whole); {
	case parent < 0 && s.lastKey < 0 && colon >= 0: // nothing in the file is ours
		s.quoted(v, "", "").finding = diag.Finding{}
	case cut >= 0 && whole[cut+1:] != "" && !strings.ContainsAny(whole[cut+1:cut+2], " \t#"):
		atEnd := !strings.ContainsAny(whole[cut:], "\r\n")
		s.quoted(v, "comment-cut", fmt.Sprintf("a # after a space began a comment, so %q would be lost",
			firstLine(whole, source.Span{Start: cut, End: len(whole)}).Of(whole))).silent = atEnd
		last := &s.slips[len(s.slips)-1].finding
		last.Span = firstLine(text, source.Span{Start: v.span.Start + cut, End: v.span.End})
		last.Help = append(last.Help, "if it is meant as a comment, put a space after the #")
	case colon >= 0 && (cut < 0 || colon < cut):
		message := "a colon followed by a space makes a key of the words before it"
		if colon == len(whole)-1 {
			message = "a colon at the end makes a key of the words before it"
		}
		s.quoted(v, "colon", message)
		s.orKey(v, colon)
	case list:
		s.joined(v)
	}
	s.keep(v)
}

// commentWithin looks for a line that begins with # in the middle of a text. It
// ends the text, and what follows would belong to nothing.
func (s *scanner) commentWithin(v value, parent int) bool {
	n := v.after
	for n < len(s.lines) && (s.isBlank(n) || s.isComment(n) && s.head(n).column > parent) {
		n++
	}
	if parent < 0 || n == v.after || n == len(s.lines) || !slices.ContainsFunc(s.lines[v.after:n], func(l source.Span) bool { return strings.Contains(l.Of(s.file.Text), "#") }) {
		return false
	}
	h := s.head(n)
	below := s.file.Text[h.at:s.lines[n].End]
	if h.column <= parent || below[0] == '-' || colonAt(below) >= 0 {
		return false
	}
	at := s.head(v.after).at
	v.after = n
	v = s.spread(v, parent)
	s.quoted(v, "comment-cut", "a line that begins with # is a comment, and ends the text above it")
	last := &s.slips[len(s.slips)-1].finding
	last.Span = source.Span{Start: at, End: lineEnd(s.file.Text, at)}
	last.Help = append(last.Help, "if it is meant as a comment, put it above the key of the text")
	s.keep(v)
	return true
}

// orKey adds to what was said of a text with a colon that the word before it is a
// legal key, which may have been meant as one.
func (s *scanner) orKey(v value, colon int) {
	whole := v.span.Of(s.file.Text)
	at := strings.LastIndexAny(whole[:colon], " \t") + 1
	text := strings.TrimRight(whole[:at], " \t,;")
	if !s.names[whole[at:colon]] || at-len(text) < 2 && whole[len(text)] != '\t' || strings.ContainsAny(whole, "\r\n") || colonAt(text) >= 0 {
		return
	}
	last := &s.slips[len(s.slips)-1].finding
	last.Help = append(last.Help, fmt.Sprintf("or, if %s is a key, write it on a line of its own:\n%s%s\n%s%s",
		whole[at:colon], v.lead, text, strings.Repeat(" ", dashes(v.lead)), whole[at:]))
}

// swallow looks for list items among the lines of a text without quotes, which
// YAML joins to one line. Where the text is an item itself, it ends before them;
// where it stands behind a key, and a list was begun, swallow reports true.
func (s *scanner) swallow(v value) (value, bool) {
	first, count := -1, 0
	for n := v.after - 1; n >= 0 && s.lines[n].Start > v.span.Start; n-- {
		if strings.HasPrefix(s.file.Text[s.head(n).at:s.lines[n].End], "- ") {
			first, count = n, count+1
		}
	}
	if count > 0 && strings.HasPrefix(v.lead, "-") && dashes(v.lead) == 0 {
		s.swallowed, v.after = first, first
		v.span.End = s.lines[first-1].End
		return v, false
	}
	return v, count > 1
}

// joined warns of a list that is read as one line of text.
func (s *scanner) joined(v value) {
	s.slips = append(s.slips, slip{silent: true, finding: diag.Finding{
		Severity: diag.Warning, Rule: "joined-lines", Span: firstLine(s.file.Text, v.span),
		Message: "the lines of this text are read as one, and so are the items of the list in it",
		Help:    []string{"to keep the lines apart, put a bar before the text:\n" + v.written(s.file.Text)},
	}})
}

// commentAt is the offset of a # that begins a comment behind the words of a value,
// or -1.
func commentAt(whole string) int {
	for i := 1; i < len(whole); i++ {
		if whole[i] == '#' && (whole[i-1] == ' ' || whole[i-1] == '\t') {
			return i
		}
	}
	return -1
}

// colonAt is the offset of a colon before a space or at the end of a line, or -1.
func colonAt(whole string) int {
	for i := range len(whole) {
		if whole[i] == ':' && (i+1 == len(whole) || strings.IndexByte(" \t\r\n", whole[i+1]) >= 0) {
			return i
		}
	}
	return -1
}

// lineOf is what stands before the first line end.
func lineOf(s string) string {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		return s[:i]
	}
	return s
}

// endsValue reports whether nothing but a comment follows on the line.
func endsValue(rest string) bool {
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	trimmed := strings.TrimLeft(rest, " \t")
	return trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(rest)
}

// region is the value with all lines below that are indented further than its
// parent: as far as a quoted text or a bracket can reach.
func (s *scanner) region(v value, parent int) value {
	for n := v.after; n < len(s.lines); n++ {
		h := s.head(n)
		if h.at == s.lines[n].End {
			continue
		}
		if c := s.file.Text[h.at]; h.column <= parent && c != ']' && c != '}' {
			break
		}
		v.span.End, v.after = s.lines[n].End, n+1
	}
	return v
}

// keepTo keeps a value that ends at an offset, perhaps on a line below.
func (s *scanner) keepTo(v value, end int) {
	for v.after < len(s.lines) && s.lines[v.after].Start < end {
		v.after++
	}
	v.span.End = end
	s.keep(v)
}

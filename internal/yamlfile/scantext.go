package yamlfile

import (
	"fmt"
	"regexp"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// plain is a text without quotes.
func (s *scanner) plain(v value, parent int) {
	text := s.file.Text
	cut := commentAt(v.span.Of(text))
	v, list := s.swallow(s.spread(v, parent))
	whole := v.span.Of(text)
	switch colon := colonAt(whole); {
	case cut >= 0 && whole[cut+1:] != "" && !strings.ContainsAny(whole[cut+1:cut+2], " \t#"):
		oneLine := !strings.ContainsAny(whole, "\r\n")
		s.quoted(v, "comment-cut", fmt.Sprintf("a # after a space began a comment, so %q would be lost",
			firstLine(whole, source.Span{Start: cut, End: len(whole)}).Of(whole))).silent = oneLine
		last := &s.slips[len(s.slips)-1].finding
		last.Span.Start = v.span.Start + cut
		last.Help = append(last.Help, "if it is meant as a comment, put a space after the #")
	case colon >= 0 && (cut < 0 || colon < cut):
		message := "a colon followed by a space makes a key of the words before it"
		if colon == len(whole)-1 {
			message = "a colon at the end makes a key of the words before it"
		}
		s.quoted(v, "colon", message)
	case list:
		s.joined(v)
	}
	s.keep(v)
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

// commentAt is the offset of a # that begins a comment on the first line of a
// value, or -1.
func commentAt(whole string) int {
	for i := 1; i < len(whole) && whole[i] != '\n' && whole[i] != '\r'; i++ {
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

// quotedScalar is a text that begins with a quotation mark.
func (s *scanner) quotedScalar(v value, parent int) {
	text := s.file.Text
	region := s.region(v, parent)
	rest := region.span.Of(text)
	double := rest[0] == '"'
	end, closed := singleQuotedEnd(rest, 0)
	if double {
		end, closed = doubleQuotedEnd(rest, 0)
	}
	switch {
	case !closed:
		s.unclosedQuote(v, parent)
		return
	case !endsValue(rest[end:]):
		v = s.spread(v, parent)
		s.quoted(v, "text-after-quote", fmt.Sprintf("the text goes on after the quotation mark %c that closes it", rest[0]))
		s.keep(v)
		return
	}
	if cut := strings.TrimLeft(lineOf(rest[end:]), " \t"); len(cut) > 1 && strings.IndexByte(" \t#", cut[1]) < 0 {
		s.quoted(v, "comment-cut", fmt.Sprintf("a # after a space began a comment, so %q would be lost", cut)).silent = true
		last := &s.slips[len(s.slips)-1].finding
		last.Span = source.Span{Start: v.span.End - len(cut), End: v.span.End}
		last.Help = append(last.Help, "if it is meant as a comment, put a space after the #")
		s.keep(v)
		return
	}
	s.keepTo(v, v.span.Start+end)
	if bad := badEscape(rest[:end]); double && bad >= 0 {
		s.backslash(source.Span{Start: v.span.Start, End: v.span.Start + end}, bad, v.lead)
	}
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

// unclosedQuote is a text that begins with a quotation mark that nothing closes:
// an apostrophe, or a mark that was forgotten.
func (s *scanner) unclosedQuote(v value, parent int) {
	v = s.spread(v, parent)
	if v.after < len(s.lines) {
		h := s.head(v.after)
		if stray := s.file.Text[h.at:s.lines[v.after].End]; h.column == parent && colonAt(stray) < 0 && stray != "" && strings.IndexByte("-#[{\"'", stray[0]) < 0 && !isMarker(stray) {
			lines := s.strayLines(entry{line: v.after, column: h.column, at: h.at})
			v.span.End, v.after = lines.span.End, lines.after
		}
	}
	rest := v.text(s.file.Text)
	found := s.quoted(v, "unclosed-quote", fmt.Sprintf("the quotation mark %c begins a text, and there is none at its end", rest[0]))
	found.finding.Span = source.Span{Start: v.span.Start, End: v.span.Start + 1}
	if rest[0] == '"' && len(rest) > 1 {
		found.finding.Help = append([]string{"put one at the end: " + v.lead + quote(rest[1:])}, "or, if the mark is part of the text:", v.written(s.file.Text))
		found.patches[0].with = doubleQuoted(rest[1:])
	}
	s.keep(v)
}

// escapes are the letters that mean something after a backslash.
var escape = regexp.MustCompile(`^\\(?:[0abt\tnvfre "/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`)

// badEscape is the offset of a backslash that means nothing, or -1.
func badEscape(rest string) int {
	for i := 1; i < len(rest)-1; i++ {
		if rest[i] != '\\' {
			continue
		}
		n := len(escape.FindString(rest[i:]))
		if n == 0 {
			return i
		}
		i += n - 1
	}
	return -1
}

// backslash is the slip of a backslash between double quotation marks, where it
// has a meaning.
func (s *scanner) backslash(at source.Span, bad int, lead string) {
	inside := s.file.Text[at.Start+1 : at.End-1]
	v := value{span: at, lead: lead}
	s.quoted(v, "backslash", `between double quotation marks a \ begins a code, and this is none`)
	last := &s.slips[len(s.slips)-1]
	last.finding.Span = source.Span{Start: at.Start + bad, End: at.Start + bad + 1}
	last.patches[0].with = doubleQuoted(inside)
	last.finding.Help = []string{"write " + lead + quote(strings.ReplaceAll(inside, `\"`, `"`))}
}

package yamlfile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/diag"
	"gloss/internal/source"
)

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
		s.textAfterQuote(v, parent, end)
		return
	}
	tail := lineOf(rest[end:])
	if cut := strings.TrimLeft(tail, " \t"); len(cut) > 1 && strings.IndexByte(" \t#", cut[1]) < 0 {
		at := v.span.Start + end + len(tail) - len(cut)
		s.keepTo(v, at+len(cut))
		v = s.last
		s.quoted(v, "comment-cut", fmt.Sprintf("a # after a space began a comment, so %q would be lost", cut)).silent = true
		last := &s.slips[len(s.slips)-1].finding
		last.Span = source.Span{Start: at, End: v.span.End}
		last.Help = append(last.Help, "if it is meant as a comment, put a space after the #")
		return
	}
	s.keepTo(v, v.span.Start+end)
	if !double {
		return
	}
	whole := source.Span{Start: v.span.Start, End: v.span.Start + end}
	if bad := badEscape(rest[:end]); bad >= 0 {
		s.backslash(whole, bad, v.lead)
	} else if odd := oddEscape(rest[:end]); odd >= 0 {
		s.escaped(whole, whole.Start+odd, v.lead)
	}
}

// textAfterQuote is a text in quotes that does not end at the mark that closes it,
// which is at an offset of the value.
func (s *scanner) textAfterQuote(v value, parent, end int) {
	line := v.span.Of(s.file.Text)
	if len(line) < end { // the mark stands on a line below
		line = ""
	} else if tail := strings.TrimSpace(line[end:]); tail == "," || tail == ";" {
		at := source.Span{Start: v.span.Start + end, End: v.span.End}
		s.mend(at, "", "text-after-quote", fmt.Sprintf("a line does not end with %q", tail), "leave it out: "+v.lead+line[:end])
		v.span.End = at.Start
		s.keep(v)
		return
	}
	if n := s.keyAfter(line, end); n > 0 && parent >= 0 {
		at := source.Span{Start: v.span.Start + end, End: v.span.Start + n}
		indent := "\n" + strings.Repeat(" ", parent)
		s.mend(at, indent, "missing-line", "a key begins on a line of its own",
			"write:\n"+v.lead+line[:end]+"\n"+strings.Repeat(" ", dashes(v.lead))+line[n:])
		v.span.End = at.Start
		s.keep(v)
		s.entry(entry{line: v.after - 1, column: parent, first: at.End, at: at.End})
		return
	}
	mark := s.file.Text[v.span.Start]
	v = s.spread(v, parent)
	message := fmt.Sprintf("the text goes on after the quotation mark %c that closes it", mark)
	text := v.span.Of(s.file.Text)
	below := end > len(text) // the mark stands on a line that belongs to something else
	if below || text[len(text)-1] != mark || !isInner(text, end) && opensWithin(text, mark) {
		s.quoted(v, "text-after-quote", message)
		s.keep(v)
		return
	}
	// The marks around the text are meant as such, and the others are part of it.
	inside := value{span: source.Span{Start: v.span.Start + 1, End: v.span.End - 1}, lead: v.lead}
	found := s.quoted(inside, "text-after-quote", message)
	found.patches[0].at, found.finding.Span = v.span, firstLine(s.file.Text, v.span)
	if !strings.ContainsAny(text, "\r\n") {
		found.finding.Help = []string{"put other marks around the text: " + inside.written(s.file.Text)}
	}
	s.keep(v)
}

// keyAfter is the offset of a legal key that follows a text in quotes on the same
// line, or 0.
func (s *scanner) keyAfter(line string, end int) int {
	if end > len(line) {
		return 0
	}
	n := len(line) - len(strings.TrimLeft(line[end:], " \t,;"))
	if n == end || s.nameLen(line[n:]) == 0 {
		return 0
	}
	return n
}

// isInner reports whether the quotation mark before an offset stands in the middle
// of a text: an apostrophe, or one that opens.
func isInner(text string, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:end-1])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return unicode.IsLetter(after) || unicode.IsSpace(before) || strings.ContainsRune("([{—–", before)
}

// opensWithin reports whether a quotation mark opens something in the middle of a
// text.
func opensWithin(text string, mark byte) bool {
	for i := 2; i < len(text)-1; i++ {
		if text[i] == mark && strings.IndexByte(" ([", text[i-1]) >= 0 && text[i+1] != ' ' {
			return true
		}
	}
	return false
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
	found.silent = v.after < len(s.lines) && s.isKeyLike(strings.TrimPrefix(s.file.Text[s.head(v.after).at:s.lines[v.after].End], "- "))
	written := v.written(s.file.Text)
	if strings.Contains(written, "\n") {
		written = "\n" + written
	} else {
		written = " " + written
	}
	last, size := utf8.DecodeLastRuneInString(rest)
	switch {
	case len(rest) < 2:
	case strings.ContainsRune("\"'”’»", last) && strings.Count(rest[1:], string(last))%2 == 1:
		found.finding.Help = []string{
			"put the same mark at both ends: " + v.lead + quote(rest[1:len(rest)-size]),
			"or, if the marks are part of the text:" + written,
		}
	case rest[0] == '"':
		found.finding.Help = []string{
			"put one at the end: " + v.lead + quote(rest[1:]),
			"or, if the mark is part of the text:" + written,
		}
		found.patches[0].with = doubleQuoted(rest[1:])
	default:
		found.finding.Help = append(found.finding.Help, "or, if the mark begins a text in quotes, put one at the end: "+v.lead+quote(rest[1:]))
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

// command is what LaTeX has, and is a code between double quotation marks.
func command() *regexp.Regexp {
	return regexp.MustCompile(`^\\(?:[abvfe][a-z]|t(?:imes|heta|au|ext|an|o|frac)\b|n(?:abla|eq|otin|ot)\b|r(?:ho|ight|ightarrow)\b)`)
}

// oddEscape is the offset of a code between double quotation marks that was hardly
// meant as one, because it stands in the path of a file or begins a command of
// LaTeX; or -1.
func oddEscape(rest string) int {
	latex := command()
	for i := 1; i < len(rest)-1; i++ {
		if rest[i] != '\\' {
			continue
		}
		if latex.MatchString(rest[i:]) || i > 2 && rest[i-1] == ':' && unicode.IsLetter(rune(rest[i-2])) && !unicode.IsLetter(rune(rest[i-3])) && rest[i+1] != '\\' && rest[i+1] != '"' {
			return i
		}
		i += max(1, len(escape.FindString(rest[i:]))) - 1
	}
	return -1
}

// escaped warns of a code between double quotation marks.
func (s *scanner) escaped(whole source.Span, at int, lead string) {
	code := source.Span{Start: at, End: at + 2}
	meaning := map[byte]string{'n': "a line break", 't': "a tab", 'r': "a line break"}[s.file.Text[at+1]]
	if meaning == "" {
		meaning = "a code for another character"
	}
	inside := s.file.Text[whole.Start+1 : whole.End-1]
	s.slips = append(s.slips, slip{silent: true, finding: diag.Finding{
		Severity: diag.Warning, Rule: "backslash", Span: code,
		Message: fmt.Sprintf("between double quotation marks %s is %s", code.Of(s.file.Text), meaning),
		Help:    []string{"if the signs themselves are meant, write " + lead + singleQuoted(strings.ReplaceAll(inside, `\"`, `"`))},
	}})
}

// singleQuoted writes a text of one line between single quotation marks, where a
// backslash is a sign like any other.
func singleQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

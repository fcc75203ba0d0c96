package yamlfile

import (
	"fmt"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// slip is something natural to write that YAML reads as something else.
type slip struct {
	finding diag.Finding
	patches []patch // what mends it in memory
	// silent is set where YAML reads the file all the same, and loses or changes
	// something without a word.
	silent bool
}

// value is a stretch of the file that stands where a value stands.
type value struct {
	span  source.Span // of the value, to the end of its last line
	lead  string      // what stands before it on its line, without the indentation
	after int         // the number of the first line after it, from 0
}

// text is the value as it was probably meant: its lines, joined as YAML would.
func (v value) text(file string) string { return strings.Join(v.trimmed(file), " ") }

// trimmed are the value's lines without the white space around them.
func (v value) trimmed(file string) []string {
	lines := strings.FieldsFunc(v.span.Of(file), func(r rune) bool { return r == '\n' || r == '\r' })
	for i, l := range lines {
		lines[i] = strings.Trim(l, " \t\u00a0")
	}
	return lines
}

// written is the value as it should be written, behind its key: in quotes, or
// below a bar where it has several lines.
func (v value) written(file string) string {
	src := v.span.Of(file)
	if !strings.ContainsAny(src, "\r\n") {
		return v.lead + quote(v.text(file))
	}
	return v.below(file, "|")
}

// below is the value as it is written on the lines below a bar.
func (v value) below(file, bar string) string {
	const shown = 4
	var b strings.Builder
	b.WriteString(strings.TrimLeft(strings.TrimRight(v.lead, " \t")+" "+bar, " "))
	indent := "\n" + strings.Repeat(" ", 2+dashes(v.lead))
	n := 0
	for l := range strings.SplitSeq(strings.ReplaceAll(v.span.Of(file), "\r", "\n"), "\n") {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		if n++; n > shown {
			b.WriteString(indent + "…")
			break
		}
		b.WriteString(indent + l)
	}
	return b.String()
}

// dashes is the width of the dashes that a line begins with, where a key follows
// them.
func dashes(lead string) int {
	if key := strings.TrimLeft(lead, "- "); key != "" {
		return len(lead) - len(key)
	}
	return 0
}

// quoted is the slip of a text that must stand in quotes.
func (s *scanner) quoted(v value, rule, message string) *slip {
	help := "put the text in quotes: " + v.written(s.file.Text)
	if strings.Contains(help, "\n") {
		help = "put a bar before the text, and the text on the lines below it:\n" + v.written(s.file.Text)
	}
	s.slips = append(s.slips, slip{
		finding: diag.Finding{Severity: diag.Error, Rule: rule, Span: firstLine(s.file.Text, v.span), Message: message, Help: []string{help}},
		patches: []patch{{at: v.span, with: doubleQuoted(v.text(s.file.Text))}},
	})
	return &s.slips[len(s.slips)-1]
}

// firstLine is the part of a span that stands on its first line.
func firstLine(text string, s source.Span) source.Span {
	if i := strings.IndexAny(s.Of(text), "\r\n"); i >= 0 {
		s.End = s.Start + i
	}
	return s
}

// meanings are the characters that mean something at the beginning of a value.
func meanings() map[byte]string {
	return map[byte]string{
		'*':  "repeats a value from elsewhere",
		'&':  "names a value for use elsewhere",
		'!':  "says of what type the value is",
		'%':  "is an instruction to the program that reads the file",
		'@':  "is reserved",
		'`':  "is reserved",
		',':  "parts the items of a list in brackets",
		']':  "closes a list",
		'}':  "closes a map",
		'-':  "begins an item of a list",
		'?':  "begins a key",
		':':  "ends a key",
		'|':  "announces lines of text below it",
		'>':  "announces lines of text below it",
		'[':  "begins a list",
		'{':  "begins a map",
		'"':  "begins a text in quotes",
		'\'': "begins a text in quotes",
	}
}

// beginsWith says why a text cannot begin with a character.
func beginsWith(c byte) string {
	return fmt.Sprintf("a text that begins with %c must stand in quotes, because without them %c %s", c, c, meanings()[c])
}

// firstCharacter is the slip of a text whose first character has a meaning.
func (s *scanner) firstCharacter(v value) *slip {
	c := s.file.Text[v.span.Start]
	return s.quoted(v, "first-character", beginsWith(c))
}

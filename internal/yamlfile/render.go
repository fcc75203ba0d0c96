package yamlfile

import (
	"regexp"
	"strings"
	"unicode"
)

// rendered is a value as it is written: what stands behind the key or dash, and
// the lines below it, indented relative to the key or dash.
type rendered struct {
	head string
	body []string
}

// style is how values are written into a file.
type style struct {
	list int  // columns between a key and the dashes below it
	bars bool // texts of several lines may stand below a bar
	// last ends the file's last line, where it had no end and now needs one.
	last string
	json bool // keys and texts have double quotes, as in JSON
}

const flowWidth = 80

// below renders a value that stands behind a key or a dash in block style.
func (w style) below(c Content) rendered {
	switch c.kind {
	case List:
		if line := w.flow(c); len(c.items) == 0 || c.isShort() && len(line) <= flowWidth {
			return rendered{head: line}
		}
		return rendered{body: indentLines(w.items(c.items), w.list)}
	case Map:
		if len(c.fields) == 0 || c.inline {
			return rendered{head: w.flow(c)}
		}
		return rendered{body: indentLines(w.fields(c.fields), 2)}
	case Absent, Scalar:
	}
	if w.bars && canStandBelowBar(c.text) && !c.plain {
		bar := "|"
		if !strings.HasSuffix(c.text, "\n") {
			bar = "|-"
		}
		return rendered{head: bar, body: indentLines(strings.Split(strings.TrimSuffix(c.text, "\n"), "\n"), 2)}
	}
	if c.plain {
		return rendered{head: c.text}
	}
	return rendered{head: w.scalar(c.text, "")}
}

// isShort reports whether a list holds nothing but texts of one line, so that it
// can stand on the line of its key.
func (c Content) isShort() bool {
	for _, item := range c.items {
		if item.kind == List || item.kind == Map || len(item.text) > flowWidth/4 {
			return false
		}
	}
	return true
}

// items are the lines of a list, from the column of its dashes.
func (w style) items(items []Content) []string {
	var out []string
	for _, item := range items {
		lines := w.item(item)
		out = append(out, lines...)
	}
	return out
}

// item is one item of a list with its dash.
func (w style) item(c Content) []string {
	if c.kind == Map && len(c.fields) > 0 && !c.inline {
		lines := indentLines(w.fields(c.fields), 2)
		lines[0] = "- " + lines[0][2:]
		return lines
	}
	if c.kind == List && len(c.items) > 0 {
		return []string{"- " + w.flow(c)}
	}
	r := w.below(c)
	return append([]string{"- " + r.head}, r.body...)
}

// fields are the lines of a map, from the column of its keys.
func (w style) fields(fields []Entry) []string {
	var out []string
	for _, f := range fields {
		r := w.below(f.Value)
		line := w.scalar(f.Key, brackets) + ":"
		if r.head != "" {
			line += " " + r.head
		}
		out = append(append(out, line), r.body...)
	}
	return out
}

// flow renders a value on one line, fit to stand in brackets.
func (w style) flow(c Content) string {
	var parts []string
	switch c.kind {
	case List:
		for _, item := range c.items {
			parts = append(parts, w.flow(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Map:
		for _, f := range c.fields {
			parts = append(parts, w.scalar(f.Key, brackets)+": "+w.flow(f.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case Absent, Scalar:
	}
	if c.plain {
		return c.text
	}
	return w.scalar(c.text, brackets)
}

func indentLines(lines []string, columns int) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		if l != "" {
			l = strings.Repeat(" ", columns) + l
		}
		out[i] = l
	}
	return out
}

// brackets are the characters that mean something inside brackets, to one reader
// or another.
const brackets = ",[]{}?:"

// scalar writes a text on one line: without quotes where it has none of certain
// characters and no YAML reader, of version 1.1 or 1.2, could take it for anything
// else.
func (w style) scalar(s, not string) string {
	switch {
	case w.json:
		return doubleQuoted(s)
	case isSafePlain(s) && !strings.ContainsAny(s, not):
		return s
	}
	return quote(s)
}

var reserved = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|nan|inf|infinity)$`)

// isSafePlain reports whether a text begins with a letter, or as a path does, has
// nothing in it that means something to YAML, and is no word that stands for a
// value.
func isSafePlain(s string) bool {
	first, last := ' ', ' '
	for i, r := range s {
		if i == 0 {
			first = r
		}
		if last = r; !isShown(r) {
			return false
		}
	}
	return (unicode.IsLetter(first) || strings.HasPrefix(s, "../")) && !unicode.IsSpace(last) && last != ':' &&
		!strings.Contains(s, ": ") && !strings.Contains(s, " #") && !reserved.MatchString(s)
}

// canStandBelowBar reports whether a text of several lines reads the same from
// the lines below a bar.
func canStandBelowBar(s string) bool {
	body := strings.TrimSuffix(s, "\n")
	if !strings.Contains(s, "\n") || body == "" || strings.HasSuffix(body, "\n") || strings.ContainsAny(body[:1], " \t\n") {
		return false
	}
	for line := range strings.SplitSeq(body, "\n") {
		blank := strings.Trim(line, " \t") == ""
		if blank && line != "" || strings.HasPrefix(line, "\t") {
			return false
		}
	}
	return strings.IndexFunc(body, func(r rune) bool { return r != '\n' && r != '\t' && !isShown(r) }) < 0
}

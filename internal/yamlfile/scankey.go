package yamlfile

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// dash reports whether a list item begins here, and the width of its dash. What
// people and word processors put in place of a dash is a slip.
func (s *scanner) dash(at int, rest string) (int, bool) {
	if rest == "-" || strings.HasPrefix(rest, "- ") {
		return 1, true
	}
	if tabs := len(rest) - len(strings.TrimLeft(rest[1:], "\t")) - 1; rest[0] == '-' && tabs > 0 {
		s.mend(source.Span{Start: at + 1, End: at + 1 + tabs}, strings.Repeat(" ", tabs), "tab",
			"a tab stands after the -, where a space must be", "write: - "+strings.TrimSpace(rest[1:]))
		s.slips[len(s.slips)-1].silent = false
		return 1, true
	}
	r, size := utf8.DecodeRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(rest[size:])
	switch number := numbering.FindString(rest); {
	case strings.ContainsRune("–—‐‑−•·∙●▪‣*+\uf0b7\uf0a7\uf02d", r) && (after == ' ' || after == 0xA0 || after == '\t'):
		s.bullet(at, rest, size)
		return size, true
	case number != "" && s.isKeyLike(strings.TrimLeft(rest[len(number):], " \t")):
		s.bullet(at, rest, len(number)-1)
		return len(number) - 1, true
	case r == '-' && after == 0xA0:
		_, wide := utf8.DecodeRuneInString(rest[1:])
		s.mend(source.Span{Start: at, End: at + 1 + wide}, "- ", "missing-space", "a space is missing after the -", "write: - "+strings.TrimLeft(rest[1:], "\u00a0"))
		return 1 + wide, true
	case r == '-' && s.nameLen(rest[1:]) > 0:
		s.mend(source.Span{Start: at, End: at + 1}, "- ", "missing-space", "a space is missing after the -", "write: - "+rest[1:])
		return 1, true
	}
	return 0, false
}

// numbering is what else people begin the items of a list with.
var numbering = regexp.MustCompile(`^(?:\(?[0-9]{1,3}[.):]|\(?[a-z]\)|--|-:)[ \t]`)

func (s *scanner) bullet(at int, rest string, size int) {
	span := source.Span{Start: at, End: at + size}
	s.mend(span, "-"+strings.Repeat(" ", utf8.RuneCountInString(rest[:size])-1), "bullet", fmt.Sprintf("a list item begins with - (hyphen), and this is %s", characterName(rest[:size])),
		"write: - "+strings.TrimLeft(rest[size:], " \t\u00a0"))
	if next, n := utf8.DecodeRuneInString(rest[size:]); next != ' ' {
		last := &s.slips[len(s.slips)-1]
		last.patches = append(last.patches, patch{at: source.Span{Start: at + size, End: at + size + n}, with: " "})
	}
}

// characterName names a character that is easily taken for another.
func characterName(c string) string {
	switch c {
	case "–":
		return "an en dash"
	case "—":
		return "an em dash"
	case "−":
		return "a minus sign"
	case "‐", "‑":
		return "another kind of hyphen"
	case "*":
		return "an asterisk"
	case "+":
		return "a plus sign"
	case "--":
		return "two hyphens"
	case "-:":
		return "a hyphen with a colon"
	}
	if numbering.MatchString(c + " ") {
		return "a number"
	}
	return "a bullet"
}

// mend records a slip that is mended by writing other characters in its place.
// YAML takes such characters for part of a text, without a word.
func (s *scanner) mend(at source.Span, with, rule, message, help string) {
	s.slips = append(s.slips, slip{
		finding: diag.Finding{Severity: diag.Error, Rule: rule, Span: at, Message: message, Help: []string{help}},
		patches: []patch{{at: at, with: with}},
		silent:  true,
	})
}

// nameLen is the length of a legal key and its colon at the beginning of s, where
// a space or a line end follows; else 0.
func (s *scanner) nameLen(text string) int {
	n := strings.IndexByte(text, ':')
	if n > 0 && s.names[strings.TrimRight(text[:n], " ")] && (n+1 == len(text) || text[n+1] == ' ' || text[n+1] == '\t') {
		return n + 1
	}
	return 0
}

// key finds the key that a line begins with: the length of the key, and the width
// of the key with its colon; 0 where there is none.
func (s *scanner) key(e entry, rest string) (length, width int) {
	if rest[0] == '"' || rest[0] == '\'' {
		return quotedKey(rest)
	}
	if n := s.adorned(e, rest); n > 0 {
		return n, n + 1
	}
	if strings.IndexByte(",[]{}#&*!|>%@`", rest[0]) >= 0 {
		return 0, 0
	}
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == '#' && i > 0 && (rest[i-1] == ' ' || rest[i-1] == '\t'):
			return s.brokenKey(e, rest)
		case rest[i] == ':' && (i+1 == len(rest) || rest[i+1] == ' ' || rest[i+1] == '\t'):
			return s.keyBefore(e, rest[:i])
		}
	}
	return s.brokenKey(e, rest)
}

// keyBefore is key for what stands before a colon: a key, or the key of a longer
// text whose own colon is missing.
func (s *scanner) keyBefore(e entry, before string) (length, width int) {
	if before == "" {
		return 0, 0
	}
	name := strings.TrimRight(before, " \t")
	if s.names[name] || strings.Contains(name, " ") && s.isMeant(name) {
		return len(name), len(before) + 1
	}
	if length, width := s.brokenKey(e, before); length > 0 {
		return length, width
	}
	return len(before), len(before) + 1
}

// quotedKey is key for a key in quotes.
func quotedKey(rest string) (length, width int) {
	end, ok := doubleQuotedEnd(rest, 0)
	if rest[0] == '\'' {
		end, ok = singleQuotedEnd(rest, 0)
	}
	if !ok {
		return 0, 0
	}
	after := strings.TrimLeft(rest[end:], " \t")
	if after == ":" || strings.HasPrefix(after, ": ") || strings.HasPrefix(after, ":\t") {
		return end, len(rest) - len(after) + 1
	}
	return 0, 0
}

// brokenKey finds a legal key whose colon, or the space after it, is missing.
func (s *scanner) brokenKey(e entry, rest string) (length, width int) {
	n := strings.IndexFunc(rest, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' })
	if n < 0 && s.names[rest] && s.isSibling(e) && s.deeperBelow(e) {
		return len(rest), len(rest) + s.noColon(e, len(rest), 0)
	}
	if n <= 0 || !s.names[rest[:n]] && (s.signWidth(rest[n:]) == 0 || Nearest(rest[:n], s.opts.Names) == "") {
		return 0, 0
	}
	c, size := utf8.DecodeRuneInString(rest[n:])
	at := e.at + n
	switch next, _ := utf8.DecodeRuneInString(rest[n+size:]); {
	case c == ':' && isOddSpace(next):
		_, odd := utf8.DecodeRuneInString(rest[n+1:])
		s.mend(source.Span{Start: at + 1, End: at + 1 + odd}, " ", "space-character",
			fmt.Sprintf("the character after the colon is no space but %s", spaceName(next)), "type the space again: "+s.before(e)+rest[:n+1]+" "+s.after(e, n+1+odd))
		return n, n + 1 + odd
	case c == ':':
		s.mend(source.Span{Start: at, End: at + 1}, ": ", "missing-space", fmt.Sprintf("a space is missing after %q", rest[:n+1]),
			"write: "+s.before(e)+rest[:n+1]+" "+s.after(e, n+1))
		return n, n + 1
	case c == '：' || c == '﹕' || c == '=':
		return n, n + s.noColon(e, n, size)
	case !s.isSibling(e):
	case c == ';' && (next == ' ' || next == utf8.RuneError):
		return n, n + s.noColon(e, n, size)
	case c == ' ' && strings.Trim(rest[n:], " ") != "": // before a colon there may be spaces
		return n, n + s.noColon(e, n, s.signWidth(rest[n:]))
	}
	return 0, 0
}

// noColon mends what stands in place of the colon after the n-th byte of an
// entry, which is nothing where the width is 0, and returns the width.
func (s *scanner) noColon(e entry, n, width int) int {
	name := s.before(e) + s.file.Text[e.at:e.at+n]
	at := source.Span{Start: e.at + n, End: e.at + n + width}
	sign := strings.TrimSpace(at.Of(s.file.Text))
	rest := strings.TrimLeft(s.after(e, n+width), " ")
	switch sign {
	case "":
		s.mend(at, ":", "missing-colon", fmt.Sprintf("a colon is missing after %q", s.file.Text[e.at:e.at+n]), "write: "+strings.TrimRight(name+": "+rest, " "))
	case ":":
		s.mend(at, ": ", "missing-space", "a space is missing after the colon", "write: "+name+": "+rest)
	default:
		s.mend(at, ": ", "missing-colon", fmt.Sprintf("%q is no colon", sign), "write: "+name+": "+rest)
	}
	return width
}

// signWidth is the width of what stands behind a key, and the spaces before it,
// in place of a colon and a space; 0 where it is a text.
func (s *scanner) signWidth(rest string) int {
	sign := strings.TrimLeft(rest, " ")
	r, size := utf8.DecodeRuneInString(sign)
	after := sign[min(size, len(sign)):]
	if r == ':' || strings.ContainsRune("=|;–—-", r) && strings.HasPrefix(after, " ") {
		return len(rest) - len(sign) + size
	}
	return 0
}

// isMeant reports whether a word is a legal key but for its case, and for how its
// parts are joined.
func (s *scanner) isMeant(word string) bool {
	for _, name := range s.opts.Names {
		if normal(name) == normal(word) {
			return true
		}
	}
	return false
}

// adorned finds a legal key in bold type, or in the quotation marks of a word
// processor, before a colon; its length with them, or 0.
func (s *scanner) adorned(e entry, rest string) int {
	n := strings.IndexByte(rest, ':')
	if n <= 0 || n+1 < len(rest) && rest[n+1] != ' ' && rest[n+1] != '\t' {
		return 0
	}
	written := strings.TrimRight(rest[:n], " ")
	name := strings.Trim(written, "*_`“”„«»‘’")
	if name == written || !s.names[name] {
		return 0
	}
	s.mend(source.Span{Start: e.at, End: e.at + n}, name, "unknown-key", fmt.Sprintf("unknown key %q", written), fmt.Sprintf("did you mean %q?", name))
	return n
}

// before is what stands before an entry on its line, without the indentation: the
// dashes.
func (s *scanner) before(e entry) string {
	return strings.ReplaceAll(s.file.Text[min(e.first, e.at):e.at], "\t", " ")
}

// after is the rest of an entry's line from its n-th byte.
func (s *scanner) after(e entry, n int) string { return s.file.Text[e.at+n : s.lines[e.line].End] }

// isSibling reports whether a line stands where only a key can stand: in the
// column of the keys above it.
func (s *scanner) isSibling(e entry) bool {
	if e.inItem {
		return s.nextIsKey(e)
	}
	if len(s.open) == 0 {
		return e.line < s.lastKey
	}
	for _, l := range s.open {
		if !l.list && l.column == e.column {
			return true
		}
	}
	return false
}

// deeperBelow reports whether the next line is indented further than e, or begins
// a list in its column.
func (s *scanner) deeperBelow(e entry) bool {
	for n := e.line + 1; n < len(s.lines); n++ {
		if s.isBlank(n) || s.isComment(n) {
			continue
		}
		h := s.head(n)
		return h.column > e.column || h.column == e.column && strings.HasPrefix(s.file.Text[h.at:], "- ")
	}
	return false
}

// nextIsKey reports whether the next line is a legal key in the column of e.
func (s *scanner) nextIsKey(e entry) bool {
	for n := e.line + 1; n < len(s.lines); n++ {
		if s.isBlank(n) {
			continue
		}
		h := s.head(n)
		below := s.file.Text[h.at:s.lines[n].End]
		word := below[:wordLen(below)]
		return h.column == e.column && (s.nameLen(below) > 0 || s.names[word] && s.signWidth(below[len(word):]) > 0)
	}
	return false
}

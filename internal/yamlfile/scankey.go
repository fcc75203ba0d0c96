package yamlfile

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// dash reports whether a list item begins here, and the width of its dash. What
// people and word processors put in place of a dash is a slip.
func (s *scanner) dash(at int, rest string) (int, bool) {
	if rest == "-" || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "-\t") {
		return 1, true
	}
	r, size := utf8.DecodeRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(rest[size:])
	switch {
	case strings.ContainsRune("–—‐‑−•·∙●▪‣*+", r) && (after == ' ' || after == 0xA0 || after == '\t'):
		s.bullet(at, rest, size)
		return size, true
	case r == '-' && (s.nameLen(rest[1:]) > 0 || after == 0xA0):
		s.mend(source.Span{Start: at, End: at + 1}, "- ", "missing-space", "a space is missing after the -", "write: - "+strings.TrimLeft(rest[1:], "\u00a0"))
		return 1, true
	}
	return 0, false
}

func (s *scanner) bullet(at int, rest string, size int) {
	span := source.Span{Start: at, End: at + size}
	s.mend(span, "-", "bullet", fmt.Sprintf("a list item begins with - (hyphen), and this is %s", characterName(rest[:size])),
		"write: - "+strings.TrimLeft(rest[size:], " \t\u00a0"))
	if next, n := utf8.DecodeRuneInString(rest[size:]); next == 0xA0 {
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
	if n > 0 && s.names[text[:n]] && (n+1 == len(text) || text[n+1] == ' ' || text[n+1] == '\t') {
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
	if strings.IndexByte(",[]{}#&*!|>%@`", rest[0]) >= 0 {
		return 0, 0
	}
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == '#' && i > 0 && (rest[i-1] == ' ' || rest[i-1] == '\t'):
			return s.brokenKey(e, rest)
		case rest[i] == ':' && (i+1 == len(rest) || rest[i+1] == ' ' || rest[i+1] == '\t'):
			if i == 0 {
				return 0, 0
			}
			if length, width := s.brokenKey(e, rest[:i]); length > 0 {
				return length, width
			}
			return i, i + 1
		}
	}
	return s.brokenKey(e, rest)
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
	if n <= 0 || !s.names[rest[:n]] {
		return 0, 0
	}
	c, size := utf8.DecodeRuneInString(rest[n:])
	at := e.at + n
	switch next, _ := utf8.DecodeRuneInString(rest[n+size:]); {
	case c == ':' && isOddSpace(next):
		_, odd := utf8.DecodeRuneInString(rest[n+1:])
		s.mend(source.Span{Start: at + 1, End: at + 1 + odd}, " ", "space-character",
			fmt.Sprintf("the character after the colon is no space but %s", spaceName(next)), "type the space again: "+rest[:n+1]+" "+s.after(e, n+1+odd))
		return n, n + 1 + odd
	case c == ':':
		s.mend(source.Span{Start: at, End: at + 1}, ": ", "missing-space", fmt.Sprintf("a space is missing after %q", rest[:n+1]),
			"write: "+rest[:n+1]+" "+s.after(e, n+1))
		return n, n + 1
	case c == '：' || c == '﹕' || c == '=':
		s.mend(source.Span{Start: at, End: at + size}, ": ", "missing-colon", fmt.Sprintf("%q is no colon", string(c)),
			"write: "+rest[:n]+": "+strings.TrimLeft(s.after(e, n+size), " "))
		return n, n + size
	case c == ' ' && s.isSibling(e):
		s.mend(source.Span{Start: at, End: at}, ":", "missing-colon", fmt.Sprintf("a colon is missing after %q", rest[:n]),
			"write: "+rest[:n]+":"+s.after(e, n))
		return n, n
	}
	return 0, 0
}

// after is the rest of an entry's line from its n-th byte.
func (s *scanner) after(e entry, n int) string { return s.file.Text[e.at+n : s.lines[e.line].End] }

// isSibling reports whether a line stands where only a key can stand: in the
// column of the keys above it.
func (s *scanner) isSibling(e entry) bool {
	if e.inItem {
		return s.nextIsKey(e)
	}
	for _, l := range s.open {
		if !l.list && l.column == e.column {
			return true
		}
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
		return h.column == e.column && s.nameLen(s.file.Text[h.at:s.lines[n].End]) > 0
	}
	return false
}

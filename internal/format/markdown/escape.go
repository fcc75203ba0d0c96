package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline is a run of inline Markdown in the making. Text goes in so that every
// CommonMark and GFM parser shows exactly its characters; marks go in as they are.
//
// Spaces at the ends of lines are left out, as every parser does, and characters
// that cannot be shown are shown as signs: a control character c as U+2400 + c.
type inline struct {
	// newline is what stands for a line end in text: a hard break, a soft one or
	// a space.
	newline string
	// pipe is what stands for "|" in code, which differs in tables.
	pipe string

	b      strings.Builder
	line   string   // the start of the line as it reads, up to lineHead bytes
	tail   string   // the last characters as they read, up to tailLen bytes
	breaks []string // held back until something follows
	spaces string   // held back until something follows on the same line
}

const (
	hardBreak = "\\\n"
	softBreak = "\n"
	noBreak   = " "

	lineHead = 12
	tailLen  = 12
)

func newInline(newline string) *inline { return &inline{newline: newline, pipe: "|"} }

// String is the Markdown so far.
func (in *inline) String() string { return in.b.String() }

// mark appends Markdown as it stands.
func (in *inline) mark(s string) {
	if s == "" {
		return
	}
	in.flush()
	in.b.WriteString(s)
	in.note(s)
}

// text appends characters that stand for themselves.
func (in *inline) text(s string) {
	for i, r := range s {
		switch r {
		case '\n':
			in.breakLine(in.newline)
		case ' ', '\t':
			if in.line != "" {
				in.spaces += string(r)
			}
		default:
			in.flush()
			if in.special(s, i, r) {
				in.b.WriteByte('\\')
			}
			in.b.WriteRune(visible(r))
			in.note(string(r))
		}
	}
}

// breakLine ends the line with what stands for a line end. It is held back until
// something follows, so that none stands at an end of the block.
func (in *inline) breakLine(with string) {
	in.spaces = ""
	switch {
	case with == noBreak:
		if in.line != "" {
			in.spaces = " "
		}
	case in.b.Len() > 0 && (with == hardBreak || len(in.breaks) == 0):
		in.breaks = append(in.breaks, with)
		in.line = ""
	}
}

// flush writes what was held back.
func (in *inline) flush() {
	for _, with := range in.breaks {
		if with == hardBreak && strings.HasSuffix(in.tail, `\`) {
			with = "  \n" // not every parser counts three backslashes
		}
		in.b.WriteString(with)
		in.tail = ""
	}
	in.breaks = nil
	if in.spaces != "" {
		in.b.WriteString(in.spaces)
		in.note(in.spaces)
		in.spaces = ""
	}
}

// note remembers what the text reads like so far.
func (in *inline) note(s string) {
	if len(in.line) < lineHead {
		in.line += s
	}
	in.tail += s
	if len(in.tail) > 2*tailLen {
		in.tail = in.tail[len(in.tail)-tailLen:]
	}
}

// special reports whether the character at s[i] could mean something to a parser
// and has to be escaped.
func (in *inline) special(s string, i int, r rune) bool {
	next := ""
	if i+utf8.RuneLen(r) <= len(s) {
		next = s[i+utf8.RuneLen(r):]
	}
	switch r {
	case '\\', '`', '*', '_', '[', ']', '<', '~', '|', '$':
		return true
	case '&':
		return next == "" || next[0] == '#' || isWordByte(next[0])
	case '(':
		return strings.HasSuffix(in.tail, "]")
	case '#':
		return in.line == "" || strings.HasSuffix(in.tail, " ") || strings.HasSuffix(in.tail, "#")
	case '+', '-', '=', '>':
		return in.line == ""
	case '.', ')':
		return isNumber(in.line) && (next == "" || strings.IndexByte(" \t\n", next[0]) >= 0) || r == '.' && strings.HasSuffix(strings.ToLower(in.tail), "www")
	case ':':
		return in.line == "" || strings.HasPrefix(next, "//") || endsInScheme(in.tail) || namesEmoji(next)
	case '@':
		return in.tail != "" && in.spaces == "" && (next == "" || isWordByte(next[0]))
	}
	return false
}

func endsInScheme(tail string) bool {
	tail = strings.ToLower(tail)
	for _, scheme := range []string{"http", "https", "ftp", "mailto", "xmpp"} {
		if strings.HasSuffix(tail, scheme) {
			return true
		}
	}
	return false
}

// namesEmoji reports whether what follows a colon makes it the name of an emoji,
// as in ":smile:".
func namesEmoji(next string) bool {
	name, _, ok := strings.Cut(next, ":")
	return ok && name != "" && len(name) < 40 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_+-") == ""
}

func isNumber(s string) bool {
	return s != "" && len(s) < 10 && strings.Trim(s, "0123456789") == ""
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// visible is the character to show: a sign for those that CommonMark replaces or
// that a terminal would act on.
func visible(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7F:
		return 0x2421
	case unicode.Is(unicode.Cc, r) && r != 0x85:
		return utf8.RuneError
	}
	return r
}

// escaped is text as inline Markdown on one line.
func escaped(s string) string {
	in := newInline(noBreak)
	in.text(s)
	return in.String()
}

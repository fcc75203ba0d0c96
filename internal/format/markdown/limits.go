package markdown

import (
	"fmt"
	"strings"

	"gloss/internal/source"
)

// The parser's time grows with the square of two things that no essay has much
// of. Beyond these numbers a file is refused.
const (
	// maxNested is how many lists and quotations one line may open.
	maxNested = 50
	// maxTangled is how many brackets and marks of emphasis may stand in one
	// stretch without a blank line. The start of a link's address counts fivefold.
	maxTangled = 2000
)

// refuse is an error about the first place of a text that would take too long to
// read; nil where there is none.
func refuse(name, text string) error {
	s := scan{fences: !startsHTML(text)}
	number := 0
	for line := range strings.Lines(text) {
		number++
		reason := s.line(strings.TrimRight(line, " \t\n"), line)
		if reason != "" {
			return &source.Error{
				Name:   name,
				Reason: fmt.Sprintf("line %d %s", number, reason),
				Help:   "if the signs there are no Markdown, save the essay as .txt; else divide the text with blank lines",
			}
		}
	}
	return nil
}

// startsHTML reports whether a line begins with "<": what looks like a code fence
// may then be part of raw HTML.
func startsHTML(text string) bool {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimLeft(line, " "), "<") {
			return true
		}
	}
	return false
}

// scan goes through a text line by line.
type scan struct {
	fences  bool   // code fences are known for what they are
	fence   string // the fence of the code block that is open
	tangled int    // signs since the last blank line
}

// line looks at one line and says what is wrong with it; "" if nothing is.
func (s *scan) line(trimmed, whole string) string {
	if s.inCode(trimmed) {
		return ""
	}
	if nested(trimmed) > maxNested {
		return fmt.Sprintf("opens more than %d lists and quotations inside one another", maxNested)
	}
	if trimmed == "" || startsItem(trimmed) {
		s.tangled = 0
	}
	if s.tangled += tangled(whole); s.tangled > maxTangled {
		return fmt.Sprintf("is in a stretch without blank lines that holds more than %d brackets, stars and underscores", maxTangled)
	}
	return ""
}

// inCode reports whether the line belongs to a fenced code block.
func (s *scan) inCode(line string) bool {
	inner := strings.TrimLeft(line, " ")
	if !s.fences || len(line)-len(inner) > 3 {
		return s.fence != ""
	}
	mark := leading(inner)
	switch {
	case s.fence != "":
		if strings.HasPrefix(mark, s.fence) && mark == inner {
			s.fence = ""
		}
		return true
	case len(mark) >= 3 && !strings.Contains(inner[len(mark):], "`"):
		s.fence = mark
		s.tangled = 0
		return true
	}
	return false
}

// leading is the run of backticks or tildes that the line begins with.
func leading(line string) string {
	if line == "" || line[0] != '`' && line[0] != '~' {
		return ""
	}
	return line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
}

// startsItem reports whether the line begins another bulleted item, and so
// another paragraph, whatever stands before it.
func startsItem(line string) bool {
	inner := strings.TrimLeft(line, " ")
	return len(line)-len(inner) < 4 && len(inner) > 1 && strings.IndexByte("-+*", inner[0]) >= 0 && inner[1] == ' '
}

// nested is how many lists and quotations the start of the line can open.
func nested(line string) int {
	n, width := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
			width++
			continue
		case c == '>':
			n++
			continue
		case strings.IndexByte("-+*", c) >= 0 && blankAt(line, i+1):
			if strings.Trim(line[i:], " \t"+string(c)) == "" {
				return n // a rule across the page
			}
		case c >= '0' && c <= '9':
			for i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9' {
				i++
			}
			if i+1 == len(line) || line[i+1] != '.' && line[i+1] != ')' || !blankAt(line, i+2) {
				return n
			}
			i++
		default:
			return n
		}
		// Items can be nested by their indentation alone.
		n, width = n+1+width/2, 0
	}
	return n
}

func blankAt(line string, i int) bool { return i >= len(line) || line[i] == ' ' || line[i] == '\t' }

// tangled counts the signs of a line that the parser may have to pair.
func tangled(line string) int {
	if strings.Trim(line, " \t\n*") == "" || strings.Trim(line, " \t\n_") == "" {
		return 0 // a rule across the page
	}
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '[':
			n++
		case ']':
			n++
			if i+1 < len(line) && line[i+1] == '(' {
				n += 5
			}
		case '*', '_', '~':
			if i == 0 || line[i-1] != c {
				n++
			}
		case '\\':
			if i+1 < len(line) && line[i+1] == '\n' {
				n++
			}
		}
	}
	return n
}

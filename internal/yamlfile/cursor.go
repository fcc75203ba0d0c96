package yamlfile

import "unicode/utf8"

// cursor turns the line and column of the YAML library into byte offsets. The
// library counts columns in code points, and ends a line at U+0085, U+2028 and
// U+2029 as well as at LF, CRLF and CR.
type cursor struct {
	text   string
	starts []int
	// The last place asked for: places come in the order of the file, and lines
	// can be long.
	line, column, offset int
}

func newCursor(text string) *cursor {
	return &cursor{text: text, starts: yamlLines(text)}
}

func yamlLines(text string) []int {
	starts := []int{0}
	for i := 0; i < len(text); {
		n := breakAt(text, i)
		if n == 0 {
			i++
			continue
		}
		i += n
		starts = append(starts, i)
	}
	return starts
}

// breakAt is the length of the line break at text[i:], or 0.
func breakAt(text string, i int) int {
	switch text[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(text) && text[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if i+1 < len(text) && text[i+1] == 0x85 {
			return 2
		}
	case 0xE2:
		if i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// at is the offset of a line and column, both from 1; a place that does not
// exist becomes the nearest one that does.
func (c *cursor) at(line, column int) int {
	line = min(max(line, 1), len(c.starts))
	if line != c.line || column < c.column {
		c.line, c.column, c.offset = line, 1, c.starts[line-1]
	}
	end := len(c.text)
	if line < len(c.starts) {
		end = c.starts[line]
	}
	for c.column < column && c.offset < end {
		_, n := utf8.DecodeRuneInString(c.text[c.offset:])
		c.offset += n
		c.column++
	}
	return c.offset
}

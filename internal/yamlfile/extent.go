package yamlfile

import (
	"strings"
	"unicode/utf8"
)

// scalarEnd is where the scalar that begins at text[start:] ends. The value is
// what the library made of it; parent is the column of the map or list around it.
func scalarEnd(text string, start int, style Style, value string, parent int) int {
	switch style {
	case DoubleQuoted:
		end, _ := doubleQuotedEnd(text, start)
		return end
	case SingleQuoted:
		end, _ := singleQuotedEnd(text, start)
		return end
	case Literal, Folded:
		return blockEnd(text, start, parent)
	default:
		return plainEnd(text, start, value)
	}
}

// doubleQuotedEnd is the offset after the closing mark; false where there is none.
func doubleQuotedEnd(text string, start int) (int, bool) {
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1, true
		}
	}
	return len(text), false
}

// singleQuotedEnd is the offset after the closing mark; false where there is none.
func singleQuotedEnd(text string, start int) (int, bool) {
	for i := start + 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 < len(text) && text[i+1] == '\'' {
			i++
			continue
		}
		return i + 1, true
	}
	return len(text), false
}

// plainEnd walks the value along the text: every character of a plain scalar
// stands there literally, but for folded line breaks.
func plainEnd(text string, start int, value string) int {
	if strings.HasPrefix(text[start:], value) { // it stands on one line
		return start + len(value)
	}
	i, end := start, start
	for len(value) > 0 && i < len(text) {
		if n := spaceRun(text[i:]); n > 0 && strings.ContainsAny(text[i:i+n], "\r\n") {
			i += n
			value = strings.TrimLeft(value, " \n")
			continue
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		_, m := utf8.DecodeRuneInString(value)
		i, value = i+n, value[m:]
		end = i
	}
	return end
}

// spaceRun is the length of the white space that s begins with.
func spaceRun(s string) int {
	return len(s) - len(strings.TrimLeft(s, " \t\r\n"))
}

// blockEnd is the end of the last line of a block scalar whose header begins at
// start, without the line break after it; blank lines at its end belong to it
// only where they are kept (|+). The parent is the column, from 0, of the map or
// list that holds the scalar; -1 where nothing does.
func blockEnd(text string, start, parent int) int {
	header := lineEnd(text, start)
	marks, _, _ := strings.Cut(text[start:header], "#")
	indent := 0
	if i := strings.IndexAny(marks, "123456789"); i >= 0 {
		indent = max(parent, 0) + int(marks[i]-'0')
	}
	end := header
	for i := header; i < len(text); {
		i += breakAt(text, i)
		stop := lineEnd(text, i)
		lead := stop - i - len(strings.TrimLeft(text[i:stop], " "))
		switch blank := lead == stop-i; {
		case blank && strings.Contains(marks, "+"):
			end = stop
		case blank:
		case lead <= parent || lead < indent:
			return end
		default:
			end = stop
			if indent == 0 {
				indent = lead
			}
		}
		i = stop
	}
	return end
}

// lineEnd is the offset of the line break at or after i, or the text's end.
func lineEnd(text string, i int) int {
	for ; i < len(text); i++ {
		if breakAt(text, i) > 0 {
			break
		}
	}
	return i
}

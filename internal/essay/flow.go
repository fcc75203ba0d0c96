package essay

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long the lines of a file are that was wrapped at a width, in characters.
const (
	shortestWrapped = 50
	longestWrapped  = 120
)

// Flows reports whether the line ends inside a block mean nothing: they are those
// of a plain text file whose lines were broken at a width. Every line but the last
// is about as long as a page is wide then, and one of them goes on with a word
// that begins no sentence, as the lines of a verse and of a list do not. In the
// other formats a line end inside a block is the student's own.
func (e *Essay) Flows(b Block) bool {
	if e.Format != "txt" || b.Kind == Code {
		return false
	}
	lines := strings.Split(b.Span.Of(e.Text), "\n")
	for _, l := range lines[:len(lines)-1] {
		if n := utf8.RuneCountInString(l); n < shortestWrapped || n > longestWrapped {
			return false
		}
	}
	for _, l := range lines[1:] {
		if first, _ := utf8.DecodeRuneInString(strings.TrimSpace(l)); unicode.IsLetter(first) && !unicode.IsUpper(first) {
			return true
		}
	}
	return false
}

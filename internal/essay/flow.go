package essay

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long the lines of a file are that was wrapped at a width, in characters.
const (
	shortestWrapped = 50
	longestWrapped  = 120
)

// enoughBlocks is how many blocks are looked at to tell whether a file is wrapped.
const enoughBlocks = 200

// Flows reports whether the line ends inside a block mean nothing: they are those
// of a plain text file whose lines were broken at a width. Every line but the last
// is about as long as a page is wide then, and here or elsewhere in the file such a
// line is followed by a word that begins no sentence, as no line of a verse is. In
// the other formats a line end inside a block is the student's own.
func (e *Essay) Flows(b Block) bool {
	if !e.isLongLined(b) {
		return false
	}
	if e.goesOn(b) {
		return true
	}
	return slices.ContainsFunc(e.Blocks[:min(len(e.Blocks), enoughBlocks)], func(other Block) bool {
		return e.isLongLined(other) && e.goesOn(other)
	})
}

// isLongLined reports whether a block has lines that may have been broken at a
// width, and no list in them.
func (e *Essay) isLongLined(b Block) bool {
	if e.Format != "txt" || b.Kind == Code {
		return false
	}
	lines := strings.Split(b.Span.Of(e.Text), "\n")
	for i, l := range lines[:len(lines)-1] {
		if n := utf8.RuneCountInString(l); n < shortestWrapped || n > longestWrapped || isItem(lines[i+1]) {
			return false
		}
	}
	return len(lines) > 1
}

// goesOn reports whether a line of the block begins with a letter that is not a
// capital.
func (e *Essay) goesOn(b Block) bool {
	_, rest, _ := strings.Cut(b.Span.Of(e.Text), "\n")
	for l := range strings.SplitSeq(rest, "\n") {
		if first, _ := utf8.DecodeRuneInString(strings.TrimSpace(l)); unicode.IsLetter(first) && !unicode.IsUpper(first) {
			return true
		}
	}
	return false
}

// isItem reports whether a line begins as an item of a list does: "- ", "2. ", "(b) ".
func isItem(line string) bool {
	return regexp.MustCompile(`^\s*([-*+•]|\(?\d{1,3}[.)]|\(?\pL\))\s`).MatchString(line)
}

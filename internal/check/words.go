package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gloss/internal/annotation"
	"gloss/internal/source"
)

// excerpt is a text on one line, its middle left out where it is longer than
// limit code points.
func excerpt(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	r := []rune(s)
	half := (limit - 3) / 2
	return strings.TrimSpace(string(r[:half])) + " … " + strings.TrimSpace(string(r[len(r)-half:]))
}

// quoted is a text in the quotation marks that YAML understands as well.
func quoted(s string) string { return strconv.Quote(s) }

// count is a number and its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// list joins words as a sentence does: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// within is where a phrase stands in a value of the annotation file; the whole
// value where it is written otherwise there, with a line break for instance.
func (c *context) within(t annotation.Text, phrase string) source.Span {
	value := t.Span.Of(c.set.File.Text)
	at := strings.Index(value, phrase)
	if at < 0 || phrase == "" {
		return t.Span
	}
	return source.Span{Start: t.Span.Start + at, End: t.Span.Start + at + len(phrase)}
}

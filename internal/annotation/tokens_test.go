package annotation_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/internal/source"
)

// tokens are what annotation files are made of, and what gets into them by
// mistake.
func tokens() []string {
	return []string{
		"\"", "'", "\"\"", "''", "comment:", "quote: ", "kind", "- ", "-", "\n", "\n", "\n  ", "\n    ", "\n\n", "  ", " ", "#", " #", "# x",
		"{", "}", "[", "]", ",", ": ", ":", "x", "x y z", "|", ">", "...", "\n...\n", "---", "\n---\n", "\t", "annotations:", "\nannotations:\n",
		"overall: ", "strengths:\n", "*", "&", "!", "\\n", "\\", "C:\\n", "\u00a0", "= ", "•", "– ", "1. ", "é", "\r\n", "\u2028", "\ufeff", "?", "? ",
		"%", "@", "`", "\xff", "a: b", "note: ", "sources:", "also:", "\"a\"", "'a'", "\\frac", "marks: -1", "12/20",
	}
}

// Whatever is put together from them is read without a panic, and every finding
// has a place in the file.
func TestAnyTokens(t *testing.T) {
	texts := []string{"overall: !\n  {\nx", "\"kind\nx\" #\"\"- |comment:\n  'x y z@\"\"", "\"\" comment:", "\"\n00ote: 0\"0"}
	r := rand.New(rand.NewPCG(1, 2)) // the same texts every time
	all := tokens()
	for range 1500 {
		var b strings.Builder
		if r.IntN(2) == 0 {
			b.WriteString("annotations:\n  - quote: a\n    comment: ")
		}
		for range 1 + r.IntN(25) {
			b.WriteString(all[r.IntN(len(all))])
		}
		texts = append(texts, b.String())
	}
	for _, text := range texts {
		for _, d := range findings(source.NewFile("x.yaml", text)) {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) {
				t.Fatalf("%q: %q has span %v", text, d.Message, d.Span)
			}
		}
	}
}

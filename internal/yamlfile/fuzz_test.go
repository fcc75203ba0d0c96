package yamlfile

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"gloss/internal/source"
)

// hostile are inputs that have brought YAML readers down, or slowed them.
func hostile() []string {
	return []string{
		"", "\n", " ", "---", "---\n...\n---\n", "a: b\n---\n", "\ufeffa: b",
		"annotations: &a\n - *a", "<<: [[a]]\n? [a]\n: b", "0: [:!00 \xef", "a: !!binary x", "? ? ? x",
		"a: \"\\", "a: '", "a: |", "a: >+\n\n\n", "- - - - x", "a:\r b:\r\r", "a: [", "a: {b: [", "a: [b]]", "a: b: c: d:",
		"a: \u2028b", "a: b\u0085c: d", "\t\ta:\tb", "%YAML 9.9\n---\na", "a: |2\n     x\n  y\n z", "? a\n: b", "? a\n::", "[a, b]: c",
		"a: 'b'c'd'", "a: \"b\"c\"d\"\n  e: f", "–\u00a0a", "-\u00a0a", "- -\u00a0- a", "a:\n  - b\n c: d\n", "*: *", "&: &", "!: !", "a: !<tag:x> y",
		"a: b #c: d\n  e", "#", "a: #b\n #c\n  d", "quote:\u2028a", "quote\uff1aa", "- quote a\n  quote: b", "a: |\n\tb\n \tc\nd",
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s)
	}
	for _, pattern := range []string{"../../testdata/*/*.yaml", "../../annotations/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("fuzz.yaml", text)
		root, findings := Parse(file, Options{
			Names: []string{"quote", "comment", "annotations"}, Prose: []string{"quote", "comment"}, List: "annotations",
			Words: func() Words {
				return Words{Synonyms: map[string][]string{"note": {"comment"}}, Homes: map[string]string{"comment": "below a -"}}
			},
		})
		for _, d := range findings {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) {
				t.Fatalf("finding %q has span %v in a text of %d bytes", d.Message, d.Span, len(text))
			}
			if d.Rule == "" || d.Message == "" {
				t.Fatalf("finding %+v lacks a rule or message", d)
			}
		}
		if root == nil {
			t.Fatal("no tree")
		}
		checkSpans(t, text, root, source.Span{End: len(text)})
	})
}

// checkSpans checks that every node lies in its parent and on rune borders, and
// that the parts of a node stand in order.
func checkSpans(t *testing.T, text string, n *Node, in source.Span) {
	t.Helper()
	if n.Span.Start < in.Start || n.Span.End > in.End || n.Span.End < n.Span.Start {
		t.Fatalf("node %q has span %v outside %v", n.Value, n.Span, in)
	}
	if utf8.ValidString(text) && (!utf8.ValidString(text[:n.Span.Start]) || !utf8.ValidString(n.Span.Of(text))) {
		t.Fatalf("node %q has span %v inside a character", n.Value, n.Span)
	}
	at := n.Span.Start
	for _, c := range parts(n) {
		if c.Span.Start < at {
			t.Fatalf("node %q at %v stands before its place %d", c.Value, c.Span, at)
		}
		at = c.Span.Start
		checkSpans(t, text, c, n.Span)
	}
}

func parts(n *Node) []*Node {
	out := append([]*Node(nil), n.Items...)
	for _, p := range n.Pairs {
		out = append(out, p.Key, p.Value)
	}
	return out
}

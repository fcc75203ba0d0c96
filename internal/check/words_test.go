package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
	"gloss/internal/source"
)

func TestExcerpt(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 10, "short"},
		{" a\n b\t c ", 10, "a b c"},
		{"one two three four five six", 13, "one t … e six"},
		{strings.Repeat("é", 30), 13, "ééééé … ééééé"},
		{"", 10, ""},
	} {
		if got := excerpt(test.text, test.limit); got != test.want {
			t.Errorf("excerpt(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func TestBeforeAndAfter(t *testing.T) {
	const text = "one, two  three\nfour\tfünf 六"
	for _, test := range []struct {
		words         int
		at            int
		before, after string
	}{
		{2, 0, "", "one, two"},
		{2, 5, "one, ", "two  three"},
		{1, 8, "two", "  three"},
		{9, 8, "one, two", "  three"},
		{2, 16, "", "four\tfünf"},
		{1, 21, "four\t", "fünf"},
		{3, len(text), "four\tfünf 六", ""},
	} {
		if got := before(text[:test.at], test.words); got != test.before {
			t.Errorf("%d words before %d: %q, want %q", test.words, test.at, got, test.before)
		}
		if got := after(text[test.at:], test.words); got != test.after {
			t.Errorf("%d words after %d: %q, want %q", test.words, test.at, got, test.after)
		}
	}
}

func TestFew(t *testing.T) {
	file := source.NewFile("a.yaml", strings.Repeat("x\n", 40))
	findings := func(n int) []diag.Finding {
		var out []diag.Finding
		for i := n; i > 0; i-- { // not in their order
			out = append(out, diag.Finding{File: file, Span: source.Span{Start: 2 * i, End: 2*i + 1}, Message: fmt.Sprint(i)})
		}
		return out
	}
	for _, test := range []struct {
		given int
		kept  []string
		help  []string
	}{
		{0, nil, nil},
		{4, []string{"4", "3", "2", "1"}, nil},
		{5, []string{"1", "2", "3"}, []string{"the same goes for 2 more, on lines 5, 6"}},
		{20, []string{"1", "2", "3"}, []string{"the same goes for 17 more, on lines 5, 6, 7, 8, 9, 10, 11, 12, …"}},
	} {
		var kept, help []string
		for _, f := range few(findings(test.given)) {
			kept, help = append(kept, f.Message), append(help, f.Help...)
		}
		if diff := cmp.Diff(test.kept, kept); diff != "" {
			t.Errorf("%d findings, kept (-want +got):\n%s", test.given, diff)
		}
		if diff := cmp.Diff(test.help, help); diff != "" {
			t.Errorf("%d findings, help (-want +got):\n%s", test.given, diff)
		}
	}
}

package diag

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/source"
)

func TestSort(t *testing.T) {
	finding := func(path string, start int, s Severity, rule string) Finding {
		return Finding{Path: path, Span: source.Span{Start: start}, Severity: s, Rule: rule}
	}
	got := []Finding{
		finding("b", 0, Error, "1"), finding("a", 5, Advice, "2"), finding("a", 5, Error, "3"),
		finding("a", 1, Warning, "4"), finding("a", 5, Error, "5"),
	}
	Sort(got)
	var order []string
	for _, f := range got {
		order = append(order, f.Rule)
	}
	if diff := cmp.Diff([]string{"4", "3", "5", "2", "1"}, order); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestCountAndAtLeast(t *testing.T) {
	all := []Finding{{Severity: Advice}, {Severity: Error}, {Severity: Warning}, {Severity: Error}}
	if got := Count(all, Error); got != 2 {
		t.Errorf("%d errors", got)
	}
	if got := AtLeast(all, Warning); len(got) != 3 {
		t.Errorf("%d at least warnings", len(got))
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain é 中 👨‍👩‍👧":       "plain é 中 👨‍👩‍👧",
		"a\tb\nc":               "a\tb\nc",
		"\x1b[2J":               `\x1b[2J`,
		"\r\a\b\v\f\x00\x7f":    `\x0d\x07\x08\x0b\x0c\x00\x7f`,
		"\u009b31m\u0085":       `\u009b31m\u0085`,
		"\u202eabc\u202c\u2066": `\u202eabc\u202c\u2066`,
		"\u061c\u200e\u200f":    `\u061c\u200e\u200f`,
		"\xff\xfe \uFFFD":       `\xff\xfe ` + "\uFFFD",
		"\xe4\xb8":              `\xe4\xb8`,
	} {
		if got := Visible(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := VisibleLine("a\tb\nc\u2028d\u2029e"); got != `a b\nc\u2028d\u2029e` {
		t.Errorf("got %q", got)
	}
}

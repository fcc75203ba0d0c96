package annotation_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/source"
)

func load(text string) (*annotation.Set, []diag.Finding) {
	return annotation.Load(source.NewFile("x.yaml", text))
}

// What each scalar means as marks, as a number of a place, and as text (row Y6).
// "!" is an error.
func TestScalars(t *testing.T) {
	for _, tt := range []struct{ written, marks, whole, text string }{
		{"7", "7", "7", "7"},
		{`"7"`, "7", "7", "7"},
		{"'7'", "7", "7", "7"},
		{"+7", "7", "7", "+7"},
		{"-1", "-1", "!", "-1"},
		{"0", "0", "!", "0"},
		{"-0", "0", "!", "-0"},
		{"1.5", "1.5", "!", "1.5"},
		{"1.50", "1.5", "!", "1.50"},
		{"0.1", "0.1", "!", "0.1"},
		{"-0.25", "-0.25", "!", "-0.25"},
		{"010", "!", "!", "010"},
		{"007", "!", "!", "007"},
		{"00", "!", "!", "00"},
		{"00.5", "!", "!", "00.5"},
		{"0x10", "!", "!", "0x10"},
		{"0o10", "!", "!", "0o10"},
		{"0b11", "!", "!", "0b11"},
		{"1_000", "!", "!", "1_000"},
		{"1,000", "!", "!", "1,000"},
		{"0,5", "!", "!", "0,5"},
		{"−2", "!", "!", "−2"},
		{"–2", "!", "!", "–2"},
		{"- 2", "!", "!", "!"},
		{"1e3", "!", "!", "1e3"},
		{"1e400", "!", "!", "1e400"},
		{"1E-2", "!", "!", "1E-2"},
		{".nan", "!", "!", ".nan"},
		{".NaN", "!", "!", ".NaN"},
		{".inf", "!", "!", ".inf"},
		{"-.inf", "!", "!", "-.inf"},
		{"NaN", "!", "!", "NaN"},
		{"1.", "!", "!", "1."},
		{".5", "!", "!", ".5"},
		{"1.2.3", "!", "!", "1.2.3"},
		{"99999999999999999999", "!", "!", "99999999999999999999"},
		{"999999999999", "999999999999", "!", "999999999999"},
		{"2/10", "!", "!", "2/10"},
		{"½", "!", "!", "½"},
		{"1:30", "!", "!", "1:30"},
		{"five", "!", "!", "five"},
		{"~", "!", "!", "~"},
		{"null", "!", "!", "null"},
		{"true", "!", "!", "true"},
		{"yes", "!", "!", "yes"},
		{"2026-11-20", "!", "!", "2026-11-20"},
		{"٣", "!", "!", "٣"},
		{`""`, "!", "!", ""},
		{"", "", "", ""},
		{"[7]", "!", "!", "!"},
		{"{a: 7}", "!", "!", "!"},
		{"!!int 7", "!", "!", "!"},
		{"!!float 7", "!", "!", "!"},
		{"|\n   7", "!", "!", "7"},
	} {
		read := func(key string, value func(*annotation.Annotation) string) string {
			set, findings := load("annotations:\n- " + key + ": " + tt.written + "\n")
			if diag.Count(findings, diag.Error) > 0 {
				return "!"
			}
			return value(set.Annotations[0])
		}
		got := []string{
			read("marks", func(a *annotation.Annotation) string {
				if !a.Marks.Set {
					return ""
				}
				return a.Marks.Value.String()
			}),
			read("paragraph", func(a *annotation.Annotation) string {
				if !a.Selector.Paragraph.Set {
					return ""
				}
				return fmt.Sprint(a.Selector.Paragraph.Value)
			}),
			read("category", func(a *annotation.Annotation) string { return a.Category.Value }),
		}
		if diff := cmp.Diff([]string{tt.marks, tt.whole, tt.text}, got); diff != "" {
			t.Errorf("%s as marks, paragraph, category (-want +got):\n%s", tt.written, diff)
		}
	}
}

// Marks are exact decimals.
func TestMarksAddUp(t *testing.T) {
	set, findings := load("annotations:\n- marks: 0.1\n- marks: 0.2\n")
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	sum := set.Annotations[0].Marks.Value.Add(set.Annotations[1].Marks.Value)
	if want := decimal.RequireFromString("0.3"); !sum.Equal(want) {
		t.Errorf("0.1 + 0.2 = %s", sum)
	}
}

// Text keeps the characters that were written (row Y10).
func TestTextStaysText(t *testing.T) {
	for _, s := range []string{"NO", "no", "on", "012", "3e5", "null", "~", "2024-01-01", "12:30", "yes", "=", "1_000", ".inf", "0x1F", "1.10", "-", "true", "Null", "<<x", "...", "-x", "a#b", "a:b", "2024-01-01T00:00:00Z", "190:20:30"} {
		if s == "-" {
			continue // a list item; it has a message of its own
		}
		set, findings := load("student: " + s + "\ntask: " + s + " # comment\n")
		if len(findings) > 0 {
			t.Errorf("%s: %s", s, findings[0].Message)
		}
		if set.Student.Value != s || set.Task.Value != s {
			t.Errorf("%q became %q and %q", s, set.Student.Value, set.Task.Value)
		}
		if got := set.Student.Span.Of(set.File.Text); got != s {
			t.Errorf("the place of %q holds %q", s, got)
		}
	}
}

// One final line end goes from every text but comment and overall.
func TestFinalLineEnd(t *testing.T) {
	set, findings := load("overall: |\n  a\ntask: |\n  a\nstrengths:\n- |+\n  a\n\nannotations:\n- comment: |\n    a\n  next: |\n    a\n  replacement: |\n    a\n")
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	a := set.Annotations[0]
	got := []string{set.Overall.Value, set.Task.Value, set.Strengths[0].Value, a.Comment.Value, a.Next.Value, a.Replacement.Value}
	if diff := cmp.Diff([]string{"a\n", "a", "a\n", "a\n", "a", "a"}, got); diff != "" {
		t.Error(diff)
	}
}

// A value of a line that had to be mended is what was meant.
func TestMendedValues(t *testing.T) {
	set, findings := load("annotations:\n- quote: [...] the end\n  comment: He said: \"no\"\n  next: see page 12 #3\n  correction: 'twas so\n")
	if n := diag.Count(findings, diag.Error); n != 4 {
		t.Errorf("%d errors, want 4", n)
	}
	a := set.Annotations[0]
	got := []string{a.Selector.Quote.Value, a.Comment.Value, a.Next.Value, a.Correction.Value}
	if diff := cmp.Diff([]string{"[...] the end", `He said: "no"`, "see page 12 #3", "'twas so"}, got); diff != "" {
		t.Error(diff)
	}
	if got := a.Comment.Span.Of(set.File.Text); got != `He said: "no"` {
		t.Errorf("the place of the comment holds %q", got)
	}
}

func TestDefaults(t *testing.T) {
	set, _ := load("marker: M\nannotations:\n- quote: a\n- quote: a\n  correction: b\n- quote: a\n  replacement: ''\n- quote: a\n  kind: question\n  replacement: b\n  by: N\n")
	var got []string
	for _, a := range set.Annotations {
		got = append(got, fmt.Sprint(a.Kind, " ", a.By.Value, " ", a.Replacement.Set))
	}
	if diff := cmp.Diff([]string{"comment M false", "correction M false", "correction M true", "question N true"}, got); diff != "" {
		t.Error(diff)
	}
}

// Derived ids come from the selector alone, are legal, and differ from all others.
func TestDerivedIDs(t *testing.T) {
	ids := func(text string) []string {
		set, findings := load(text)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		var out []string
		for _, a := range set.Annotations {
			out = append(out, a.ID.Value)
			if strings.Trim(a.ID.Value, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
				t.Errorf("the id %q has other characters", a.ID.Value)
			}
		}
		return out
	}
	const quotes = "annotations:\n- quote: Claiming thousands of lives, and more than that\n- quote: голод\n- quote: Émile’s café\n- paragraph: 2\n- {}\n- {}\n- lines: 3-4\n- position: {start: 1, end: 2}\n"
	first := ids(quotes)
	if diff := cmp.Diff(first, ids(strings.ReplaceAll(quotes, "\n- quote", "\n- comment: something else\n  quote"))); diff != "" {
		t.Errorf("ids depend on the comment:\n%s", diff)
	}
	for i, prefix := range []string{"claiming-thousands-of-", "quote-", "emiles-cafe-", "paragraph-2-", "essay-", "essay-", "line-3-", "position-1-"} {
		if !strings.HasPrefix(first[i], prefix) {
			t.Errorf("id %d is %q, want %q and a hash", i, first[i], prefix)
		}
	}
	if first[5] != first[4]+"-2" {
		t.Errorf("two notes on the whole essay are %q and %q", first[4], first[5])
	}
	if taken := ids("annotations:\n- {}\n- id: " + first[4] + "\n"); taken[0] == taken[1] {
		t.Errorf("a derived id is %q, which is taken", taken[0])
	}
}

// A comment bank has the kinds and severities of an annotation.
func TestBankHasTheSameWords(t *testing.T) {
	for _, k := range annotation.Kinds() {
		if _, f := bank.Load(source.NewFile("x.bank.yaml", "entries:\n  a: {kind: "+string(k)+"}\n")); len(f) > 0 {
			t.Errorf("kind %s: %s", k, f[0].Message)
		}
	}
	for _, s := range annotation.Severities() {
		if _, f := bank.Load(source.NewFile("x.bank.yaml", "entries:\n  a: {severity: "+string(s)+"}\n")); len(f) > 0 {
			t.Errorf("severity %s: %s", s, f[0].Message)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("annotations:\n- quote: [...] x\n  position: {start: 1, end: 2}\n  also: [{quote: y}]\n  lines: 3-1\n  marks: 0,5\n")
	f.Add("scores: {a: {level: x, points: 0,5}, b: −2}\nlanguage: en_GB\ndate: 1.1.2026\n- x")
	f.Add("entries:\n  a b: {match: ['*'], with: {x: 1}}\ncriteria: [{id: a, points: 3, levels: [{id: b, points: 4}]}]\nbands: [{min: 1}]\n")
	for _, pattern := range []string{"../../testdata/bad/*.yaml", "../../testdata/good/*.yaml"} {
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
		for _, name := range []string{"x.yaml", "x.rubric.yaml", "x.bank.yaml"} {
			for _, d := range findings(source.NewFile(name, text)) {
				if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(text) {
					t.Fatalf("%s: %q has span %v in a text of %d bytes", name, d.Message, d.Span, len(text))
				}
			}
		}
		set, _ := load(text)
		for _, a := range set.Annotations {
			if a.ID.Value == "" || a.Kind == "" {
				t.Fatalf("annotation %+v lacks an id or kind", a)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		var s strings.Builder
		s.WriteString("student: Anna\nannotations:\n")
		for i := range n {
			fmt.Fprintf(&s, "  - quote: words number %d of the essay\n    kind: correction\n    category: fact\n    comment: |\n      A remark of\n      two lines.\n    sources:\n      - {title: \"A: B\", year: 2004}\n", i)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(s.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, findings := load(s.String()); len(findings) > 0 {
					b.Fatal(findings[0].Message)
				}
			}
		})
	}
}

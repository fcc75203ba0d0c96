package yamlfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/growth"
	"gloss/internal/source"
)

// In files without faults the scanner finds nothing, not even what it would keep
// to itself.
func TestScannerIsSilentOnGoodFiles(t *testing.T) {
	for _, pattern := range []string{"../../testdata/good/*.yaml", "../../annotations/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			s := newScanner(source.NewFile(name, string(data)), Options{Names: []string{"quote", "comment", "next"}}.withDefaults())
			s.scan()
			for _, found := range s.slips {
				if found.finding.Message != "" {
					t.Errorf("%s: %s (%q)", name, found.finding.Message, found.finding.Span.Of(string(data)))
				}
			}
		}
	}
}

func TestHostileInputsAreQuick(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":   strings.Repeat("[", 20_000),
		"braces":     strings.Repeat("{a ", 3_000),
		"dashes":     strings.Repeat("- ", 100_000) + "x",
		"aliases":    "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
		"NUL":        strings.Repeat("\x00", 1<<20),
		"separators": strings.Repeat("a\u2028", 1<<16),
		"documents":  strings.Repeat("---\n", 1<<18),
		"quotes":     "a: " + strings.Repeat("'", 1<<20),
		"unclosed":   strings.Repeat("a: \"x\n b: [\n", 1<<15),
		"tabs":       "a:\n" + strings.Repeat("\tb: c\n", 1<<15),
	} {
		root, findings := Parse(source.NewFile(name, text), Options{})
		growth.Check(t, name, len(text), func(n int) { Parse(source.NewFile(name, text[:n]), Options{}) })
		if root == nil || len(findings) == 0 && name != "quotes" {
			t.Errorf("%s: no findings", name)
		}
		if len(findings) > maxFindings+1 {
			t.Errorf("%s: %d findings", name, len(findings))
		}
	}
}

// The library ends lines where editors do not, and counts columns in code points.
func TestCursor(t *testing.T) {
	c := newCursor("é😀x\r\ny\rz\u2028w\u0085v\n")
	for _, tt := range []struct{ line, column, want int }{{1, 3, 6}, {2, 1, 9}, {3, 2, 12}, {4, 1, 15}, {5, 1, 18}, {9, 9, 20}, {1, 1, 0}} {
		if got := c.at(tt.line, tt.column); got != tt.want {
			t.Errorf("line %d, column %d is %d, want %d", tt.line, tt.column, got, tt.want)
		}
	}
}

func TestOverlayLeadsBack(t *testing.T) {
	o := newOverlay("abcdef", []patch{{at: source.Span{Start: 4, End: 5}, with: ""}, {at: source.Span{Start: 1, End: 2}, with: "XYZ"}})
	if o.text != "aXYZcdf" {
		t.Fatalf("got %q", o.text)
	}
	var got []int
	for i := range len(o.text) + 1 {
		got = append(got, o.origin(i))
	}
	if diff := cmp.Diff([]int{0, 1, 1, 1, 2, 3, 5, 6}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNearest(t *testing.T) {
	legal := []string{"comment", "quote", "next_steps", "id"}
	for word, want := range map[string]string{"coment": "comment", "qoute": "quote", "Next steps": "next_steps", "Comment": "comment", "colour": "", "ib": "id", "xy": "", "commentary": "", strings.Repeat("x", 1000): ""} {
		if got := Nearest(word, legal); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

// Whatever a text is, its quoted form is read back as the same text.
func TestQuoteReadsBack(t *testing.T) {
	for _, s := range []string{"", "a", `"`, "'", `'"\`, "\n\nlead", "\ta\n b", "a: b # c", "\u2028", "\u0085", "\ufeff", "\x00", "\x1b[0m", "😀", "\U000e0001", "- a", "trailing ", "\r", "é"} {
		for _, form := range []string{quote(s), doubleQuoted(s)} {
			root, findings := Parse(source.NewFile("x", "k: "+form+"\n"), Options{})
			if len(findings) > 0 || root.Find("k").Value != s {
				t.Errorf("%q written as %s: %v, %q", s, form, findings, root.Find("k").Value)
			}
		}
	}
}

// Where the library names a line below the fault, the values that were tried in
// vain are not blamed.
func TestOnlyTheFaultIsBlamed(t *testing.T) {
	for _, text := range []string{
		"x: [,]\nquote: a\n",
		"  x: {a: b, : c}\nquote: a\n",
		"y: 1\nx: [,]\nz: 2\nlast: 3\n",
	} {
		_, findings := Parse(source.NewFile("x", text), Options{Names: []string{"quote", "comment"}})
		blamed := 0
		for _, f := range findings {
			if f.Rule == "syntax" {
				blamed++
			}
		}
		if blamed != 1 {
			t.Errorf("%q: %d values are blamed: %+v", text, blamed, findings)
		}
	}
}

package annotation_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/source"
)

// rows are the hostile and faulty files of rows Y1 to Y11 and the rules, with
// their lines, that speak of each. Rows Y6 and Y10 have tables of their own, in
// scalars_test.go; what a change leaves alone (Y7) is the tests' of yamlfile.
func rows() map[string]struct{ text, want string } {
	nine := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		nine += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	var deep strings.Builder
	for i := range 2000 {
		deep.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	var keys strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&keys, "k%d: x\n", i)
	}
	return map[string]struct{ text, want string }{
		"Y1 aliases of aliases":          {nine + "annotations: *i\n", "anchor:1 alias:10"},
		"Y2 an alias to itself":          {"annotations: &a\n - *a\n", "anchor:1 alias:2"},
		"Y2 a merge of a list":           {"<<: [[a]]\n? [a]\n: b\n", "merge-key:1 wrong-type:2"},
		"Y2 a colon and a damaged byte":  {"0: [:!00 \ufffd", "control-character:1"},
		"Y3 brackets":                    {strings.Repeat("[", 20_000), "nesting:1"},
		"Y3 braces":                      {strings.Repeat("{a ", 3_000), "nesting:1"},
		"Y3 blocks":                      {deep.String(), "nesting:34"},
		"Y4 distinct keys":               {keys.String(), "too-many-keys:1"},
		"Y5 a key twice":                 {"annotations:\n  - quote: a\n    marks: 1\n    marks: 2\n", "duplicate-key:4"},
		"Y5 an id twice":                 {"annotations:\n  - {id: a, quote: b}\n  - {id: a, quote: c}\n", "duplicate-id:3"},
		"Y7 an unknown key":              {"annotations:\n  - quote: a\n    coment: b\n", "unknown-key:3"},
		"Y8 a tab":                       {"annotations:\n\t- quote: a\n", "tab:2"},
		"Y8 a missing colon":             {"annotations:\n  - quote a\n    comment: b\n", "missing-colon:2"},
		"Y8 NUL":                         {"annotations:\n  - quote: a\x00b\n", "control-character:2"},
		"Y8 a damaged byte":              {"annotations:\n  - quote: a\ufffdb\n", "control-character:2"},
		"Y8 line ends and a fault":       {"annotations:\r\n  - quote: a\r\n    coment: b\r\n", "unknown-key:3"},
		"Y9 two documents":               {"annotations: []\n---\nannotations:\n  - quote: a\n", "second-document:3"},
		"Y11 binary":                     {"annotations:\n  - quote: !!binary AAEC\n", "tag:2"},
		"Y11 a program":                  {"annotations:\n  - quote: !!python/object:os.system x\n", "tag:2"},
		"Y11 a time":                     {"date: !!timestamp 2026-11-20\n", "tag:1"},
		"Y11 a tag of one's own, a list": {"annotations: !mine\n  - quote: a\n", "tag:1"},
	}
}

// Whatever a file holds, it is read in a moment, without a panic, and every fault
// has its line.
func TestRowsY1ToY11(t *testing.T) {
	for name, row := range rows() {
		t.Run(name, func(t *testing.T) {
			f := source.NewFile("x.yaml", row.text)
			set, found := annotation.Load(f)
			if set == nil {
				t.Fatal("no set")
			}
			got := map[string]bool{}
			for _, d := range found {
				if d.Severity == diag.Error {
					got[fmt.Sprintf("%s:%d", d.Rule, f.Position(d.Span.Start).Line)] = true
				}
			}
			for want := range strings.FieldsSeq(row.want) {
				if !got[want] {
					t.Errorf("no finding %s among %v", want, got)
				}
			}
		})
	}
}

// Row Y8: a byte order mark, UTF-16 and the line ends of other systems are no
// faults, and the file is not touched.
func TestRowY8Encodings(t *testing.T) {
	const text = "annotations:\n  - quote: café\n    comment: naïve\n"
	wide := []byte{0xFF, 0xFE}
	for _, r := range text {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, data := range map[string][]byte{
		"a byte order mark": []byte("\ufeff" + text),
		"UTF-16":            wide,
		"CRLF":              []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"CR":                []byte(strings.ReplaceAll(text, "\n", "\r")),
	} {
		path := filepath.Join(t.TempDir(), "x.yaml")
		if err := os.WriteFile(path, data, 0o444); err != nil {
			t.Fatal(err)
		}
		set, found := annotation.Load(read(t, path))
		if len(found) > 0 || len(set.Annotations) != 1 || set.Annotations[0].Selector.Quote.Value != "café" || set.Annotations[0].Comment.Value != "naïve" {
			t.Errorf("%s: %+v, %v", name, set.Annotations, found)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(data) {
			t.Errorf("%s: the file has changed (%v)", name, err)
		}
	}
}

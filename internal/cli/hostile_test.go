package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"gloss/internal/diag"
	"gloss/internal/format"
)

// hostile is what could act on a terminal, a page or a table if it got there as
// it is: escape sequences, C1 and bidirectional controls, markup, formulas.
const hostile = "\x1b[2J\x1b]52;c;x\a\u009b31m\u202e<script>x(1)</script>=1+1"

// everyField is an annotation file with the text in every field that takes one.
func everyField(text string) string {
	q := fmt.Sprintf("%q", text) // Go's escapes in a string are YAML's too
	q = strings.ReplaceAll(q, `\a`, `\x07`)
	return strings.NewReplacer("T", q).Replace(`
student: T
marker: T
task: T
overall: T
strengths: [T]
next_steps: [T]
scores: {free: {points: 3, comment: T}}
annotations:
  - {quote: One, category: T, comment: T, correction: T, replacement: T, next: T, criterion: T, marks: 1, tags: [T], by: T, sources: [T, {title: T, author: T, year: T, page: T}], replies: [{by: T, comment: T}]}
  - {quote: T, comment: T}
  - {quote: is, comment: T}
  - {comment: T}
`)
}

// run runs the command line in a folder and gives what it printed.
func run(t *testing.T, dir string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	t.Chdir(dir)
	var out, errs bytes.Buffer
	env := Env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, OutWidth: 100, ErrWidth: 100,
		Getenv:  func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] },
		Open:    func(string) error { return nil },
		Context: context.Background(),
	}
	status = Main(args, env)
	return out.String(), errs.String(), status
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// acting is the first character of the text that a terminal would act on.
func acting(s string) (rune, bool) {
	for _, r := range s {
		if r != '\n' && r != '\t' && (unicode.Is(unicode.Cc, r) || diag.IsBidiControl(r)) {
			return r, true
		}
	}
	return 0, false
}

// E6: no escape sequence, from whatever field, reaches a terminal.
func TestNothingActsOnTheTerminal(t *testing.T) {
	if _, ok := acting(hostile); !ok {
		t.Fatal("the payload is harmless")
	}
	dir := t.TempDir()
	name := "\x1b]0;x\a"
	write(t, filepath.Join(dir, name+".txt"), "One "+hostile+" is here. This is "+hostile)
	write(t, filepath.Join(dir, name+".yaml"), everyField(hostile))
	if _, stderr, status := run(t, dir, "report", name+".txt"); status != statusDone {
		t.Fatalf("the file is refused, so that nothing is tried:\n%s", stderr)
	}
	for _, args := range [][]string{
		{"report", name + ".txt"},
		{"text", name + ".txt"},
		{"check", "."},
		{"report", name + "missing.txt"},
		{"report", ".", "-f", "html", "-o", "out"},
	} {
		stdout, stderr, _ := run(t, dir, args...)
		if r, ok := acting(stdout); ok {
			t.Errorf("%q lets U+%04X through to stdout", args[0], r)
		}
		if r, ok := acting(stderr); ok {
			t.Errorf("%q lets U+%04X through to stderr:\n%q", args[0], r, stderr)
		}
	}
}

// unpacked is what a report says: of a zip archive, the text of all its files.
func unpacked(t *testing.T, data string) string {
	t.Helper()
	if !strings.HasPrefix(data, "PK") {
		return data
	}
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, io.LimitReader(r, 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// Every remark is in every format, whatever became of its passage.
func TestNoRemarkIsMissing(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "e.md"), "One *two* three, one.\n\n- four\n- five\n")
	write(t, filepath.Join(dir, "e.yaml"), `annotations:
  - {quote: One, comment: placedremark}
  - {quote: two three, comment: acrossremark}
  - {quote: two, comment: withinremark}
  - {quote: o, comment: ambiguousremark}
  - {quote: a long passage that is nowhere, comment: orphanremark}
  - {paragraph: 3, comment: paragraphremark}
  - {paragraph: 9, comment: beyondremark}
  - {quote: four, replacement: vier, comment: replacedremark}
  - {comment: wholeremark}
`)
	for _, w := range format.Writers() {
		stdout, _, status := run(t, dir, "report", "e.md", "-f", w.Name, "-o", "-")
		if status != statusDone {
			t.Errorf("%s: status %d", w.Name, status)
		}
		stdout = unpacked(t, stdout)
		for word := range strings.FieldsSeq("placed across within ambiguous orphan paragraph beyond replaced whole") {
			if !strings.Contains(stdout, word+"remark") {
				t.Errorf("%s: the %s remark is missing", w.Name, word)
			}
		}
	}
}

// The same input gives the same bytes, also in another place and by another
// number of workers.
func TestReportsAreDeterministic(t *testing.T) {
	for _, w := range format.Writers() {
		var first string
		for i := range 2 {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "e.txt"), "One two three, one two three.")
			write(t, filepath.Join(dir, "e.yaml"), everyField("words"))
			stdout, _, _ := run(t, dir, "report", "e.txt", "-f", w.Name, "-o", "-", "-j", fmt.Sprint(1+7*i))
			if i == 0 {
				first = stdout
			} else if stdout != first {
				t.Errorf("%s differs between two runs", w.Name)
			}
		}
	}
}

package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fences are the code blocks of the README that begin with a text.
func fences(t *testing.T, begins string) []string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, block := range regexp.MustCompile("(?s)```[a-z]*\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
		if strings.HasPrefix(block[1], begins) {
			out = append(out, block[1])
		}
	}
	if len(out) == 0 {
		t.Fatalf("the README has no block that begins with %q", begins)
	}
	return out
}

// The message that the README shows is what gloss says of such a file.
func TestREADMEMessageIsReal(t *testing.T) {
	want := fences(t, "annotations/mine.yaml:")[0]
	dir := t.TempDir()
	write(t, filepath.Join(dir, "essays", "mine.md"), "The famine was claiming thousands of lives.\n")
	write(t, filepath.Join(dir, "annotations", "mine.yaml"),
		"version: 1\n\n\nannotations:\n  - quote: claiming thousands of lives\n    kind: correction\n    coment: Millions died.\n")
	stdout, _, status := run(t, dir, "check", "annotations/mine.yaml")
	if !strings.HasPrefix(stdout, want) || status != statusErrors {
		t.Errorf("status %d, gloss says\n%s\nand the README\n%s", status, stdout, want)
	}
}

// The remark that the README begins with is placed exactly where it says, and
// nothing is wrong with it.
func TestREADMERemarkWorks(t *testing.T) {
	essay, err := os.ReadFile("../../essays/five-year-plan.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "e.md"), string(essay))
	write(t, filepath.Join(dir, "e.yaml"), fences(t, "annotations:")[0])
	if stdout, stderr, status := run(t, dir, "check", "--no-advice", "e.yaml"); strings.Contains(stdout, "[") || stderr != "" || status != statusDone {
		t.Errorf("status %d, %s%s", status, stdout, stderr)
	}
	page, _, _ := run(t, dir, "report", "e.md", "-f", "csv", "-o", "-")
	if !strings.Contains(page, "claiming thousands of lives") || !strings.Contains(page, "exact") {
		t.Errorf("the remark is not placed:\n%s", page)
	}
}

// The commands that the README shows are commands, with the flags that it shows.
func TestREADMECommandsExist(t *testing.T) {
	root := newRoot(Env{})
	for _, block := range fences(t, "gloss ") {
		for line := range strings.Lines(block) {
			line, _, _ = strings.Cut(strings.TrimSpace(line), " #")
			if line == "" {
				continue
			}
			words := strings.Fields(line)
			cmd, rest, err := root.Find(words[1:])
			if err != nil || cmd == root {
				t.Errorf("%q is no command: %v", line, err)
				continue
			}
			for _, w := range rest {
				name := strings.TrimLeft(w, "-")
				known := cmd.Flags().Lookup(name) != nil || len(name) == 1 && cmd.Flags().ShorthandLookup(name) != nil
				if strings.HasPrefix(w, "-") && name != "" && !known {
					t.Errorf("%q: there is no flag %s", line, w)
				}
			}
		}
	}
}

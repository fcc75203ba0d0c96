package pipeline

import (
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/source"
)

// agrees holds what is told of a file at a glance against what its YAML says. Of a
// file with a fault behind the key more can be told at a glance.
func agrees(t interface{ Errorf(string, ...any) }, text string) bool {
	named, ok := plainEssay(text)
	if !ok {
		return false
	}
	set, findings := annotation.Load(source.NewFile("x.yaml", text))
	if !set.Essay.Set && diag.Count(findings, diag.Error) > 0 {
		return true
	}
	if set.Essay.Value != named {
		t.Errorf("at a glance the essay of %q is %q; read, it is %q (%v)", text, named, set.Essay.Value, set.Essay.Set)
	}
	return true
}

func TestPlainEssay(t *testing.T) {
	for text, want := range map[string]bool{
		"essay: a.md\nannotations: []\n":                                 true,
		"essay: ../essays/a.md":                                          true,
		"essay: \"a b.md\" # this one\r\nannotations: []\r\n":            true,
		"# it's the essay: of \"Sam\nversion: 1\nessay: 'a.md'\ntask: x": true,
		"task: \"one\nessay: a.md\ntwo\"\n":                              false,
		"task: 'one\n\nessay: a.md\ntwo'\n":                              false,
		"{\nessay: a.md\n}\n":                                            false,
		"task: [\nessay: a.md\n]\n":                                      false,
		"essay: a.md\nessay: b.md\n":                                     false,
		"essay: a\n  b.md\ntask: x\n":                                    false,
		"essay: \"a\\tb.md\"\n":                                          false,
		"essay: ~\n":                                                     false,
		"essay: |\n  a.md\n":                                             false,
		"task: x\n---\nessay: a.md\n":                                    false,
		"annotations:\n  - quote: x\n    essay: a.md\n":                  false,
		"overall: |\n  essay: a.md\n":                                    false,
	} {
		if got := agrees(t, text); got != want {
			t.Errorf("%q can be told at a glance: %v", text, got)
		}
	}
	files, err := filepath.Glob("../../testdata/*/*.yaml")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		agrees(t, string(data))
	}
}

func TestPlainEssayProperties(t *testing.T) {
	line := rapid.SampledFrom([]string{
		"essay: a.md", "essay: \"b.md\"", "essay: c", "essay:", " essay: d.md", "# essay: e.md", "task: |", "  f: \"g", "overall: >", "  'h'",
		"task: \"i", "j\"", "date: 'k", "l'", "language: {m: n", "}", "marker: [o", "]", "", "---", "...", "version: 1", "annotations:", "  - quote: essay", "\tp: q",
		"? essay", ": r.md", "student: s # t", "banks: &u", "!v w: x",
	})
	rapid.Check(t, func(rt *rapid.T) {
		text := ""
		for _, l := range rapid.SliceOfN(line, 1, 6).Draw(rt, "lines") {
			text += l + rapid.SampledFrom([]string{"\n", "\n", "\r\n", " \n"}).Draw(rt, "end")
		}
		agrees(rt, text)
	})
}

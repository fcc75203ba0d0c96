package pipeline

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
)

// errorsOf are the rules and lines of a result's errors.
func errorsOf(res *Result) map[string]int {
	out := map[string]int{}
	for _, f := range res.Findings {
		if f.Severity == diag.Error {
			out[f.Rule] = f.File.Position(f.Span.Start).Line
		}
	}
	return out
}

// Faults of the YAML, of its places in the essay and of the files that it names
// are said in one run; of a line that is faulty itself nothing more is said.
func TestAllFaultsInOneRun(t *testing.T) {
	lay(t, "a.txt|The famine.\n", "a.yaml|"+`rubric: none.rubric.yaml
annotations:
  - quote: a place that is nowhere in it
    comment: x
  - quote: "To be" is not there
    coment: x
  - paragraph: 7
    comment: x
  - quote: e
    occurrence: &2
    comment: x
`)
	res, err := Options{}.Load(pairAnnotations("a.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"unreadable": 1, "orphan": 3, "text-after-quote": 5, "unknown-key": 6, "beyond-essay": 7, "anchor": 10}
	if diff := cmp.Diff(want, errorsOf(res)); diff != "" {
		t.Errorf("rules and lines (-want +got):\n%s", diff)
	}
	if res.Report != nil {
		t.Error("a report was made of an annotation file with faults")
	}
	for _, f := range res.Findings {
		if f.Severity == diag.Advice {
			t.Errorf("advice on a file with faults: %s", f.Message)
		}
	}
}

// The essay that a file names and that is not there is said once, at its name.
func TestMissingEssayIsSaidOnce(t *testing.T) {
	for text, want := range map[string]string{
		"essay: none.txt\n":               "unreadable",
		"essay: \"C:\\marking\\a.txt\"\n": "backslash",
	} {
		lay(t, "a.yaml|"+text)
		res, err := Options{}.Load(pairAnnotations("a.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if got := errorsOf(res); len(got) != 1 || got[want] != 1 {
			t.Errorf("%s gave %v", text, got)
		}
	}
}

// A file whose essay is not found is checked all the same.
func TestCheckWithoutEssay(t *testing.T) {
	lay(t, "a.yaml|annotations:\n  - {quote: x, coment: y}\n")
	findings, err := Options{}.Check(pairAnnotations("a.yaml"))
	if err == nil || len(findings) != 1 || findings[0].Rule != "unknown-key" {
		t.Errorf("got %v and %+v", err, findings)
	}
}

// The files that a report depends on are also those that are named and cannot be
// read: once they are there, it is another.
func TestFilesThatAreMissing(t *testing.T) {
	lay(t, "a.txt", "a.yaml|rubric: none.rubric.yaml\nbanks: [none.bank.yaml, in/b.bank.yaml]\nmade_on: old.txt\nannotations: []\n", "in/b.bank.yaml|include: [c.bank.yaml]\nentries: {}\n")
	res, err := Options{}.Load(pairAnnotations("a.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.txt", "a.yaml", "none.rubric.yaml", "none.bank.yaml", "in/b.bank.yaml", "in/c.bank.yaml", "old.txt"}
	for i := range res.Files {
		res.Files[i] = filepath.ToSlash(res.Files[i])
	}
	if diff := cmp.Diff(want, res.Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

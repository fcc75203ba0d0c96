package check

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format"
	"gloss/internal/report"
	"gloss/internal/rubric"
	"gloss/internal/source"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// load makes the input of a check from the files of a folder: the annotations,
// the essay, a rubric and banks, told apart by their names. What Criteria finds
// comes back too.
func load(t testing.TB, dir string) (Input, []diag.Finding) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var in Input
	var e *essay.Essay
	var findings []diag.Finding
	for _, entry := range entries {
		name := entry.Name()
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		switch file := source.NewFile(name, string(data)); {
		case strings.HasSuffix(name, ".rubric.yaml"):
			in.Rubric, findings = rubric.Load(file)
		case strings.HasSuffix(name, ".bank.yaml"):
			var b *bank.Bank
			b, findings = bank.Load(file)
			in.Banks = append(in.Banks, b)
		case strings.HasSuffix(name, ".yaml"):
			in.Set, findings = annotation.Load(file)
		case strings.HasPrefix(name, "essay"):
			e = readEssay(t, source.Input{Name: name, Data: data})
			if strings.HasSuffix(name, ".docx.txt") {
				e.Format, e.File = "docx", nil // as a format without lines
			}
		}
		if diag.Count(findings, diag.Error) > 0 {
			t.Fatalf("%s is no fit input: %+v", name, findings)
		}
	}
	in.Report = report.Build(report.Inputs{Essay: e, Set: in.Set, Rubric: in.Rubric}, report.Options{})
	steady(t, dir, in.Report)
	return in, Criteria(in.Set, in.Rubric)
}

// steady puts fixed values in the place of guesses, so that the cases are of the
// rules alone: how sure a changed passage is, and which text is most like a lost
// one. The latter is what nearest.txt in the folder says, if it is there.
func steady(t testing.TB, dir string, r *report.Report) {
	t.Helper()
	var nearest *source.Span
	if data, err := os.ReadFile(filepath.Join(dir, "nearest.txt")); err == nil {
		text := strings.TrimSpace(string(data))
		start := strings.Index(r.Essay.Text, text)
		if start < 0 {
			t.Fatalf("%s/nearest.txt is not in the essay", dir)
		}
		nearest = &source.Span{Start: start, End: start + len(text)}
	}
	for i := range r.Notes {
		for j := range r.Notes[i].Places {
			p := &r.Notes[i].Places[j]
			if p.Changed() {
				p.Confidence = 0.87
			}
			if p.Nearest != nil || nearest != nil && strings.HasPrefix(p.Quote, "Steel") {
				p.Nearest = nearest
			}
		}
	}
}

func readEssay(t testing.TB, in source.Input) *essay.Essay {
	t.Helper()
	reader, ok := format.ReaderFor(in.Name)
	if !ok {
		t.Fatalf("no reader for %s", in.Name)
	}
	e, _, err := reader.Read(in, "")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func printed(t testing.TB, findings []diag.Finding) string {
	t.Helper()
	var b bytes.Buffer
	if err := (diag.Printer{}).Print(&b, findings); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// of are the findings of one rule.
func of(id string, findings []diag.Finding) []diag.Finding {
	var out []diag.Finding
	for _, f := range findings {
		if f.Rule == id {
			out = append(out, f)
		}
	}
	return out
}

// cases are the folders testdata/RULE/CASE.
func cases(t testing.TB) []string {
	t.Helper()
	found, err := filepath.Glob("testdata/*/*")
	if err != nil || len(found) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return found
}

// Each folder testdata/RULE/CASE holds annotations, an essay and, in want.txt,
// what the rule says about them.
func TestRules(t *testing.T) {
	found := map[string]bool{}
	for _, dir := range cases(t) {
		id := filepath.Base(filepath.Dir(dir))
		t.Run(id+"/"+filepath.Base(dir), func(t *testing.T) {
			in, findings := load(t, dir)
			got := printed(t, of(id, append(findings, Run(in)...)))
			found[id] = found[id] || got != ""
			golden(t, filepath.Join(dir, "want.txt"), got)
		})
	}
	for _, r := range Rules() {
		if !found[r.ID] {
			t.Errorf("no case in testdata/%s shows what the rule finds", r.ID)
		}
		delete(found, r.ID)
	}
	for id := range found {
		t.Errorf("testdata/%s is of no rule", id)
	}
}

// What is looked for from warnings up is what all rules find, without advice.
func TestLeast(t *testing.T) {
	for _, dir := range cases(t) {
		in, _ := load(t, dir)
		want := printed(t, diag.AtLeast(Run(in), diag.Warning))
		in.Least = diag.Warning
		if diff := cmp.Diff(want, printed(t, Run(in))); diff != "" {
			t.Errorf("%s (-all +least):\n%s", dir, diff)
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestRulesAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	last := diag.Error
	for _, r := range Rules() {
		if r.Severity > last {
			t.Errorf("%s is out of order: errors come first, then warnings, then advice", r.ID)
		}
		last = r.Severity
		switch {
		case seen[r.ID], r.ID != strings.ToLower(r.ID), strings.Trim(r.ID, "abcdefghijklmnopqrstuvwxyz-") != "":
			t.Errorf("the id %q is taken or no id", r.ID)
		case r.Doc == "", r.Why == "", r.Example == "":
			t.Errorf("%s is not documented", r.ID)
		case strings.Count(r.Doc, ".") != 1, !strings.HasSuffix(r.Doc, "."):
			t.Errorf("%s: the documentation is not one sentence: %s", r.ID, r.Doc)
		}
		seen[r.ID] = true
	}
}

// The form that all messages share.
func TestMessages(t *testing.T) {
	for _, dir := range cases(t) {
		in, findings := load(t, dir)
		for _, f := range append(findings, Run(in)...) {
			if f.Message == "" || strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, "\n") {
				t.Errorf("%s: %s: the message %q is no message", dir, f.Rule, f.Message)
			}
			if first := string([]rune(f.Message)[:1]); first != strings.ToLower(first) {
				t.Errorf("%s: %s: the message %q does not begin in lower case", dir, f.Rule, f.Message)
			}
			if f.File == nil && f.Path == "" || f.File != nil && f.Span.IsEmpty() {
				t.Errorf("%s: %s: %q has no place", dir, f.Rule, f.Message)
			}
		}
	}
}

// The samples are what newcomers copy.
func TestSamplesAreClean(t *testing.T) {
	samples, err := filepath.Glob("../../annotations/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, path := range samples {
		if strings.HasSuffix(path, ".rubric.yaml") || strings.HasSuffix(path, ".bank.yaml") {
			continue
		}
		n++
		t.Run(filepath.Base(path), func(t *testing.T) {
			in, findings := loadSample(t, path)
			findings = append(findings, Run(in)...)
			if worse := diag.AtLeast(findings, diag.Warning); len(worse) > 0 {
				t.Errorf("errors or warnings:\n%s", printed(t, worse))
			}
		})
	}
	if n < 4 {
		t.Errorf("only %d samples", n)
	}
}

func loadSample(t *testing.T, path string) (Input, []diag.Finding) {
	t.Helper()
	file := func(path string) *source.File {
		in, err := source.Read(path, nil, source.DefaultLimit)
		if err != nil {
			t.Fatal(err)
		}
		f, err := in.Decode("")
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	var in Input
	var findings, more []diag.Finding
	in.Set, findings = annotation.Load(file(path))
	dir := filepath.Dir(path)
	if in.Set.Rubric.Set {
		in.Rubric, more = rubric.Load(file(filepath.Join(dir, in.Set.Rubric.Value)))
		findings = append(findings, more...)
	}
	for _, b := range in.Set.Banks {
		loaded, more := bank.Load(file(filepath.Join(dir, b.Value)))
		in.Banks, findings = append(in.Banks, loaded), append(findings, more...)
	}
	essays, err := filepath.Glob(filepath.Join(dir, "../essays", strings.TrimSuffix(filepath.Base(path), "yaml")+"*"))
	if err != nil || len(essays) != 1 {
		t.Fatalf("%d essays for %s: %v", len(essays), path, err)
	}
	e := readEssay(t, source.Input{Name: essays[0], Data: []byte(file(essays[0]).Text)})
	in.Report = report.Build(report.Inputs{Essay: e, Set: in.Set, Rubric: in.Rubric}, report.Options{})
	return in, append(findings, Criteria(in.Set, in.Rubric)...)
}

func TestSameInputSameFindings(t *testing.T) {
	for _, dir := range cases(t) {
		in, _ := load(t, dir)
		want := printed(t, Run(in))
		for range 5 {
			if diff := cmp.Diff(want, printed(t, Run(in))); diff != "" {
				t.Fatalf("%s: another run (-first +this):\n%s", dir, diff)
			}
		}
	}
}

// A report that was not built from a file of annotations has nothing to check.
func TestReportWithoutAnnotations(t *testing.T) {
	in, _ := load(t, "testdata/ambiguous/places")
	for i := range in.Report.Notes {
		in.Report.Notes[i].Item = nil
	}
	if found := Run(in); len(found) > 0 {
		t.Errorf("found:\n%s", printed(t, found))
	}
}

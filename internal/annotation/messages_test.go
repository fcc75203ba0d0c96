package annotation_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/rubric"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

var update = flag.Bool("update", false, "write the messages of testdata/bad anew")

// findings are what the loader that belongs to a file's name has to say.
func findings(f *source.File) []diag.Finding {
	var out []diag.Finding
	switch {
	case strings.HasSuffix(f.Name, ".rubric.yaml"):
		_, out = rubric.Load(f)
	case strings.HasSuffix(f.Name, ".bank.yaml"):
		_, out = bank.Load(f)
	default:
		_, out = annotation.Load(f)
	}
	return out
}

func read(t *testing.T, path string) *source.File {
	t.Helper()
	in, err := source.Read(path, nil, annotation.MaxBytes)
	if err != nil {
		t.Fatal(err)
	}
	in.Name = filepath.Base(path)
	f, err := in.Decode("")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s (%v)", pattern, err)
	}
	return names
}

// Every file of testdata/bad has faults, and its .want says in what words.
func TestBadFiles(t *testing.T) {
	for _, path := range files(t, "../../testdata/bad/*.yaml") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			list := findings(read(t, path))
			var b strings.Builder
			if err := (diag.Printer{}).Print(&b, list); err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(path, ".yaml") + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("messages (-want +got); -update writes them anew:\n%s", diff)
			}
			if len(list) == 0 {
				t.Error("no findings")
			}
		})
	}
}

// Every .want belongs to a file.
func TestNoStrayGoldens(t *testing.T) {
	for _, golden := range files(t, "../../testdata/bad/*.want") {
		if _, err := os.Stat(strings.TrimSuffix(golden, ".want") + ".yaml"); err != nil {
			t.Error(err)
		}
	}
}

// The files of testdata/good, and the samples, have no faults at all.
func TestGoodFiles(t *testing.T) {
	for _, path := range append(files(t, "../../testdata/good/*.yaml"), files(t, "../../annotations/*.yaml")...) {
		var b strings.Builder
		if err := (diag.Printer{}).Print(&b, findings(read(t, path))); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 0 {
			t.Errorf("%s has findings:\n%s", path, b.String())
		}
	}
}

// huge are files at the limits, which are made here because of their size.
func huge() map[string]string {
	repeat := func(n int, line func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
		}
		return b.String()
	}
	return map[string]string{
		"file-size":            strings.Repeat("# a comment\n", annotation.MaxBytes/12+1),
		"too-many-keys":        repeat(100_000, func(i int) string { return fmt.Sprintf("key%d: x\n", i) }),
		"too-many-faults":      repeat(600, func(i int) string { return fmt.Sprintf("key%d: x\n", i) }),
		"too-many-annotations": "annotations:\n" + repeat(annotation.MaxAnnotations+1, func(i int) string { return fmt.Sprintf("  - paragraph: %d\n", i+1) }),
	}
}

func TestHugeFiles(t *testing.T) {
	for rule, text := range huge() {
		found := false
		for _, f := range findings(source.NewFile("huge.yaml", text)) {
			found = found || f.Rule == rule && f.Severity == diag.Error
		}
		if !found {
			t.Errorf("no finding of the rule %q", rule)
		}
	}
	exact := "annotations:\n" + strings.Repeat("  - paragraph: 1\n", annotation.MaxAnnotations)
	if list := findings(source.NewFile("exact.yaml", exact)); len(list) > 0 {
		t.Errorf("a file of %d annotations has findings: %s", annotation.MaxAnnotations, list[0].Message)
	}
}

// Every rule has a bad file, and every finding has a rule that is documented.
func TestEveryRuleHasABadFile(t *testing.T) {
	documented := map[string]bool{}
	for _, list := range [][]yamlfile.Rule{annotation.Rules(), rubric.Rules(), bank.Rules()} {
		for _, r := range list {
			if documented[r.ID] {
				t.Errorf("the rule %q is there twice", r.ID)
			}
			if documented[r.ID] = true; r.Doc == "" {
				t.Errorf("the rule %q is not documented", r.ID)
			}
		}
	}
	seen := map[string]bool{}
	for rule := range huge() {
		seen[rule] = true
	}
	for _, path := range files(t, "../../testdata/bad/*.yaml") {
		for _, f := range findings(read(t, path)) {
			if seen[f.Rule] = true; !documented[f.Rule] {
				t.Errorf("%s: the rule %q is not in the table", path, f.Rule)
			}
		}
	}
	for rule := range documented {
		if !seen[rule] {
			t.Errorf("no file of testdata/bad breaks the rule %q", rule)
		}
	}
}

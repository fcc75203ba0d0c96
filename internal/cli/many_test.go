package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pile lays out essays whose names clash or are hostile, some of which cannot be
// read, and their annotations.
func pile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, name := range []string{"plain", "Li Wei", "li wei", "CON", "-rf", "$(id)", "e\u0301", "\u00e9", "\u202eevil", "a\nb", "sub/plain", "index"} {
		write(t, filepath.Join(dir, "essays", name+".txt"), fmt.Sprintf("The famine killed %d thousands.\n", i))
		write(t, filepath.Join(dir, "annotations", name+".yaml"), "annotations:\n  - {quote: The famine, comment: Which one?}\n")
	}
	write(t, filepath.Join(dir, "essays", "program.txt"), "\x7fELF\x00\x00")
	write(t, filepath.Join(dir, "annotations", "program.yaml"), "annotations: []\n")
	write(t, filepath.Join(dir, "essays", "unmarked.txt"), "Nobody has read this.\n")
	return dir
}

// tree is what lies in a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Rows B1, B4 and F1: the reports of a pile are the same bytes for every number of
// workers and from every folder, have names of their own, and a bad essay costs
// none of the others.
func TestPileIsDeterministic(t *testing.T) {
	dir := pile(t)
	_, stderr, status := run(t, dir, "report", "essays", "-f", "html", "-o", "one", "-j", "1")
	if status != statusErrors || !strings.Contains(stderr, "12 reports made, 1 failed, 1 unmarked") {
		t.Errorf("status %d, %s", status, stderr)
	}
	one := tree(t, filepath.Join(dir, "one"))
	if len(one) != 13 {
		t.Errorf("%d files", len(one))
	}
	run(t, dir, "report", "essays/", "-f", "html", "-o", "eight", "-j", "8")
	if diff := cmp.Diff(one, tree(t, filepath.Join(dir, "eight"))); diff != "" {
		t.Errorf("eight workers (-one +eight):\n%.2000s", diff)
	}
	run(t, t.TempDir(), "report", filepath.Join(dir, "essays"), "-f", "html", "-o", filepath.Join(dir, "far"))
	far := tree(t, filepath.Join(dir, "far"))
	delete(one, "index.html") // it names the folder as it was asked for
	delete(far, "index.html")
	if diff := cmp.Diff(one, far); diff != "" {
		t.Errorf("another folder (-here +there):\n%.2000s", diff)
	}
}

// Row F2: reports written into the folder of the essays are no essays in the next
// run.
func TestPileIntoItself(t *testing.T) {
	dir := pile(t)
	for _, format := range []string{"html", "markdown", "json", "terminal"} {
		out := filepath.Join("essays", format)
		for range 2 {
			_, stderr, _ := run(t, dir, "report", "essays", "-f", format, "-o", out, "--force")
			if !strings.Contains(stderr, "12 reports made, 1 failed, 1 unmarked") {
				t.Errorf("%s: %s", format, stderr)
			}
		}
	}
}

// An interrupted run ends with a status of its own and says so.
func TestInterrupted(t *testing.T) {
	t.Chdir(pile(t))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs bytes.Buffer
	status := Main([]string{"report", "essays", "-f", "html", "-o", "out"}, Env{
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Getenv: func(string) string { return "" }, Open: func(string) error { return nil }, Context: ctx,
	})
	if status != statusInterrupted || !strings.Contains(errs.String(), "interrupted") || out.Len() > 0 {
		t.Errorf("status %d, stdout %q, stderr %q", status, out.String(), errs.String())
	}
}

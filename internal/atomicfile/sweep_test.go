package atomicfile

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// Only what looks like ours, is a file, and is old is swept.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.html")
	if err := Write(path, []byte("x")); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour)
	age := func(name string, at time.Time) {
		t.Helper()
		if err := os.Chtimes(filepath.Join(dir, name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	stray, young, folder := ".gloss-0123456789abcdef.tmp", ".gloss-0123456789abcdee.tmp", ".gloss-0123456789abcdea.tmp"
	others := []string{"0123456789abcdef.tmp", ".gloss-0123456789abcdef.txt", ".gloss-notes.tmp", "essay.txt"}
	for _, name := range append([]string{stray, young}, others...) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		age(name, old)
	}
	age(young, time.Now().Add(-time.Minute))
	if err := os.Mkdir(filepath.Join(dir, folder), 0o700); err != nil {
		t.Fatal(err)
	}
	age(folder, old)

	Sweep(filepath.Join(dir, "not-there.html"))
	if _, err := os.Stat(filepath.Join(dir, stray)); err != nil {
		t.Errorf("without a file just written, swept: %v", err)
	}
	Sweep(path)
	var left []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := append([]string{young, folder, "report.html"}, others...)
	slices.Sort(want)
	if !slices.Equal(left, want) {
		t.Errorf("got %q, want %q", left, want)
	}
}

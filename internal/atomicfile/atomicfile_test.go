package atomicfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func put(t *testing.T, path, text string, perm fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), perm); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, perm); err != nil {
		t.Fatal(err)
	}
}

// tree is what a folder holds: the names, and the contents of the files.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case e.IsDir():
			found[e.Name()] = "folder"
		case e.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(path)
			if err != nil {
				t.Fatal(err)
			}
			found[e.Name()] = "-> " + filepath.Base(target)
		default:
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			found[e.Name()] = string(data)
		}
	}
	return found
}

func wantTree(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("the folder (-want +got):\n%s", diff)
	}
}

func TestWriteMakesAFile(t *testing.T) {
	dir := t.TempDir()
	if err := Write(filepath.Join(dir, "report.html"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, map[string]string{"report.html": "new"})
}

func TestWriteReplaces(t *testing.T) {
	for _, test := range []struct{ name, old, data string }{
		{"longer", "old", string(bytes.Repeat([]byte("new "), 1<<18))},
		{"shorter", "the old text", "new"},
		{"empty", "old", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a")
			put(t, path, test.old, 0o644)
			if err := Write(path, []byte(test.data)); err != nil {
				t.Fatal(err)
			}
			wantTree(t, dir, map[string]string{"a": test.data})
		})
	}
}

func TestWriteToARelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := Write("a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, ".", map[string]string{"a": "new"})
}

// A link in the output folder must lead no write out of it (F2).
func TestWriteReplacesALink(t *testing.T) {
	for _, there := range []string{"target", "nowhere"} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "target"), "precious", 0o444)
		path := filepath.Join(dir, "report.html")
		if err := os.Symlink(filepath.Join(dir, there), path); err != nil {
			t.Skip("no symbolic links here:", err)
		}
		if err := Write(path, []byte("new")); err != nil {
			t.Fatal(err)
		}
		wantTree(t, dir, map[string]string{"target": "precious", "report.html": "new"})
	}
}

func TestWriteLeavesTheOtherNameOfAHardLinkAlone(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a"), "old", 0o644)
	if err := os.Link(filepath.Join(dir, "a"), filepath.Join(dir, "b")); err != nil {
		t.Skip("no hard links here:", err)
	}
	if err := Write(filepath.Join(dir, "a"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, map[string]string{"a": "new", "b": "old"})
}

// Who can guess the passing name must gain nothing by standing there first.
func TestTempIsMadeAnew(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a"), "old", 0o644)
	if _, err := (disk{}).create(filepath.Join(dir, "a"), 0o644); !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v, want %v", err, fs.ErrExist)
	}
}

func TestIsTemp(t *testing.T) {
	for name, want := range map[string]bool{
		".gloss-0123456789abcdef.tmp":           true,
		"reports/.gloss-0123456789abcdef.tmp":   true,
		".gloss-0123456789abcdeg.tmp":           false,
		".gloss-01234567.tmp":                   false,
		".gloss-.tmp":                           false,
		"gloss-0123456789abcdef.tmp":            false,
		".gloss-0123456789abcdef.tmp.html":      false,
		".gloss-0123456789abcdef0123456789.tmp": false,
	} {
		if got := IsTemp(name); got != want {
			t.Errorf("IsTemp(%q) = %v, want %v", name, got, want)
		}
	}
}

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/internal/yamlfile"
)

// Row D6: everything deleted by mistake comes back, to the byte, and so does what
// was there before that.
func TestRestore(t *testing.T) {
	t.Parallel()
	f := put(t, two)
	all := []Op{}
	for _, a := range f.Set.Annotations {
		all = append(all, Remove(a.ID.Value))
	}
	gone := apply(t, f, all...)
	if n := len(gone.File.Set.Annotations); n != 0 {
		t.Fatalf("%d annotations are left", n)
	}
	v, err := Restore(t.Context(), f.Path, 0)
	if err != nil || v.State.Digest != f.Digest || v.Number != 1 {
		t.Errorf("version %d, %v", v.Number, err)
	}
	wantFile(t, f.Path, two)
	if v, err = Restore(t.Context(), f.Path, 0); err != nil || v.State.Digest != gone.File.Digest {
		t.Errorf("version %d, %v", v.Number, err)
	}
	// A file spoilt by hand says where the way back is, and is itself kept.
	const spoilt = "annotations: [\n"
	if err := os.WriteFile(f.Path, []byte(spoilt), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Update(t.Context(), f.Path, Add(text("quote", "x")))
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, ErrRefused) || !strings.Contains(e.Help, "gloss restore "+f.Path) {
		t.Errorf("error %v, help %q", err, e.Help)
	}
	wantFile(t, f.Path, spoilt)
	if _, err = Restore(t.Context(), f.Path, 1); err != nil {
		t.Error(err)
	}
	wantFile(t, f.Path, two)
	versions, err := Versions(f.Path)
	if err != nil || string(versions[0].State.Data) != spoilt || versions[0].State.Refusal == nil {
		t.Errorf("%d versions, %v", len(versions), err)
	}
	// What is no text at all comes back too, and so does a file that is gone.
	for _, content := range []string{"\xff\xfe\x00\xd8", strings.Repeat("x", 5<<20), ""} {
		if err := os.WriteFile(f.Path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if content == "" {
			os.Remove(f.Path)
		}
		if _, err = Restore(t.Context(), f.Path, 1); err != nil {
			t.Error(err)
		}
		wantFile(t, f.Path, two)
	}
}

// Versions are bounded, private, and each there but once.
func TestVersions(t *testing.T) {
	t.Parallel()
	f := put(t, two)
	at := f
	for i := range Keep + 5 {
		at = apply(t, at, SetKey("student", yamlfile.Text(fmt.Sprint("Student ", i)))).File
	}
	versions, err := Versions(f.Path)
	if err != nil || len(versions) != Keep {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	for i, v := range versions {
		if v.Number != Keep+5-i {
			t.Errorf("version %d stands at %d", v.Number, i)
		}
		wantMode(t, filepath.Join(aside(f.place), v.name), 0o600)
	}
	if got := versions[0].State.Set.Student.Value; got != "Student 23" {
		t.Errorf("the newest is of %q", got)
	}
	apply(t, at, SetKey("student", yamlfile.Text("Student 24"))) // as it is
	if again, err := Versions(f.Path); err != nil || again[0].Number != versions[0].Number {
		t.Errorf("a change of nothing was kept: %v", err)
	}
	if data, err := os.ReadFile(filepath.Join(filepath.Dir(f.Path), ".gloss", ".gitignore")); string(data) != "*\n" {
		t.Errorf("%q, %v", data, err)
	}
	// The file itself has not been moved into the future.
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	if err := os.Chtimes(f.Path, old, old); err != nil {
		t.Fatal(err)
	}
	apply(t, open(t, f.Path), SetKey("student", yamlfile.Text("last")))
	if versions, err = Versions(f.Path); err != nil || !versions[0].Time.Equal(old) {
		t.Errorf("written %v, %v", versions[0].Time, err)
	}
}

func wantMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode(); got != want {
		t.Errorf("%s: mode %v, want %v", filepath.Base(path), got, want)
	}
}

// Row F2 of files: a link stays a link, and the file behind it is changed; also
// one that is not there yet.
func TestLinks(t *testing.T) {
	f := put(t, two)
	dir := t.TempDir()
	link, again, dangling := filepath.Join(dir, "link.yaml"), filepath.Join(dir, "again.yaml"), filepath.Join(dir, "dangling.yaml")
	if err := errors.Join(os.Symlink(f.Path, link), os.Symlink("link.yaml", again), os.Symlink("sub/new.yaml", dangling)); err != nil {
		t.Skip(err)
	}
	c, err := Update(t.Context(), again, Add(text("quote", "mine")))
	if err != nil {
		t.Fatal(err)
	}
	wantFile(t, f.Path, string(c.File.Data))
	if c, err = Update(t.Context(), dangling, Add(text("quote", "new"))); err != nil {
		t.Fatal(err)
	}
	wantFile(t, filepath.Join(dir, "sub", "new.yaml"), string(c.File.Data))
	for _, l := range []string{link, again, dangling} {
		if info, err := os.Lstat(l); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", l, err)
		}
	}
	if versions, err := Versions(f.Path); err != nil || len(versions) != 1 {
		t.Errorf("%d versions, %v", len(versions), err)
	}
	loop := filepath.Join(dir, "loop.yaml")
	if err := os.Symlink("loop.yaml", loop); err != nil {
		t.Fatal(err)
	}
	if _, err := Update(t.Context(), loop, Add(text("quote", "x"))); err == nil {
		t.Error("a loop of links was written")
	}
}

// Row D5: the mode stays; a read-only file is refused, not replaced.
func TestModes(t *testing.T) {
	f := put(t, two)
	if err := os.Chmod(f.Path, 0o640); err != nil {
		t.Fatal(err)
	}
	c := apply(t, open(t, f.Path), Add(text("quote", "mine")))
	wantMode(t, f.Path, 0o640)
	if err := os.Chmod(f.Path, 0o444); err != nil {
		t.Fatal(err)
	}
	_, err := Update(t.Context(), f.Path, Add(text("quote", "more")))
	if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "is read-only") {
		t.Errorf("error %v", err)
	}
	if _, err = c.File.Apply(t.Context(), Add(text("quote", "more"))); !errors.Is(err, ErrRefused) { // it has been so since
		t.Errorf("error %v", err)
	}
	wantFile(t, f.Path, string(c.File.Data))
	wantMode(t, f.Path, 0o444)
}

// Half-written files of the dead are swept; those of the living, and of others,
// are not.
func TestSweep(t *testing.T) {
	f := put(t, two)
	dir := filepath.Dir(f.Path)
	old := time.Now().Add(-time.Hour)
	for name, stays := range map[string]bool{
		".gloss-0123456789abcdef.tmp": false, ".gloss-fedcba9876543210.tmp": true, ".gloss-note.tmp": true, "other.tmp": true,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(name, "fedc") {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
		defer func() {
			if _, err := os.Stat(path); (err == nil) != stays {
				t.Errorf("%s: %v", name, err)
			}
		}()
	}
	apply(t, f, Add(text("quote", "mine")))
}

// A lock that is renamed or made anew locks nobody out.
func TestLockFileStays(t *testing.T) {
	f := put(t, two)
	apply(t, f, Add(text("quote", "mine")))
	lock := filepath.Join(aside(f.place), lockName)
	before, err := os.Stat(lock)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, open(t, f.Path), Add(text("quote", "more")))
	if after, err := os.Stat(lock); err != nil || !os.SameFile(before, after) {
		t.Errorf("it is another file now: %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	f := put(t, two)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 5 {
				// Half of them from a state that is soon out of date.
				var err error
				if i%2 == 0 {
					_, err = Update(t.Context(), f.Path, Add(text("quote", fmt.Sprint(i, j))))
				} else {
					_, err = f.Apply(t.Context(), Add(text("quote", fmt.Sprint(i, j))))
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := len(open(t, f.Path).Set.Annotations); n != 22 {
		t.Errorf("%d annotations, want 22", n)
	}
}

package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// faulty is the real system but for one step, which fails with err.
type faulty struct {
	disk
	step  string
	err   error
	steps *[]string
}

func (s faulty) do(step string, work func() error) error {
	*s.steps = append(*s.steps, step)
	if step == s.step {
		return s.err
	}
	return work()
}

func (s faulty) lstat(path string) (info fs.FileInfo, err error) {
	err = s.do("lstat", func() error { info, err = s.disk.lstat(path); return err })
	return info, err
}

func (s faulty) probe(path string) error {
	return s.do("probe", func() error { return s.disk.probe(path) })
}

func (s faulty) create(path string, perm fs.FileMode) (f file, err error) {
	if !IsTemp(path) {
		return nil, errors.New("made under a name that nothing knows for a passing one: " + path)
	}
	err = s.do("create", func() error { f, err = s.disk.create(path, perm); return err })
	return faultyFile{f, s}, err
}

func (s faulty) replace(from, to string) error {
	return s.do("replace", func() error { return s.disk.replace(from, to) })
}

func (s faulty) syncDir(dir string) error {
	return s.do("sync folder", func() error { return s.disk.syncDir(dir) })
}

type faultyFile struct {
	file
	sys faulty
}

func (f faultyFile) Write(data []byte) (n int, err error) {
	if f.sys.step == "write" {
		data = data[:len(data)/2] // a full disk takes a part
	}
	n, err = f.file.Write(data)
	return n, errors.Join(err, f.sys.do("write", func() error { return nil }))
}

func (f faultyFile) Chmod(mode fs.FileMode) error {
	return f.sys.do("chmod", func() error { return f.file.Chmod(mode) })
}

func (f faultyFile) Sync() error { return f.sys.do("sync", f.file.Sync) }

func (f faultyFile) Close() error {
	err := f.file.Close()
	return errors.Join(err, f.sys.do("close", func() error { return nil }))
}

// The order is what makes a write last through a power failure (D3).
func TestOrderOfSteps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	put(t, path, "old", 0o644)
	var got []string
	if err := write(faulty{steps: &got}, path, []byte("new"), always); err != nil {
		t.Fatal(err)
	}
	want := []string{"lstat", "probe", "create", "chmod", "write", "sync", "close", "replace", "sync folder"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

// What can be made again waits for no disk.
func TestReplaceSyncsNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	put(t, path, "old", 0o644)
	var got []string
	if err := write(unhurried{faulty{steps: &got}}, path, []byte("new"), always); err != nil {
		t.Fatal(err)
	}
	want := []string{"lstat", "probe", "create", "chmod", "write", "close", "replace"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

// It leaves the old file whole all the same.
func TestReplaceLeavesTheOldFile(t *testing.T) {
	for _, step := range []string{"lstat", "probe", "create", "chmod", "write", "close", "replace"} {
		dir := t.TempDir()
		path := filepath.Join(dir, "a")
		put(t, path, "old", 0o644)
		var done []string
		err := write(unhurried{faulty{step: step, err: syscall.ENOSPC, steps: &done}}, path, []byte("new, and longer"), always)
		wantError(t, err, "the disk is full")
		wantTree(t, dir, map[string]string{"a": "old"})
	}
	dir := t.TempDir()
	if err := Replace(filepath.Join(dir, "a"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, map[string]string{"a": "new"})
}

// Whatever fails, the old file is whole, and no half-written one is left (D2).
func TestFailureLeavesTheOldFile(t *testing.T) {
	steps := []string{"lstat", "probe", "create", "chmod", "write", "sync", "close", "replace", "sync folder"}
	for _, step := range steps {
		for _, cause := range []error{syscall.ENOSPC, syscall.EIO, syscall.EDQUOT, io.ErrShortWrite} {
			t.Run(step+"/"+cause.Error(), func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, "a")
				put(t, path, "old", 0o644)
				var done []string
				err := write(faulty{step: step, err: cause, steps: &done}, path, []byte("new, and longer"), always)
				if !errors.Is(err, cause) {
					t.Errorf("error %v, want %v", err, cause)
				}
				if got := done[len(done)-1]; got != step && (got != "close" || step == "replace") {
					t.Errorf("went on to %q", got)
				}
				want := "old"
				if step == "sync folder" {
					want = "new, and longer"
				}
				wantTree(t, dir, map[string]string{"a": want})
			})
		}
	}
}

func TestFailureLeavesNoNewFile(t *testing.T) {
	for _, step := range []string{"create", "write", "sync", "close", "replace"} {
		dir := t.TempDir()
		var done []string
		err := write(faulty{step: step, err: syscall.ENOSPC, steps: &done}, filepath.Join(dir, "a"), []byte("new"), always)
		wantError(t, err, "the disk is full")
		wantTree(t, dir, map[string]string{})
	}
}

// A write that takes a part and says nothing of it is no write.
type short struct{ disk }

type shortFile struct{ file }

func (s short) create(path string, perm fs.FileMode) (file, error) {
	f, err := s.disk.create(path, perm)
	return shortFile{f}, err
}

func (f shortFile) Write(data []byte) (int, error) { return f.file.Write(data[:1]) }

func TestShortWrite(t *testing.T) {
	dir := t.TempDir()
	err := write(short{}, filepath.Join(dir, "a"), []byte("new"), always)
	wantError(t, err, "could not be written: short write")
	wantTree(t, dir, map[string]string{})
}

func wantError(t *testing.T, err error, want string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v (%T), want an *Error", err, err)
	}
	if diff := cmp.Diff(want, e.Reason); diff != "" {
		t.Errorf("reason (-want +got):\n%s", diff)
	}
	if got, want := e.Error(), e.Path+": "+e.Reason; got != want {
		t.Errorf("message %q, want %q", got, want)
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "readonly"), "old", 0o444)
	put(t, filepath.Join(dir, "file"), "old", 0o644)
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, path, want string }{
		{"read-only", "readonly", "is read-only, and was left as it is"},
		{"a folder", "folder", "is a folder, not a file"},
		{"a folder to be", "new/", "is a folder, not a file"},
		{"the folder itself", ".", "is a folder, not a file"},
		{"no folder", "nowhere/a", "its folder does not exist"},
		{"a file for a folder", "file/a", "a part of its path is a file, not a folder"},
		{"too long", strings.Repeat("é", 300), "the name is too long"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := tree(t, dir)
			wantError(t, Write(dir+"/"+test.path, []byte("new")), test.want)
			wantTree(t, dir, before)
		})
	}
	wantError(t, Write("", nil), "is a folder, not a file")
}

// Another user's file is not replaced through the folder: that it cannot be
// written to settles it, whatever its bits are.
func TestRefusesWhatMayNotBeWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	put(t, path, "old", 0o644)
	var done []string
	err := write(faulty{step: "probe", err: fs.ErrPermission, steps: &done}, path, []byte("new"), always)
	wantError(t, err, "is read-only, and was left as it is")
	wantTree(t, dir, map[string]string{"a": "old"})
}

func TestEveryReasonIsReached(t *testing.T) {
	seen := map[error]bool{}
	for _, r := range reasons() {
		if seen[r.err] {
			t.Errorf("%v stands twice in the table", r.err)
		}
		seen[r.err] = true
		wrapped := &fs.PathError{Op: "write", Path: "temp", Err: r.err}
		var e *Error
		if !errors.As(Explain("a", wrapped), &e) || e.Reason != r.reason || e.Help == "" || !errors.Is(e, r.err) {
			t.Errorf("%v became %+v", r.err, e)
		}
	}
	wantError(t, Explain("a", &fs.PathError{Op: "write", Path: "temp", Err: syscall.EBUSY}),
		"could not be written: "+syscall.EBUSY.Error())
}

//go:build !windows

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestWriteKeepsTheMode(t *testing.T) {
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o644, 0o666, 0o755, 0o200} {
		path := filepath.Join(t.TempDir(), "a")
		put(t, path, "old", mode)
		if err := Write(path, []byte("new")); err != nil {
			t.Fatal(err)
		}
		wantMode(t, path, mode)
	}
}

// A link's own mode, which is 0777, is not the new file's.
func TestNewFileGetsTheUmask(t *testing.T) {
	for _, test := range []struct {
		mask int
		want fs.FileMode
	}{{0o022, 0o644}, {0o000, 0o644}, {0o077, 0o600}, {0o027, 0o640}} {
		dir := t.TempDir()
		old := syscall.Umask(test.mask)
		err := Write(filepath.Join(dir, "new"), nil)
		link := filepath.Join(dir, "link")
		err = errors.Join(err, os.Symlink("nowhere", link), Write(link, nil))
		syscall.Umask(old)
		if err != nil {
			t.Fatal(err)
		}
		wantMode(t, filepath.Join(dir, "new"), test.want)
		wantMode(t, link, test.want)
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

func TestWriteKeepsTheOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may give files away")
	}
	path := filepath.Join(t.TempDir(), "a")
	put(t, path, "old", 0o644)
	if err := os.Chown(path, 1234, 2345); err != nil {
		t.Skip("no chown here:", err)
	}
	if err := Write(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	stat := info.Sys().(*syscall.Stat_t)
	if stat.Uid != 1234 || stat.Gid != 2345 {
		t.Errorf("the owner is %d:%d, want 1234:2345", stat.Uid, stat.Gid)
	}
}

func TestWriteRefusesAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	wantError(t, Write(path, []byte("new")), "is a device or a pipe, not a file")
}

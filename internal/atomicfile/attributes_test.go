//go:build linux

package atomicfile

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestWriteKeepsAttributes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	put(t, path, "old", 0o640)
	if err := unix.Setxattr(path, "user.gloss.test", []byte("kept\x00so"), 0); err != nil {
		t.Skip("no attributes here:", err)
	}
	if err := Write(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 64)
	n, err := unix.Getxattr(path, "user.gloss.test", buf)
	if err != nil || string(buf[:n]) != "kept\x00so" {
		t.Errorf("%q, %v", buf[:max(n, 0)], err)
	}
	wantMode(t, path, 0o640)
}

package live

import (
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// watched is one file and what it held when it was last looked at.
type watched struct {
	path string
	info fs.FileInfo // nil where it was missing
	sum  [sha256.Size]byte
	seen bool // sum is of something
}

// names are the file's own path and, where it is a link, its target's.
func (f *watched) names() []string {
	names := []string{f.path}
	if target, err := filepath.EvalSymlinks(f.path); err == nil && target != f.path {
		names = append(names, target)
	}
	return names
}

// glance looks closely only where the size, the time or the identity of the file
// has changed.
func (f *watched) glance() bool {
	info, err := os.Stat(f.path)
	if err != nil {
		f.info = nil
		return false
	}
	// No file is the same as a missing one.
	if os.SameFile(info, f.info) && info.Size() == f.info.Size() && info.ModTime().Equal(f.info.ModTime()) {
		return false
	}
	return f.look()
}

// look reads the file and reports whether it holds something else than before. A
// file that is missing, or cannot be read, holds what it held.
func (f *watched) look() bool {
	info, sum, err := digest(f.path)
	f.info = info
	if err != nil || f.seen && sum == f.sum {
		return false
	}
	f.sum, f.seen = sum, true
	return true
}

func digest(path string) (fs.FileInfo, [sha256.Size]byte, error) {
	var sum [sha256.Size]byte
	info, err := os.Stat(path)
	if err != nil {
		return nil, sum, err
	}
	if !info.Mode().IsRegular() {
		return nil, sum, fs.ErrInvalid
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, sum, err
	}
	defer file.Close() //nolint:errcheck // opened for reading: there is nothing to lose
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return nil, sum, err
	}
	return info, [sha256.Size]byte(hash.Sum(nil)), nil
}

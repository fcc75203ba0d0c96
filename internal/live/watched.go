package live

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// watched is one path and what it held when it was last looked at.
type watched struct {
	path string
	info fs.FileInfo       // nil where there was nothing
	sum  [sha256.Size]byte // of what it held; zero where there was nothing
	dirs []string          // the folder and those below it, where it is one
}

// names are the path and, where it is a link, its target's.
func (f *watched) names() []string {
	names := []string{f.path}
	if target, err := filepath.EvalSymlinks(f.path); err == nil && target != f.path {
		names = append(names, target)
	}
	return names
}

// awaited are the folders that lead to it and are not there yet.
func (f *watched) awaited() []string {
	var out []string
	for _, name := range f.names() {
		for dir := filepath.Dir(name); !exists(dir) && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			out = append(out, dir)
		}
	}
	return out
}

// folders are those in which something happens when what it holds changes.
func (f *watched) folders() []string {
	out := slices.Clone(f.dirs)
	for _, name := range slices.Concat(f.names(), f.awaited()) {
		if dir := filepath.Dir(name); exists(dir) {
			out = append(out, dir)
		}
	}
	return out
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// glance looks closely only where the size, the time, the mode or the identity of
// the file has changed. Of a folder they do not tell what lies below.
func (f *watched) glance() bool {
	info, err := os.Stat(f.path)
	if err == nil && f.info != nil && !info.IsDir() && os.SameFile(info, f.info) && info.Mode() == f.info.Mode() &&
		info.Size() == f.info.Size() && info.ModTime().Equal(f.info.ModTime()) {
		return false
	}
	if err != nil && f.info == nil && f.sum == [sha256.Size]byte{} {
		return false
	}
	return f.look()
}

// look reads what is there and reports whether it is something else than before.
func (f *watched) look() bool {
	info, err := os.Stat(f.path)
	f.info, f.dirs = nil, nil
	var sum [sha256.Size]byte
	switch {
	case err != nil && os.IsNotExist(err):
	case err != nil:
		sum = sha256.Sum256([]byte(err.Error()))
	case info.IsDir():
		f.info = info
		sum = f.listing()
	default:
		f.info = info
		sum = digest(f.path, info)
	}
	if sum == f.sum {
		return false
	}
	f.sum = sum
	return true
}

// digest is that of a file's bytes and its mode. A file that cannot be read has
// one too, and so has one that is not to be read to its end, such as a pipe.
func digest(path string, info fs.FileInfo) [sha256.Size]byte {
	hash := sha256.New()
	_, _ = fmt.Fprintln(hash, info.Mode())
	if info.Mode().IsRegular() {
		if err := pour(hash, path); err != nil {
			_, _ = fmt.Fprintln(hash, err)
		}
	}
	return [sha256.Size]byte(hash.Sum(nil))
}

func pour(into io.Writer, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // opened for reading: there is nothing to lose
	_, err = io.Copy(into, file)
	return err
}

// listing is the digest of the names in the folder and below it. Hidden ones do
// not count, and links to folders are not followed.
func (f *watched) listing() [sha256.Size]byte {
	hash := sha256.New()
	root := f.path + string(filepath.Separator) // a link to a folder is the folder
	//nolint:errcheck // the callback returns no error but SkipDir
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if path != root && hidden(d.Name()) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		_, _ = fmt.Fprintf(hash, "%q %v %t\n", path, d.Type(), err != nil)
		if d.IsDir() {
			f.dirs = append(f.dirs, filepath.Clean(path))
		}
		return nil
	})
	return [sha256.Size]byte(hash.Sum(nil))
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// strayAge is how much older than the file just written a half-written one is
// that nobody is writing any more.
const strayAge = 10 * time.Minute

// Strays are the names of the half-written files in a folder that killed programs
// left behind. The time is that of a file just written there, so that the clock of
// the disk counts; a file that another program is writing in this moment is none.
func Strays(entries []fs.DirEntry, written time.Time) []string {
	var out []string
	for _, e := range entries {
		if !IsTemp(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && written.Sub(info.ModTime()) > strayAge {
			out = append(out, e.Name())
		}
	}
	return out
}

// Sweep takes away what killed programs left behind beside a file that was just
// written. It does no harm where that fails.
func Sweep(path string) {
	info, err := os.Lstat(path)
	if err != nil {
		return
	}
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, name := range Strays(entries, info.ModTime()) {
		os.Remove(filepath.Join(dir, name)) //nolint:errcheck // it is tried again the next time
	}
}

//go:build !windows

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/natefinch/atomic"
)

func (disk) replace(from, to string) error { return atomic.ReplaceFile(from, to) }

func (disk) syncDir(dir string) error {
	d, err := os.Open(dir)
	if errors.Is(err, fs.ErrPermission) {
		return nil // a folder may be writable and not readable
	}
	if err != nil {
		return err
	}
	err = d.Sync()
	// Some network file systems cannot sync a folder, and need not.
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}

// KeepOwner gives the file the owner of another, where that is allowed.
func (f diskFile) KeepOwner(old fs.FileInfo) {
	if stat, ok := old.Sys().(*syscall.Stat_t); ok {
		f.Chown(int(stat.Uid), int(stat.Gid)) //nolint:errcheck // only root may give files away
	}
}

func systemReasons() []reason { return nil }

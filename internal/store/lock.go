package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"gloss/internal/atomicfile"
)

// patience is how long one waits for another program to finish its change.
const patience = 5 * time.Second

// pause is how long one waits between two tries.
const pause = 5 * time.Millisecond

const (
	hiddenFolder = ".gloss"
	lockName     = "lock"
)

// aside is the hidden folder of one annotation file: its lock and its previous
// versions.
func aside(place string) string {
	return filepath.Join(filepath.Dir(place), hiddenFolder, filepath.Base(place))
}

// lock keeps all others who use this package from changing the file. The lock is
// the system's, on a file that is never renamed or removed: where its holder
// dies, it is free.
func (k keeper) lock(ctx context.Context, f *File) (unlock func() error, err error) {
	if err := k.prepare(f); err != nil {
		return nil, atomicfile.Explain(f.Path, err)
	}
	waiting, cancel := context.WithTimeout(ctx, k.wait)
	defer cancel()
	path := filepath.Join(aside(f.place), lockName)
	unlock, err = k.disk.lock(waiting, path, filePerm(f))
	switch {
	case err == nil:
		return unlock, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &Error{
			Path: f.Path, Reason: fmt.Sprintf("another gloss%s has been writing it for %d seconds", k.holder(path), k.wait/time.Second),
			Help: "try again when it has finished, or end it", Err: ErrBusy,
		}
	case cannotLock(err):
		return nil, &Error{
			Path: f.Path, Reason: "lies on a disk that cannot lock files, so that another program could overwrite it",
			Help: "copy it to a disk of this machine", Err: errors.Join(ErrRefused, err),
		}
	}
	return nil, atomicfile.Explain(f.Path, err)
}

// prepare makes the folder of the file, where it is to be made, and the hidden
// folder.
func (k keeper) prepare(f *File) error {
	dir := filepath.Dir(f.place)
	if err := k.disk.mkdir(dir, 0o755); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	// Whoever may work in the folder may use the lock; nobody else.
	perm := info.Mode().Perm()&0o775 | 0o700
	if err := k.disk.mkdir(aside(f.place), perm); err != nil {
		return err
	}
	// Previous versions are nobody else's business.
	ignore := filepath.Join(dir, hiddenFolder, ".gitignore")
	if _, err := k.disk.slurp(ignore); errors.Is(err, fs.ErrNotExist) {
		return k.disk.create(ignore, []byte("*\n"))
	}
	return nil
}

// cannotLock reports whether an error says that the disk knows no locks, as some
// network disks do.
func cannotLock(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOLCK)
}

// filePerm are the permissions of the lock file: those of the file it is for.
func filePerm(f *File) fs.FileMode {
	if f.Exists {
		return f.mode&0o664 | 0o600
	}
	return 0o644
}

// holder says which process holds a lock, as far as that can be known.
func (k keeper) holder(path string) string {
	data, err := k.disk.slurp(path)
	if pid := strings.Trim(string(data), " \x00\n"); err == nil && pid != "" {
		return " (process " + pid + ")"
	}
	return ""
}

func (real) lock(ctx context.Context, path string, perm fs.FileMode) (func() error, error) {
	l := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(perm))
	if _, err := l.TryLockContext(ctx, pause); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	sign(path)
	return l.Unlock, nil
}

// sign writes the process into its lock file, for those who wait in vain. It is
// no matter where that fails.
func sign(path string) {
	if f, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil {
		// The first byte is what the lock is on, and on Windows nobody can read it.
		f.WriteAt(fmt.Appendf(nil, " %-20d\n", os.Getpid()), 1) //nolint:errcheck // see above
		f.Close()                                               //nolint:errcheck // see above
	}
}

package store

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gloss/internal/annotation"
	"gloss/internal/atomicfile"
	"gloss/internal/source"
)

// disk is what the store needs of the operating system.
type disk interface {
	// read reads an annotation file.
	read(path string) (source.Input, fs.FileInfo, error)
	// lock holds the lock file at path until the function that it returns is called.
	lock(ctx context.Context, path string, perm fs.FileMode) (func() error, error)
	mkdir(path string, perm fs.FileMode) error
	// create makes a file that only its owner can read, with its bytes on the disk.
	create(path string, data []byte) error
	rename(from, to string) error
	setTime(path string, t time.Time) error
	// replace is atomicfile.WriteIf.
	replace(path string, data []byte, ready func(temp string) error) error
	list(dir string) ([]fs.DirEntry, error)
	slurp(path string) ([]byte, error)
	remove(path string) error
}

// keeper does the work of the package with a disk of its choice.
type keeper struct {
	disk disk
	wait time.Duration // for the lock
}

func standard() keeper { return keeper{disk: real{}, wait: patience} }

// real is the disk that there is.
type real struct{}

func (real) read(path string) (source.Input, fs.FileInfo, error) {
	in, err := source.Read(path, nil, annotation.MaxBytes)
	if err != nil {
		return in, nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return in, nil, &source.Error{Name: path, Reason: "cannot be read", Err: err}
	}
	return in, info, nil
}

func (real) mkdir(path string, perm fs.FileMode) error { return os.MkdirAll(path, perm) }

func (real) create(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

func (real) rename(from, to string) error { return os.Rename(from, to) }

func (real) setTime(path string, t time.Time) error { return os.Chtimes(path, t, t) }

func (real) replace(path string, data []byte, ready func(string) error) error {
	return atomicfile.WriteIf(path, data, ready)
}

func (real) list(dir string) ([]fs.DirEntry, error) { return os.ReadDir(dir) }

func (real) slurp(path string) ([]byte, error) { return os.ReadFile(filepath.Clean(path)) }

func (real) remove(path string) error { return os.Remove(path) }

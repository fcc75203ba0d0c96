package atomicfile

import (
	"io"
	"io/fs"
	"os"
)

// system is what writing needs of the operating system.
type system interface {
	lstat(path string) (fs.FileInfo, error)
	// probe reports whether an existing file may be written to.
	probe(path string) error
	// create makes a file that was not there.
	create(path string, perm fs.FileMode) (file, error)
	replace(from, to string) error
	// syncDir brings the names in a folder to the disk.
	syncDir(dir string) error
	remove(path string) error
}

// file is what writing needs of the new file.
type file interface {
	io.WriteCloser
	Sync() error
	Chmod(fs.FileMode) error
	// KeepOwner gives the file the owner of another, where that is allowed.
	KeepOwner(fs.FileInfo)
	// KeepAttributes gives the file the extended attributes of another, such as
	// who else may read it, where that is allowed.
	KeepAttributes(path string)
}

// disk is the real system.
type disk struct{}

type diskFile struct{ *os.File }

func (disk) lstat(path string) (fs.FileInfo, error) { return os.Lstat(path) }

func (disk) probe(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

func (disk) create(path string, perm fs.FileMode) (file, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return nil, err
	}
	return diskFile{f}, nil
}

func (disk) remove(path string) error { return os.Remove(path) }

package atomicfile

import (
	"errors"
	"io/fs"
	"syscall"
	"time"

	"github.com/natefinch/atomic"
)

// The numbers of the Windows errors that a write can meet.
const (
	accessDenied     = syscall.Errno(5)
	sharingViolation = syscall.Errno(32)
	handleDiskFull   = syscall.Errno(39)
	diskFull         = syscall.Errno(112)
)

// replace tries for two seconds: a virus scanner or an indexer holds a file open
// for moments.
func (disk) replace(from, to string) error {
	const tries, pause = 40, 50 * time.Millisecond
	err := atomic.ReplaceFile(from, to)
	for i := 1; i < tries && (errors.Is(err, sharingViolation) || errors.Is(err, accessDenied)); i++ {
		time.Sleep(pause)
		err = atomic.ReplaceFile(from, to)
	}
	return err
}

// syncDir does nothing: ReplaceFile writes the folder through.
func (disk) syncDir(string) error { return nil }

func (diskFile) KeepOwner(fs.FileInfo) {}

func systemReasons() []reason {
	return []reason{
		{sharingViolation, "another program has it open", "close it there, and try again"},
		{diskFull, "the disk is full", "make room on it, and try again"},
		{handleDiskFull, "the disk is full", "make room on it, and try again"},
	}
}

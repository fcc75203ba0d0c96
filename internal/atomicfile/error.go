package atomicfile

import (
	"errors"
	"io/fs"
	"syscall"
)

// Error says that a file could not be written: which, why, and what to do.
type Error struct {
	Path   string // as the caller named it
	Reason string // completes the sentence "PATH: ..."
	Help   string // what to do; may be empty
	Err    error  // the cause
}

func (e *Error) Error() string { return e.Path + ": " + e.Reason }

// Unwrap is the cause, such as the operating system's error.
func (e *Error) Unwrap() error { return e.Err }

var (
	errFolder   = errors.New("is a folder")
	errSpecial  = errors.New("is a device or a pipe")
	errReadOnly = errors.New("is read-only")
)

// reason says in plain words what an error of the system means.
type reason struct {
	err    error
	reason string
	help   string
}

// reasons are tried in order; what the system calls its errors is no help to
// anybody who does not program.
func reasons() []reason {
	const free = "make room on it, and try again"
	return append(systemReasons(), []reason{
		{errFolder, "is a folder, not a file", "name a file in it"},
		{errSpecial, "is a device or a pipe, not a file", `to write to the standard output, use "-"`},
		{errReadOnly, "is read-only, and was left as it is", "make it writable, or choose another name"},
		{syscall.ENOSPC, "the disk is full", free},
		{syscall.EDQUOT, "your share of the disk is full", free},
		{syscall.EFBIG, "is larger than files may be there", "choose another disk"},
		{syscall.EROFS, "the disk is read-only", "choose another folder"},
		{syscall.EIO, "the disk reported a fault while writing", "choose another disk, and look after this one"},
		{syscall.EMFILE, "too many files are open", "work on fewer essays at once"},
		{syscall.ENFILE, "too many files are open", "close other programs, and try again"},
		{syscall.ENAMETOOLONG, "the name is too long", "choose a shorter one"},
		{syscall.ENOTDIR, "a part of its path is a file, not a folder", "choose another folder"},
		{syscall.ELOOP, "its path goes round in circles through links", "choose another folder"},
		{fs.ErrNotExist, "its folder does not exist", "make the folder first, or choose another"},
		{fs.ErrPermission, "you have no permission to write in its folder", "choose another folder"},
	}...)
}

// Explain says in plain words why a file could not be written; nil where err is nil.
// The error is an *Error.
func Explain(path string, err error) error {
	if err == nil {
		return nil
	}
	for _, r := range reasons() {
		if errors.Is(err, r.err) {
			return &Error{Path: path, Reason: r.reason, Help: r.help, Err: err}
		}
	}
	cause := err
	if errno := syscall.Errno(0); errors.As(err, &errno) {
		cause = errno
	}
	return &Error{Path: path, Reason: "could not be written: " + cause.Error(), Err: err}
}

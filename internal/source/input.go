package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// DefaultLimit is the largest essay that is read unless the user raises it:
// 10 MiB.
const DefaultLimit = 10 << 20

// Stdin is the name that stands for the standard input.
const Stdin = "-"

// Input is one input's bytes under the name the user gave it.
type Input struct {
	Name string
	Data []byte
}

// Error says that an input cannot be read: which, why, and what to do about it.
type Error struct {
	Name   string // the input as the user wrote it
	Reason string // completes the sentence "NAME: ..."
	Help   string // what to do; may be empty
	Err    error  // the cause, if the operating system gave one
}

func (e *Error) Error() string { return e.Name + ": " + e.Reason }

// Unwrap is the operating system's error, if any.
func (e *Error) Unwrap() error { return e.Err }

// Read reads at most limit bytes of a regular file, or of stdin where name is
// "-". A directory, a device, a FIFO and an input larger than limit are
// refused with an *Error before their contents are looked at.
func Read(name string, stdin io.Reader, limit int64) (Input, error) {
	if name == Stdin {
		return readAll("<stdin>", stdin, limit)
	}
	// A FIFO or a device can block in open, so it is told apart before.
	info, err := os.Stat(name)
	if err != nil {
		return Input{}, osError(name, err)
	}
	if err := refuseMode(name, info.Mode()); err != nil {
		return Input{}, err
	}
	f, err := os.Open(name)
	if err != nil {
		return Input{}, osError(name, err)
	}
	defer f.Close() //nolint:errcheck // opened for reading: there is nothing to lose
	return readAll(name, f, limit)
}

func refuseMode(name string, mode fs.FileMode) error {
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		return &Error{Name: name, Reason: "is a folder, not a file", Help: "name a file in it"}
	case mode&fs.ModeNamedPipe != 0:
		return &Error{Name: name, Reason: "is a named pipe, not a file", Help: `to read from a pipe, use "-"`}
	default:
		return &Error{Name: name, Reason: "is a device, not a file"}
	}
}

func readAll(name string, r io.Reader, limit int64) (Input, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return Input{}, osError(name, err)
	}
	if int64(len(data)) > limit {
		return Input{}, &Error{
			Name:   name,
			Reason: fmt.Sprintf("is larger than %s", size(limit)),
			Help:   "is it the right file?",
			Err:    tooLarge{},
		}
	}
	return Input{Name: name, Data: data}, nil
}

func osError(name string, err error) error {
	e := &Error{Name: name, Reason: err.Error(), Err: err}
	if perr, ok := errors.AsType[*fs.PathError](err); ok {
		e.Reason = perr.Err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Reason = "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		e.Reason = "you have no permission to read it"
	case errors.Is(err, syscall.EISDIR):
		e.Reason = "is a folder, not a file"
	}
	return e
}

func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// tooLarge is the cause of the error about an input beyond the limit.
type tooLarge struct{}

func (tooLarge) Error() string { return "larger than the limit" }

// IsTooLarge reports whether an error of Read says that there is more than the
// limit allows.
func IsTooLarge(err error) bool { return errors.Is(err, tooLarge{}) }

// IsMissing reports whether an error of Read says that there is no such file.
func IsMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

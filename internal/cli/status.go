package cli

import (
	"context"
	"errors"
	"fmt"

	"gloss/internal/atomicfile"
	"gloss/internal/source"
	"gloss/internal/store"
)

// The exit statuses.
const (
	statusDone        = 0
	statusErrors      = 1
	statusUsage       = 2
	statusImpossible  = 3
	statusChanged     = 4
	statusInterrupted = 130
)

type statusDoc struct {
	status int
	doc    string
}

// statuses document the exit statuses; help and README are made from them.
func statuses() []statusDoc {
	return []statusDoc{
		{statusDone, "done"},
		{statusErrors, "done, and errors were found in the files, or some of many essays failed"},
		{statusUsage, "the command line is wrong"},
		{statusImpossible, "the work could not be done: an input cannot be read or an output not written"},
		{statusChanged, "a file changed while it was being worked on"},
		{statusInterrupted, "interrupted"},
	}
}

// statusError is an error that knows the exit status it leads to. An empty
// message means that everything has been said already.
type statusError struct {
	status  int
	message string
	help    string
	err     error
}

func (e *statusError) Error() string { return e.message }
func (e *statusError) Unwrap() error { return e.err }

// usageError says what is wrong with the command line.
func usageError(format string, args ...any) error {
	return &statusError{status: statusUsage, message: fmt.Sprintf(format, args...)}
}

// errorsFound ends a command that did its work and found errors, which it has
// already printed.
func errorsFound() error { return &statusError{status: statusErrors} }

// status is the exit status of an error.
func status(err error) int {
	var s *statusError
	var changed *store.ChangedError
	switch {
	case err == nil:
		return statusDone
	case errors.As(err, &s):
		return s.status
	case errors.As(err, &changed):
		return statusChanged
	case errors.Is(err, context.Canceled):
		return statusInterrupted
	}
	return statusImpossible
}

// helpOf is what an error says to do.
func helpOf(err error) string {
	var own *statusError
	var in *source.Error
	var out *atomicfile.Error
	var refused *store.Error
	var changed *store.ChangedError
	switch {
	case errors.As(err, &own):
		return own.help
	case errors.As(err, &in):
		return in.Help
	case errors.As(err, &out):
		return out.Help
	case errors.As(err, &refused):
		return refused.Help
	case errors.As(err, &changed):
		return "look at what it says now, and try again"
	}
	return ""
}

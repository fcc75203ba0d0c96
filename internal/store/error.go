package store

import (
	"errors"
	"fmt"

	"gloss/internal/diag"
	"gloss/internal/yamlfile"
)

// What an Error is about, for errors.Is.
var (
	// ErrRefused: the file may not be changed, whatever the change is.
	ErrRefused = errors.New("the file may not be changed")
	// ErrInvalid: the change cannot be made in any file.
	ErrInvalid = errors.New("the change is not possible")
	// ErrNoAnnotation: the change names an annotation that is not there.
	ErrNoAnnotation = errors.New("there is no such annotation")
	// ErrBusy: another program has been writing the file all the time.
	ErrBusy = errors.New("the file is being written")
	// ErrNoVersion: a previous version was asked for that is not kept.
	ErrNoVersion = errors.New("there is no such version")
)

// Error says that a change was not made, and that the file is as it was.
type Error struct {
	Path   string
	Reason string // completes the sentence "PATH: ..."
	Help   string // what to do, in one line or more; may be empty
	// Findings are the faults of the file, or, where the change is not possible, of
	// what it would have become.
	Findings []diag.Finding
	Err      error // one of the errors above
}

func (e *Error) Error() string { return e.Path + ": " + e.Reason }

// Unwrap is what the error is about.
func (e *Error) Unwrap() error { return e.Err }

// ChangedError says that a change was not made, because the file is no longer in
// the state that the change was meant for.
type ChangedError struct {
	Path string
	// Current is the state as it is now; it may be without a file, or refuse
	// changes.
	Current *File
}

func (e *ChangedError) Error() string {
	if !e.Current.Exists {
		return e.Path + ": has been deleted in the meantime"
	}
	return e.Path + ": has been changed in the meantime, and was left as it is"
}

// isReadOnly reports whether the system was told that the file is not to change.
func (f *File) isReadOnly() bool { return f.Exists && f.mode&0o222 == 0 }

// refusal says why the file may not be changed.
func (f *File) refusal() *Error {
	if f.isReadOnly() {
		return &Error{Path: f.Path, Err: ErrRefused, Reason: "is read-only, and was left as it is", Help: "make it writable"}
	}
	return f.faults()
}

// faults says why what the file holds may not be changed, wherever it is written.
func (f *File) faults() *Error {
	e := &Error{Path: f.Path, Err: ErrRefused}
	if why := yamlfile.Uneditable(f.text); why != "" {
		e.Reason, e.Help = why, "save it as UTF-8 in your editor"
		return e
	}
	if e.Findings = errorsOf(f.Findings); len(e.Findings) == 0 {
		return nil
	}
	first := e.Findings[0]
	e.Reason = fmt.Sprintf("line %d: %s; nothing is written into a file with errors",
		f.text.Position(first.Span.Start).Line, first.Message)
	e.Help = lines(append(first.Help, "gloss check "+f.Path+" shows what is to be mended")...)
	return e
}

// invalid says that a change would break the file.
func invalid(path string, findings []diag.Finding) error {
	e := &Error{Path: path, Err: ErrInvalid, Findings: errorsOf(findings)}
	if len(e.Findings) == 0 {
		return nil
	}
	e.Reason, e.Help = e.Findings[0].Message, lines(e.Findings[0].Help...)
	return e
}

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"time"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// File is one state of an annotation file. It is never changed.
type File struct {
	// Path is the file as the caller named it.
	Path string
	// Exists is false where there is no such file. It is then made by the first
	// change, together with its folder.
	Exists bool
	// Data are the bytes of the file.
	Data []byte
	// Digest is "sha256:" and the hexadecimal SHA-256 of Data; "" where there is no
	// file. It names the state: two states are equal where it is.
	Digest string
	// Set is what the file says, as annotation.Load reads it; never nil.
	Set *annotation.Set
	// Findings are those of annotation.Load.
	Findings []diag.Finding
	// Refusal says why the file may not be changed; nil where it may.
	Refusal *Error

	text  *source.File
	root  *yamlfile.Node // of text; it is read only
	place string         // of the file itself, where Path is a link to it
	mode  fs.FileMode
	time  time.Time
}

// Open reads a file. That there is none is no error, and neither is a file that
// has faults. A *source.Error says that it cannot be read at all.
func Open(path string) (*File, error) { return standard().open(path) }

// Digest is the name of the state of a file that has these bytes.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func (k keeper) open(path string) (*File, error) { return k.reopen(&File{Path: path}) }

// reopen reads the file of a state again. What is still as it was there is not
// parsed again.
func (k keeper) reopen(was *File) (*File, error) {
	path := was.Path
	f := &File{Path: path}
	var err error
	if f.place, err = resolve(path); err != nil {
		return nil, &source.Error{Name: path, Reason: "cannot be found: " + err.Error(), Err: err}
	}
	in, info, err := k.disk.read(path)
	switch {
	case source.IsMissing(err):
		f.load(source.NewFile(path, ""))
		return f, nil
	case err != nil:
		return nil, err
	}
	f.Exists, f.Data, f.Digest = true, in.Data, Digest(in.Data)
	f.mode, f.time = info.Mode().Perm(), info.ModTime()
	if was.Exists && f.same(was) && was.Set != nil {
		f.text, f.root, f.Set, f.Findings = was.text, was.root, was.Set, was.Findings
		f.Refusal = f.refusal()
		return f, nil
	}
	text, err := in.Decode("")
	if err != nil {
		return nil, err
	}
	f.load(text)
	f.Refusal = k.withLastGood(f)
	return f, nil
}

// load reads what the file says, and finds out whether it may be changed.
func (f *File) load(text *source.File) {
	f.parsed(yamlfile.Open(text, annotation.Options()))
}

func (f *File) parsed(r *yamlfile.Reader, root *yamlfile.Node) {
	f.text, f.root = r.File(), root
	f.Set, f.Findings = annotation.Read(r, root)
	f.Refusal = f.refusal()
}

// becomes is the state after data has taken the place of the file's bytes.
func (f *File) becomes(data []byte) (*File, error) {
	next := f.next(data)
	text, err := source.Input{Name: f.Path, Data: data}.Decode("")
	if err != nil {
		return nil, err
	}
	next.load(text)
	return next, nil
}

// next is the state with other bytes, not parsed yet.
func (f *File) next(data []byte) *File {
	next := &File{Path: f.Path, place: f.place, mode: f.mode, Exists: true, Data: data, Digest: Digest(data)}
	if !f.Exists {
		next.mode = 0o644 // it is about to be made
	}
	return next
}

// same reports whether two states are one.
func (f *File) same(other *File) bool { return f.Digest == other.Digest }

// lines joins the lines of a help.
func lines(help ...string) string { return strings.Join(help, "\n") }

// errorsOf are the findings that are errors.
func errorsOf(findings []diag.Finding) []diag.Finding {
	var out []diag.Finding
	for _, f := range findings {
		if f.Severity == diag.Error {
			out = append(out, f)
		}
	}
	return out
}

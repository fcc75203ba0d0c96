// Package docx reads essays that are Word files, hands the same files back with
// comments and tracked changes, and reads such comments again.
//
// Read makes the essay of what Word shows; see package body. The Origins lead
// into Essay.File, a file that exists nowhere else: the XML of the main part, of
// the footnotes and of the endnotes, as far as they are there, one after the
// other with a line end between. Essay.Raw holds the .docx itself.
//
// Write puts the notes of a report into that .docx by splicing its parts: what
// is not a comment of ours stays byte for byte, and the parts that have nothing
// to do with comments are copied compressed as they are. An essay of any other
// format becomes a new Word document.
//
// What gloss wrote is known again by its ids: a comment by the ids of its
// paragraphs, which are made from the id of the annotation, its tracked change
// by standing in the comment's range with its author and date, and the page with
// the summary by the tag of its content control. Hidden bookmarks say the same
// again, for files that were saved by a program that drops those, as LibreOffice
// does. Read and Write first take all that back, so that a marked file can be
// marked again.
package docx

import (
	"errors"
	"slices"

	"gloss/internal/format/docx/opc"
	"gloss/internal/source"
)

// Format is the name of the format in essays and on the command line.
const Format = "docx"

// MaxBytes is how large a Word file may be where nothing else is asked for. It is
// more than the largest text, because of the pictures in it.
const MaxBytes = 64 << 20

// Ours reports whether gloss made a Word file, or put marks into it. It reads no
// more of the file than it has to.
func Ours(data []byte) bool {
	d, err := unread(data)
	if err != nil || d.load(commentsPart, extendedPart) != nil {
		return false
	}
	return slices.ContainsFunc(d.comments(), func(c *comment) bool { return c.key != "" }) || d.isFresh() || d.hasMarks()
}

// asInputError is an error about the file, in the form that all readers give.
func asInputError(name string, err error) error {
	if e, ok := errors.AsType[*opc.Error](err); ok {
		return &source.Error{Name: name, Reason: e.Reason, Help: e.Help}
	}
	return err
}

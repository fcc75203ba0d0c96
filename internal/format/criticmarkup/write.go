// Package criticmarkup writes a report as the essay's own file with CriticMarkup
// in it: {==a passage==}{>>what is said of it<<}, {~~was~>should be~~},
// {++added++} and {--left out--}.
//
// Accepting every change gives the file with the replacements put in, rejecting
// every change the file as it was, byte for byte: its line ends stay, and a byte
// order mark stands before the output if the file is UTF-8 with one. A file in
// another encoding is written in UTF-8.
//
// CriticMarkup can neither escape its own signs nor nest, so
//   - an essay that holds them is refused with a *HeldError,
//   - in comments they are written apart: "{ ++" and "++ }",
//   - a replacement that holds them becomes a comment,
//   - where passages overlap the shortest is marked, and the comment on another
//     stands behind it and names its words.
//
// No mark holds a line end, and none cuts an emphasis, a link or other inline
// Markdown in two: a passage over several lines is marked line by line, one that
// begins or ends inside such a thing is widened to the whole of it.
//
// The last comment of all says that gloss made the file, so that it may be written
// again as long as nobody has added anything.
package criticmarkup

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"gloss/internal/report"
	"gloss/internal/source"
)

// NoFileError says that the report does not hold the essay's file, which the
// marks are put into.
type NoFileError struct {
	Name   string
	Reason string
	Help   string
}

func (e *NoFileError) Error() string { return e.Name + ": " + e.Reason }

// Unwrap is the same as an error about an input.
func (e *NoFileError) Unwrap() error {
	return &source.Error{Name: e.Name, Reason: e.Reason, Help: e.Help}
}

// HeldError says that the essay itself holds a sign of CriticMarkup.
type HeldError struct {
	Name     string
	Position source.Position
	Sign     string
}

func (e *HeldError) Error() string { return e.Name + ": " + e.reason() }

func (e *HeldError) reason() string {
	return fmt.Sprintf("line %d holds %q, which CriticMarkup would take for a mark of its own", e.Position.Line, e.Sign)
}

// Unwrap is the same as an error about an input.
func (e *HeldError) Unwrap() error {
	return &source.Error{Name: e.Name, Reason: e.reason(), Help: "write the report in another format, such as -f markdown"}
}

// made is the last comment of every output.
const made = "{>>gloss report<<}"

// Ours reports whether Write wrote the file, given all of it.
func Ours(file []byte) bool { return bytes.HasSuffix(file, []byte(made)) }

// Write writes the report. It needs the essay's file and refuses a report
// without it, one whose essay is neither plain text nor Markdown, and an essay
// that holds signs of CriticMarkup.
func Write(w io.Writer, r *report.Report) error {
	if err := refuse(r); err != nil {
		return err
	}
	file := r.Essay.File
	m := newMarker(r)
	m.claimAll()
	var b strings.Builder
	if file.BOM && file.Encoding == "utf-8" {
		b.WriteString("\uFEFF")
	}
	m.writeTo(&b)
	for _, c := range m.general() {
		b.WriteString(comment(c))
	}
	b.WriteString(made)
	_, err := io.WriteString(w, b.String())
	return err
}

func refuse(r *report.Report) error {
	e := r.Essay
	if e.File == nil {
		return &NoFileError{
			Name:   e.Path,
			Reason: "the report does not hold the essay's file, which CriticMarkup is written into",
			Help:   "make the report from the essay and its annotations",
		}
	}
	if e.Format != "txt" && e.Format != "markdown" {
		return &NoFileError{
			Name:   e.Path,
			Reason: fmt.Sprintf("CriticMarkup can only be written into text and Markdown, not into %s", filepath.Ext(e.Path)),
			Help:   "write the report in another format, such as -f markdown",
		}
	}
	for i := 0; ; i++ {
		next := strings.IndexByte(e.File.Text[i:], '{')
		if next < 0 {
			return nil
		}
		i += next
		for _, sign := range openers() {
			if strings.HasPrefix(e.File.Text[i:], sign) {
				return &HeldError{Name: e.File.Name, Position: e.File.Position(i), Sign: sign}
			}
		}
	}
}

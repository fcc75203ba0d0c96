// Package plaintext reads essays that are plain text.
//
// The essay's text is the file itself, decoded, with every line end as a line
// feed; nothing else is changed or left out. Where there is a blank line
// anywhere in the file, blank lines divide the paragraphs; else every line is
// one. There is no title.
package plaintext

import (
	"strings"

	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/source"
)

// Format is the name of the format in essays and on the command line.
const Format = "txt"

// Read makes an essay of the input. The encoding is the one named, or found out
// where that is empty. Findings are warnings about the file's characters. An
// input that is no text is refused with a *source.Error.
func Read(in source.Input, encoding string) (*essay.Essay, []diag.Finding, error) {
	file, err := essay.TextFile(in, encoding)
	if err != nil {
		return nil, nil, err
	}
	r := reader{file: file, b: essay.NewBuilder(Format, file)}
	r.read()
	return r.b.Essay(), findings(file), nil
}

func findings(file *source.File) []diag.Finding {
	var out []diag.Finding
	for _, o := range essay.Oddities(file) {
		out = append(out, diag.Finding{
			Severity: diag.Warning, Rule: o.Rule, File: file, Span: o.Span, Message: o.Message, Help: []string{o.Help},
		})
	}
	return out
}

// line is one line of the file: its words, and its line end after them.
type line struct {
	text source.Span
	end  source.Span
}

type reader struct {
	file *source.File
	b    *essay.Builder
}

func (r *reader) read() {
	byLine := !r.hasBlank()
	inside := false
	for next := 0; next < len(r.file.Text); {
		l := r.line(next)
		next = l.end.End
		if !inside && !r.blank(l) {
			r.b.Open(essay.Block{Kind: essay.Paragraph}, "")
		}
		r.b.Verbatim(l.text.Of(r.file.Text), l.text.Start)
		inside = !byLine && !r.blank(l) && r.continues(next)
		if !inside {
			r.b.Close()
		}
		r.newline(l.end)
	}
}

// continues reports whether the line that begins at the offset belongs to the
// paragraph of the line before.
func (r *reader) continues(offset int) bool {
	return offset < len(r.file.Text) && !r.blank(r.line(offset))
}

func (r *reader) newline(end source.Span) {
	if end.IsEmpty() {
		return
	}
	if end.Of(r.file.Text) == "\n" {
		r.b.Verbatim("\n", end.Start)
		return
	}
	r.b.Piece("\n", end)
}

// line is the line that begins at the offset; it ends with LF, CRLF or CR.
func (r *reader) line(start int) line {
	text := r.file.Text
	stop := start
	for stop < len(text) && text[stop] != '\n' && text[stop] != '\r' {
		stop++
	}
	end := min(stop+1, len(text))
	if strings.HasPrefix(text[stop:], "\r\n") {
		end++
	}
	return line{source.Span{Start: start, End: stop}, source.Span{Start: stop, End: end}}
}

func (r *reader) blank(l line) bool { return strings.TrimSpace(l.text.Of(r.file.Text)) == "" }

func (r *reader) hasBlank() bool {
	for next := 0; next < len(r.file.Text); {
		l := r.line(next)
		if r.blank(l) {
			return true
		}
		next = l.end.End
	}
	return false
}

package yamlfile

import (
	"fmt"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// Reader turns the nodes of one file into typed values and collects what is
// wrong with them. Its zero value is not of use; NewReader makes one.
type Reader struct {
	file     *source.File
	opts     Options
	words    *Words // those of opts, as soon as they were asked for
	findings []diag.Finding
	left     int // findings left out
	// mended are the places that were mended to read the file. What is found there
	// later would only say the same in other words.
	mended []source.Span
}

// NewReader is a Reader of a file's nodes.
func NewReader(f *source.File) *Reader { return &Reader{file: f} }

// Add takes a finding in. The file need not be named.
func (r *Reader) Add(f diag.Finding) {
	for _, m := range r.mended {
		if m.Start <= f.Span.Start && f.Span.Start < m.End {
			return
		}
	}
	if len(r.findings) >= maxFindings {
		r.left++
		return
	}
	f.File = r.file
	r.findings = append(r.findings, f)
}

// Error adds an error.
func (r *Reader) Error(rule string, at source.Span, message string, help ...string) {
	r.Add(diag.Finding{Severity: diag.Error, Rule: rule, Span: at, Message: message, Help: help})
}

// Warn adds a warning.
func (r *Reader) Warn(rule string, at source.Span, message string, help ...string) {
	r.Add(diag.Finding{Severity: diag.Warning, Rule: rule, Span: at, Message: message, Help: help})
}

// Findings are the findings so far, in the order of the file. Of a very long
// list the end is left out, and the last finding says how much that is.
func (r *Reader) Findings() []diag.Finding {
	out := append([]diag.Finding(nil), r.findings...)
	diag.Sort(out)
	if r.left > 0 {
		out = append(out, diag.Finding{
			Severity: diag.Error, Rule: "too-many-faults", File: r.file,
			Span:    source.Span{Start: len(r.file.Text), End: len(r.file.Text)},
			Message: fmt.Sprintf("%d more faults are not shown", r.left),
			Help:    []string{"mend those above first; often many have one cause"},
		})
	}
	return out
}

// text is a stretch of the file.
func (r *Reader) text(s source.Span) string { return s.Of(r.file.Text) }

// line is a pair as it stands in the file, if it stands on one line, else its
// key alone.
func (r *Reader) line(p Pair) string {
	s := strings.TrimSpace(r.text(p.Span()))
	if strings.ContainsAny(s, "\r\n") {
		return s[:strings.IndexAny(s, "\r\n")]
	}
	return s
}

// known are the words that help with keys that are not legal.
func (r *Reader) known() *Words {
	if r.words == nil {
		r.words = &Words{}
		if r.opts.Words != nil {
			*r.words = r.opts.Words()
		}
	}
	return r.words
}

// File is the file that is read.
func (r *Reader) File() *source.File { return r.file }

// Package diag is a finding: what is wrong with an input, where, and what to do
// about it. It prints findings with the source line and a marker under the
// words that are meant.
//
// A finding speaks of the user's files. An error, in the sense of Go, says that
// the work could not be done; the two never mix.
package diag

import (
	"cmp"
	"slices"

	"gloss/internal/source"
)

// Severity orders findings by how much they matter.
type Severity uint8

// The severities. Advice speaks of the feedback, not of a fault in it.
const (
	Advice Severity = iota
	Warning
	Error
)

func (s Severity) String() string {
	return [...]string{Advice: "advice", Warning: "warning", Error: "error"}[min(s, Error)]
}

// Finding is one thing that is wrong with, or could be better in, an input.
type Finding struct {
	Severity Severity
	Rule     string       // the rule's id, such as "unknown-key"
	File     *source.File // where; nil where Path alone is known
	Path     string       // the input's name where File is nil
	Span     source.Span  // in File.Text: the smallest stretch that is meant
	Message  string       // what was found: lower case, no full stop
	Help     []string     // what to do, a line each; shown as they stand
	Notes    []Note       // other places that have to do with it
}

// Note is a second place that a finding speaks of.
type Note struct {
	File    *source.File
	Span    source.Span
	Message string
}

// Name is the input that the finding speaks of, as the user wrote it.
func (f Finding) Name() string {
	if f.File != nil {
		return f.File.Name
	}
	return f.Path
}

// Position is the line and column where the finding's span begins; zero where
// it speaks of a whole input.
func (f Finding) Position() source.Position {
	if f.File == nil {
		return source.Position{}
	}
	return f.File.Position(f.Span.Start)
}

// Sort orders findings by input, place and severity, the worst first; findings
// that are equal in these stay in their order.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Name(), b.Name()),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(b.Severity, a.Severity),
		)
	})
}

// Count is the number of findings of a severity.
func Count(findings []Finding, s Severity) int {
	n := 0
	for _, f := range findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// AtLeast are the findings of severity s and worse.
func AtLeast(findings []Finding, s Severity) []Finding {
	var out []Finding
	for _, f := range findings {
		if f.Severity >= s {
			out = append(out, f)
		}
	}
	return out
}

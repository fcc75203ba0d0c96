// Package annotation is the annotation file: what a teacher wrote about one
// essay, as types that cannot be wrong later.
//
// Every value keeps the place where it stands in the file, so that whatever is
// found out about it later can be said there. Load finds all faults of a file in
// one run.
package annotation

import (
	"github.com/shopspring/decimal"

	"gloss/internal/source"
)

// Text is a text value and where it stands in the file.
type Text struct {
	Value string
	// Span is the place of the value in the file; empty where it is absent.
	Span source.Span
	// Set is false where the key is absent or has no value.
	Set bool
}

// Number is an exact decimal and where it stands.
type Number struct {
	Value decimal.Decimal
	Span  source.Span
	Set   bool
}

// Int is a whole number and where it stands.
type Int struct {
	Value int
	Span  source.Span
	Set   bool
}

// Set is one annotation file.
type Set struct {
	File    *source.File
	Version int

	Essay    Text // path, relative to the file
	MadeOn   Text // path, relative to the file
	Digest   Text // "sha256:…"
	Language Text // BCP 47
	Student  Text
	Marker   Text
	Date     Text // YYYY-MM-DD
	Task     Text

	Overall   Text   // Markdown
	Strengths []Text // Markdown
	NextSteps []Text // Markdown

	Rubric Text // path, relative to the file
	Scores []Score
	Banks  []Text // paths, relative to the file

	Annotations []*Annotation
}

// Score is the mark given for one criterion: a level or a number of points.
type Score struct {
	Criterion Text
	Level     Text
	Points    Number
	Comment   Text // Markdown
}

// Kind says what an annotation does.
type Kind string

// The kinds.
const (
	Correction Kind = "correction"
	Suggestion Kind = "suggestion"
	Question   Kind = "question"
	Praise     Kind = "praise"
	Comment    Kind = "comment"
)

// Kinds are all kinds, in the order in which reports name them.
func Kinds() []Kind { return []Kind{Correction, Suggestion, Question, Praise, Comment} }

// Categories are the built-in categories; other words are allowed.
func Categories() []string {
	return []string{
		"fact", "spelling", "grammar", "punctuation", "word-choice", "style",
		"argument", "evidence", "structure", "citation", "task",
	}
}

// Severity says how much an annotation matters; "" says neither.
type Severity string

// The severities.
const (
	Minor Severity = "minor"
	Major Severity = "major"
)

// Severities are all severities, the least first.
func Severities() []Severity { return []Severity{Minor, Major} }

// Annotation is one remark.
type Annotation struct {
	// Span is the whole item in the file, Key the place to name it by: its first
	// key.
	Span source.Span
	Key  source.Span

	// ID is always there; ID.Set is false where it is not written in the file but
	// derived from the selector.
	ID       Text
	Kind     Kind // never empty
	KindText Text // as written, if it was
	Category Text
	Severity Severity
	SevText  Text // as written, if it was

	Comment     Text // Markdown
	Correction  Text // Markdown
	Replacement Text // Set with an empty Value: delete the span
	Sources     []Source
	Next        Text // Markdown
	Criterion   Text
	Marks       Number
	Tags        []Text
	By          Text // the file's marker where the item names nobody
	Created     Text // RFC 3339
	Private     bool
	Suggested   bool // origin: suggested
	Use         Text // "entry" or "bank:entry"
	With        []Variable
	Resolved    bool
	Replies     []Reply

	// Selector is where the annotation points; Also are further spans of it.
	Selector Selector
	Also     []Selector
}

// Hidden reports whether the annotation is for markers only.
func (a *Annotation) Hidden() bool { return a.Private || a.Suggested }

// Source is evidence for a correction. Plain text stands in Title alone.
type Source struct {
	Title, Author, Year, Page, URL Text
}

// Variable is one value for a comment bank entry's $name.
type Variable struct {
	Name, Value Text
}

// Reply is one turn of the conversation about an annotation.
type Reply struct {
	By, Created, Comment Text
}

// Selector says where an annotation points. All parts are optional and narrow
// each other down; with none of them it is a note on the whole essay.
type Selector struct {
	Span       source.Span // the selector's values in the file
	Quote      Text
	Prefix     Text
	Suffix     Text
	Occurrence Int
	All        bool // occurrence: all
	Paragraph  Int
	Lines      Lines
	Position   Position
}

// Lines is a range of lines of the essay's file, from 1, both ends included.
type Lines struct {
	First, Last int
	Span        source.Span
	Set         bool
}

// Position is a range of code points of the essay's text from 0, end exclusive.
type Position struct {
	Start, End int
	Span       source.Span
	Set        bool
}

// IsEmpty reports whether the selector names no place.
func (s Selector) IsEmpty() bool {
	return !s.Quote.Set && !s.Prefix.Set && !s.Suffix.Set && !s.Occurrence.Set && !s.All &&
		!s.Paragraph.Set && !s.Lines.Set && !s.Position.Set
}

// Package report is what every output is made from: the essay, the notes with
// their places in it, the marks, and the one way in which overlapping places are
// cut for showing.
//
// Build joins an essay and an annotation file into a complete Report; Select
// leaves out what is not for the reader. A Report is read-only from then on, and
// the same inputs give the same Report.
package report

import (
	"cmp"

	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/source"
)

// Report is one essay with everything that was said about it.
type Report struct {
	Essay *essay.Essay
	Head  Head
	// Notes are numbered from 1 in the order of the essay: the placed ones by the
	// start of their first place (the longer first), then those on the essay as
	// a whole, then those that could not be placed.
	Notes []Note
	// Marks is nil where no mark was given.
	Marks *Marks
	// Name is what a file that is handed on calls the essay; "" is Essay.Path.
	// Annotations is what it calls the annotation file. They need not lead there.
	Name, Annotations string
}

// EssayName is what a file that is handed on calls the essay.
func (r *Report) EssayName() string { return cmp.Or(r.Name, r.Essay.Path) }

// Head is what stands before the essay.
type Head struct {
	Title     string // the task, else the essay's own title, else its file name
	Student   string
	Marker    string
	Date      string // YYYY-MM-DD
	Task      string
	Language  string   // BCP 47; "" where unknown
	Overall   string   // Markdown
	Strengths []string // Markdown
	NextSteps []string // Markdown
}

// Note is one annotation as its reader meets it.
type Note struct {
	Number   int
	ID       string
	Kind     annotation.Kind
	Category string
	Severity annotation.Severity

	Comment     string  // Markdown
	Correction  string  // Markdown
	Replacement *string // nil: none; "": delete
	Sources     []Source
	Next        string // Markdown
	Criterion   string // id
	// CriterionTitle is what readers know the criterion by.
	CriterionTitle string
	Marks          *decimal.Decimal
	Tags           []string
	By             string
	Created        string // RFC 3339
	Private        bool   // for markers only
	Suggested      bool   // not yet confirmed by a person; for markers only
	Resolved       bool
	Replies        []Reply

	// Places are the annotation's selectors, each with what became of it; empty
	// for a note on the essay as a whole.
	Places []Place

	// Item is the annotation that the note was made from; nil where the report
	// was not built from an annotation file.
	Item *annotation.Annotation
}

// Source is evidence for a correction. Plain text stands in Title alone.
type Source struct {
	Title, Author, Year, Page, URL string
}

// Reply is one turn of the conversation about a note.
type Reply struct {
	By, Created string
	Comment     string // Markdown
}

// Place is one selector of an annotation and what became of it.
type Place struct {
	// Quote is the passage as the teacher quoted it; "" where the selector has
	// no quote.
	Quote   string
	Verdict anchor.Verdict
	// Span is where the place was found; empty unless Placed.
	Span       source.Span
	Confidence float64
	// Candidates are the places that fit equally well, where it is ambiguous.
	Candidates []source.Span
	// Disagree names the selectors that point to different places, where that
	// is why it is ambiguous.
	Disagree string
	// Outside is set where the quote was found only outside the paragraph or
	// lines that the selector names.
	Outside bool
	// Nearest is the text most like the quote, where it is orphaned; nil where
	// nothing is.
	Nearest *source.Span
	// Replaced is set where the note's replacement is to be put in at this place.
	Replaced bool
	// Selector is the selector in the annotation file; nil where the report was
	// not built from one.
	Selector *annotation.Selector
}

// Placed reports whether the place was found.
func (p Place) Placed() bool {
	return p.Verdict == anchor.Exact || p.Verdict == anchor.Folded || p.Verdict == anchor.Fuzzy
}

// Changed reports whether the passage was found but reads differently now.
func (p Place) Changed() bool { return p.Verdict == anchor.Fuzzy }

// Standing is where in the report a note stands.
type Standing uint8

// The standings, in the order in which reports show them.
const (
	InText   Standing = iota // at least one place was found
	Whole                    // on the essay as a whole
	Unplaced                 // ambiguous or orphaned: no place was found
)

// Standing is where in the report the note stands.
func (n *Note) Standing() Standing {
	if len(n.Places) == 0 {
		return Whole
	}
	if _, ok := n.First(); ok {
		return InText
	}
	return Unplaced
}

// First is the note's first place in the text.
func (n *Note) First() (source.Span, bool) {
	var first source.Span
	found := false
	for _, p := range n.Places {
		if p.Placed() && (!found || p.Span.Start < first.Start) {
			first, found = p.Span, true
		}
	}
	return first, found
}

// Hidden reports whether the note is for markers only.
func (n *Note) Hidden() bool { return n.Private || n.Suggested }

// InText are the notes that have a place in the text, in order.
func (r *Report) InText() []Note { return r.standing(InText) }

// OnWhole are the notes on the essay as a whole.
func (r *Report) OnWhole() []Note { return r.standing(Whole) }

// Unplaced are the notes that no place was found for.
func (r *Report) Unplaced() []Note { return r.standing(Unplaced) }

func (r *Report) standing(s Standing) []Note {
	var out []Note
	for i := range r.Notes {
		if r.Notes[i].Standing() == s {
			out = append(out, r.Notes[i])
		}
	}
	return out
}

// Marks are the marks of an essay.
type Marks struct {
	Rubric   string // the rubric's title; "" without a rubric
	Criteria []CriterionMarks
	Total    decimal.Decimal
	OutOf    *decimal.Decimal // nil without a rubric
}

// CriterionMarks is one line of the marks: Score and Remarks add up to Total,
// unless the criterion's floor holds it up.
type CriterionMarks struct {
	ID         string // "" for marks tied to no criterion
	Title      string
	Level      string // the level's title; "" where none was given
	Descriptor string // the level's descriptor
	Comment    string // Markdown
	Score      *decimal.Decimal
	Remarks    []Remark         // in the order of the notes
	Floor      *decimal.Decimal // the least that Total can be; nil without a rubric
	Weight     decimal.Decimal
	Total      decimal.Decimal  // not weighted
	OutOf      *decimal.Decimal // not weighted; nil without a rubric
}

// Remark is the marks of one note.
type Remark struct {
	Note  int // Note.Number; 0 where the note is not in this report
	Marks decimal.Decimal
}

// Floored reports whether the criterion's floor holds Total up.
func (c CriterionMarks) Floored() bool {
	return c.Floor != nil && c.added().LessThan(*c.Floor)
}

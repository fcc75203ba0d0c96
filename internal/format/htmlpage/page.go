package htmlpage

import (
	"golang.org/x/text/language"

	"gloss/internal/report"
)

// page is everything that the page shows.
type page struct {
	Policy string
	Live   string

	Title   string // of the browser's window
	Head    head
	Overall prose
	Works   []prose
	Next    []prose
	Marks   *marks
	Counts  counts
	Filters filters

	Lang     string // of the essay; "" where unknown
	Sections []section
	Whole    []note
	Unplaced []note
}

// HasSummary reports whether anything was said before the notes.
func (p page) HasSummary() bool {
	return !p.Overall.IsEmpty() || len(p.Works)+len(p.Next) > 0 || p.Marks != nil
}

// HasWords reports whether the summary says anything but marks.
func (p page) HasWords() bool { return !p.Overall.IsEmpty() || len(p.Works)+len(p.Next) > 0 }

// Plain reports whether nothing will stand in the margin.
func (p page) Plain() bool { return p.Counts.All == 0 && p.Marks == nil }

// HasNotes reports whether any note stands in the text.
func (p page) HasNotes() bool { return p.Counts.All > len(p.Whole)+len(p.Unplaced) }

// pageBuilder makes the view of one report.
type pageBuilder struct {
	report  *report.Report
	classes classes
	numbers map[string]int // of the notes, by id
	lang    string         // of the essay; "" where unknown
	drawn   drawings
	notes   []note // the views of the report's notes
	offsets bool   // the essay's words tell where they stand
}

func newPage(r *report.Report) page { return newBuilder(r).page() }

func newBuilder(r *report.Report) *pageBuilder {
	b := &pageBuilder{report: r, classes: newClasses(r.Notes), numbers: map[string]int{}, lang: languageOf(r.Head), drawn: draw(r)}
	for _, n := range r.Notes {
		if n.ID != "" {
			b.numbers[n.ID] = n.Number
		}
	}
	for i := range r.Notes {
		b.notes = append(b.notes, b.note(&r.Notes[i]))
	}
	return b
}

func (b *pageBuilder) page() page {
	r := b.report
	p := page{
		Head: b.head(), Overall: b.prose(r.Head.Overall), Marks: b.marks(),
		Counts: b.counts(), Filters: b.filters(), Lang: b.lang, Sections: b.sections(),
	}
	p.Title = visible(p.Head.Plain)
	if r.Head.Student != "" {
		p.Title += " – " + visible(r.Head.Student)
	}
	for _, s := range r.Head.Strengths {
		p.Works = append(p.Works, b.prose(s))
	}
	for _, s := range r.Head.NextSteps {
		p.Next = append(p.Next, b.prose(s))
	}
	for i := range r.Notes {
		switch r.Notes[i].Standing() {
		case report.Whole:
			p.Whole = append(p.Whole, b.notes[i])
		case report.Unplaced:
			p.Unplaced = append(p.Unplaced, b.notes[i])
		case report.InText:
		}
	}
	return p
}

// languageOf is the essay's language as a well-formed tag; "", which stands for
// unknown, where there is none.
func languageOf(h report.Head) string {
	tag, err := language.Parse(h.Language)
	if h.Language == "" || err != nil {
		return ""
	}
	return tag.String()
}

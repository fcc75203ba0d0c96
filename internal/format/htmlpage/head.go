package htmlpage

import (
	"path/filepath"
	"strconv"
	"time"

	"gloss/internal/report"
)

// head is what stands above everything.
type head struct {
	Plain   string // the title as it was written
	Title   []run
	Student []run
	Marker  []run
	Date    string
	Day     string // as a machine reads it; "" where the date is none
	// ForMarkers is set where the page shows notes that are for markers only.
	ForMarkers int
}

func (b *pageBuilder) head() head {
	h := b.report.Head
	out := head{Plain: h.Title, Student: runs(h.Student), Marker: runs(h.Marker), Date: visible(day(h.Date))}
	if out.Plain == "" {
		out.Plain = filepath.Base(b.report.Essay.Path)
	}
	out.Title = runs(out.Plain)
	if out.Date != h.Date {
		out.Day = h.Date
	}
	for i := range b.report.Notes {
		if b.report.Notes[i].Hidden() {
			out.ForMarkers++
		}
	}
	return out
}

// day is a date as people write it, "20 November 2026", and s where s is none.
func day(s string) string {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2 January 2006")
		}
	}
	return s
}

// counts say how many notes there are, and where to begin.
type counts struct {
	All      int
	Words    string // "18 notes"
	Majors   []int  // numbers of the major notes
	MajorOne bool
	Unplaced int
}

// mostMajors is how many major notes are named before the essay.
const mostMajors = 6

func (b *pageBuilder) counts() counts {
	out := counts{All: len(b.report.Notes), Words: noteWord(len(b.report.Notes))}
	for i := range b.report.Notes {
		n := &b.report.Notes[i]
		if b.classes.severity(n.Severity) == "major" {
			out.Majors = append(out.Majors, n.Number)
		}
		if n.Standing() == report.Unplaced {
			out.Unplaced++
		}
	}
	out.MajorOne = len(out.Majors) == 1
	return out
}

// Named are the major notes that are named, and how they are joined.
func (c counts) Named() []named {
	var out []named
	shown := c.Majors[:min(len(c.Majors), mostMajors)]
	for i, n := range shown {
		joint := ", "
		switch {
		case i == 0:
			joint = ""
		case i == len(shown)-1 && len(shown) == len(c.Majors):
			joint = " and "
		}
		out = append(out, named{Joint: joint, Number: n})
	}
	return out
}

// Beyond is how many major notes are not named.
func (c counts) Beyond() int { return max(0, len(c.Majors)-mostMajors) }

// named is a note in a row of them: ", note 5".
type named struct {
	Joint  string
	Number int
}

// MajorWords is how many notes are major, as a sentence begins.
func (c counts) MajorWords() string {
	words := []string{"None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"}
	if n := len(c.Majors); n < len(words) {
		return words[n]
	}
	return strconv.Itoa(len(c.Majors))
}

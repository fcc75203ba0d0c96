package markdown

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/report"
)

// Write writes the report as GitHub-flavoured Markdown: the passages stand in
// the essay between brackets, their notes are footnotes behind them. What is the
// student's own, names and quotations included, reads literally whatever it
// holds; remarks are Markdown and are written anew from their tree.
func Write(w io.Writer, r *report.Report) error {
	p := &page{r: r, brackets: bracketsFor(r.Essay.Text)}
	p.label()
	p.d.block("<!-- gloss report -->")
	p.head()
	p.marks()
	p.essay()
	p.list("On the essay as a whole", r.OnWhole())
	p.list("Not placed in the text", r.Unplaced())
	p.footnotes()
	_, err := io.WriteString(w, p.d.String())
	return err
}

// page is the report on its way out.
type page struct {
	d        doc
	r        *report.Report
	brackets brackets
	labels   []int // the footnote's number, by the index of the note; 0: none
	order    []int // the index of the note, by the footnote's number less one
}

func (p *page) head() {
	h := p.r.Head
	p.d.block("# " + escaped(h.Title))
	var who []string
	for _, f := range []struct{ name, value string }{
		{"Student", h.Student}, {"Marker", h.Marker}, {"Date", h.Date},
	} {
		if f.value != "" {
			who = append(who, "**"+f.name+":** "+escaped(f.value))
		}
	}
	if h.Task != "" && h.Task != h.Title {
		who = append(who, "**Task:** "+escaped(h.Task))
	}
	if len(who) > 0 {
		p.d.block(strings.Join(who, " · "))
	}
	if h.Overall != "" {
		p.section("Overall")
		p.d.markdown(h.Overall)
	}
	p.points("What works", h.Strengths)
	p.points("What to do next", h.NextSteps)
}

func (p *page) section(title string) { p.d.block("## " + escaped(title)) }

func (p *page) points(title string, points []string) {
	if len(points) == 0 {
		return
	}
	p.section(title)
	for i, point := range points {
		p.d.tight = i > 0
		p.d.nest("- ", "  ", func() { p.d.markdown(point) })
	}
}

// legend counts the notes and says how they are shown.
func (p *page) legend() {
	if len(p.r.Notes) == 0 {
		p.d.block("*There are no notes on this essay.*")
		return
	}
	var kinds []string
	for _, k := range annotation.Kinds() {
		n := 0
		for i := range p.r.Notes {
			if p.r.Notes[i].Kind == k {
				n++
			}
		}
		if n > 0 {
			l := lookOf(k)
			kinds = append(kinds, l.sign+" "+l.word+" "+strconv.Itoa(n))
		}
	}
	text := count(len(p.r.Notes), "note", "notes") + ": " + strings.Join(kinds, ", ") + "."
	if len(p.r.InText()) > 0 {
		text += " Words between " + p.brackets.open + " and " + p.brackets.close + " have a note; its number follows them."
	}
	p.d.block(text)
}

// list writes notes that have no mark in the essay.
func (p *page) list(title string, notes []report.Note) {
	if len(notes) == 0 {
		return
	}
	p.section(title)
	for i := range notes {
		p.d.nest("- ", "  ", func() { p.note(&notes[i]) })
	}
}

// footnotes writes the notes that are referred to in the essay, after those that
// could not be because their passage holds no words.
func (p *page) footnotes() {
	var rest []report.Note
	for i := range p.r.Notes {
		if n := &p.r.Notes[i]; n.Standing() == report.InText && p.labels[i] == 0 {
			rest = append(rest, *n)
		}
	}
	p.list("Between the words", rest)
	for i, n := range p.order {
		p.d.nest("[^"+strconv.Itoa(i+1)+"]: ", "    ", func() { p.note(&p.r.Notes[n]) })
	}
}

// brackets are what a passage stands between.
type brackets struct{ open, close string }

// bracketsFor are the first brackets that the text does not hold, so that what
// is the student's and what is not can never be mistaken.
func bracketsFor(text string) brackets {
	pairs := []brackets{{"⟦", "⟧"}, {"⟪", "⟫"}, {"❲", "❳"}, {"⦗", "⦘"}}
	i := slices.IndexFunc(pairs, func(b brackets) bool {
		return !strings.Contains(text, b.open) && !strings.Contains(text, b.close)
	})
	return pairs[max(i, 0)]
}

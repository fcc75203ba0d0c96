package terminal

import (
	"strconv"

	"gloss/internal/anchor"
	"gloss/internal/report"
	"gloss/internal/source"
)

// onWhole writes the notes on the essay as a whole.
func (p *page) onWhole() { p.notes("On the essay as a whole", p.r.OnWhole(), p.note) }

// unplaced writes the notes that no place was found for.
func (p *page) unplaced() { p.notes("Not placed in the text", p.r.Unplaced(), p.lost) }

func (p *page) notes(title string, notes []report.Note, write func(indent, *report.Note)) {
	if len(notes) == 0 {
		return
	}
	p.section(title)
	for i := range notes {
		p.space()
		write(indent{}, &notes[i])
	}
}

// lost writes a note that could not be placed, and why.
func (p *page) lost(in indent, n *report.Note) {
	in = p.noteTitle(in, n)
	for _, pl := range n.Places {
		p.why(in, pl)
	}
	p.remark(in, n)
}

// why says what became of a place that was not found.
func (p *page) why(in indent, pl report.Place) {
	quote := "The passage"
	if pl.Quote != "" {
		quote = "“" + oneLine(pl.Quote) + "”"
	}
	switch {
	case pl.Verdict == anchor.Ambiguous && pl.Disagree != "":
		p.block(in, []run{plain(quote + ": " + oneLine(pl.Disagree) + " point to different places.")})
	case pl.Verdict == anchor.Ambiguous:
		p.block(in, []run{plain(quote + " could be any of these:")})
	default:
		p.block(in, []run{plain(quote + " was not found in the essay.")})
	}
	for _, c := range pl.Candidates {
		p.block(in.then(hang(plain("• "), 2)), p.around(c))
	}
	if pl.Nearest != nil {
		p.labelled(in, "Nearest: ", p.around(*pl.Nearest))
	}
}

// around is a stretch of the essay with a few words on both sides, and the
// paragraph where it stands.
func (p *page) around(s source.Span) []run {
	e := p.r.Excerpt(s)
	where := ""
	if e.Paragraph > 0 {
		where = " (paragraph " + strconv.Itoa(e.Paragraph) + ")"
	}
	return []run{
		plain(clean(e.Before)),
		{text: p.brackets.open + clean(e.Passage) + p.brackets.close, style: style{attr: bold}},
		plain(clean(e.After) + where),
	}
}

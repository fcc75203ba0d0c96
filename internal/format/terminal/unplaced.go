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
	p.note(in, n)
	in = in.then(spaces(2 * noteIndent))
	for _, pl := range n.Places {
		p.why(in, pl)
	}
}

func (p *page) why(in indent, pl report.Place) {
	quote := "“" + oneLine(pl.Quote) + "”"
	if pl.Verdict != anchor.Ambiguous {
		p.block(in, []run{plain(quote + " was not found in the essay.")})
		if pl.Nearest != nil {
			p.labelled(in, "Nearest: ", p.around(*pl.Nearest))
		}
		return
	}
	p.block(in, []run{plain(quote + " fits " + count(len(pl.Candidates), "place", "places") + ":")})
	for _, c := range pl.Candidates {
		p.block(in.then(hang(plain("• "), 2)), p.around(c))
	}
}

// around is a stretch of the essay with a few words on both sides and where it
// stands.
func (p *page) around(s source.Span) []run {
	e := p.r.Essay
	var where string
	if i := e.BlockAt(s.Start); i >= 0 && e.Blocks[i].Number > 0 {
		where = " (paragraph " + strconv.Itoa(e.Blocks[i].Number) + ")"
	}
	before, after := words(e.Text, s)
	return []run{plain(oneLine(before)), {text: p.brackets.open + oneLine(s.Of(e.Text)) + p.brackets.close, style: style{attr: bold}}, plain(oneLine(after) + where)}
}

// words are those just before and after a span.
func words(text string, s source.Span) (before, after string) {
	return text[max(0, s.Start-1):s.Start], text[s.End:min(len(text), s.End+1)]
}

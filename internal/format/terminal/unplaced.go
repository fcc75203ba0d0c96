package terminal

import (
	"strconv"
	"strings"
	"unicode"

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

// wordsAround is how many words are shown on each side of a place.
const wordsAround = 5

// around is a stretch of the essay with a few words on both sides, and the
// paragraph where it stands.
func (p *page) around(s source.Span) []run {
	e := p.r.Essay
	block := source.Span{Start: 0, End: len(e.Text)}
	where := ""
	if i := e.BlockAt(s.Start); i >= 0 && e.Blocks[i].Span.Contains(s) {
		block = e.Blocks[i].Span
		if n := e.Blocks[i].Number; n > 0 {
			where = " (paragraph " + strconv.Itoa(n) + ")"
		}
	}
	before := e.Text[block.Start:s.Start]
	if words := strings.Fields(before); len(words) > wordsAround {
		before = "… " + before[len(before)-tail(before):]
	}
	after := e.Text[s.End:block.End]
	if words := strings.Fields(after); len(words) > wordsAround {
		after = after[:head(after)] + " …"
	}
	return []run{
		plain(flat(before)),
		{text: p.brackets.open + flat(s.Of(e.Text)) + p.brackets.close, style: style{attr: bold}},
		plain(flat(after) + where),
	}
}

// flat is text on one line with the blanks at its ends kept.
func flat(text string) string { return strings.ReplaceAll(clean(text), "\n", " ") }

// head is the length of the first words of a text.
func head(text string) int {
	n := 0
	for range wordsAround {
		n += len(text[n:]) - len(strings.TrimLeftFunc(text[n:], unicode.IsSpace))
		if i := strings.IndexFunc(text[n:], unicode.IsSpace); i >= 0 {
			n += i
		} else {
			return len(text)
		}
	}
	return n
}

// tail is the length of the last words of a text.
func tail(text string) int {
	end := len(text)
	for range wordsAround {
		end = len(strings.TrimRightFunc(text[:end], unicode.IsSpace))
		end = strings.LastIndexFunc(text[:end], unicode.IsSpace) + 1
	}
	return len(text) - end
}

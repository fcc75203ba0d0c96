package terminal

import (
	"strconv"
	"strings"

	"gloss/internal/essay"
	"gloss/internal/report"
)

// noteIndent is how far notes are set in from the essay.
const noteIndent = 4

// narrow is the width below which there is no room for indents.
const narrow = 60

// note writes one note.
func (p *page) note(in indent, n *report.Note) {
	p.remark(p.noteTitle(in, n), n)
}

// noteTitle writes the title of a note and returns the indent of what follows.
func (p *page) noteTitle(in indent, n *report.Note) indent {
	b := badge(n)
	b.text += " "
	in = in.then(spaces(p.noteIndent())).then(hang(b, 4))
	p.block(in, p.title(n))
	return in.hanging()
}

func (p *page) noteIndent() int {
	if p.width < narrow {
		return noteIndent / 2
	}
	return noteIndent
}

// remark writes what a note says.
func (p *page) remark(in indent, n *report.Note) {
	p.fix(in, n)
	p.changes(in, n)
	p.paragraphs(in, n.Comment)
	for _, s := range n.Sources {
		p.labelled(in, "Source: ", []run{plain(citation(s))})
	}
	p.labelledMarkdown(in, "Next: ", n.Next)
	for _, r := range n.Replies {
		p.reply(in, r)
	}
}

// title is the first line of a note: what it is, and how much it matters.
func (p *page) title(n *report.Note) []run {
	look := lookOf(n.Kind)
	runs := []run{{text: look.word, style: style{attr: bold, hue: look.hue}}}
	var more []string
	if n.Category != "" {
		more = append(more, oneLine(n.Category))
	}
	if n.Severity != "" {
		more = append(more, oneLine(string(n.Severity)))
	}
	if n.Marks != nil {
		more = append(more, oneLine(n.MarksLine()))
	}
	if p.onBlock(n) {
		more = append(more, "the whole "+blockWord(p.r, n))
	}
	if places := placed(n); places > 1 {
		more = append(more, strconv.Itoa(places)+" places")
	}
	if n.By != "" && n.By != p.r.Head.Marker {
		more = append(more, "by "+oneLine(n.By))
	}
	if n.Resolved {
		more = append(more, "resolved")
	}
	if n.Private {
		more = append(more, "for markers only")
	}
	if n.Suggested {
		more = append(more, "not yet confirmed")
	}
	for _, m := range more {
		runs = append(runs, plain(" · "+m))
	}
	return runs
}

// onBlock reports whether a note speaks of one whole paragraph.
func (p *page) onBlock(n *report.Note) bool {
	at, ok := n.First()
	i := p.r.Essay.BlockAt(at.Start)
	return ok && len(n.Places) == 1 && i >= 0 && p.r.Essay.Blocks[i].Span == at
}

// blockWord is what the block of a note is called.
func blockWord(r *report.Report, n *report.Note) string {
	at, _ := n.First()
	switch r.Essay.Blocks[r.Essay.BlockAt(at.Start)].Kind {
	case essay.Heading:
		return "heading"
	case essay.Item:
		return "item"
	case essay.Quote:
		return "quotation"
	case essay.Row:
		return "row"
	case essay.Footnote:
		return "footnote"
	default:
		return "paragraph"
	}
}

// placed is the number of a note's places that were found.
func placed(n *report.Note) int {
	found := 0
	for _, pl := range n.Places {
		if pl.Placed() {
			found++
		}
	}
	return found
}

// fix writes what the passage was and what it should be.
func (p *page) fix(in indent, n *report.Note) {
	was := oneLine(p.was(n))
	if n.Replacement == nil {
		if n.Correction != "" && was != "" {
			p.labelled(in, "Was: ", []run{plain(shorten(was))})
		}
		p.labelledMarkdown(in, "Should be: ", n.Correction)
		return
	}
	old := run{text: was, style: style{attr: struck}}
	should := run{text: clean(*n.Replacement), style: style{attr: bold}}
	if *n.Replacement == "" {
		should = plain("(leave it out)")
	}
	arrow := line{old, plain(" → "), should}
	if was != "" && !strings.Contains(should.text, "\n") && arrow.columns() <= p.width-in.first.columns() {
		p.block(in, arrow)
	} else {
		p.labelled(in, "Was: ", []run{old})
		p.labelled(in, "Should be: ", []run{should})
	}
	p.paragraphs(in, n.Correction)
}

// was is the passage that a correction speaks of: the words in the essay, or
// where there are none the words that were quoted.
func (p *page) was(n *report.Note) string {
	for _, pl := range n.Places {
		if pl.Placed() {
			return pl.Span.Of(p.r.Essay.Text)
		}
	}
	for _, pl := range n.Places {
		if pl.Quote != "" {
			return pl.Quote
		}
	}
	return ""
}

// shorten keeps the first and the last words of a long passage; the whole of
// it stands in the text.
func shorten(text string) string {
	words := strings.Fields(text)
	if len(words) <= 12 {
		return text
	}
	return strings.Join(words[:5], " ") + " … " + strings.Join(words[len(words)-5:], " ")
}

// changes says which places read differently now, and which are lost.
func (p *page) changes(in indent, n *report.Note) {
	if n.Standing() != report.InText {
		return
	}
	for _, pl := range n.Places {
		switch {
		case pl.Changed() && pl.Quote != "":
			p.labelled(in, "Changed since: ", []run{plain(
				"this was written about “" + oneLine(pl.Quote) + "”; the essay now reads “" +
					oneLine(pl.Span.Of(p.r.Essay.Text)) + "”.")})
		case !pl.Placed():
			p.labelled(in, "Not placed: ", []run{plain("“" + oneLine(pl.Quote) + "”")})
		}
	}
}

// citation is a source as a reader would look it up.
func citation(s report.Source) string {
	var parts []string
	add := func(before, text string) {
		if text != "" {
			parts = append(parts, before+oneLine(text))
		}
	}
	add("", s.Author)
	add("", s.Title)
	add("", s.Year)
	add("p. ", s.Page)
	add("", s.URL)
	return strings.Join(parts, ", ")
}

// reply writes one turn of the conversation.
func (p *page) reply(in indent, r report.Reply) {
	who := oneLine(r.By)
	if len(r.Created) >= len("2006-01-02") {
		who = strings.TrimPrefix(who+", "+oneLine(r.Created[:len("2006-01-02")]), ", ")
	}
	if who == "" {
		who = "Reply"
	}
	p.labelledMarkdown(in.then(hang(plain("↳ "), 2)), who+": ", r.Comment)
}

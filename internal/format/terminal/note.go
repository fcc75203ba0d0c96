package terminal

import (
	"strings"

	"gloss/internal/report"
)

// noteIndent is how far notes are set in from the essay.
const noteIndent = 4

// note writes one note.
func (p *page) note(in indent, n *report.Note) {
	in = in.then(spaces(noteIndent))
	b := badge(n)
	b.text += " "
	in = in.then(hang(b, 4))
	p.block(in, p.title(n))
	in = in.hanging()
	p.fix(in, n)
	p.places(in, n)
	p.markdown(in, n.Comment)
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
		more = append(more, marksOf(n))
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

// fix writes what the passage was and what it should be.
func (p *page) fix(in indent, n *report.Note) {
	was := p.was(n)
	if n.Replacement != nil {
		p.labelled(in, "Was: ", []run{{text: oneLine(was), style: style{attr: struck}}})
		should := []run{{text: clean(*n.Replacement), style: style{attr: bold}}}
		if *n.Replacement == "" {
			should = []run{plain("(leave it out)")}
		}
		p.labelled(in, "Should be: ", should)
		p.markdown(in, n.Correction)
		return
	}
	if n.Correction != "" {
		if was != "" {
			p.labelled(in, "Was: ", []run{plain(shorten(oneLine(was)))})
		}
		p.labelledMarkdown(in, "Should be: ", n.Correction)
	}
}

// was is the passage that a correction speaks of: the words in the essay, or
// where there are none the words that were quoted.
func (p *page) was(n *report.Note) string {
	for _, pl := range n.Places {
		if pl.Placed() && (pl.Replaced || n.Replacement == nil) {
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

// places says what is worth knowing of where the note stands.
func (p *page) places(in indent, n *report.Note) {
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

func (p *page) reply(in indent, r report.Reply) {
	lead := hang(plain("↳ "), 2)
	who := oneLine(r.By)
	if len(r.Created) >= len("2006-01-02") {
		who = strings.TrimSpace(who + ", " + oneLine(r.Created[:len("2006-01-02")]))
	}
	if who != "" {
		p.block(in.then(lead), []run{{text: who + ":", style: style{attr: faint}}})
		lead = lead.hanging()
	}
	p.markdown(in.then(lead), r.Comment)
}

// labelled writes runs behind a label.
func (p *page) labelled(in indent, label string, runs []run) {
	p.block(in, append([]run{{text: label, style: style{attr: faint}}}, runs...))
}

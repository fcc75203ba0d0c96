package markdown

import (
	"strconv"
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/richtext"
	"gloss/internal/source"
)

// look is how a kind is told apart: a sign and a word.
type look struct{ sign, word string }

func lookOf(k annotation.Kind) look {
	looks := map[annotation.Kind]look{
		annotation.Correction: {"×", "Correction"},
		annotation.Suggestion: {"~", "Suggestion"},
		annotation.Question:   {"?", "Question"},
		annotation.Praise:     {"+", "Praise"},
		annotation.Comment:    {"¶", "Comment"},
	}
	if l, ok := looks[k]; ok {
		return l
	}
	return look{"¶", string(k)}
}

// note writes everything that a note says.
func (p *page) note(n *report.Note) {
	p.d.block(p.title(n))
	p.fix(n)
	p.d.markdown(n.Comment)
	for _, s := range n.Sources {
		p.d.block(label("Source:") + citation(s))
	}
	p.labelled("Next:", n.Next)
	p.places(n)
	if len(n.Tags) > 0 {
		p.d.block(label("Tags:") + escaped(strings.Join(n.Tags, ", ")))
	}
	for _, r := range n.Replies {
		p.reply(r)
	}
}

// title is the first line of a note: what it is, and how much it matters.
func (p *page) title(n *report.Note) string {
	l := lookOf(n.Kind)
	parts := []string{"**" + l.sign + " " + escaped(l.word) + "**"}
	add := func(s string) {
		if s = escaped(s); s != "" {
			parts = append(parts, s)
		}
	}
	add(n.Category)
	add(string(n.Severity))
	if n.Marks != nil {
		add(n.MarksLine())
	}
	if n.By != p.r.Head.Marker && n.By != "" {
		add("by " + n.By)
	}
	if n.Resolved {
		add("resolved")
	}
	if n.Private {
		add("for markers only")
	}
	if n.Suggested {
		add("not yet confirmed")
	}
	return strings.Join(parts, " · ")
}

// fix writes what the passage was and what it should be.
func (p *page) fix(n *report.Note) {
	if n.Replacement == nil && n.Correction == "" {
		return
	}
	was := ""
	if w := p.was(n); w != "" {
		was = label("Was:") + quoted(w)
	}
	if n.Replacement == nil {
		if was != "" {
			p.d.block(was)
		}
		p.labelled("Should be:", n.Correction)
		return
	}
	should := label("Should be:") + "(leave it out)"
	if *n.Replacement != "" {
		should = label("Should be:") + quoted(*n.Replacement)
	}
	if was != "" {
		should = was + hardBreak + should
	}
	p.d.block(should)
	p.d.markdown(n.Correction)
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

// places says what is worth knowing of where the note stands.
func (p *page) places(n *report.Note) {
	for _, pl := range n.Places {
		switch {
		case pl.Changed() && pl.Quote != "":
			p.d.block(label("Changed since:") + "this was written about " + quoted(pl.Quote) +
				"; the essay now reads " + quoted(pl.Span.Of(p.r.Essay.Text)) + ".")
		case pl.Verdict == anchor.Ambiguous:
			p.d.block(label("Not placed:") + p.name(pl) + " fits " + count(len(pl.Candidates), "place", "places") +
				reason(pl) + ":")
			for i, c := range pl.Candidates {
				p.d.tight = i > 0
				p.d.nest("- ", "  ", func() { p.d.block(p.around(c)) })
			}
		case !pl.Placed():
			text := label("Not placed:") + p.name(pl) + " was not found in the essay."
			if pl.Nearest != nil {
				text += hardBreak + label("Nearest:") + p.around(*pl.Nearest)
			}
			p.d.block(text)
		}
	}
}

func (p *page) name(pl report.Place) string {
	if pl.Quote == "" {
		return "the passage"
	}
	return quoted(pl.Quote)
}

func reason(pl report.Place) string {
	if pl.Disagree == "" {
		return ""
	}
	return " (" + escaped(pl.Disagree) + " disagree)"
}

// around is a stretch of the essay with a few words on both sides, and the
// paragraph that it stands in.
func (p *page) around(s source.Span) string {
	e := p.r.Excerpt(s)
	in := newInline(noBreak)
	in.text(e.Before)
	in.mark(p.brackets.open)
	in.text(e.Passage)
	in.mark(p.brackets.close)
	in.text(e.After)
	if e.Paragraph > 0 {
		in.text(" (paragraph " + strconv.Itoa(e.Paragraph) + ")")
	}
	return in.String()
}

func (p *page) reply(r report.Reply) {
	who := []string{}
	if r.By != "" {
		who = append(who, "**"+escaped(r.By)+"**")
	}
	if r.Created != "" {
		who = append(who, escaped(r.Created[:min(len(r.Created), len("2006-01-02"))]))
	}
	p.d.nest("> ", "> ", func() {
		if len(who) > 0 {
			p.d.block("↳ " + strings.Join(who, ", ") + ":")
		}
		p.d.markdown(r.Comment)
	})
}

// labelled writes a remark behind a label: on its line where it is one
// paragraph, else below it.
func (p *page) labelled(name, markdown string) {
	if markdown == "" {
		return
	}
	nodes := richtext.Parse(markdown)
	if inner, ok := richtext.Inline(nodes); ok {
		in := newInline(hardBreak)
		in.mark(label(name))
		in.rich(inner)
		p.d.block(in.String())
		return
	}
	p.d.block(strings.TrimSpace(label(name)))
	p.d.richBlocks(nodes)
}

func label(name string) string { return "*" + name + "* " }

// quoted is user text between quotation marks, on one line.
func quoted(text string) string {
	in := newInline(noBreak)
	in.mark("“")
	in.text(strings.TrimSpace(text))
	in.mark("”")
	return in.String()
}

// citation is a source as a reader would look it up.
func citation(s report.Source) string {
	var parts []string
	add := func(before, text string) {
		if text != "" {
			parts = append(parts, escaped(before+text))
		}
	}
	add("", s.Author)
	add("", s.Title)
	add("", s.Year)
	add("p. ", s.Page)
	if url, ok := richtext.Address(s.URL); ok {
		parts = append(parts, richInlines([]richtext.Node{{
			Kind: richtext.Link, URL: url, Children: []richtext.Node{{Kind: richtext.Text, Text: s.URL}},
		}}, noBreak))
	} else {
		add("", s.URL)
	}
	return strings.Join(parts, ", ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

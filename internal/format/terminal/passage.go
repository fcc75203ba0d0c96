package terminal

import (
	"slices"
	"strconv"

	"github.com/charmbracelet/x/ansi"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
)

// kindLook is how the notes of one kind are told apart.
type kindLook struct {
	symbol, word, plural string
	hue                  ansi.BasicColor
}

// lookOf is the look of a kind.
func lookOf(k annotation.Kind) kindLook {
	switch k {
	case annotation.Correction:
		return kindLook{"×", "Correction", "corrections", ansi.Red}
	case annotation.Suggestion:
		return kindLook{"~", "Suggestion", "suggestions", ansi.Magenta}
	case annotation.Question:
		return kindLook{"?", "Question", "questions", ansi.Blue}
	case annotation.Praise:
		return kindLook{"+", "Praise", "praise", ansi.Green}
	case annotation.Comment:
		return kindLook{"¶", "Comment", "comments", ansi.Cyan}
	}
	return kindLook{"¶", oneLine(string(k)), oneLine(string(k)), ansi.Cyan}
}

// badge is the note's mark in the text, such as "×5".
func badge(n *report.Note) run {
	look := lookOf(n.Kind)
	return run{text: look.symbol + strconv.Itoa(n.Number), style: style{attr: bold, hue: look.hue}}
}

// passages turns the segments of the essay into runs with the places marked.
type passages struct {
	p       *page
	crossed map[placeID]bool
}

// runs are those of one segment in its block.
func (m *passages) runs(s report.Segment, b essay.Block) []run {
	var out []run
	over := groups(s.Covers)
	for _, group := range over {
		if !whole(group[0], b) && (group[0].First || s.Span.Start == b.Span.Start) {
			out = append(out, m.opening(group)...)
		}
	}
	out = append(out, run{text: s.Span.Of(m.p.r.Essay.Text), style: look(s, b)})
	for _, group := range slices.Backward(over) {
		switch {
		case whole(group[0], b) && group[0].Last:
			out = append(out, m.after(group)...)
		case !whole(group[0], b) && (group[0].Last || s.Span.End == b.Span.End):
			out = append(out, m.closing(group)...)
		}
	}
	return out
}

// whole reports whether a place is neither more nor less than a block. It needs
// no brackets round it.
func whole(c report.Cover, b essay.Block) bool { return c.Span == b.Span }

// groups are the covers of a segment, those over the same span together.
func groups(covers []report.Cover) [][]report.Cover {
	var out [][]report.Cover
	for i := 0; i < len(covers); {
		j := i + 1
		for j < len(covers) && covers[j].Span == covers[i].Span {
			j++
		}
		out = append(out, covers[i:j])
		i = j
	}
	return out
}

// opening is the bracket before a passage; it names the notes where another
// passage crosses this one or where it began in an earlier block.
func (m *passages) opening(group []report.Cover) []run {
	look := style{attr: bold, hue: m.hue(group[0])}
	open := run{text: m.p.brackets.open, style: look}
	if group[0].First && !m.crossed[idOf(group[0])] {
		return []run{open}
	}
	if !group[0].First {
		open.text += "…"
	}
	out := append([]run{open}, m.badges(group)...)
	return append(out, run{text: ": ", style: look.with(glued)})
}

// closing is the bracket after a passage, with the notes that speak of it.
func (m *passages) closing(group []report.Cover) []run {
	look := style{attr: bold, hue: m.hue(group[0])}
	out := append([]run{glue(" ")}, m.badges(group)...)
	end := m.p.brackets.close
	if !group[0].Last {
		end = "…" + end
	}
	return append(out, run{text: end, style: look})
}

// after is what stands after a whole block: the notes that speak of it.
func (m *passages) after(group []report.Cover) []run {
	look := style{attr: bold, hue: m.hue(group[0])}
	out := append([]run{plain(" "), {text: m.p.brackets.open, style: look}}, m.badges(group)...)
	return append(out, run{text: m.p.brackets.close, style: look})
}

func (m *passages) badges(group []report.Cover) []run {
	var out []run
	for i, c := range group {
		if i > 0 {
			out = append(out, plain(" "))
		}
		out = append(out, badge(&m.p.r.Notes[c.Note]))
	}
	return out
}

func (m *passages) hue(c report.Cover) ansi.BasicColor {
	return lookOf(m.p.r.Notes[c.Note].Kind).hue
}

// look is the style of a segment's words: the student's own emphasis, and an
// underline where a note speaks of them rather than of their whole block.
func look(s report.Segment, b essay.Block) style {
	var st style
	for _, k := range s.Styles {
		st = st.with(emphasis(k))
	}
	if b.Kind == essay.Heading {
		st = st.with(bold)
	}
	for _, c := range s.Covers {
		if !c.Span.Contains(b.Span) {
			st = st.with(underline)
		}
	}
	return st
}

func emphasis(k essay.StyleKind) attr {
	switch k {
	case essay.Emphasis:
		return italic
	case essay.Strong:
		return bold
	case essay.Struck:
		return struck
	case essay.Monospace:
		return 0
	}
	return 0
}

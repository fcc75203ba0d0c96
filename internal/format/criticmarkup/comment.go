package criticmarkup

import (
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/report"
	"gloss/internal/source"
)

// showing says what of a note can be seen without its comment.
type showing int

const (
	unmarked showing = iota // nothing: the comment names the words
	marked                  // the words
	changed                 // the words and what replaces them
)

// text is the comment on one place of a note: all of it at the first place, and
// a short one at the others.
func (m *marker) text(s spot, how showing) string {
	n := &m.r.Notes[s.note]
	head := headOf(n)
	if how == unmarked {
		head += ", on " + quoted(s.span.Of(m.r.Essay.Text))
	}
	if m.said[s.note] {
		return head + ": as above"
	}
	m.said[s.note] = true
	if how == changed {
		without := *n
		without.Replacement = nil
		n = &without
	}
	return joined(head, m.parts(n))
}

// general are the comments that stand behind the essay.
func (m *marker) general() []string {
	h := m.r.Head
	var out []string
	if h.Overall != "" {
		out = append(out, joined("overall", []string{h.Overall}))
	}
	if len(h.Strengths) > 0 {
		out = append(out, joined("what works", h.Strengths))
	}
	if len(h.NextSteps) > 0 {
		out = append(out, joined("what to do next", h.NextSteps))
	}
	if m.r.Marks != nil {
		out = append(out, joined("marks", marksLines(m.r.Marks)))
	}
	for i := range m.r.Notes {
		if n := &m.r.Notes[i]; !m.said[i] {
			out = append(out, joined(headOf(n), m.parts(n)))
		}
	}
	return out
}

// headOf is what a note is and how much it matters.
func headOf(n *report.Note) string {
	head := string(n.Kind)
	var more []string
	for _, s := range []string{n.Category, string(n.Severity)} {
		if s != "" {
			more = append(more, s)
		}
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
	if len(more) > 0 {
		head += " (" + strings.Join(more, ", ") + ")"
	}
	return head
}

// joined is a comment of several parts, each with a name of its own or none.
func joined(head string, parts []string) string {
	if len(parts) == 0 {
		return head
	}
	return head + ": " + strings.Join(parts, "\n\n")
}

// parts are everything that a note says.
func (m *marker) parts(n *report.Note) []string {
	var parts []string
	add := func(name, text string) {
		if text != "" {
			parts = append(parts, name+text)
		}
	}
	if n.Replacement != nil {
		if *n.Replacement == "" {
			add("", "should be left out")
		} else {
			add("should be ", quoted(*n.Replacement))
		}
	}
	add("", n.Correction)
	add("", n.Comment)
	for _, s := range n.Sources {
		add("source: ", citation(s))
	}
	add("next: ", n.Next)
	add("", n.MarksLine())
	add("tags: ", strings.Join(n.Tags, ", "))
	if n.By != m.r.Head.Marker {
		add("by ", n.By)
	}
	for _, r := range n.Replies {
		add("", strings.TrimPrefix(r.By+": ", ": ")+r.Comment)
	}
	for _, p := range n.Places {
		add("", m.trouble(p))
	}
	return parts
}

// trouble is what is worth knowing of a place that is not as it was quoted.
func (m *marker) trouble(p report.Place) string {
	text := m.r.Essay.Text
	switch {
	case p.Changed() && p.Quote != "":
		return "this was written about " + quoted(p.Quote)
	case p.Placed():
		return ""
	case p.Verdict == anchor.Ambiguous:
		var at []string
		for _, c := range p.Candidates {
			at = append(at, quoted(around(text, c)))
		}
		return "not placed: " + named(p) + " fits several places: " + strings.Join(at, "; ")
	}
	out := "not placed: " + named(p) + " was not found"
	if p.Nearest != nil {
		out += "; the nearest text is " + quoted(p.Nearest.Of(text))
	}
	return out
}

func named(p report.Place) string {
	if p.Quote == "" {
		return "the passage"
	}
	return quoted(p.Quote)
}

// around is a span with a few words on both sides.
func around(text string, s source.Span) string {
	before := strings.Fields(text[max(0, s.Start-40):s.Start])
	after := strings.Fields(text[s.End:min(len(text), s.End+40)])
	// The outermost words may be cut.
	before, after = before[min(len(before), 1):], after[:max(0, len(after)-1)]
	return strings.Join(before, " ") + " " + s.Of(text) + " " + strings.Join(after, " ")
}

// quoted is a passage between quotation marks, a long one by its first and last
// words.
func quoted(text string) string {
	words := strings.Fields(text)
	if len(words) > 12 {
		words = append(append(words[:5:5], "…"), words[len(words)-5:]...)
	}
	return "“" + strings.Join(words, " ") + "”"
}

func citation(s report.Source) string {
	var parts []string
	for _, p := range []string{s.Author, s.Title, s.Year} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if s.Page != "" {
		parts = append(parts, "p. "+s.Page)
	}
	if s.URL != "" {
		parts = append(parts, s.URL)
	}
	return strings.Join(parts, ", ")
}

// marksLines are the marks, one line for each criterion and one for the total.
func marksLines(m *report.Marks) []string {
	var lines []string
	for _, c := range m.Criteria {
		line := c.Name() + " " + c.Text()
		if c.Comment != "" {
			line += ": " + c.Comment
		}
		lines = append(lines, line)
	}
	return append(lines, "total "+m.TotalText())
}

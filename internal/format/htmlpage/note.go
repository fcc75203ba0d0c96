package htmlpage

import (
	"strconv"
	"strings"

	"gloss/internal/report"
	"gloss/internal/source"
)

// note is a note as the page shows it.
type note struct {
	Number   int
	ID       string // of the annotation; "" where that is not told
	Level    int    // of its heading
	Class    string
	Kind     string
	Category []run
	Severity string
	Marks    string
	// Criterion is what the marks count towards; empty where there are none.
	Criterion []run
	Labels    []string // "Resolved", "For markers only"
	InText    bool     // it has a place in the text
	Bare      bool     // nothing but a short replacement: one line is enough

	Was     *was
	Should  prose // what is right
	Write   *replacement
	Changed []changed
	Comment prose
	Sources []citation
	Next    prose
	Meta    [][]run
	Replies []reply
	Links   []placeLink
	Lost    []lost
	// Gist is the id of the part that says the most in the fewest words, which
	// the note's number in the text is described by; "" where there is none.
	Gist string
}

// was is the passage that a correction is about.
type was struct {
	Runs []run
	Lang string
}

// replacement is what to write in place of the passage.
type replacement struct {
	Runs   []run
	Delete bool
	Lang   string
	ID     string
}

type reply struct {
	By   []run
	Date string
	Text prose
}

// placeLink leads from a note to one of its places.
type placeLink struct {
	Nth int
	ID  string
}

// note makes the view of a note.
func (b *pageBuilder) note(n *report.Note) note {
	out := note{
		Number: n.Number, Level: 3, Class: b.classes.of(n), InText: n.Standing() == report.InText,
		Kind: kindNames()[b.classes.kind(n.Kind)][0], Category: runs(b.classes.label(n.Category)),
		Severity: severityNames()[b.classes.severity(n.Severity)], Marks: n.MarksText(), Labels: labels(n),
		Comment: b.prose(n.Comment), Next: b.prose(n.Next), Should: b.prose(n.Correction),
		Sources: b.sources(n.Sources), Meta: b.meta(n), Replies: b.replies(n.Replies),
		Changed: b.changed(n), Lost: b.lost(n), Links: links(n),
	}
	if n.Replacement != nil {
		out.Write = &replacement{Runs: runs(*n.Replacement), Delete: *n.Replacement == "", Lang: b.lang}
	}
	if n.Marks != nil {
		out.Criterion = runs(n.CriterionTitle)
	}
	passage := b.passage(n)
	if passage != "" && (out.Write != nil || !out.Should.IsEmpty()) {
		out.Was = &was{Runs: runs(report.Shortened(passage)), Lang: b.lang}
	}
	gist := "t" + strconv.Itoa(n.Number)
	switch {
	case out.Comment.named(gist), out.Should.named(gist):
		out.Gist = gist
	case out.Write != nil && out.Should.IsEmpty():
		out.Gist, out.Write.ID = gist, gist
		out.Bare = out.isShort() && len(passage)+len(*n.Replacement) < shortSwap
	}
	return out
}

// shortSwap is how long the words of a replacement may be to stand on the line
// of the note's heading.
const shortSwap = 60

// isShort reports whether the note says nothing but its replacement.
func (n note) isShort() bool {
	return len(n.Sources)+len(n.Changed)+len(n.Meta)+len(n.Replies)+len(n.Links)+len(n.Lost)+len(n.Labels) == 0 &&
		n.Comment.IsEmpty() && n.Next.IsEmpty() && n.Was != nil
}

func severityNames() map[string]string {
	return map[string]string{"major": "Major", "minor": "Minor"}
}

func labels(n *report.Note) []string {
	var out []string
	if n.Suggested {
		out = append(out, "Suggested, not confirmed")
	}
	if n.Hidden() {
		out = append(out, "For markers only")
	}
	if n.Resolved {
		out = append(out, "Resolved")
	}
	return out
}

// passage is the text that the note is about as it reads now, or as it was
// quoted where it cannot be found; "" for a note on the whole.
func (b *pageBuilder) passage(n *report.Note) string {
	first := ""
	for _, p := range n.Places {
		text := p.Quote
		if p.Placed() {
			text = b.written(p.Span)
		}
		if p.Replaced {
			return text
		}
		if first == "" {
			first = text
		}
	}
	return first
}

// written is a passage of the essay without the line ends that mean nothing.
func (b *pageBuilder) written(s source.Span) string {
	e, text := b.report.Essay, s.Of(b.report.Essay.Text)
	if at := e.BlockAt(s.Start); at >= 0 && s.End <= e.Blocks[at].Span.End && e.Flows(e.Blocks[at]) {
		return strings.ReplaceAll(text, "\n", " ")
	}
	return text
}

// meta is what stands in small letters under a note.
func (b *pageBuilder) meta(n *report.Note) [][]run {
	var out [][]run
	add := func(s string) {
		if s != "" {
			out = append(out, runs(s))
		}
	}
	if n.Marks == nil {
		add(n.CriterionTitle)
	}
	for _, t := range n.Tags {
		add("#" + t)
	}
	if n.By != b.report.Head.Marker {
		add(n.By)
	}
	return out
}

func (b *pageBuilder) replies(replies []report.Reply) []reply {
	var out []reply
	for _, r := range replies {
		out = append(out, reply{By: runs(r.By), Date: day(r.Created), Text: b.prose(r.Comment)})
	}
	return out
}

// links lead to the places of a note that has several.
func links(n *report.Note) []placeLink {
	found := inOrder(n.Places)
	if len(found) < 2 {
		return nil
	}
	out := make([]placeLink, len(found))
	for i := range found {
		out[i] = placeLink{Nth: i + 1, ID: placeID("r", n.Number, i)}
	}
	return out
}

// noteWord is "1 note" or "18 notes".
func noteWord(n int) string {
	if n == 1 {
		return "1 note"
	}
	return strconv.Itoa(n) + " notes"
}

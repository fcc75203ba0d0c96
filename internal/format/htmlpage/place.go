package htmlpage

import (
	"strconv"

	"gloss/internal/anchor"
	"gloss/internal/report"
	"gloss/internal/source"
)

// changed says that a passage reads differently since the note was made.
type changed struct {
	Was, Now []run
	Lang     string
}

// lost is a place that was not found.
type lost struct {
	Ambiguous  bool
	Quote      []run
	Lang       string
	Disagree   []run
	Candidates []excerpt
	More       int // candidates that are not shown
	Nearest    *excerpt
}

// excerpt is a passage with the words around it.
type excerpt struct {
	Before, Passage, After []run
	Lang                   string
	Where                  string // "paragraph 2"
	Paragraph              int    // 0 where the passage is in none
}

// maxCandidates is how many places are shown of those that fit equally well.
const maxCandidates = 8

func (b *pageBuilder) changed(n *report.Note) []changed {
	var out []changed
	for _, p := range n.Places {
		if p.Changed() && p.Quote != "" {
			out = append(out, changed{
				Was: runs(p.Quote), Now: runs(p.Span.Of(b.report.Essay.Text)), Lang: b.lang,
			})
		}
	}
	return out
}

// lost are the note's places that were not found.
func (b *pageBuilder) lost(n *report.Note) []lost {
	var out []lost
	for _, p := range n.Places {
		if p.Placed() {
			continue
		}
		l := lost{Ambiguous: p.Verdict == anchor.Ambiguous, Quote: runs(p.Quote), Lang: b.lang, Disagree: runs(p.Disagree)}
		for i, c := range p.Candidates {
			if i == maxCandidates {
				l.More = len(p.Candidates) - i
				break
			}
			l.Candidates = append(l.Candidates, b.excerpt(c))
		}
		if p.Nearest != nil {
			e := b.excerpt(*p.Nearest)
			l.Nearest = &e
		}
		out = append(out, l)
	}
	return out
}

func (b *pageBuilder) excerpt(s source.Span) excerpt {
	e := b.report.Excerpt(s)
	out := excerpt{
		Before: runs(e.Before), Passage: runs(e.Passage), After: runs(e.After), Lang: b.lang, Paragraph: e.Paragraph,
	}
	if e.Paragraph > 0 {
		out.Where = "paragraph " + strconv.Itoa(e.Paragraph)
	}
	return out
}

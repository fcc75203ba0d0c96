package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/anchor"
	"gloss/internal/diag"
	"gloss/internal/report"
	"gloss/internal/source"
)

func ambiguous() rule {
	return rule{
		Rule: Rule{
			ID: "ambiguous", Severity: diag.Error,
			Doc:     "Several places of the essay fit an annotation equally well.",
			Why:     "A remark beside the wrong words is worse than one that is not shown.",
			Example: "quote: the people, three times in the essay; add occurrence: 2, or the words before and after.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				for _, p := range n.Places {
					if p.Verdict == anchor.Ambiguous {
						out = append(out, c.ambiguous(n, p))
					}
				}
			}
			return out
		},
	}
}

// listed is how many of the places are named.
const listed = 5

func (c *context) ambiguous(n note, p report.Place) diag.Finding {
	f := c.at(n.where(p), "")
	if p.Disagree != "" {
		f.Message = fmt.Sprintf("%s point to different places", p.Disagree)
		f.Help = append(f.Help, "keep the one that is right, and delete the other")
	} else {
		f.Message = fmt.Sprintf("the essay has %s that this fits, and nothing says which is meant", count(len(p.Candidates), "place"))
	}
	contexts := c.contexts(p.Candidates)
	for i, s := range p.Candidates[:min(len(p.Candidates), listed)] {
		f.Notes = append(f.Notes, c.inEssay(s, c.place(s))...)
		if paste := c.decide(p, i, contexts); paste != "" {
			f.Help = append(f.Help, fmt.Sprintf("for %s, add\n%s", c.place(s), paste))
		}
	}
	if more := len(p.Candidates) - listed; more > 0 {
		f.Help = append(f.Help, fmt.Sprintf("%d more places are not listed; to mean all of them, write\noccurrence: all", more))
	}
	return f
}

// decide is what to add to the annotation so that it means the candidate: the
// words around it, or where these are the same elsewhere its number.
func (c *context) decide(p report.Place, i int, contexts []around) string {
	s := p.Selector
	if s == nil || !s.Quote.Set || p.Disagree != "" {
		return ""
	}
	if a := contexts[i]; a.prefix != "" && !s.Prefix.Set && !s.Suffix.Set {
		return fmt.Sprintf("prefix: %s\nsuffix: %s", quoted(a.prefix), quoted(a.suffix))
	}
	if s.Occurrence.Set || s.Prefix.Set || s.Suffix.Set {
		return ""
	}
	return fmt.Sprintf("occurrence: %d", i+1)
}

// around is the text just before and after a place; empty where it does not tell
// the place from the others.
type around struct{ prefix, suffix string }

// contexts are the words around each place: as few as tell all of them apart, at
// least three on each side.
func (c *context) contexts(places []source.Span) []around {
	const least, most = 3, 12
	var out []around
	for words := least; words <= most; words++ {
		out = out[:0]
		seen := map[around]int{}
		for _, s := range places {
			a := around{before(c.essay.Text[:s.Start], words), after(c.essay.Text[s.End:], words)}
			out = append(out, a)
			seen[a]++
		}
		apart := true
		for i, a := range out {
			if seen[a] > 1 || a.prefix == "" || a.suffix == "" {
				out[i], apart = around{}, false
			}
		}
		if apart {
			break
		}
	}
	return out
}

// after is the first words of a text in its own paragraph, with the space before
// them.
func after(text string, words int) string {
	end, inWord := 0, false
	for i, r := range text {
		switch {
		case r == '\n':
			return text[:end]
		case unicode.IsSpace(r):
			inWord = false
		default:
			if !inWord {
				words--
			}
			if words < 0 {
				return text[:end]
			}
			inWord = true
			end = i + utf8.RuneLen(r)
		}
	}
	return text[:end]
}

// before is the last words of a text in its own paragraph, with the space after
// them.
func before(text string, words int) string {
	text = text[strings.LastIndexByte(text, '\n')+1:]
	start, inWord := len(text), false
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
		if unicode.IsSpace(r) {
			inWord = false
			continue
		}
		if !inWord {
			words--
		}
		if words < 0 {
			break
		}
		inWord = true
		start = i
	}
	return text[start:]
}

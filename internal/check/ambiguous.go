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
	f := c.at(n.where(p), c.whyAmbiguous(p))
	if p.Disagree != "" {
		f.Help = append(f.Help, "keep the one that is right, and delete the other")
	}
	write := "write"
	if p.Selector != nil && p.Selector.Occurrence.Set {
		write = "write in place of the occurrence"
	}
	contexts := c.contexts(p.Candidates)
	for i, s := range p.Candidates[:min(len(p.Candidates), listed)] {
		name := c.place(s)
		if i < len(ordinals()) {
			name = fmt.Sprintf("the %s (%s)", ordinals()[i], name)
		}
		f.Notes = append(f.Notes, c.inEssay(s, name)...)
		if paste := c.decide(p, i, contexts); paste != "" {
			f.Help = append(f.Help, fmt.Sprintf("for %s, %s\n%s", name, write, paste))
		}
	}
	if len(p.Candidates) > listed {
		f.Help = append(f.Help, "the other places are not listed; to mean all of them, write\noccurrence: all")
	}
	return f
}

func ordinals() []string { return []string{"first", "second", "third", "fourth", "fifth"} }

func (c *context) whyAmbiguous(p report.Place) string {
	s, n := p.Selector, len(p.Candidates)
	switch {
	case p.Disagree != "":
		return p.Disagree + " point to different places"
	case s != nil && s.Occurrence.Set && n < s.Occurrence.Value:
		return fmt.Sprintf("the essay does not have these words %s", times(s.Occurrence.Value))
	case n > listed:
		return fmt.Sprintf("this fits more than %d places of the essay, and nothing says which is meant", listed)
	}
	return fmt.Sprintf("this fits %s of the essay, and nothing says which is meant", count(n, "place"))
}

// decide is what to write in the annotation so that it means the candidate: the
// words around it, its number, its own words, or these and those around them. It is "" where none would do.
func (c *context) decide(p report.Place, i int, contexts []around) string {
	s := p.Selector
	if s == nil || !s.Quote.Set || p.Disagree != "" || s.Lines.Set {
		return ""
	}
	sel := anchor.Selector{Quote: s.Quote.Value, Changed: c.changed}
	if b, ok := c.paragraphs[s.Paragraph.Value]; ok {
		sel.Within = &b.Span
	}
	if a := contexts[i]; a != (around{}) {
		sel.Prefix, sel.Suffix = a.prefix, a.suffix
		if c.finds(sel, p.Candidates[i]) {
			return fmt.Sprintf("prefix: %s\nsuffix: %s", quoted(a.prefix), quoted(a.suffix))
		}
	}
	sel.Prefix, sel.Suffix, sel.Occurrence = s.Prefix.Value, s.Suffix.Value, i+1
	if c.finds(sel, p.Candidates[i]) {
		return fmt.Sprintf("occurrence: %d", i+1)
	}
	words := p.Candidates[i].Of(c.essay.Text)
	if c.finds(anchor.Selector{Quote: words, Within: sel.Within, Changed: c.changed}, p.Candidates[i]) && length(words) <= 160 {
		return "quote: " + quoted(words)
	}
	if a := contexts[i]; a != (around{}) && words != s.Quote.Value && length(words) <= 160 {
		sel = anchor.Selector{Quote: words, Prefix: a.prefix, Suffix: a.suffix, Within: sel.Within, Changed: c.changed}
		if c.finds(sel, p.Candidates[i]) {
			return fmt.Sprintf("quote: %s\nprefix: %s\nsuffix: %s", quoted(words), quoted(a.prefix), quoted(a.suffix))
		}
	}
	return ""
}

// finds reports whether a selector names that place beyond doubt.
func (c *context) finds(sel anchor.Selector, want source.Span) bool {
	m := c.text().Resolve(sel, anchor.Options{NoFuzzy: true})
	return m.Verdict.Placed() && m.Span == want
}

// around is the text just before and after a place; empty where it does not tell
// the place from the others.
type around struct{ prefix, suffix string }

// contexts are the words around each place: as few as tell all of them apart, at
// least three on each side. They are empty where six do not.
func (c *context) contexts(places []source.Span) []around {
	const least, most = 3, 6
	out := make([]around, len(places))
	for words := least; words <= most; words++ {
		seen := map[around]bool{}
		for i, s := range places {
			out[i] = around{before(c.essay.Text[:s.Start], words), after(c.essay.Text[s.End:], words)}
			seen[out[i]] = true
		}
		if len(seen) == len(places) {
			return out
		}
	}
	return make([]around, len(places))
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

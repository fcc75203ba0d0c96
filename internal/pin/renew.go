package pin

import (
	"regexp"
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/source"
)

// faith says how much of a selector's wording is kept when it is written anew.
// Each step is tried where the one before it does not lead to the span beyond
// doubt.
type faith uint8

const (
	wording faith = iota // the quote as it was written
	elided               // one that left words out: its beginning and its end as they now stand
	literal              // the quote as it stands in the essay
	bare                 // and no numbers that narrow it down
	kept                 // nothing is written: the selector stays as it was
)

// renewed is a selector as it now stands for a span. A selector without a quote
// keeps its own way to name a place, if it has one that lasts: a position alone
// gets the words.
func (p page) renewed(s annotation.Selector, at source.Span, f faith) annotation.Selector {
	now := p.selector(at)
	now.Span = s.Span
	switch {
	case f == bare:
		return now
	case s.Quote.Set && f == wording:
		now.Quote = s.Quote
	case s.Quote.Set && f == elided:
		now.Quote = text(elide(s.Quote.Value, now.Quote.Value))
	case !s.Quote.Set && (s.Paragraph.Set || s.Lines.Set):
		now.Quote, now.Prefix, now.Suffix = annotation.Text{}, annotation.Text{}, annotation.Text{}
	case !s.Quote.Set && s.Prefix.Set && s.Suffix.Set:
		now.Quote = annotation.Text{}
	}
	now.Prefix, now.Suffix = p.context(s, now, at)
	p.count(s, &now, at)
	return now
}

// ellipsis is what stands for words that a quote leaves out.
func ellipsis() *regexp.Regexp { return regexp.MustCompile(`\s*(\[(\.\.\.|…)\]|\.\.\.|…)\s*`) }

// isElided reports whether a quote leaves words out.
func isElided(quote string) bool { return ellipsis().MatchString(quote) }

// elide is a passage with as many of its first and last words as a quote of it has
// that leaves words out.
func elide(quote, passage string) string {
	gaps := ellipsis().FindAllStringIndex(quote, -1)
	if len(gaps) == 0 {
		return passage
	}
	first, last := gaps[0], gaps[len(gaps)-1]
	words := regexp.MustCompile(`\S+`).FindAllStringIndex(passage, -1)
	head, tail := len(strings.Fields(quote[:first[0]])), len(strings.Fields(quote[last[1]:]))
	if head == 0 || tail == 0 || head+tail >= len(words) {
		return passage
	}
	return passage[:words[head-1][1]] + quote[first[0]:first[1]] + passage[words[len(words)-tail][0]:]
}

// renewedAll is the selector of every place where some words stand. Its position
// is that of the first.
func (p page) renewedAll(s annotation.Selector, found []Passage, f faith) annotation.Selector {
	first, all := extent(found)
	if f >= literal {
		s.Quote = text(first.Of(p.Text))
	}
	p.count(annotation.Selector{Paragraph: s.Paragraph, Lines: s.Lines}, &s, all)
	s.Prefix, s.Suffix = p.context(s, annotation.Selector{}, first)
	sel := anchor.Selector{Quote: s.Quote.Value, Prefix: s.Prefix.Value, Suffix: s.Suffix.Value, Within: p.within(s)}
	if matches := p.text.ResolveAll(sel, anchor.Options{NoFuzzy: true}); len(matches) > 0 {
		s.Position = position(p.Essay, matches[0].Span)
	}
	return s
}

// extent is the first place of the new draft among passages of which at least one
// has a place, and the stretch from its start to the end of the last.
func extent(found []Passage) (first, all source.Span) {
	for _, q := range found {
		switch {
		case q.Is == nil:
		case all.IsEmpty():
			first, all = *q.Is, *q.Is
		default:
			if q.Is.Start < first.Start {
				first = *q.Is
			}
			all.Start, all.End = min(all.Start, q.Is.Start), max(all.End, q.Is.End)
		}
	}
	return first, all
}

// context is what stands around a span: as it was written, where it still does.
func (p page) context(was, now annotation.Selector, at source.Span) (prefix, suffix annotation.Text) {
	prefix, suffix = now.Prefix, now.Suffix
	// No more of the text than the context could cover needs to be looked at.
	from := max(0, at.Start-4*len(was.Prefix.Value)-64)
	to := min(len(p.Text), at.End+4*len(was.Suffix.Value)+64)
	if was.Prefix.Set && strings.HasSuffix(squeeze(p.Text[from:at.Start]), squeeze(was.Prefix.Value)) {
		prefix = was.Prefix
	}
	if was.Suffix.Set && strings.HasPrefix(squeeze(p.Text[at.End:to]), squeeze(was.Suffix.Value)) {
		suffix = was.Suffix
	}
	return prefix, suffix
}

// squeeze is a text without white space at its ends, and with single spaces.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// count sets the numbers that the selector had to what they are now.
func (p page) count(was annotation.Selector, now *annotation.Selector, at source.Span) {
	if was.Paragraph.Set {
		if i := p.BlockAt(at.Start); i >= 0 {
			now.Paragraph = number(p.Blocks[i].Number)
		}
	}
	if was.Lines.Set && p.File != nil {
		span := p.FileSpan(at)
		now.Lines = annotation.Lines{
			First: p.File.Position(span.Start).Line, Last: p.File.Position(max(span.Start, span.End-1)).Line, Set: true,
		}
	}
	if now.IsEmpty() || !now.Quote.Set && !now.Prefix.Set && !now.Paragraph.Set && !now.Lines.Set {
		*now = p.selector(at) // what the number counted is not counted here
	}
	if was.Occurrence.Set && now.Quote.Set {
		now.Occurrence = number(p.occurrence(*now, at))
	}
}

// occurrence is which of the equal places a span is, from 1; 0 where it is none.
func (p page) occurrence(s annotation.Selector, at source.Span) int {
	places := p.text.ResolveAll(anchor.Selector{Quote: s.Quote.Value, Within: p.within(s)}, anchor.Options{NoFuzzy: true})
	level := anchor.Folded
	for _, m := range places {
		level = max(level, m.Verdict)
	}
	n := 0
	for _, m := range places {
		if m.Verdict == level {
			n++
		}
		if m.Span == at && m.Verdict == level {
			return n
		}
	}
	return 0
}

// within is the paragraph or the lines that a selector names; nil where it names
// none.
func (p page) within(s annotation.Selector) *source.Span {
	var out *source.Span
	if b, ok := p.NumberedParagraph(s.Paragraph.Value); ok && s.Paragraph.Set {
		out = &b.Span
	}
	if span, ok := p.Lines(s.Lines.First, s.Lines.Last); ok && s.Lines.Set {
		if out != nil {
			span = source.Span{Start: max(span.Start, out.Start), End: min(span.End, out.End)}
		}
		out = &span
	}
	return out
}

// unit is the paragraph or the lines that a passage, of which the selector names
// no words, has become: a paragraph is the one that holds the most of it.
func (p page) unit(s annotation.Selector, at source.Span) source.Span {
	switch {
	case s.Quote.Set || !s.Paragraph.Set && !s.Lines.Set:
		return at
	case s.Lines.Set && p.File != nil:
		var now annotation.Selector
		p.count(annotation.Selector{Lines: s.Lines}, &now, at)
		if span, ok := p.Lines(now.Lines.First, now.Lines.Last); ok {
			return span
		}
		return at
	}
	best, most := at, 0
	for _, b := range p.Blocks {
		if n := min(b.Span.End, at.End) - max(b.Span.Start, at.Start); n > most {
			best, most = b.Span, n
		}
	}
	return best
}

// paragraphAt is the paragraph number at an offset, 0 where it is not counted.
func paragraphAt(e *essay.Essay, at int) int {
	if i := e.BlockAt(at); i >= 0 {
		return e.Blocks[i].Number
	}
	return 0
}

package anchor

import "strings"

// A quote that was whole sentences is so still when it was rewritten: where the
// first word of one was replaced, the passage begins with the sentence and not
// with the first word that is left.

// wholeSentences says whether the quote began and ended with a sentence.
func (l *look) wholeSentences() (begins, ends bool) {
	before := strings.TrimRightFunc(l.sel.Prefix, isBlank)
	quote := strings.TrimFunc(l.sel.Quote, isBlank)
	if quote == "" {
		return false, false
	}
	ends = endsSentence(quote)
	switch {
	case before != "":
		begins = endsSentence(before) || strings.Count(l.sel.Prefix[len(before):], "\n") > 1
	default:
		begins = ends && (l.sel.Position != nil && l.sel.Position.Start == 0 || isSentence(quote))
	}
	return begins, ends
}

// endsSentence reports whether a text ends with a mark that ends sentences,
// closing quotation marks and brackets behind it aside.
func endsSentence(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return isMark(r) || r == ')' || r == ']' })
	last := text[max(0, runeStart(text, len(text)-1)):]
	switch last {
	case ".", "!", "?", "…", "。", "！", "？":
		return true
	}
	return false
}

// isSentence reports whether a text reads like a sentence: it begins with a
// capital and has several words.
func isSentence(text string) bool {
	r, _ := decode(strings.TrimLeftFunc(text, isMark))
	return strings.ToLower(string(r)) != string(r) && strings.Count(text, " ") >= 3
}

// isStart reports whether token i begins a sentence.
func (t *Text) isStart(i int) bool {
	f := t.fold()
	if i <= 0 || i >= len(f.tokens) {
		return true
	}
	if f.isMark(i) && f.units[f.tokens[i].start] != '"' {
		return false
	}
	gap := t.raw[f.at[f.tokens[i-1].end-1]:f.at[f.tokens[i].start]]
	_, size := decode(gap)
	if gap = gap[size:]; gap == "" {
		return false
	}
	if strings.Count(gap, "\n") > 1 {
		return true
	}
	for i--; i > 0 && f.isClosing(i); i-- {
	}
	return f.isTerminal(i)
}

// isTerminal reports whether a token is a mark that ends sentences.
func (f *folded) isTerminal(i int) bool {
	switch f.units[f.tokens[i].start] {
	case '.', '!', '?':
		return true
	}
	return false
}

// isClosing reports whether a token may stand behind the mark that ends a
// sentence.
func (f *folded) isClosing(i int) bool {
	switch f.units[f.tokens[i].start] {
	case '"', '\'', ')', ']':
		return true
	}
	return false
}

// toSentences moves the ends of a stretch to where a sentence begins and ends,
// if the quote's were there, by no more than reach tokens.
func (l *look) toSentences(s *scene, from, to int) (int, int) {
	reach := (s.pattern.to-s.pattern.from)/3 + 4
	n := len(s.f.tokens)
	if s.begins && !l.t.isStart(from) {
		for d := 1; d <= reach; d++ {
			if from-d >= 0 && l.t.isStart(from-d) {
				from -= d
				break
			}
			if d <= reach/2 && from+d < to && l.t.isStart(from+d) {
				from += d
				break
			}
		}
	}
	if s.ends && to < n && !l.t.isStart(to) {
		for d := 1; d <= reach; d++ {
			if to+d <= n && l.t.isStart(to+d) {
				to += d
				break
			}
			if d <= reach/2 && to-d > from && l.t.isStart(to-d) {
				to -= d
				break
			}
		}
	}
	return from, to
}

// strange is the share below which a sentence has too little of a quote to be
// part of it.
const strange = 0.35

// dropSentences leaves the sentences at the ends of a stretch out that have
// next to nothing of the quote: they were put in beside it.
func (l *look) dropSentences(s *scene, from, to int) (int, int) {
	f, p := s.f, &s.pattern
	if s.begins {
		for i := from + 1; i < to; i++ {
			if !l.t.isStart(i) {
				continue
			}
			if f.shares(p, from, i) >= strange || f.shares(p, i, to) < strange {
				break
			}
			from = i
		}
	}
	if s.ends {
		for i := to - 1; i > from; i-- {
			if !l.t.isStart(i) {
				continue
			}
			if f.shares(p, i, to) >= strange || f.shares(p, from, i) < strange {
				break
			}
			to = i
		}
	}
	return from, to
}

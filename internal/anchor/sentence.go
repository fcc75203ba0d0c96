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
		begins = l.sel.Position != nil && l.sel.Position.Start == 0 || ends && isSentence(quote)
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
	switch f.units[f.tokens[i].start] {
	case '.', ',', ';', ':', '!', '?', ')', ']':
		return false
	}
	from, to := f.at.both(int(f.tokens[i-1].end)-1, int(f.tokens[i].start))
	gap := t.raw[from:to]
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

// reach is how many tokens away the border of a sentence is looked for, where
// a quote of so many words lost so many at that end.
func reach(words, lost int) int { return min(max(words/3+4, 2*lost+6), words+4*lost) }

// toSentences moves the ends of a stretch to where a sentence begins and ends,
// if the quote's were there: words put in before the first one are the
// sentence's, and so the passage's. No word of the quote is left out.
func (l *look) toSentences(s *scene, a *alignment, from, to int) (int, int) {
	first, last := a.ends(&s.pattern)
	words := s.pattern.to - s.pattern.from
	start, end := from, to
	if s.begins && !l.t.isStart(from) {
		start = l.nearestStart(from, reach(words, first-s.pattern.from), window{from: 0, to: min(to-1, int(a.token[s.pattern.wordFrom(first)]))})
	}
	if s.ends && to < len(s.f.tokens) && !l.t.isStart(to) && !s.goesOn(to) {
		end = l.nearestEnd(to, reach(words, s.pattern.to-1-last), window{from: max(start, int(a.token[s.pattern.wordTo(last)])) + 1, to: len(s.f.tokens)})
	}
	return start, end
}

// goesOn reports whether the mark that stood right behind the quote still stands at a
// token: a sentence that seems to go on there did so before.
func (s *scene) goesOn(to int) bool {
	p := &s.pattern
	return p.to < len(p.words) && p.words[p.to].mass <= 1 && p.words[p.to].hash == s.f.tokens[to].hash
}

// nearestStart is the token nearest to one, and no further away than reach, that
// begins a sentence; those before it at any place, those behind it up to the end
// of the window. It is the token itself where there is none.
func (l *look) nearestStart(at, reach int, in window) int {
	for d := 1; d <= reach; d++ {
		if at-d >= in.from && l.t.isStart(at-d) {
			return at - d
		}
		if at+d <= in.to && l.t.isStart(at+d) {
			return at + d
		}
	}
	return at
}

// nearestEnd is nearestStart for the token behind a sentence, where those behind
// come first.
func (l *look) nearestEnd(at, reach int, in window) int {
	for d := 1; d <= reach; d++ {
		if at+d <= in.to && l.t.isStart(at+d) {
			return at + d
		}
		if at-d >= in.from && l.t.isStart(at-d) {
			return at - d
		}
	}
	return at
}

// ends are the first and the last of the quote's words that have their like in
// the text, marks of punctuation aside; the quote's own where none has.
func (a *alignment) ends(p *pattern) (first, last int) {
	first, last = p.from, p.to-1
	for first < p.to && (!a.good(first) || p.words[first].mass <= 1) {
		first++
	}
	if first == p.to {
		return p.from, p.to - 1
	}
	for !a.good(last) || p.words[last].mass <= 1 {
		last--
	}
	for first > p.from && p.words[first-1].mass <= 1 {
		first--
	}
	for last < p.to-1 && p.words[last+1].mass <= 1 {
		last++
	}
	return first, last
}

// wordFrom is the first of the quote's words from one on that is no mark of
// punctuation; the one itself where there is none.
func (p *pattern) wordFrom(i int) int {
	for j := i; j < p.to; j++ {
		if p.words[j].mass > 1 {
			return j
		}
	}
	return i
}

// wordTo is the last of the quote's words up to one that is no mark.
func (p *pattern) wordTo(i int) int {
	for j := i; j >= p.from; j-- {
		if p.words[j].mass > 1 {
			return j
		}
	}
	return i
}

// strange is the share below which sentences have too little of what is left of
// a quote to be part of it.
const strange = 0.35

// dropSentences leaves the sentences at the ends of a frame out in which
// nothing of the quote is: they were put in beside it.
func (l *look) dropSentences(s *scene, a *alignment, from, to int) (int, int) {
	f, p := s.f, &s.pattern
	first, last := a.ends(p)
	if !a.good(first) || !a.good(last) {
		return from, to
	}
	rest := p.without(a)
	if s.begins {
		if i := l.startBefore(int(a.token[first]), from); i > from && f.shares(&rest, from, i) < strange {
			from = i
		}
	}
	if s.ends {
		if i := l.startBehind(int(a.token[last]), to); i < to && f.shares(&rest, i, to) < strange {
			to = i
		}
	}
	return from, to
}

// startBefore is the last token up to one that begins a sentence; least where
// there is none behind it.
func (l *look) startBefore(at, least int) int {
	for at > least && !l.t.isStart(at) {
		at--
	}
	return max(at, least)
}

// startBehind is the first token behind one that begins a sentence; most where
// there is none before it.
func (l *look) startBehind(at, most int) int {
	for at++; at < most && !l.t.isStart(at); at++ {
	}
	return min(at, most)
}

// without is the pattern without the words that an alignment found.
func (p *pattern) without(a *alignment) pattern {
	var rest pattern
	for i := p.from; i < p.to; i++ {
		if !a.good(i) {
			rest.words = append(rest.words, p.words[i])
		}
	}
	rest.to = len(rest.words)
	return rest
}

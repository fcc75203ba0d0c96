package anchor

import (
	"sort"
	"strings"

	"gloss/internal/source"
)

// maxParagraphs is how many paragraphs a quote with an ellipsis may touch.
const maxParagraphs = 3

// withoutMarks takes one pair of quotation marks off a quote.
func withoutMarks(quote string) (string, bool) {
	quote = strings.TrimSpace(quote)
	first, n := decode(quote)
	inner := quote[n:]
	if inner == "" {
		return "", false
	}
	last := []rune(inner[runeStart(inner, len(inner)-1):])
	if len(last) != 1 || !isMark(first) || !isMark(last[0]) {
		return "", false
	}
	inner = strings.TrimSpace(inner[:runeStart(inner, len(inner)-1)])
	return inner, inner != ""
}

// isMark reports whether a rune is a quotation mark.
func isMark(r rune) bool {
	if r == '"' || r == '\'' {
		return true
	}
	c, ok := strictOf(r)
	return ok && (c == '"' || c == '\'')
}

// unquoted settles the quote without the marks around it, which people copy
// along.
func (l *look) unquoted() (Match, bool) {
	bare, ok := withoutMarks(l.sel.Quote)
	if !ok || len(l.seen) > 0 {
		return Match{}, false
	}
	inner := newLook(l.t, l.sel, l.opts)
	inner.sel.Quote = bare
	m, ok := inner.literally()
	if ok {
		return m, true
	}
	if len(inner.seen) > 0 || len(pieces(bare)) > 0 {
		// What stands there is the quote without its marks: judge that.
		*l = *inner
	}
	return Match{}, false
}

// pieces are the parts of a quote between its ellipses, nil without any.
func pieces(quote string) []string {
	if !strings.Contains(quote, "...") && !strings.Contains(quote, "…") {
		return nil
	}
	cut := strings.NewReplacer("[...]", "\x00", "[…]", "\x00", "...", "\x00", "…", "\x00").Replace(quote)
	if !strings.Contains(cut, "\x00") {
		return nil
	}
	var out []string
	for part := range strings.SplitSeq(cut, "\x00") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// elided settles a quote with ellipses that stand for other text.
func (l *look) elided() (Match, bool) {
	if len(l.seen) > 0 {
		return Match{}, false
	}
	parts := pieces(l.sel.Quote)
	if len(parts) == 0 {
		return Match{}, false
	}
	if len(parts) == 1 {
		// Ellipses at the ends only: they are dropped.
		l.sel.Quote, l.folded, l.looked, l.absent = parts[0], nil, false, false
		return l.literally()
	}
	stand := make([][]place, len(parts))
	free := newLook(l.t, Selector{Within: l.sel.Within}, l.opts)
	for i, part := range parts {
		stand[i] = cleanest(free.everywhere(part))
		if len(stand[i]) == 0 && !l.opts.NoFuzzy && strings.Contains(l.sel.Quote, "[") {
			stand[i] = l.likely(part)
		}
		if len(stand[i]) == 0 {
			return Match{}, l.opts.NoFuzzy
		}
	}
	found := chains(stand, l.t.paragraphs())
	if len(found) == 0 {
		return Match{}, false
	}
	places := make([]place, 0, len(found))
	for _, c := range found {
		places = append(places, place{span: source.Span{Start: c.first.Start, End: c.last.End}, level: c.level})
	}
	l.describe(places)
	return l.shortest(places)
}

// shortest settles among the spans of a quote with ellipses: context and the
// plainer selectors as ever, then the shortest.
func (l *look) shortest(places []place) (Match, bool) {
	if m, ok := l.decided(places); ok {
		return m, true
	}
	places = preferred(places, func(p place) bool { return !l.isOutside(p.span) })
	if named, _ := l.named(places, places); len(named) == 1 {
		return l.sure(named[0]), true
	}
	places = fullest(places)
	least := places[0].span.Len()
	for _, p := range places {
		least = min(least, p.span.Len())
	}
	places = keep(places, func(p place) bool { return p.span.Len() == least })
	if len(places) > 1 {
		return ambiguous(places), true
	}
	m := l.sure(places[0])
	if m.Verdict == Fuzzy {
		m.Confidence = fuzzyPart
	}
	return m, true
}

// fuzzyPart is the confidence in a quote with an ellipsis of which a part is
// only like the text. Such quotes are too rare to have been measured.
const fuzzyPart = 0.8

// likely finds the one place that is most like a part of a quote.
func (l *look) likely(part string) []place {
	m := newLook(l.t, Selector{Quote: part, Changed: true}, Options{}).judged()
	if !m.Verdict.Placed() {
		return nil
	}
	return []place{{span: m.Span, level: Fuzzy, clean: true}}
}

// A chain is a place for each part of a quote, in order.
type chain struct {
	first, last source.Span
	level       Verdict
}

// chains finds the shortest ways through the places of the parts: no chain
// holds another, and none touches more than maxParagraphs paragraphs.
func chains(parts [][]place, paragraphs []source.Span) []chain {
	var out []chain
	next := make([]int, len(parts))
	for _, head := range parts[0] {
		c := chain{first: head.span, last: head.span, level: head.level}
		complete := true
		for i := 1; i < len(parts) && complete; i++ {
			p := parts[i]
			for next[i] < len(p) && p[next[i]].span.Start < c.last.End {
				next[i]++
			}
			if complete = next[i] < len(p); complete {
				c.last, c.level = p[next[i]].span, min(c.level, p[next[i]].level)
			}
		}
		if !complete {
			break
		}
		if touched(paragraphs, c.first.Start, c.last.End) > maxParagraphs {
			continue
		}
		if n := len(out); n > 0 && out[n-1].last.End == c.last.End {
			out[n-1] = c // starts later, so it is shorter
		} else {
			out = append(out, c)
		}
	}
	return out
}

// touched counts the paragraphs between two offsets.
func touched(paragraphs []source.Span, start, end int) int {
	from := sort.Search(len(paragraphs), func(i int) bool { return paragraphs[i].End > start })
	to := sort.Search(len(paragraphs), func(i int) bool { return paragraphs[i].Start >= end })
	return to - from
}

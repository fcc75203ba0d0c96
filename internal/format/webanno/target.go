package webanno

import (
	"sort"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// contextLength is how many code points of context a quote has on each side, at
// most.
const contextLength = 32

type target struct {
	Source   string `json:"source"`
	Selector []any  `json:"selector"` // quoteSelector or positionSelector
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// targets makes the targets of the notes on one essay.
type targets struct {
	source  string
	text    string
	borders []bool // borders[i]: a grapheme cluster begins at byte i
	known   []int  // known[i]: the byte at which code point i*stride begins
}

// stride is how many code points lie between two whose byte is known, so that
// they are not counted from the start for every note.
const stride = 256

// newTargets is for an essay, which source names.
func newTargets(e *essay.Essay, source string) *targets {
	t := &targets{source: source, text: e.Text, borders: make([]bool, len(e.Text)+1)}
	for it := graphemes.FromString(e.Text); it.Next(); {
		t.borders[it.Start()] = true
	}
	t.borders[len(e.Text)] = true
	count := 0
	for i := range e.Text {
		if count%stride == 0 {
			t.known = append(t.known, i)
		}
		count++
	}
	return t
}

// point is the code point at a byte offset.
func (t *targets) point(offset int) int {
	i := sort.SearchInts(t.known, offset+1) - 1
	if i < 0 {
		return 0
	}
	return i*stride + utf8.RuneCountInString(t.text[t.known[i]:offset])
}

// of are the targets of a note: one for each of its places, or the essay.
func (t *targets) of(n *report.Note) []any {
	var out []any
	for _, p := range n.Places {
		switch {
		case p.Placed():
			out = append(out, target{Source: t.source, Selector: t.selectors(p.Span)})
		case p.Quote != "":
			out = append(out, target{
				Source: t.source, Selector: []any{quoteSelector{Type: "TextQuoteSelector", Exact: p.Quote}},
			})
		}
	}
	if len(out) == 0 {
		return []any{t.source}
	}
	return out
}

func (t *targets) selectors(s source.Span) []any {
	return []any{
		quoteSelector{Type: "TextQuoteSelector", Exact: s.Of(t.text), Prefix: t.before(s.Start), Suffix: t.after(s.End)},
		positionSelector{
			Type: "TextPositionSelector", Start: t.point(s.Start), End: t.point(s.End),
		},
	}
}

// before is the text before an offset, from a border between two clusters.
func (t *targets) before(offset int) string {
	from, at := offset, offset
	for n := 0; n < contextLength && at > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(t.text[:at])
		at -= size
		if t.borders[at] {
			from = at
		}
	}
	return t.text[from:offset]
}

// after is the text after an offset, up to a border between two clusters.
func (t *targets) after(offset int) string {
	to, at := offset, offset
	for n := 0; n < contextLength && at < len(t.text); n++ {
		_, size := utf8.DecodeRuneInString(t.text[at:])
		at += size
		if t.borders[at] {
			to = at
		}
	}
	return t.text[offset:to]
}

package anchor

import (
	"strings"
	"sync"

	"gloss/internal/source"
)

// A Text is an essay's text, folded for look-ups when the first of them needs
// it. It is read only to its users, and many goroutines may use it at once.
type Text struct {
	raw        string
	fold       func() *folded
	paragraphs func() []source.Span
}

// Prepare readies a text for many look-ups. paragraphs are the spans of the
// text's paragraphs, in order; nil: blank lines divide.
func Prepare(text string, paragraphs []source.Span) *Text {
	t := &Text{raw: text}
	t.fold = sync.OnceValue(func() *folded { return fold(text) })
	if paragraphs == nil {
		t.paragraphs = sync.OnceValue(func() []source.Span { return divide(text) })
	} else {
		own := append([]source.Span(nil), paragraphs...)
		t.paragraphs = func() []source.Span { return own }
	}
	return t
}

// Fold folds the text now rather than when a look-up first needs it.
func (t *Text) Fold() { t.fold() }

// divide finds the paragraphs of a plain text: what blank lines part.
func divide(text string) []source.Span {
	var out []source.Span
	open := source.Span{Start: -1}
	at := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			if open.Start >= 0 {
				out = append(out, open)
				open.Start = -1
			}
		} else {
			if open.Start < 0 {
				open.Start = at
			}
			open.End = at + len(strings.TrimRight(line, "\r\n"))
		}
		at += len(line)
	}
	if open.Start >= 0 {
		out = append(out, open)
	}
	return out
}

// span leads units [i, j) of the folded text back to the text: whole clusters,
// without the blanks around them.
func (t *Text) span(i, j int) source.Span {
	f := t.fold()
	for i < j && f.units[i] == ' ' {
		i++
	}
	for j > i && f.units[j-1] == ' ' {
		j--
	}
	if i >= j {
		at := f.at.of(min(i, len(f.units)))
		return whole(t.raw, source.Span{Start: at, End: at})
	}
	start, last := f.at.of(i), f.at.of(j-1)
	// What was left out after the last unit is no part of it.
	_, size := decode(t.raw[last:])
	return whole(t.raw, source.Span{Start: start, End: last + size})
}

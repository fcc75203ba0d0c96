package annotation

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// slugLength is about how much of a quote goes into an id.
const slugLength = 24

// deriveIDs gives every annotation without an id one that is made from where it
// points, so that it stays the same while the comment is being written, in every
// run and on every machine. The letters of a short hash keep apart what begins
// alike; a number keeps apart what points to the same place. What is for markers
// only comes last, so that no id that a student sees depends on it.
func deriveIDs(list []*Annotation) {
	taken, used := map[string]bool{}, map[string]int{}
	var shown, hidden []*Annotation
	for _, a := range list {
		switch {
		case a.ID.Set:
			taken[a.ID.Value] = true
		case a.Private || a.Suggested:
			hidden = append(hidden, a)
		default:
			shown = append(shown, a)
		}
	}
	for _, a := range append(shown, hidden...) {
		base := a.derivedID()
		id := base
		for taken[id] {
			used[base]++
			id = base + "-" + strconv.Itoa(1+used[base])
		}
		taken[id] = true
		a.ID.Value = id
	}
}

// derivedID is a readable beginning and a hash of the selectors.
func (a *Annotation) derivedID() string {
	var b strings.Builder
	for _, s := range append([]Selector{a.Selector}, a.Also...) {
		fmt.Fprintf(&b, "%q %q %q %d %t %d %d-%d %d-%d\n", s.Quote.Value, s.Prefix.Value, s.Suffix.Value,
			s.Occurrence.Value, s.All, s.Paragraph.Value, s.Lines.First, s.Lines.Last, s.Position.Start, s.Position.End)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return a.Selector.slug() + "-" + hex.EncodeToString(sum[:])[:6]
}

func (s Selector) slug() string {
	switch {
	case s.Quote.Set:
		if words := slug(s.Quote.Value, slugLength); words != "" {
			return words
		}
		return "quote"
	case s.Paragraph.Set:
		return "paragraph-" + strconv.Itoa(s.Paragraph.Value)
	case s.Lines.Set:
		return "line-" + strconv.Itoa(s.Lines.First)
	case s.Position.Set:
		return "position-" + strconv.Itoa(s.Position.Start)
	}
	return "essay"
}

// slug is the first words of a text in the letters that an id can have; of
// accented letters the letter remains. It is "" where there are none.
func slug(text string, limit int) string {
	var b strings.Builder
	word := func(r rune) bool {
		return r < unicode.MaxASCII && (unicode.IsLower(r) || unicode.IsDigit(r)) || unicode.Is(unicode.Mn, r) || r == '\'' || r == '’'
	}
	for _, w := range strings.FieldsFunc(norm.NFD.String(strings.ToLower(text)), func(r rune) bool { return !word(r) }) {
		w = strings.Map(func(r rune) rune {
			if r > unicode.MaxASCII || r == '\'' {
				return -1
			}
			return r
		}, w)
		if w == "" {
			continue
		}
		if b.Len() > 0 && b.Len()+1+len(w) > limit {
			break
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w[:min(len(w), max(limit, 1))])
	}
	return b.String()
}

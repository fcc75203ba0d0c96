package anchor

import (
	"bytes"
	"unicode/utf8"

	"gloss/internal/source"
)

// decode is utf8.DecodeRuneInString, which an invalid byte makes one rune.
func decode(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// A context is the text around the passage, folded, without the white space at
// the joints. An empty side is not given.
type context struct {
	prefix, suffix *folded
	before, after  []byte // their units
}

func newContext(prefix, suffix string) context {
	c := context{prefix: fold(prefix), suffix: fold(suffix)}
	c.before, c.after = trimBlanks(c.prefix.units), trimBlanks(c.suffix.units)
	// A hyphen inside a word is folded away, but not one at which the context is cut.
	if cut := bytes.TrimLeft(c.before, "-"); len(cut) > 0 {
		c.before = cut
	}
	if cut := bytes.TrimRight(c.after, "-"); len(cut) > 0 {
		c.after = cut
	}
	return c
}

func (c context) given() int {
	n := 0
	if len(c.before) > 0 {
		n++
	}
	if len(c.after) > 0 {
		n++
	}
	return n
}

// A fit says how a context stands around one place.
type fit struct {
	before, after side
}

// A side is how one side of a context stands beside a place.
type side uint8

const (
	sideAbsent  side = iota // not given
	sideAgainst             // not even the nearest word is there
	sidePartly              // its end at the joint is there
	sideFull                // it is there to its end
)

// full counts the sides that stand there literally.
func (f fit) full() int {
	n := 0
	if f.before == sideFull {
		n++
	}
	if f.after == sideFull {
		n++
	}
	return n
}

// decides reports whether the context stands literally on both sides.
func (f fit) decides() bool { return f.before == sideFull && f.after == sideFull }

// forbids reports whether both sides were given and both contradict the place.
func (f fit) forbids() bool { return f.before == sideAgainst && f.after == sideAgainst }

// around looks at the text beside a place.
func (c context) around(text string, span source.Span) fit {
	var f fit
	if len(c.before) > 0 {
		from := runeStart(text, max(0, span.Start-3*len(c.before)-64))
		f.before = judgeBefore(trimBlanks(fold(text[from:span.Start]).units), c.before)
	}
	if len(c.after) > 0 {
		to := min(len(text), span.End+3*len(c.after)+64)
		if to < len(text) {
			to = runeStart(text, to)
		}
		f.after = judgeAfter(trimBlanks(fold(text[span.End:to]).units), c.after)
	}
	return f
}

func judgeBefore(have, want []byte) side {
	if bytes.HasSuffix(have, want) {
		return sideFull
	}
	if n := commonSuffix(have, want); n > 0 && atWordBorder(want, len(want)-n) && atWordBorder(have, len(have)-n) {
		return sidePartly
	} else if n >= 3 && bytes.IndexByte(want[len(want)-n:], ' ') >= 0 {
		return sidePartly
	}
	return sideAgainst
}

func judgeAfter(have, want []byte) side {
	if bytes.HasPrefix(have, want) {
		return sideFull
	}
	if n := commonPrefix(have, want); n > 0 && atWordBorder(want, n) && atWordBorder(have, n) {
		return sidePartly
	} else if n >= 3 && bytes.IndexByte(want[:n], ' ') >= 0 {
		return sidePartly
	}
	return sideAgainst
}

// atWordBorder reports whether unit i does not lie inside a word.
func atWordBorder(units []byte, i int) bool {
	return i <= 0 || i >= len(units) || !isWordUnit(units[i-1]) || !isWordUnit(units[i])
}

func commonPrefix(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

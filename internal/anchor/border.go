package anchor

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"gloss/internal/source"
)

// isPlain reports whether a rune is one of those that make a cluster by
// themselves next to another plain one: printable ASCII, the letters of
// European scripts, kana and Han.
func isPlain(r rune) bool {
	switch {
	case r < 0x300:
		return r >= 0x20 && r < 0x7F || r >= 0xC0
	case r < 0x530:
		return r >= 0x370 && (r < 0x483 || r > 0x489)
	case r >= 0x3041 && r < 0x3100:
		return r != 0x3099 && r != 0x309A
	}
	return r >= 0x3400 && r <= 0x9FFF
}

// surelyBorder reports whether byte i divides two clusters; false: it may. A byte
// that is no UTF-8 is a cluster by itself.
func surelyBorder(text string, i int) bool {
	if i <= 0 || i >= len(text) {
		return true
	}
	if text[i-1] == '\n' {
		return true
	}
	before, b := utf8.DecodeLastRuneInString(text[:i])
	after, a := utf8.DecodeRuneInString(text[i:])
	return isPlain(before) && isPlain(after) || isStray(before, b) || isStray(after, a)
}

// isStray reports whether what was decoded is a byte that is no UTF-8.
func isStray(r rune, size int) bool { return r == utf8.RuneError && size == 1 }

// insideRune reports whether byte i lies inside a rune, and not at its beginning or
// among bytes that are no UTF-8.
func insideRune(text string, i int) bool {
	start := runeStart(text, i)
	_, size := utf8.DecodeRuneInString(text[start:])
	return start < i && i < start+size
}

// cluster is the grapheme cluster around byte i: its start and its end. Both
// are i where i is a border already.
func cluster(text string, i int) (start, end int) {
	if i <= 0 {
		return 0, 0
	}
	if i >= len(text) {
		return len(text), len(text)
	}
	if !insideRune(text, i) && surelyBorder(text, i) {
		return i, i
	}
	from := runeStart(text, i)
	for from > 0 && (from == i || !surelyBorder(text, from)) {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	clusters := graphemes.FromString(text[from:])
	for clusters.Next() {
		s, e := from+clusters.Start(), from+clusters.End()
		if s >= i {
			return i, i
		}
		if e > i {
			return s, e
		}
	}
	return i, i
}

// whole widens a span to the clusters it touches, inside the text.
func whole(text string, span source.Span) source.Span {
	span.Start = min(max(span.Start, 0), len(text))
	span.End = min(max(span.End, span.Start), len(text))
	start, _ := cluster(text, span.Start)
	if span.IsEmpty() {
		return source.Span{Start: start, End: start}
	}
	_, end := cluster(text, span.End)
	return source.Span{Start: start, End: end}
}

// cutsCluster reports whether a border of the span lies inside a cluster.
func cutsCluster(text string, span source.Span) bool {
	return whole(text, span) != span
}

// cutsWord reports whether byte i lies inside a word. Scripts written without
// blanks have no such places.
func cutsWord(text string, i int) bool {
	if i <= 0 || i >= len(text) {
		return false
	}
	if a, b := text[i-1], text[i]; a < utf8.RuneSelf && b < utf8.RuneSelf {
		return isWordUnit(foldASCII[a]) && isWordUnit(foldASCII[b])
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i:])
	return isWordRune(before) && isWordRune(after) && !isSpaceless(before) && !isSpaceless(after)
}

// isClean reports whether a span begins and ends between words.
func isClean(text string, span source.Span) bool {
	return !cutsWord(text, span.Start) && !cutsWord(text, span.End)
}

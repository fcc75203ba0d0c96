package anchor

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A wide is what one rune becomes in the wide folding.
type wide struct {
	kind  wideKind
	n     uint8
	units [6]byte
}

type wideKind uint8

const (
	wideUnits  wideKind = iota // units[:n], letters or marks
	wideDrop                   // nothing
	wideSpace                  // a blank
	wideDash                   // a dash
	wideSingle                 // units[0], a word by itself
)

// foldRune folds one rune of any script.
func foldRune(r rune) wide {
	if c, ok := plainOf(r); ok {
		switch c {
		case 0:
			return wide{kind: wideDrop}
		case ' ':
			return wide{kind: wideSpace}
		case '-':
			return wide{kind: wideDash}
		case '.':
			return wide{n: 3, units: [6]byte{'.', '.', '.'}}
		}
		return wide{n: 1, units: [6]byte{c}}
	}
	if isSpaceless(r) && unicode.IsLetter(r) && !isComposite(r) {
		return wide{kind: wideSingle, n: 1, units: [6]byte{unitOf(r)}}
	}
	return decompose(r)
}

// plainOf gives the ASCII shape of white space (blank), quotation marks, dashes,
// the ellipsis (a full stop) and invisible characters (0).
func plainOf(r rune) (byte, bool) {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2043', '\u2212', '\uFE58', '\uFE63', '\uFF0D':
		return '-', true
	case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032', '\u2035', '\u2039', '\u203A', '\u02BC', '\u02BB', '\u00B4', '\uFF07':
		return '\'', true
	case '\u201C', '\u201D', '\u201E', '\u201F', '\u2033', '\u2036', '\u00AB', '\u00BB', '\u301D', '\u301E', '\u301F', '\uFF02':
		return '"', true
	case '\u2026':
		return '.', true
	}
	switch {
	case r < utf8.RuneSelf:
		return 0, false
	case isInvisible(r):
		return 0, true
	case unicode.IsSpace(r):
		return ' ', true
	}
	return 0, false
}

// isInvisible reports whether a rune leaves nothing on the page: soft hyphens,
// joiners, direction marks, byte order marks, variation selectors.
func isInvisible(r rune) bool {
	switch {
	case r < 0xAD:
		return false
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x180E, r == 0xFEFF,
		r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F,
		r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE01EF:
		return true
	}
	return false
}

// isSpaceless reports whether a rune's script is written without blanks
// between words.
func isSpaceless(r rune) bool {
	if r < 0xE00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai,
		unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Bopomofo, unicode.Yi)
}

// isWordRune reports whether a rune belongs to words.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isComposite reports whether compatibility decomposition changes a rune.
func isComposite(r rune) bool {
	if r >= 0x4E00 && r <= 0x9FFF {
		return false
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	return !norm.NFKD.IsNormal(buf[:n])
}

// decompose folds a rune by its compatibility decomposition, without marks and
// in lower case.
func decompose(r rune) wide {
	if r == utf8.RuneError {
		return wide{n: 1, units: [6]byte{0xFF}}
	}
	w := wide{kind: wideUnits}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	var long [4 * utf8.UTFMax]byte
	for _, d := range string(norm.NFKD.Append(long[:0], buf[:n]...)) {
		if int(w.n) == len(w.units) {
			break
		}
		if unicode.Is(unicode.Mn, d) || unicode.Is(unicode.Me, d) || isInvisible(d) {
			continue
		}
		if d == 'ß' || d == 'ẞ' {
			w.units[w.n] = 's'
			w.n++
			d = 's'
			if int(w.n) == len(w.units) {
				break
			}
		}
		w.units[w.n] = unitOf(latin(unicode.ToLower(d)))
		w.n++
	}
	if w.n == 0 {
		w.kind = wideDrop
	}
	return w
}

// latin is the Latin letter that looks like a small one of another script, or that
// one itself: whoever wants a text not to be found again writes some of it so.
func latin(r rune) rune {
	switch r {
	case 'а':
		return 'a'
	case 'с', 'ϲ':
		return 'c'
	case 'е':
		return 'e'
	case 'һ':
		return 'h'
	case 'і':
		return 'i'
	case 'ј', 'ϳ':
		return 'j'
	case 'о', 'ο':
		return 'o'
	case 'р':
		return 'p'
	case 'ѕ':
		return 's'
	case 'х':
		return 'x'
	case 'у':
		return 'y'
	}
	return r
}

// unitOf is the unit of one plain rune in lower case: itself in ASCII, a byte
// from 0x80 for letters and digits, one below the blank for all else.
func unitOf(r rune) byte {
	switch {
	case r < utf8.RuneSelf:
		return foldASCII[r]
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return 0x80 | byte((r^r>>7)&0x7F)
	}
	return 1 + byte(r%31)
}

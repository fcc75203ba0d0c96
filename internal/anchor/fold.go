package anchor

import (
	"math"
	"unicode/utf8"
)

// A folded is a text in the wide folding, in which quotes are looked for: one
// byte (a unit) per letter, in lower case and without accents; letters that look
// like Latin ones for those; white space run together into one blank; quotation
// marks and dashes straightened; invisible characters, hyphens inside words and
// broken lines after them left out. Letters beyond a to z share the units from
// 0x80 on, so equal letters have equal units, but not the other way round: what is
// found here is compared with the text itself before it is called folded.
type folded struct {
	units  []byte
	at     strides
	tokens []token
}

// A token is a word, or one mark of punctuation, of a folded text. In scripts
// written without blanks every letter is a token.
type token struct {
	start, end int32 // units
	hash       uint32
	stem       uint32 // of the first stemUnits units
}

const (
	stemUnits   = 5
	maxFoldable = math.MaxInt32
)

// isWordUnit reports whether a unit belongs to words rather than between them.
func isWordUnit(u byte) bool {
	return u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')
}

// fold folds a whole text. Offsets are 32 bits wide: what lies beyond 2 GiB is
// left out, and found literally only.
func fold(text string) *folded {
	if len(text) > maxFoldable {
		text = text[:runeStart(text, maxFoldable)]
	}
	f := folder{text: text, word: -1}
	// Most texts give a unit per byte or per two bytes, and a token per five or
	// six units.
	f.units = make([]byte, 0, len(text)+spare)
	f.at = make(strides, 0, len(text)/64+4)
	f.tokens = make([]token, 0, len(text)*3/14+4)
	f.run()
	return &f.folded
}

// runeStart is the start of the rune that byte offset i lies in.
func runeStart(text string, i int) int {
	for n := 0; n < utf8.UTFMax-1 && i > 0 && i < len(text) && !utf8.RuneStart(text[i]); n++ {
		i--
	}
	return i
}

// A folder is the state of one folding.
type folder struct {
	folded
	text string
	word int // unit at which the word being read began; -1: none
}

func (f *folder) run() {
	text := f.text
	for i := 0; i < len(text); {
		if i = f.common(i); i == len(text) {
			break
		}
		if text[i] == '-' {
			i = f.dash(i, 1)
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i = f.other(i, size, foldRune(r))
	}
	f.end()
}

func (f *folder) end() {
	f.endWord()
	if n := len(f.units); n > 0 && f.units[n-1] == ' ' {
		f.units = f.units[:n-1]
	}
	f.at.close(len(f.units), len(f.text))
}

// other takes in a rune outside the fast paths.
func (f *folder) other(i, size int, u wide) int {
	switch u.kind {
	case wideDrop:
	case wideSpace:
		f.blank(i, size)
	case wideDash:
		return f.dash(i, size)
	case wideSingle:
		f.endWord()
		f.letter(i, size, u.units[0])
		f.endWord()
	default:
		for _, c := range u.units[:u.n] {
			switch {
			case isWordUnit(c):
				f.letter(i, size, c)
			case c == ' ': // a lone accent is a space and the accent
				f.blank(i, size)
			default:
				f.mark(i, size, c)
			}
		}
	}
	return i + size
}

// emit appends the unit of a rune of so many bytes at byte i.
func (f *folder) emit(i, size int, u byte) {
	n := len(f.units)
	if step, shift := f.at.last(); i-step*n != shift {
		f.at.add(n, i, size)
	}
	f.units = append(f.units, u)
}

func (f *folder) letter(i, size int, u byte) {
	if f.word < 0 {
		f.word = len(f.units)
	}
	f.emit(i, size, u)
}

func (f *folder) endWord() {
	if f.word < 0 {
		return
	}
	hash, stem := hashWord(f.units[f.word:])
	f.tokens = append(f.tokens, token{int32(f.word), int32(len(f.units)), hash, stem}) //nolint:gosec // at most maxFoldable
	f.word = -1
}

func (f *folder) blank(i, size int) {
	f.endWord()
	if n := len(f.units); n > 0 && f.units[n-1] != ' ' {
		f.emit(i, size, ' ')
	}
}

func (f *folder) mark(i, size int, u byte) {
	f.endWord()
	n := int32(len(f.units)) //nolint:gosec // at most maxFoldable
	f.tokens = append(f.tokens, token{n, n + 1, uint32(u), uint32(u)})
	f.emit(i, size, u)
}

// dash takes in a dash of any kind and gives the offset behind it. Inside a
// word it leaves nothing; at a line end after a word the line break goes with
// it; two or three together are one.
func (f *folder) dash(i, size int) int {
	end := i + size
	inWord := f.word >= 0
	if !inWord {
		if n := len(f.units); n == 0 || f.units[n-1] != '-' {
			f.mark(i, size, '-')
		}
		return end
	}
	next, broken := skipLineBreak(f.text, end)
	if !startsWord(f.text, next) {
		f.mark(i, size, '-')
		return end
	}
	if broken {
		return next
	}
	// A dash parts two words, though it leaves no unit.
	f.endWord()
	return end
}

// skipLineBreak gives the offset behind one line break, and the blanks around
// it, at i, and whether there was one.
func skipLineBreak(text string, i int) (int, bool) {
	j, breaks := i, 0
	for j < len(text) {
		switch text[j] {
		case '\n':
			breaks++
		case ' ', '\t', '\r':
		default:
			if breaks == 1 {
				return j, true
			}
			return i, false
		}
		j++
	}
	return i, false
}

// startsWord reports whether a letter or digit stands at byte i.
func startsWord(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return isWordUnit(foldASCII[c])
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return isWordRune(r)
}

package anchor

import (
	"math"
	"unicode/utf8"
)

// A folded is a text in the wide folding, in which quotes are looked for: one
// byte (a unit) per letter, in lower case and without accents; white space
// run together into one blank; quotation marks and dashes straightened;
// invisible characters, hyphens inside words and broken lines after them left
// out. Letters beyond a to z share the units from 0x80 on, so equal letters
// have equal units, but not the other way round: what is found here is
// compared with the text itself before it is called folded.
type folded struct {
	units  []byte
	at     []int32 // at[i] is the byte offset of unit i's source; one more at the end
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
	hashSeed    = 2166136261
	hashPrime   = 16777619
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
	// Most texts give a unit per byte or per two bytes; a token per five units.
	f.out.units = make([]byte, 0, len(text)+1)
	f.out.at = make([]int32, 0, len(text)+1)
	f.out.tokens = make([]token, 0, len(text)/5+4)
	f.run()
	return &folded{units: f.out.units, at: f.out.at, tokens: f.out.tokens}
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
	text string
	out  folded
	word int // unit at which the word being read began; -1: none
	hash uint32
	stem uint32
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
	f.endWord()
	if n := len(f.out.units); n > 0 && f.out.units[n-1] == ' ' {
		f.out.units, f.out.at = f.out.units[:n-1], f.out.at[:n-1]
	}
	f.out.at = append(f.out.at, int32(len(text))) //nolint:gosec // at most maxFoldable
}

// common takes in the run of common characters at byte i, all of ASCII but the
// hyphen and the letters of the scripts below U+0500, and gives the offset
// behind it. It is where nearly all the time goes, so its state is in locals
// and its branches are few.
func (f *folder) common(i int) int { //nolint:gocognit // one loop over registers: calls would double its time
	text, tokens := f.text, f.out.tokens
	n, need := len(f.out.units), len(text)-i
	units, at := room(f.out.units, need), room(f.out.at, need)
	hash, stem, word := f.hash, f.stem, f.word
	for i < len(text) {
		first := word
		if first < 0 {
			first, hash = n, hashSeed
		}
		for i < len(text) {
			u, size := wordASCII[text[i]], 1
			if u == 0 {
				if u, size = lowUnit(text, i), 2; u == 0 {
					break
				}
			}
			units[n], at[n] = u, int32(i) //nolint:gosec // at most maxFoldable
			n++
			hash = (hash ^ uint32(u)) * hashPrime
			if n-first <= stemUnits {
				stem = hash
			}
			i += size
		}
		if word = -1; n > first {
			word = first
		}
		if i == len(text) || text[i] == '-' || text[i] >= utf8.RuneSelf {
			break
		}
		if word >= 0 {
			tokens = append(tokens, token{int32(word), int32(n), hash, stem}) //nolint:gosec // at most maxFoldable
			word = -1
		}
		u := foldASCII[text[i]]
		if u != ' ' {
			tokens = append(tokens, token{int32(n), int32(n + 1), uint32(u), uint32(u)}) //nolint:gosec // the same
		}
		if u != ' ' || n > 0 && units[n-1] != ' ' {
			units[n], at[n] = u, int32(i) //nolint:gosec // the same
			n++
		}
		i++
	}
	f.out.units, f.out.at, f.out.tokens = units[:n], at[:n], tokens
	f.hash, f.stem, f.word = hash, stem, word
	return i
}

// room gives a list with space for so many more at its end.
func room[T any](list []T, more int) []T {
	if cap(list)-len(list) < more {
		list = append(make([]T, 0, len(list)+more+more/8+8), list...)
	}
	return list[:len(list)+more]
}

// lowUnit is the unit of the letter at byte i, if it is one below U+0500; else
// 0.
func lowUnit(text string, i int) byte {
	c := text[i]
	if c < 0xC2 || c > 0xD3 || i+1 >= len(text) || text[i+1]&0xC0 != 0x80 {
		return 0
	}
	return foldLow[rune(c&0x1F)<<6|rune(text[i+1]&0x3F)-utf8.RuneSelf]
}

// other takes in a rune outside the fast paths.
func (f *folder) other(i, size int, u wide) int {
	switch u.kind {
	case wideDrop:
	case wideSpace:
		f.blank(i)
	case wideDash:
		return f.dash(i, size)
	case wideSingle:
		f.endWord()
		f.letter(i, u.units[0])
		f.endWord()
	default:
		for _, c := range u.units[:u.n] {
			switch {
			case isWordUnit(c):
				f.letter(i, c)
			case c == ' ': // a lone accent is a space and the accent
				f.blank(i)
			default:
				f.mark(i, c)
			}
		}
	}
	return i + size
}

func (f *folder) emit(i int, u byte) {
	f.out.units = append(f.out.units, u)
	f.out.at = append(f.out.at, int32(i)) //nolint:gosec // at most maxFoldable
}

func (f *folder) letter(i int, u byte) {
	n := len(f.out.units)
	if f.word < 0 {
		f.word, f.hash = n, hashSeed
	}
	f.hash = (f.hash ^ uint32(u)) * hashPrime
	if n-f.word < stemUnits {
		f.stem = f.hash
	}
	f.emit(i, u)
}

func (f *folder) endWord() {
	if f.word < 0 {
		return
	}
	//nolint:gosec // at most maxFoldable
	f.out.tokens = append(f.out.tokens, token{int32(f.word), int32(len(f.out.units)), f.hash, f.stem})
	f.word = -1
}

func (f *folder) blank(i int) {
	f.endWord()
	if n := len(f.out.units); n > 0 && f.out.units[n-1] != ' ' {
		f.emit(i, ' ')
	}
}

func (f *folder) mark(i int, u byte) {
	f.endWord()
	n := int32(len(f.out.units)) //nolint:gosec // at most maxFoldable
	f.out.tokens = append(f.out.tokens, token{n, n + 1, uint32(u), uint32(u)})
	f.emit(i, u)
}

// dash takes in a dash of any kind and gives the offset behind it. Inside a
// word it leaves nothing; at a line end after a word the line break goes with
// it; two or three together are one.
func (f *folder) dash(i, size int) int {
	end := i + size
	inWord := f.word >= 0
	if !inWord {
		if n := len(f.out.units); n == 0 || f.out.units[n-1] != '-' {
			f.mark(i, '-')
		}
		return end
	}
	next, broken := skipLineBreak(f.text, end)
	if !startsWord(f.text, next) {
		f.mark(i, '-')
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

package anchor

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Nearly all of a text is words of ASCII, a blank between two of them, and letters
// of the scripts below U+0500. They are taken in here: which of 64 bytes are
// letters and digits is found at once, and a word is lowered eight bytes at a time.

// spare is how many bytes may be written behind the last unit.
const spare = 8

// common takes in the run of ASCII but the hyphen, and of letters below U+0500, at
// byte i, and gives the offset behind it. It is where nearly all the time goes, so
// its state is in locals.
func (f *folder) common(i int) int { //nolint:gocognit // one loop over registers: calls would double its time
	text, word, n := f.text, f.word, len(f.units)
	units := room(f.units, len(text)-i+spare)
	step, shift := f.at.last()
	mask, base := uint64(0), i-64
run:
	for i < len(text) {
		c, k, x := text[i], 0, uint64(0)
		switch u := lowUnit(text, i); {
		case wordASCII[c] != 0:
			if i-base >= 64 {
				mask, base = wordMask(text[i:]), i
			}
			if step != 1 || i-n != shift {
				step, shift = f.at.add(n, i, 1)
			}
			if word < 0 {
				word = n
			}
			k = bits.TrailingZeros64(^(mask >> (uint(i-base) & 63)))
			x = lower(units[n:], text[i:], k)
			n, i = n+k, i+k
		case u != 0:
			if step != 2 || i-2*n != shift {
				step, shift = f.at.add(n, i, 2)
			}
			if word < 0 {
				word = n
			}
			for ; u != 0; u = lowUnit(text, i) {
				units[n] = u
				x |= uint64(u) << (8 * k & 63)
				k, n, i = k+1, n+1, i+2
			}
		case c >= utf8.RuneSelf || c == '-':
			break run
		}
		if i == len(text) {
			break
		}
		if c = text[i]; wordASCII[c] != 0 || c >= utf8.RuneSelf || c == '-' {
			continue // the word may go on
		}
		if word >= 0 {
			hash, stem := hashPiece(units[word:n], x, k)
			f.tokens = append(f.tokens, token{int32(word), int32(n), hash, stem}) //nolint:gosec // at most maxFoldable
			word = -1
		}
		u := foldASCII[c]
		if u != ' ' {
			f.tokens = append(f.tokens, token{int32(n), int32(n + 1), uint32(u), uint32(u)}) //nolint:gosec // the same
		}
		if u != ' ' || n > 0 && units[n-1] != ' ' {
			if i-step*n != shift {
				step, shift = f.at.add(n, i, 1)
			}
			units[n] = u
			n++
		}
		i++
	}
	f.units, f.word = units[:n], word
	return i
}

// room gives a list with space for so many more at its end.
func room(list []byte, more int) []byte {
	if cap(list)-len(list) < more {
		list = append(make([]byte, 0, len(list)+len(list)/4+more), list...)
	}
	return list[:len(list)+more]
}

// lowUnit is the unit of the letter at byte i, if it is one below U+0500 and not of
// ASCII; else 0.
func lowUnit(text string, i int) byte {
	if i+1 >= len(text) {
		return 0
	}
	c, d := text[i], text[i+1]
	if c < 0xC2 || c > 0xD3 || d&0xC0 != 0x80 {
		return 0
	}
	return foldLow[rune(c&0x1F)<<6|rune(d&0x3F)-utf8.RuneSelf]
}

// eachByte times a byte is eight of them.
const eachByte = 0x0101010101010101

// eight is the first eight bytes of a text as one number, the first byte lowest.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// wordMask says which of the first 64 bytes of a text are letters and digits of
// ASCII: one bit for each, the first lowest.
func wordMask(s string) uint64 {
	var mask uint64
	if len(s) < 64 {
		var short [64]byte
		copy(short[:], s)
		for j := 0; j < len(s); j += 8 {
			mask |= wordBits(binary.LittleEndian.Uint64(short[j:])) << j
		}
		return mask
	}
	for j := 0; j < 64; j += 8 {
		mask |= wordBits(eight(s[j:])) << j
	}
	return mask
}

// wordBits says which of eight bytes are letters and digits of ASCII.
func wordBits(x uint64) uint64 {
	const high = eachByte * 0x80
	seven := x &^ high
	small := seven | eachByte*' '
	// Adding 0x80-c to a byte sets its high bit from c on.
	letter := (small + eachByte*(0x80-'a')) &^ (small + eachByte*(0x7F-'z'))
	digit := (seven + eachByte*(0x80-'0')) &^ (seven + eachByte*(0x7F-'9'))
	// The product moves the high bits of the bytes together.
	return ((letter | digit) &^ x & high >> 7) * 0x0102040810204080 >> 56
}

// lower writes the units of k letters and digits of ASCII, and gives the first
// eight.
func lower(units []byte, text string, k int) uint64 {
	if k <= 8 && len(text) >= 8 {
		x := eight(text) | eachByte*' '
		binary.LittleEndian.PutUint64(units, x)
		return x
	}
	for j := range k {
		units[j] = text[j] | ' '
	}
	return binary.LittleEndian.Uint64(units)
}

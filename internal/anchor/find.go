package anchor

import (
	"bytes"
	"strings"
	"unsafe"
)

// A finder looks for one string in a text, every place of it, overlapping ones
// too. In long texts it jumps from one occurrence of the needle's rarest byte
// to the next, rarest by a sample of the text itself, which is several times
// faster than looking for the first byte where that is common.
//
// In short ones it looks for the beginning of a long needle first: that much
// strings.Index compares at once.
type finder struct {
	text, needle string
	rare         int // offset in needle of its rarest byte
	jump         bool
	vain         int // bytes of the needle that were compared for nothing
}

const (
	longText   = 1 << 14 // below, the sample costs more than it saves
	sampleSize = 1 << 12
	headSize   = 32
	// vainMost is how many bytes may be compared for nothing before the needle is
	// looked for as a whole, which is slow, but no slower the more of its
	// beginnings there are.
	vainMost = 1 << 12
)

func newFinder(text, needle string) finder {
	f := finder{text: text, needle: needle}
	if len(text) < longText || len(needle) < 2 {
		return f
	}
	var seen [256]uint32
	step := len(text) / sampleSize
	for i := 0; i < len(text); i += step {
		seen[text[i]]++
	}
	for i := range len(needle) {
		if seen[needle[i]] < seen[needle[f.rare]] {
			f.rare = i
		}
	}
	// A byte in 32 or more is no help over what strings.Index does.
	f.jump = seen[needle[f.rare]] < sampleSize/32
	return f
}

// next is the first place at or after from; -1: none.
func (f *finder) next(from int) int {
	if f.needle == "" || from > len(f.text)-len(f.needle) {
		return -1
	}
	if !f.jump {
		return f.headed(from)
	}
	for at := from + f.rare; ; at++ {
		i := strings.IndexByte(f.text[at:], f.needle[f.rare])
		if i < 0 {
			return -1
		}
		at += i
		start := at - f.rare
		if start+len(f.needle) > len(f.text) {
			return -1
		}
		if f.text[start:start+len(f.needle)] == f.needle {
			return start
		}
	}
}

// headed is next by the needle's beginning.
func (f *finder) headed(from int) int {
	if len(f.needle) > 2*headSize {
		for f.vain < vainMost {
			i := strings.Index(f.text[from:], f.needle[:headSize])
			if i < 0 || from+i+len(f.needle) > len(f.text) {
				return -1
			}
			if from += i; f.text[from:from+len(f.needle)] == f.needle {
				return from
			}
			from++
			f.vain += len(f.needle)
		}
	}
	if i := strings.Index(f.text[from:], f.needle); i >= 0 {
		return from + i
	}
	return -1
}

// asString views bytes that nobody changes as a string.
func asString(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return unsafe.String(&b[0], len(b)) //nolint:gosec // a folded text is never changed
}

// trimBlanks leaves out blanks at the ends of folded units.
func trimBlanks(units []byte) []byte { return bytes.Trim(units, " ") }

package source

import (
	"bytes"
	"fmt"
	"strings"
	uni "unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// sureEnough is the detector's confidence from which its answer is taken.
const sureEnough = 0.9

type mark struct {
	bytes string
	name  string
	enc   encoding.Encoding
}

// marks are the byte order marks, the longer before their own beginnings.
func marks() []mark {
	return []mark{
		{"\xef\xbb\xbf", "utf-8", unicode.UTF8},
		{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
		{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
		{"\xff\xfe", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"\xfe\xff", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	}
}

func hasBOM(data []byte) bool {
	for _, m := range marks() {
		if bytes.HasPrefix(data, []byte(m.bytes)) {
			return true
		}
	}
	return false
}

// Decode turns the input into text. The encoding is, in this order: the one
// named (an IANA or WHATWG name; "" names none), the byte order mark's, UTF-16
// where zero bytes stand as in UTF-16, UTF-8 where the bytes are valid UTF-8,
// what a detector is at least 90 % sure of, Shift JIS where that gives Japanese, and
// else Windows-1252, which gives every byte a character. Bytes that the named encoding cannot read are an
// *Error; only after a byte order mark are they replaced, and File.Damaged says so.
func (in Input) Decode(name string) (*File, error) {
	if name != "" {
		return in.decodeAs(name)
	}
	for _, m := range marks() {
		if !bytes.HasPrefix(in.Data, []byte(m.bytes)) {
			continue
		}
		text, ok := decodeWith(m.enc, in.Data[len(m.bytes):])
		return newFile(in.Name, strings.ToValidUTF8(text, "\uFFFD"), File{Encoding: m.name, BOM: true, Damaged: !ok}), nil
	}
	if utf16Order(in.Data) == "" && utf8.Valid(in.Data) {
		return newFile(in.Name, string(in.Data), File{Encoding: "utf-8"}), nil
	}
	for _, guess := range guesses(in.Data) {
		enc, err := htmlindex.Get(guess)
		if err != nil {
			continue
		}
		if text, ok := decodeWith(enc, in.Data); ok {
			return newFile(in.Name, text, File{Encoding: guess, Guessed: true}), nil
		}
	}
	text, _ := decodeWith(charmap.Windows1252, in.Data)
	return newFile(in.Name, text, File{Encoding: "windows-1252", Guessed: true}), nil
}

func (in Input) decodeAs(name string) (*File, error) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, &Error{
			Name:   in.Name,
			Reason: fmt.Sprintf("unknown encoding %q", name),
			Help:   "try utf-8, utf-16, windows-1252, windows-1251, iso-8859-2, shift_jis or gb18030",
			Err:    err,
		}
	}
	data, bom := in.Data, false
	for _, m := range marks() {
		if m.name == strings.ToLower(name) || m.name == strings.ToLower(name)+"le" {
			if rest, ok := bytes.CutPrefix(data, []byte(m.bytes)); ok {
				data, bom = rest, true
			}
		}
	}
	text, ok := decodeWith(enc, data)
	if !ok {
		return nil, &Error{
			Name:   in.Name,
			Reason: fmt.Sprintf("is not text in the encoding %q", name),
			Help:   "leave --encoding out, and gloss finds the encoding itself",
		}
	}
	return newFile(in.Name, text, File{Encoding: strings.ToLower(name), BOM: bom}), nil
}

func newFile(name, text string, f File) *File {
	f.Name, f.Text, f.lines = name, text, lineStarts(text)
	return &f
}

// decodeWith decodes data and reports whether nothing had to be replaced.
func decodeWith(enc encoding.Encoding, data []byte) (string, bool) {
	switch enc {
	case unicode.UTF8:
		return string(data), utf8.Valid(data)
	case charmap.Windows1252:
		return windows1252(data), true
	}
	out, err := enc.NewDecoder().Bytes(data)
	return string(out), err == nil && !bytes.ContainsRune(out, utf8.RuneError)
}

// windows1252 decodes every byte: the five without a character are the control
// characters of the same number, as in the WHATWG Encoding Standard.
func windows1252(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		r := charmap.Windows1252.DecodeByte(c)
		if r == utf8.RuneError {
			r = rune(c)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// guesses are the encodings that the bytes themselves speak for, best first.
func guesses(data []byte) []string {
	var names []string
	if order := utf16Order(data); order != "" {
		names = append(names, order)
	}
	if r := chardet.Detect(telling(data)); r.Confidence >= sureEnough && r.Encoding != "" {
		names = append(names, strings.ToLower(r.Encoding))
	}
	if isShiftJIS(telling(data)) {
		names = append(names, "shift_jis")
	}
	return names
}

// isShiftJIS reports whether the bytes read as Shift JIS are Japanese: whether a
// tenth of what is not ASCII is hiragana, whose first byte is a rare quotation mark
// in the code pages of the West and of the East. The detector knows only kana, and
// doubts text with as many kanji as an essay has.
func isShiftJIS(data []byte) bool {
	text, _ := decodeWith(japanese.ShiftJIS, data)
	hiragana, others := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case uni.Is(uni.Hiragana, r):
			hiragana++
		default:
			others++
		}
	}
	return hiragana > 1 && hiragana*9 >= others
}

// telling is the part of data that the detector is shown, which takes its time:
// up to 64 KiB from just before the first byte that is not ASCII.
func telling(data []byte) []byte {
	const enough = 64 << 10
	if len(data) <= enough {
		return data
	}
	first := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	data = data[max(0, first-64):]
	return data[:min(len(data), enough)]
}

// utf16Order names the byte order of UTF-16 without a mark, told by where the
// zero bytes of its Latin letters, spaces and line ends stand; "" if it is none.
// A few of them are not enough: text in other encodings may hold a stray NUL.
func utf16Order(data []byte) string {
	head := data[:min(len(data), 4096)&^1]
	if len(head) < 4 || len(data)%2 != 0 {
		return ""
	}
	var zeros, blanks [2]int
	for i := 0; i < len(head); i += 2 {
		for high := range 2 {
			if head[i+high] != 0 {
				continue
			}
			zeros[high]++
			if low := head[i+1-high]; low == ' ' || low == '\n' {
				blanks[high]++
			}
		}
	}
	pairs := len(head) / 2
	for high, name := range []string{"utf-16be", "utf-16le"} {
		if zeros[1-high] == 0 && (zeros[high]*10 >= pairs*4 || zeros[high]*10 >= pairs && blanks[high] > 1) {
			return name
		}
	}
	return ""
}

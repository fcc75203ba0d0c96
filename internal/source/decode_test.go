package source_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"pgregory.net/rapid"

	"gloss/internal/source"
)

const french = "Où est passé l’été ? « Là-bas », dit-elle — près du cœur.\n\nIl coûte 5 €.\n"

const russian = "Коллективизация началась в тысяча девятьсот двадцать восьмом году и продолжалась " +
	"до середины тридцатых годов. Крестьяне не хотели вступать в колхозы и резали скот.\n"

const mandarin = "一九一九年五月四日，北京三千多名学生在天安门前集会，抗议巴黎和会把德国在山东的权益转让给日本。\n"

const japaneseText = "私たちは戦争の歴史を学ぶべきだと思います。広島には一九四五年八月六日に原子爆弾が落とされました。\n"

// encoded is text in an encoding.
func encoded(t testing.TB, enc encoding.Encoding, text string) []byte {
	t.Helper()
	out, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Row E9: the same essay in every encoding is the same text.
func TestDecodeEncodings(t *testing.T) {
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, c := range []struct {
		name, bom string
		enc       encoding.Encoding
		text      string
		want      source.File
	}{
		{"utf-8", "", unicode.UTF8, french, source.File{Encoding: "utf-8"}},
		{"utf-8 bom", "\xef\xbb\xbf", unicode.UTF8, french, source.File{Encoding: "utf-8", BOM: true}},
		{"utf-16le bom", "\xff\xfe", utf16le, french, source.File{Encoding: "utf-16le", BOM: true}},
		{"utf-16be bom", "\xfe\xff", utf16be, french, source.File{Encoding: "utf-16be", BOM: true}},
		{"utf-16le", "", utf16le, french, source.File{Encoding: "utf-16le", Guessed: true}},
		{"utf-16be", "", utf16be, french, source.File{Encoding: "utf-16be", Guessed: true}},
		{"utf-16le russian", "", utf16le, russian, source.File{Encoding: "utf-16le", Guessed: true}},
		{
			"utf-32le bom", "\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), french,
			source.File{Encoding: "utf-32le", BOM: true},
		},
		{
			"utf-32be bom", "\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), french,
			source.File{Encoding: "utf-32be", BOM: true},
		},
		{"windows-1252", "", charmap.Windows1252, french, source.File{Encoding: "windows-1252", Guessed: true}},
		{"windows-1251", "", charmap.Windows1251, russian, source.File{Encoding: "windows-1251", Guessed: true}},
		{"shift_jis", "", japanese.ShiftJIS, japaneseText, source.File{Encoding: "shift_jis", Guessed: true}},
		{"long shift_jis", "", japanese.ShiftJIS, strings.Repeat(japaneseText, 2000), source.File{Encoding: "shift_jis", Guessed: true}},
		{"euc-jp", "", japanese.EUCJP, japaneseText, source.File{Encoding: "euc-jp", Guessed: true}},
		{"gb2312", "", simplifiedchinese.GBK, mandarin, source.File{Encoding: "gb2312", Guessed: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := source.Input{Name: "essay.txt", Data: append([]byte(c.bom), encoded(t, c.enc, c.text)...)}
			got, err := in.Decode("")
			if err != nil {
				t.Fatal(err)
			}
			if got.Text != c.text {
				t.Errorf("text %q, want %q", got.Text, c.text)
			}
			if got.Encoding != c.want.Encoding || got.BOM != c.want.BOM || got.Guessed != c.want.Guessed || got.Damaged {
				t.Errorf("encoding %s, BOM %t, guessed %t, damaged %t; want %s, %t, %t, false",
					got.Encoding, got.BOM, got.Guessed, got.Damaged, c.want.Encoding, c.want.BOM, c.want.Guessed)
			}
		})
	}
}

// A named encoding settles it, and takes its byte order mark off.
func TestDecodeNamed(t *testing.T) {
	for _, name := range []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-15", "gb18030", "UTF-8"} {
		enc, err := htmlindex.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		in := source.Input{Name: "essay.txt", Data: encoded(t, enc, "déjà vu")}
		got, err := in.Decode(name)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != "déjà vu" || got.Encoding != strings.ToLower(name) || got.Guessed {
			t.Errorf("%s: %q in %s, guessed %t", name, got.Text, got.Encoding, got.Guessed)
		}
	}
	for _, c := range []struct{ name, data, want string }{
		{"utf-8", "\xef\xbb\xbfa", "a"},
		{"utf-16", "\xff\xfea\x00", "a"},
		{"utf-16le", "\xff\xfea\x00", "a"},
		{"utf-16be", "\xfe\xff\x00a", "a"},
	} {
		got, err := source.Input{Name: "x", Data: []byte(c.data)}.Decode(c.name)
		if err != nil || got.Text != c.want || !got.BOM {
			t.Errorf("%s: %+v, %v; want %q without its mark", c.name, got, err, c.want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"klingon", "a", `unknown encoding "klingon"`},
		{"utf-8", "caf\xe9", `is not text in the encoding "utf-8"`},
		{"shift_jis", "\xff\xff", `is not text in the encoding "shift_jis"`},
	} {
		_, err := source.Input{Name: "essay.txt", Data: []byte(c.data)}.Decode(c.name)
		var refused *source.Error
		if !errors.As(err, &refused) || refused.Reason != c.want || refused.Name != "essay.txt" || refused.Help == "" {
			t.Errorf("got %v, want %q and what to do", err, c.want)
		}
	}
}

// Row E8: bytes that are no UTF-8 are never replaced without a word.
func TestDecodeBadBytes(t *testing.T) {
	for _, c := range []struct {
		data, text, enc  string
		guessed, damaged bool
	}{
		{"\xff\xfe\x41", "\uFFFD", "utf-16le", false, true},
		{"\xc0\xaf", "À¯", "windows-1252", true, false},
		{"\xed\xa0\x80", "í\u00a0€", "windows-1252", true, false},
		{"caf\xe9", "café", "windows-1252", true, false},
		{"caf\xc3", "cafÃ", "windows-1252", true, false},
		{"caf\xe9 a\x00b", "café a\x00b", "windows-1252", true, false},
		{"ab a\x00b cd", "ab a\x00b cd", "utf-8", false, false},
		{"\xef\xbb\xbfa\xffb", "a\uFFFDb", "utf-8", false, true},
		{"\xff\xfe\x00\xd8a\x00", "\uFFFDa", "utf-16le", false, true},
		{"", "", "utf-8", false, false},
		{"\xef\xbb\xbf", "", "utf-8", false, false},
		{"\x81\x8d", "\u0081\u008d", "windows-1252", true, false},
	} {
		for range 2 {
			got, err := source.Input{Name: "x", Data: []byte(c.data)}.Decode("")
			if err != nil {
				t.Fatal(err)
			}
			if got.Text != c.text || got.Encoding != c.enc || got.Guessed != c.guessed || got.Damaged != c.damaged {
				t.Errorf("%q: %q in %s, guessed %t, damaged %t; want %q in %s, %t, %t", c.data,
					got.Text, got.Encoding, got.Guessed, got.Damaged, c.text, c.enc, c.guessed, c.damaged)
			}
		}
	}
}

// Whatever the bytes are, the text is UTF-8, and the bytes stay what they were.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{french, "\xff\xfea\x00", "\xfe\xff\xd8", "\xef\xbb\xbf\xff", "\x00a\x00b", "\x1b$B", "caf\xe9", "\x81"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := string(data)
		got, err := source.Input{Name: "x", Data: data}.Decode("")
		if err != nil {
			t.Fatal(err)
		}
		if string(data) != before {
			t.Error("the input was changed")
		}
		if !utf8.ValidString(got.Text) {
			t.Errorf("%q decodes to what is no UTF-8: %q", data, got.Text)
		}
		if strings.ContainsRune(got.Text, utf8.RuneError) && !got.Damaged && !strings.Contains(before, "\uFFFD") && got.Encoding == "utf-8" {
			t.Errorf("%q is damaged, and nothing says so", data)
		}
		_ = source.Sniff(data)
	})
}

// The conversions of offsets are inverses and agree with each other.
func TestOffsetProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[aé€😀\r\n\x{301}\x{FEFF}]{0,30}`).Draw(t, "text")
		f := source.NewFile("x", text)
		n := 0
		last := source.Position{Line: 1, Column: 0}
		for i := range text + "." {
			if got := source.CodePoints(text, i); got != n {
				t.Fatalf("%d code points before %d, want %d", got, i, n)
			}
			if got, ok := source.ByteOffset(text, n); !ok || got != i {
				t.Fatalf("code point %d stands at %d, want %d", n, got, i)
			}
			if got, want := source.UTF16Units(text, i), len(encode16(text[:i])); got != want {
				t.Fatalf("%d UTF-16 units before %d, want %d", got, i, want)
			}
			p := f.Position(i)
			if p.Line == last.Line && p.Column != last.Column+1 || p.Line > last.Line && (p.Line != last.Line+1 || p.Column != 1) || p.Line < last.Line {
				t.Fatalf("%v follows %v", p, last)
			}
			last = p
			n++
		}
		if _, ok := source.ByteOffset(text, n); ok {
			t.Fatalf("there is a code point %d of %d", n, n-1)
		}
		lines := 0
		for i := 1; ; i++ {
			s, ok := f.Line(i)
			if !ok {
				break
			}
			if strings.ContainsAny(s.Of(text), "\r\n") {
				t.Fatalf("line %d holds a line end: %q", i, s.Of(text))
			}
			if got := f.Position(s.Start); got != (source.Position{Line: i, Column: 1}) {
				t.Fatalf("line %d begins at %v", i, got)
			}
			lines++
		}
		if got := f.LineCount(); got != lines && got != lines-1 {
			t.Fatalf("%d lines, but LineCount says %d", lines, got)
		}
	})
}

func encode16(s string) []uint16 {
	var out []uint16
	for _, r := range s {
		out = append(out, 0)
		if r > 0xFFFF {
			out = append(out, 0)
		}
	}
	return out
}

func TestPosition(t *testing.T) {
	f := source.NewFile("x", "é\r\nb\rc\n\n")
	for offset, want := range map[int]string{-1: "1:1", 0: "1:1", 2: "1:2", 4: "2:1", 5: "2:2", 6: "3:1", 8: "4:1", 9: "5:1", 99: "5:1"} {
		p := f.Position(offset)
		if got := fmt.Sprintf("%d:%d", p.Line, p.Column); got != want {
			t.Errorf("offset %d is %s, want %s", offset, got, want)
		}
	}
	if got := f.LineCount(); got != 4 {
		t.Errorf("%d lines, want 4", got)
	}
	if got := source.NewFile("x", "").LineCount(); got != 1 {
		t.Errorf("an empty file has %d lines, want 1", got)
	}
	for _, n := range []int{-1, 0, 6} {
		if s, ok := f.Line(n); ok {
			t.Errorf("there is a line %d: %v", n, s)
		}
	}
	if _, ok := source.ByteOffset("a", -1); ok {
		t.Error("there is a code point -1")
	}
}

func TestSpan(t *testing.T) {
	s := source.Span{Start: 2, End: 5}
	for _, c := range []struct {
		other              source.Span
		contains, overlaps bool
	}{
		{source.Span{Start: 2, End: 5}, true, true},
		{source.Span{Start: 3, End: 3}, true, true},
		{source.Span{Start: 1, End: 3}, false, true},
		{source.Span{Start: 5, End: 6}, false, false},
		{source.Span{Start: 0, End: 2}, false, false},
	} {
		if got := s.Contains(c.other); got != c.contains {
			t.Errorf("%v contains %v: %t", s, c.other, got)
		}
		if got := s.Overlaps(c.other); got != c.overlaps {
			t.Errorf("%v overlaps %v: %t", s, c.other, got)
		}
	}
	if got := s.Of("abcdefg"); got != "cde" || s.Len() != 3 || s.IsEmpty() || !(source.Span{Start: 4, End: 4}).IsEmpty() {
		t.Errorf("%v of abcdefg is %q", s, got)
	}
}

func BenchmarkDecode(b *testing.B) {
	for name, data := range map[string][]byte{
		"utf-8":        []byte(strings.Repeat(french, 10<<20/len(french))),
		"utf-16":       append([]byte("\xff\xfe"), encoded(b, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), strings.Repeat(french, 5<<20/len(french)))...),
		"windows-1252": encoded(b, charmap.Windows1252, strings.Repeat(french, 10<<20/len(french))),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := (source.Input{Data: data}).Decode(""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

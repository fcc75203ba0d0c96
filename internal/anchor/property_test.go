package anchor

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/internal/source"
)

// borders are the offsets between the grapheme clusters of a text.
func borders(text string) []int {
	out := []int{0}
	for at := 0; at < len(text); {
		n := 0 // bytes that are UTF-8
		for at+n < len(text) {
			r, size := utf8.DecodeRuneInString(text[at+n:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			n += size
		}
		for g := graphemes.FromString(text[at : at+n]); g.Next(); {
			out = append(out, at+g.End())
		}
		if at += n; at < len(text) { // the library takes stray bytes for the beginnings of longer ones
			at++
			out = append(out, at)
		}
	}
	return out
}

// anyText draws texts that repeat themselves and hold what breaks offsets.
func anyText(t *rapid.T, label string) string {
	pieces := []string{
		"the ", "cat", "cat ", "a", "b", " ", "\n", "\n\n", "\r\n", "\t", "é", "e\u0301", "\u0301", "й", "и\u0306", "’", "'", "“", `"`,
		"-", "–", "-\n", "…", "...", "[...]", "\u00AD", "\u200D", "\u200B", "👩\u200D👧", "🇺🇦", "🇺", "漢", "字", "ㅎ", "ᄒ", "ᅡ", "한", "ﬁ", "ß",
		"\xff", "\xe2\x80", "𝒳", "\x00", "क्ष", "\u0600", "ำ", "Don’t ", "well-known ",
	}
	return strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.StringN(0, 3, -1)), 0, 40).Draw(t, label), "")
}

func checkMatch(t interface{ Errorf(string, ...any) }, text string, m Match) {
	spans := map[string]source.Span{}
	if m.Verdict.Placed() {
		spans["place"] = m.Span
	}
	for _, c := range m.Candidates {
		spans["candidate"] = c.Span
		if c.Confidence < 0 || c.Confidence > 1 {
			t.Errorf("confidence %v", c.Confidence)
		}
	}
	if m.RunnerUp != nil {
		spans["runner-up"] = m.RunnerUp.Span
	}
	if m.Nearest != nil {
		spans["nearest"] = *m.Nearest
	}
	if m.Was != nil {
		spans["was"] = *m.Was
	}
	if m.Confidence < 0 || m.Confidence > 1 {
		t.Errorf("confidence %v", m.Confidence)
	}
	at := map[int]bool{}
	for _, b := range borders(text) {
		at[b] = true
	}
	for name, s := range spans {
		if s.Start > s.End || !at[s.Start] || !at[s.End] {
			t.Errorf("%s %v of %q cuts a cluster", name, s, text)
		}
	}
}

func TestDescribeAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := anyText(t, "text")
		text, at := Prepare(raw, nil), borders(raw)
		i := rapid.IntRange(0, len(at)-1).Draw(t, "start")
		j := rapid.IntRange(i, len(at)-1).Draw(t, "end")
		span := source.Span{Start: at[i], End: at[j]}
		got := text.Resolve(text.Describe(span), Options{})
		if want := (Match{Verdict: Exact, Span: span, Confidence: 1}); !cmp.Equal(got, want) {
			t.Fatalf("%q of %q: %s", span.Of(raw), raw, cmp.Diff(want, got))
		}
	})
}

func TestStrayBytesAreClusters(t *testing.T) {
	for _, raw := range []string{"\xe2\x80", "é\xe2\x80é", "e\u0301\x80\u0301", "\xf0\x9f\x91", "\x80\x80", "👩\u200D👧\xe2"} {
		want := borders(raw)
		for i := range len(raw) + 1 {
			start, end := cluster(raw, i)
			if got := start == i && end == i; got != slices.Contains(want, i) {
				t.Errorf("%q: byte %d is a border: %v, the borders are %v", raw, i, got, want)
			}
		}
	}
}

func TestResolveAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := anyText(t, "text")
		text := Prepare(raw, nil)
		var quote string
		if at := borders(raw); rapid.Bool().Draw(t, "from the text") {
			i := rapid.IntRange(0, len(at)-1).Draw(t, "start")
			j := rapid.IntRange(i, min(len(at)-1, i+12)).Draw(t, "end")
			quote = raw[at[i]:at[j]]
		}
		quote += anyText(t, "quote")
		sel := Selector{
			Quote: quote, Prefix: anyText(t, "prefix"), Suffix: anyText(t, "suffix"),
			Occurrence: rapid.IntRange(-1, 3).Draw(t, "occurrence"), Changed: rapid.Bool().Draw(t, "changed"),
		}
		if rapid.Bool().Draw(t, "position") {
			sel.Position = &source.Span{Start: rapid.IntRange(-3, 99).Draw(t, "from"), End: rapid.IntRange(-3, 99).Draw(t, "to")}
		}
		if rapid.Bool().Draw(t, "within") {
			sel.Within = &source.Span{Start: rapid.IntRange(-3, 99).Draw(t, "from"), End: rapid.IntRange(-3, 99).Draw(t, "to")}
		}
		opts := Options{NoFuzzy: rapid.Bool().Draw(t, "no fuzzy")}
		if rapid.Bool().Draw(t, "draft") {
			opts.Draft = Align(Prepare(anyText(t, "old")+raw, nil), text)
		}
		m := text.Resolve(sel, opts)
		checkMatch(t, raw, m)
		if again := text.Resolve(sel, opts); !cmp.Equal(m, again) {
			t.Fatalf("not the same again: %s", cmp.Diff(m, again))
		}
		if opts.NoFuzzy && m.Verdict == Fuzzy {
			t.Fatalf("fuzzy though it was switched off: %+v", m)
		}
		for _, m := range text.ResolveAll(sel, opts) {
			checkMatch(t, raw, m)
		}
	})
}

// slowly folds a text rune by rune.
func slowly(text string) *folded {
	f := folder{text: text, word: -1}
	for i := 0; i < len(text); {
		switch r, size := utf8.DecodeRuneInString(text[i:]); {
		case r == '-':
			i = f.dash(i, 1)
		case r < utf8.RuneSelf && foldASCII[r] == ' ':
			f.blank(i, 1)
			i++
		case r < utf8.RuneSelf:
			i = f.other(i, 1, wide{n: 1, units: [6]byte{foldASCII[r]}})
		default:
			i = f.other(i, size, foldRune(r))
		}
	}
	f.end()
	return &f.folded
}

// A text is folded by eight bytes as it is rune by rune; its tokens lie one after
// the other inside its units, and every unit has a place in the text.
func TestFold(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, text string) {
		f, want := fold(text), slowly(text)
		if string(f.units) != string(want.units) || !slices.Equal(f.tokens, want.tokens) {
			t.Fatalf("%q: units %q and tokens %v, rune by rune %q and %v", text, f.units, f.tokens, want.units, want.tokens)
		}
		var at []int
		for i := range len(f.units) + 1 {
			at = append(at, f.at.of(i))
			if at[i] != want.at.of(i) || !utf8.RuneStart((text + "\n")[at[i]]) && utf8.ValidString(text) {
				t.Fatalf("%q: unit %d begins at byte %d, rune by rune at %d", text, i, at[i], want.at.of(i))
			}
		}
		for offset := range len(text) + 1 {
			if i, _ := slices.BinarySearch(at, offset); f.at.unitAt(offset) != i {
				t.Fatalf("%q: the first unit from byte %d on is %d, want %d", text, offset, f.at.unitAt(offset), i)
			}
		}
		end := int32(0)
		for _, k := range f.tokens {
			if k.start < end || k.end <= k.start || int(k.end) > len(f.units) {
				t.Fatalf("%q: token [%d, %d) after %d, of %d units", text, k.start, k.end, end, len(f.units))
			}
			end = k.end
		}
	}
	for _, text := range []string{"A¨", "abcde…f", "Zz09@[`{/: zZ90 ", "incomprehensibilities and incomprehensibly", "дуже-дуже довге слово"} {
		check(t, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, anyText(t, "text"))
		check(t, rapid.StringOf(rapid.RuneFrom([]rune("azAZ09-@[`{/: \n.,\x7f\x00é'дЖ"))).Draw(t, "ASCII"))
	})
}

// Words have the hash of their units alone, however they are read.
func TestHashWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.ByteRange('a', 'c'), 1, 20).Draw(t, "word")
		b := rapid.SliceOfN(rapid.ByteRange('a', 'c'), 1, 20).Draw(t, "other")
		roomy := append(slices.Clone(a), "abcdefgh"...)[:len(a)]
		hash, stem := hashWord(slices.Clip(a))
		if again, same := hashWord(roomy); again != hash || same != stem {
			t.Errorf("%q has two hashes", a)
		}
		other, another := hashWord(b)
		if (hash == other) != (string(a) == string(b)) {
			t.Errorf("%q and %q: hashes %#x and %#x", a, b, hash, other)
		}
		if (stem == another) != (string(a[:min(stemUnits, len(a))]) == string(b[:min(stemUnits, len(b))])) {
			t.Errorf("%q and %q: stems %#x and %#x", a, b, stem, another)
		}
	})
}

func FuzzResolve(f *testing.F) {
	f.Add("a cat and the cat sat", 14, 17, "the cats", "and", "sat")
	f.Add("e\u0301e\u0301 \xff 👩\u200D👧", 0, 3, "é", "", "\xff")
	f.Add("one … two\n\nthree", 0, 5, "one … three", "", "")
	f.Fuzz(func(t *testing.T, raw string, start, end int, quote, prefix, suffix string) {
		text := Prepare(raw, nil)
		span := whole(raw, source.Span{Start: start, End: end})
		got := text.Resolve(text.Describe(source.Span{Start: start, End: end}), Options{})
		if want := (Match{Verdict: Exact, Span: span, Confidence: 1}); !cmp.Equal(got, want) {
			t.Errorf("%v of %q: %s", span, raw, cmp.Diff(want, got))
		}
		position := &source.Span{Start: start, End: end}
		checkMatch(t, raw, text.Resolve(Selector{Quote: quote, Prefix: prefix, Suffix: suffix, Position: position}, Options{}))
		draft := Align(Prepare(quote+raw, nil), text)
		checkMatch(t, raw, text.Resolve(Selector{Quote: quote, Prefix: prefix, Suffix: suffix, Changed: true}, Options{Draft: draft}))
	})
}

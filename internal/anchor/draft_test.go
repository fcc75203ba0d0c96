package anchor

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// became is what the draft says the words at a place of the old text became.
func became(t *testing.T, old, now, words string, at int) string {
	t.Helper()
	d := Align(Prepare(old, nil), Prepare(now, nil))
	f := d.old.fold()
	from := f.tokenAt(f.at.unitAt(at))
	to := f.tokenAt(f.at.unitAt(at + len(words)))
	var out []string
	for _, j := range d.image[from:to] {
		if j >= 0 {
			k := d.new.fold().tokens[j]
			out = append(out, d.new.span(int(k.start), int(k.end)).Of(now))
		}
	}
	return strings.Join(out, " ")
}

// Whole sentences and paragraphs are taken out and put in, though the words around
// them would have it otherwise too.
func TestWholeSentencesGo(t *testing.T) {
	const (
		first  = "In the first place, the mill stood by the river."
		second = "In the first place, nobody knew the old miller at all."
		third  = "In the first place, all of the children went to sea."
		opener = "In the first place"
	)
	for _, tc := range []struct {
		name, old, now string
		of             int // which of the openers of the old text
		want           string
	}{
		{"a sentence goes, the next begins alike", first + " " + second + " " + third, first + " " + third, 1, ""},
		{"and the next keeps its words", first + " " + second + " " + third, first + " " + third, 2, "In the first place"},
		{"the first one goes", first + " " + second, second, 0, ""},
		{"and the second keeps its words", first + "\n\n" + second, second, 1, "In the first place"},
		{"the last one goes", first + " " + second, first, 1, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			at := 0
			for range tc.of {
				at += len(opener) + strings.Index(tc.old[at+len(opener):], opener)
			}
			if got := became(t, tc.old, tc.now, opener, at); got != tc.want {
				t.Errorf("%q became %q, want %q", tc.old[at:], got, tc.want)
			}
		})
	}
	// Put in before the others, a sentence is new, and they are what they were.
	d := Align(Prepare(second+" "+third, nil), Prepare(first+" "+second+" "+third, nil))
	for j, i := range d.origin[:len(strings.Fields(first))] {
		if i >= 0 {
			t.Errorf("word %d of the new sentence is word %d of the old text", j, i)
		}
	}
}

// What became of a word and what a word was say the same, and of equal words only.
func TestAlign(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields("the mill stood by river . old"))
	rapid.Check(t, func(t *rapid.T) {
		sentences := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "words"), " ") + rapid.SampledFrom([]string{". ", ".\n\n", " "}).Draw(t, "end")
		}), 0, 12).Draw(t, "old")
		now := rapid.Permutation(sentences).Draw(t, "new")
		now = now[:rapid.IntRange(0, len(now)).Draw(t, "left")]
		d := Align(Prepare(strings.Join(sentences, ""), nil), Prepare(strings.Join(now, ""), nil))
		a, b := d.old.fold().tokens, d.new.fold().tokens
		for i, j := range d.image {
			if j >= 0 && (int(d.origin[j]) != i || a[i].hash != b[j].hash) {
				t.Fatalf("word %d became %d, which was %d", i, j, d.origin[j])
			}
		}
		for j, i := range d.origin {
			if i >= 0 && int(d.image[i]) != j {
				t.Fatalf("word %d was %d, which became %d", j, i, d.image[i])
			}
		}
	})
}

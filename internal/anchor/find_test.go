package anchor

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A finder finds every place there is, in short texts and long ones, of short needles
// and long ones, also where beginnings of the needle are all over the text.
func TestFinder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.StringOfN(rapid.RuneFrom([]rune("ab ")), 1, 50, -1).Draw(t, "piece")
		other := rapid.StringOfN(rapid.RuneFrom([]rune("abc ")), 1, 5, -1).Draw(t, "other")
		var text strings.Builder
		for range rapid.IntRange(1, 300).Draw(t, "times") {
			text.WriteString(strings.Repeat(piece, rapid.IntRange(0, 6).Draw(t, "pieces")) + other)
		}
		needle := strings.Repeat(piece, rapid.IntRange(1, 6).Draw(t, "needle")) + rapid.SampledFrom([]string{"", other}).Draw(t, "end")
		var got, want []int
		f := newFinder(text.String(), needle)
		for i := f.next(0); i >= 0; i = f.next(i + 1) {
			got = append(got, i)
		}
		for i := range text.Len() {
			if strings.HasPrefix(text.String()[i:], needle) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("places %v, want %v", got, want)
		}
	})
}

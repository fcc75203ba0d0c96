package report

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/internal/source"
)

func TestExcerpt(t *testing.T) {
	const text = "One two three four five six seven eight nine ten eleven twelve.\n\nAnother\nparagraph."
	for passage, want := range map[string]Excerpt{
		"seven":               {"… two three four five six ", "seven", " eight nine ten eleven twelve.", 1},
		"One":                 {"", "One", " two three four five six …", 1},
		"elev":                {"… six seven eight nine ten ", "elev", "en twelve.", 1},
		"twelve.\n\nAnother":  {"… seven eight nine ten eleven ", "twelve.  Another", "", 1},
		"Another\nparagraph":  {"", "Another paragraph", ".", 2},
		text[:len(text)-11]:   {"", "One two three four … ten eleven twelve. Another", "", 1},
		"three four five six": {"One two ", "three four five six", " seven eight nine ten eleven …", 1},
	} {
		start := strings.Index(text, passage)
		r := &Report{Essay: essayOf(text)}
		if got := r.Excerpt(source.Span{Start: start, End: start + len(passage)}); got != want {
			t.Errorf("%q: got %+v, want %+v", passage, got, want)
		}
	}
}

// An excerpt reads as the essay does, on one line, and is never long.
func TestExcerptReadsAsTheEssay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-c]{1,9}[ \n.,]|日{1,30}|é){1,30}`).Draw(t, "text")
		borders := []int{len(text)}
		for i := range text {
			borders = append(borders, i)
		}
		a, b := rapid.SampledFrom(borders).Draw(t, "a"), rapid.SampledFrom(borders).Draw(t, "b")
		r := &Report{Essay: essayOf(text)}
		e := r.Excerpt(source.Span{Start: min(a, b), End: max(a, b)})
		all := e.Before + e.Passage + e.After
		if strings.ContainsAny(all, "\n\t") || len([]rune(all)) > 400 {
			t.Fatalf("%q", all)
		}
		squeezed := func(s string) string { return strings.Join(strings.Fields(s), "") }
		rest := squeezed(text)
		for part := range strings.SplitSeq(all, "…") {
			_, after, found := strings.Cut(rest, squeezed(part))
			if !found {
				t.Fatalf("%q does not stand in %q", part, text)
			}
			rest = after
		}
	})
}

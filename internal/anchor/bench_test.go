package anchor_test

import (
	"strings"
	"testing"

	"gloss/essays"
	"gloss/internal/anchor"
	"gloss/internal/anchor/casegen"
	"gloss/internal/source"
)

func cases(b *testing.B) []casegen.Case {
	b.Helper()
	out, err := casegen.FromFiles(essays.Files)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// measure times one look-up after another, text and all, and reports how good
// they are.
func measure(b *testing.B, resolve func(*casegen.Case) anchor.Match) {
	b.Helper()
	all := cases(b)
	var t casegen.Tally
	for i := range all {
		t.Add(&all[i], resolve(&all[i]))
	}
	i := 0
	for b.Loop() {
		resolve(&all[i%len(all)])
		i++
	}
	b.ReportMetric(casegen.Percent(t.Correct, t.N), "correct%")
	b.ReportMetric(casegen.Percent(t.Exact, t.N), "exact%")
	b.ReportMetric(casegen.Percent(t.Wrong, t.N), "wrong%")
	b.ReportMetric(casegen.Percent(t.GonePlaced, t.Gone), "gone-yet-placed%")
	b.ReportMetric(casegen.Percent(t.SureRight, t.Sure), "sure-right%")
}

func BenchmarkCasesAlone(b *testing.B) {
	measure(b, func(c *casegen.Case) anchor.Match {
		return anchor.Prepare(c.Text, nil).Resolve(c.Selector(c.Text), anchor.Options{})
	})
}

func BenchmarkCasesDrafted(b *testing.B) {
	measure(b, func(c *casegen.Case) anchor.Match {
		sel := c.Selector(c.OldText)
		sel.Changed = true
		now := anchor.Prepare(c.Text, nil)
		search := now.Search(sel, anchor.Options{})
		if m, ok := search.Settled(); ok {
			return m
		}
		return search.Resolve(anchor.Align(anchor.Prepare(c.OldText, nil), now))
	})
}

// book is a text of so many bytes and more in which nearly every sentence is
// another.
func book(b *testing.B, size int) string {
	b.Helper()
	var out strings.Builder
	for n := 0; out.Len() < size; n++ {
		for _, c := range cases(b) {
			out.WriteString(strings.ReplaceAll(c.Text, " the ", " the "+strings.Repeat("x", n%7)+"q "))
			out.WriteString("\n\n")
			if out.Len() >= size {
				break
			}
		}
	}
	return out.String()
}

func BenchmarkSizes(b *testing.B) {
	for _, tc := range []struct {
		name        string
		size, quote int
	}{{"small", 4 << 10, 60}, {"medium-short", 48 << 10, 60}, {"medium-long", 48 << 10, 2000}, {"large", 10 << 20, 120}} {
		text := book(b, tc.size)
		at := strings.LastIndexByte(text[:len(text)/2], ' ') + 1
		quote := text[at : at+strings.LastIndexByte(text[at:at+min(tc.quote, len(text)-at)], ' ')]
		literal := anchor.Selector{Quote: quote, Position: &source.Span{Start: at + 40, End: at + 40 + len(quote)}, Changed: true}
		words := strings.Fields(quote)
		words[len(words)/2] = "entirely"
		edited := literal
		edited.Quote = strings.Join(words, " ")
		now := anchor.Prepare(text, nil)
		now.Fold()
		for i, sel := range []anchor.Selector{literal, edited} {
			b.Run(tc.name+"/"+[]string{"literal", "edited"}[i], func(b *testing.B) {
				for b.Loop() {
					now.Resolve(sel, anchor.Options{})
				}
			})
		}
		b.Run(tc.name+"/fold", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				anchor.Prepare(text, nil).Fold()
			}
		})
	}
}

package htmlpage_test

import (
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
	"gloss/internal/source"
)

// E12: thousands of places over one another are shown in time, and every one of
// them has its number.
func TestOverlapsInTime(t *testing.T) {
	t.Parallel()
	const n = 5000
	start := time.Now()
	page := write(t, overlapping(n))
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("%d places took %v", n, took)
	}
	if got := strings.Count(page, `<a class="ref `); got != n {
		t.Errorf("%d numbers in the text, want %d", got, n)
	}
}

// pages is a report of n pages of 500 words with 15 notes each.
func pages(n int) *report.Report {
	const sentence = "The state kept the banks and the big factories, while peasants could sell for profit. "
	paragraph := strings.TrimSuffix(strings.Repeat(sentence, 11), " ")
	text := strings.TrimSuffix(strings.Repeat(paragraph+"\n\n", 3*n), "\n\n")
	r := &report.Report{Essay: plainEssay(text), Head: report.Head{Title: "Essay", Overall: "Good *work*."}}
	kinds, categories := annotation.Kinds(), annotation.Categories()
	for i := range 15 * n {
		start := i * (len(text) - 100) / (15 * n)
		r.Notes = append(r.Notes, report.Note{
			ID: "n-" + strconv.Itoa(i), Kind: kinds[i%5], Category: categories[i%11], Comment: "A remark of *usual* length, with [a link](https://example.org).",
			Next:   "Do something about it.",
			Places: []report.Place{{Quote: "x", Verdict: anchor.Exact, Span: source.Span{Start: start, End: start + 40}}},
		})
	}
	number(r)
	return r
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		r := pages(n)
		b.Run("pages="+strconv.Itoa(n), func(b *testing.B) {
			b.SetBytes(int64(len(r.Essay.Text)))
			for b.Loop() {
				if err := htmlpage.Write(io.Discard, r, htmlpage.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOverlaps(b *testing.B) {
	r := overlapping(5000)
	for b.Loop() {
		if err := htmlpage.Write(io.Discard, r, htmlpage.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

package htmlpage_test

import (
	"io"
	"strings"
	"testing"

	"gloss/internal/format/htmlpage"
	"gloss/internal/growth"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
)

// E12: thousands of places over one another take time that grows with their
// number, and every one of them has its number in the text.
func TestOverlapsInTime(t *testing.T) {
	const n = 5000
	growth.Check(t, "places over one another", n, func(n int) {
		page := write(t, overlapping(n))
		if got := strings.Count(page, `<a class="ref `); got != n {
			t.Errorf("%d numbers in the text, want %d", got, n)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	reporttest.Benchmark(b, func(r *report.Report) error { return htmlpage.Write(io.Discard, r, htmlpage.Options{}) })
}

func BenchmarkOverlaps(b *testing.B) {
	r := overlapping(5000)
	for b.Loop() {
		if err := htmlpage.Write(io.Discard, r, htmlpage.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

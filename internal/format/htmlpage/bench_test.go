package htmlpage_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
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

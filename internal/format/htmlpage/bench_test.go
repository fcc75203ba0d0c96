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

// E12: thousands of places over one another take time that grows with their
// number, and every one of them has its number in the text.
func TestOverlapsInTime(t *testing.T) {
	const n = 5000
	took := func(n int) time.Duration {
		start := time.Now()
		page := write(t, overlapping(n))
		if got := strings.Count(page, `<a class="ref `); got != n {
			t.Errorf("%d numbers in the text, want %d", got, n)
		}
		return time.Since(start)
	}
	// A square law takes sixteen times as long for four times as many. What a
	// busy machine adds can only be told by trying again.
	for range 3 {
		if few, many := took(n/4), took(n); many < 10*few {
			return
		}
	}
	t.Error("the time grows with the square of the number of places")
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

package terminal

import (
	"io"
	"testing"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

func BenchmarkWrite(b *testing.B) {
	reporttest.Benchmark(b, func(r *report.Report) error { return Write(io.Discard, r, Options{Color: true}) })
}

// crowded has n places on two pages, many of them over one another.
func crowded(n int) *report.Report {
	r := reporttest.Pages(2)
	r.Notes = nil
	for i := range n {
		start := i * 7 % (len(r.Essay.Text) / 2)
		r.Notes = append(r.Notes, report.Note{
			Number: i + 1, Kind: annotation.Comment, Comment: "x",
			Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: start, End: start + 20 + i%90}}},
		})
	}
	return r
}

func BenchmarkOverlaps(b *testing.B) {
	r := crowded(5000)
	for b.Loop() {
		if err := Write(io.Discard, r, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

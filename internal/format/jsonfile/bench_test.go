package jsonfile

import (
	"fmt"
	"io"
	"testing"

	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

func BenchmarkWrite(b *testing.B) {
	reporttest.Benchmark(b, func(r *report.Report) error { return Write(io.Discard, r) })
}

func BenchmarkRead(b *testing.B) {
	for _, n := range reporttest.Sizes() {
		b.Run(fmt.Sprintf("pages=%d", n), func(b *testing.B) {
			in := source.Input{Name: "r.json", Data: write(b, reporttest.Pages(n))}
			b.SetBytes(int64(len(in.Data)))
			for b.Loop() {
				if _, err := Read(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

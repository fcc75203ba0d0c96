package csvfile

import (
	"io"
	"testing"

	"gloss/internal/report"
	"gloss/internal/report/reporttest"
)

func BenchmarkWrite(b *testing.B) {
	reporttest.Benchmark(b, func(r *report.Report) error { return Write(io.Discard, []*report.Report{r}, Options{}) })
}

package report_test

import (
	"fmt"
	"testing"

	"gloss/internal/report"
	"gloss/internal/report/reporttest"
)

func BenchmarkBuild(b *testing.B) {
	for _, n := range reporttest.Sizes() {
		b.Run(fmt.Sprintf("pages=%d", n), func(b *testing.B) {
			in := reporttest.Inputs(n)
			b.SetBytes(int64(len(in.Essay.Text)))
			b.ReportAllocs()
			for b.Loop() {
				report.Build(in, report.Options{})
			}
		})
	}
}

package csvfile

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// pages is a report on an essay of n pages of 400 words, with eight notes a page.
func pages(n int) *report.Report {
	e := &essay.Essay{Path: "essay.txt", Format: "txt"}
	r := &report.Report{Essay: e, Head: report.Head{Title: "Title"}}
	paragraph := strings.Repeat("The famine peaked at this point, claiming thousands of lives. ", 10)
	for range 4 * n {
		block(e, essay.Block{Kind: essay.Paragraph}, strings.TrimSpace(paragraph))
		start := e.Blocks[len(e.Blocks)-1].Span.Start
		for i := range 2 {
			r.Notes = append(r.Notes, report.Note{
				Number: len(r.Notes) + 1, Kind: annotation.Correction, Comment: "*Millions* died, not thousands.",
				Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: start + 20*i, End: start + 20*i + 30}}},
			})
		}
	}
	return r
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprintf("%dpages", n), func(b *testing.B) {
			r := pages(n)
			b.SetBytes(int64(len(r.Essay.Text)))
			for b.Loop() {
				if err := Write(io.Discard, []*report.Report{r}, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package anchor_test

import (
	"fmt"
	"testing"

	"gloss/internal/anchor"
	"gloss/internal/report/reporttest"
)

// BenchmarkResolve finds every quote of an essay, which is made ready once.
func BenchmarkResolve(b *testing.B) {
	for _, n := range reporttest.Sizes() {
		b.Run(fmt.Sprintf("pages=%d", n), func(b *testing.B) {
			in := reporttest.Inputs(n)
			b.SetBytes(int64(len(in.Essay.Text)))
			b.ReportAllocs()
			for b.Loop() {
				text := anchor.Prepare(in.Essay.Text, in.Essay.ParagraphSpans())
				for _, a := range in.Set.Annotations {
					if m := text.Resolve(anchor.Selector{Quote: a.Selector.Quote.Value}, anchor.Options{}); m.Verdict != anchor.Exact {
						b.Fatalf("%q is %s", a.Selector.Quote.Value, m.Verdict)
					}
				}
			}
		})
	}
}

package check

import (
	"fmt"
	"strings"
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/source"
)

// large is an essay of n paragraphs with n annotations of many kinds.
func large(t testing.TB, n int) Input {
	t.Helper()
	var text, yaml strings.Builder
	yaml.WriteString("annotations:\n")
	for i := range n {
		fmt.Fprintf(&text, "Paragraph number %d says that the harvest of %d failed and that nobody knew.\n\n", i, i)
		fmt.Fprintf(&yaml, "  - quote: the harvest of %d failed\n    category: fact\n    correction: It did not.\n    comment: vague\n", i)
		fmt.Fprintf(&yaml, "  - paragraph: %d\n    kind: question\n    comment: See AO%d, or you are brilliant.\n", i+n/2, i%9+1)
	}
	set, findings := annotation.Load(source.NewFile("marks.yaml", yaml.String()))
	if len(findings) > 0 {
		t.Fatal(findings[0])
	}
	e := readEssay(t, source.Input{Name: "essay.txt", Data: []byte(text.String())})
	return Input{Set: set, Report: report.Build(report.Inputs{Essay: e, Set: set}, report.Options{})}
}

func BenchmarkRun(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		in := large(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Run(in)
			}
		})
	}
}

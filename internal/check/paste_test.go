package check

import (
	"strings"
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/source"
)

// What the help says to write is written, and must place the annotation where the
// help says.
func TestPastedLinesPlaceTheAnnotation(t *testing.T) {
	n := 0
	for _, dir := range cases(t) {
		in, _ := load(t, dir)
		for _, f := range of("ambiguous", Run(in)) {
			for i, help := range f.Help {
				intro, lines, ok := strings.Cut(help, "\n")
				if !ok || !strings.HasPrefix(intro, "for the ") || len(f.Notes) == 0 {
					continue
				}
				n++
				quote := f.Span.Of(in.Set.File.Text)
				yaml := "annotations:\n  - comment: Pasted.\n"
				if !strings.HasPrefix(lines, "quote:") {
					yaml += "    quote: " + quote + "\n"
				}
				yaml += "    " + strings.ReplaceAll(lines, "\n", "\n    ") + "\n"
				set, findings := annotation.Load(source.NewFile("pasted.yaml", yaml))
				if len(findings) > 0 {
					t.Errorf("%s: what is to be pasted is no YAML: %q", dir, lines)
					continue
				}
				place := report.Build(report.Inputs{Essay: in.Report.Essay, Set: set}, report.Options{}).Notes[0].Places[0]
				if got, want := in.Report.Essay.FileSpan(place.Span), f.Notes[i].Span; !place.Placed() || got != want {
					t.Errorf("%s: pasted %q, it is %v at %v, want %v", dir, lines, place.Verdict, got, want)
				}
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d pastes were tried", n)
	}
}

package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/anchor"
)

// What is said of a passage that changed depends on what is known of it.
func TestFuzzy(t *testing.T) {
	for _, test := range []struct {
		story, quote string
		confidence   float64
		want         string
	}{
		{"no quote", "", 0.7, "the essay has changed here, and the remark was put where it seemed to belong (70 % sure)"},
		{"the same words", "Coal  doubled", 0.855, "these words are in the essay, but not where the annotation says (86 % sure)"},
		{"other words", "Coal trebled", 1, "these words are not in the essay, and the most like them were taken (99 % sure)"},
	} {
		t.Run(test.story, func(t *testing.T) {
			in, _ := load(t, "testdata/no-next-step/none")
			p := &in.Report.Notes[0].Places[0]
			p.Verdict, p.Quote, p.Confidence = anchor.Fuzzy, test.quote, test.confidence
			found := of("fuzzy", Run(in))
			if len(found) != 1 {
				t.Fatalf("%d findings, want 1", len(found))
			}
			if diff := cmp.Diff(test.want, found[0].Message); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

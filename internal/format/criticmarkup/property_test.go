package criticmarkup_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/format/criticmarkup"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

// Whatever is said about an essay, rejecting gives the file and accepting the
// file with the replacements that stand in it as marks; every remark is there.
func TestWriteProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`([ab]{1,3}[ .\-~>+=]{1,2}|é |\n|\n\n){1,12}`).Draw(rt, "text")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(rt, "line end")
		e := plain(t, text, end)
		var notes []report.Note
		taken := 0
		for i := range rapid.IntRange(0, 6).Draw(rt, "notes") {
			s := draw(rt, e.Text)
			n := report.Note{
				Number: i + 1, Kind: annotation.Comment, Comment: fmt.Sprintf("remark%d %s", i, rapid.StringMatching(`[{}+\-~<>= a]{0,8}`).Draw(rt, "remark")),
				Places: []report.Place{{Verdict: anchor.Exact, Span: s}},
			}
			if s.Start >= taken && rapid.Bool().Draw(rt, "replace") {
				words := rapid.StringMatching(`[ab+\-~<>={}]{0,4}`).Draw(rt, "replacement")
				n.Replacement, n.Places[0].Replaced = &words, true
				taken = s.End
			}
			notes = append(notes, n)
		}
		slices.SortStableFunc(notes, func(a, b report.Note) int { return a.Places[0].Span.Start - b.Places[0].Span.Start })
		var b strings.Builder
		if err := criticmarkup.Write(&b, &report.Report{Essay: e, Notes: notes}); err != nil {
			rt.Skip(err)
		}
		out := unsigned(t, b.String())
		if got := reject(out); got != e.File.Text {
			rt.Fatalf("rejecting all of %q gives %q, want %q", out, got, e.File.Text)
		}
		said := strings.Join(comments(out), "\n")
		for i, n := range notes {
			if !strings.Contains(said, strings.Fields(n.Comment)[0]) {
				rt.Fatalf("remark %d is lost: %q", i, out)
			}
		}
		if strings.Count(out, "{>>") != len(notes) || strings.Count(out, "<<}") != len(notes) {
			rt.Fatalf("%d remarks: %q", len(notes), out)
		}
		checkAccepted(rt, e.File.Text, out, notes)
	})
}

// checkAccepted holds the accepted text against the file with every replacement
// put in that no comment had to take.
func checkAccepted(rt *rapid.T, file, out string, notes []report.Note) {
	want := file
	slices.Reverse(notes)
	for _, n := range notes {
		commented := false
		for _, c := range comments(out) {
			if strings.Contains(c, strings.Fields(n.Comment)[0]) {
				commented = strings.Contains(c, "should be ")
			}
		}
		s := n.Places[0].Span
		if n.Replacement == nil || commented {
			continue
		}
		if strings.ContainsAny(file, "\n\r") {
			return // offsets of the file differ from those of the text
		}
		want = want[:s.Start] + *n.Replacement + want[s.End:]
	}
	if got := accept(out); got != want {
		rt.Fatalf("accepting all of %q gives %q, want %q", out, got, want)
	}
}

// draw is a span of text on borders of characters.
func draw(t *rapid.T, text string) source.Span {
	var borders []int
	for i := range text {
		borders = append(borders, i)
	}
	borders = append(borders, len(text))
	i := rapid.IntRange(0, len(borders)-1).Draw(t, "start")
	j := rapid.IntRange(i, len(borders)-1).Draw(t, "end")
	return source.Span{Start: borders[i], End: borders[j]}
}

// Row E12: thousands of notes, on one place and over each other.
func TestWriteMany(t *testing.T) {
	e := plain(t, strings.Repeat("Words and more words. ", 2000), "\n")
	var notes []report.Note
	for i := range 5000 {
		at := i % 2500 * 16
		notes = append(notes, report.Note{
			Kind: annotation.Comment, Comment: "x", Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: at, End: at + 1 + i%300}}},
		})
	}
	out := write(t, e, notes...)
	if got := len(comments(out)); got != 5000 {
		t.Errorf("%d comments, want 5000", got)
	}
}

func BenchmarkWrite(b *testing.B) {
	reporttest.Benchmark(b, func(r *report.Report) error { return criticmarkup.Write(io.Discard, r) })
}

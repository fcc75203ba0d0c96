package terminal

import (
	"regexp"
	"strings"
	"testing"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

// FuzzWrite gives every kind of text to the writer: only style sequences and
// printable characters come out, and every word of the essay is there.
func FuzzWrite(f *testing.F) {
	f.Add("An essay\nof *two* lines", "- a **remark**\n\n| a | b |\n|---|---|\n| c | d |", "code", 3, 8, 40)
	f.Add(hostile, hostile, "row", 0, 4, 1)
	f.Add("words", "", "of no kind", 0, 4, 1)
	f.Add("[⟦⟪❲{ 中文\t👨‍👩‍👧", "> quote\n> 1. x\n\n```\ncode\t\n```\n***\n[l](http://x) ![i](y) <b>", "item", 2, 30, 24)
	sgr := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	controls := regexp.MustCompile("[\x00-\x09\x0b-\x1f\x7f\u0080-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]")
	f.Fuzz(func(t *testing.T, text, remark, kind string, start, end, width int) {
		text = strings.ToValidUTF8(text, "?")
		e := &essay.Essay{Path: remark, Format: "txt"}
		reporttest.Block(e, essay.Block{Kind: essay.BlockKind(kind), Marker: remark, Level: start}, text)
		runes := []rune(text)
		start = max(0, min(start, len(runes)))
		end = max(start, min(end, len(runes)))
		span := source.Span{Start: len(string(runes[:start])), End: len(string(runes[:end]))}
		note := report.Note{
			Number: 1, Kind: "praise", Comment: remark, Correction: remark, Replacement: &remark, Next: remark,
			Category: remark, By: remark, Sources: []report.Source{{Title: remark}}, Replies: []report.Reply{{By: remark, Comment: remark}},
			Places: []report.Place{
				{Quote: remark, Verdict: anchor.Fuzzy, Span: span},
				{Quote: remark, Verdict: anchor.Ambiguous, Candidates: []source.Span{span}, Disagree: remark},
			},
		}
		lost := note
		lost.Number, lost.Places = 2, []report.Place{{Quote: remark, Nearest: &span}}
		r := &report.Report{Essay: e, Head: report.Head{Title: remark, Overall: remark, Strengths: []string{remark}}, Notes: []report.Note{note, lost}}
		got := sgr.ReplaceAllString(render(t, r, Options{Color: true, Width: width % 200}), "")
		if bad := controls.FindString(got); bad != "" {
			t.Fatalf("%q reaches the terminal", bad)
		}
		if strings.Contains(render(t, r, Options{Width: width % 200}), "\x1b") {
			t.Fatal("an escape sequence without colour")
		}
		rest := got[strings.Index(got, "── The"):]
		for _, c := range strings.Join(strings.Fields(clean(text)), "") {
			i := strings.IndexRune(rest, c)
			if i < 0 {
				t.Fatalf("%q is missing in %q", c, got)
			}
			rest = rest[i+len(string(c)):]
		}
	})
}

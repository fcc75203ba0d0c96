package markdown_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/format/markdown"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

var update = flag.Bool("update", false, "write the golden file anew")

// The whole of a report in which everything is there; -update writes it anew.
func TestWriteReport(t *testing.T) {
	const golden = "testdata/write/report.md"
	e := read(t, "# Famine\n\nIt peaked, claiming *thousands* of lives.[^1] It peaked again\\\nin 1933.\n\n1. One\n2. Two\n   - three\n\n"+
		"> Quoted.\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n[^1]: A note.\n")
	r := full(t, e, "claiming thousands of lives", "It peaked, claiming thousands", "code")
	got := write(t, r)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
	if again := write(t, r); again != got {
		t.Error("the same report is written in two ways")
	}
}

// Footnotes carry the numbers that a reader will see: those of their first marks.
func TestWriteNumbers(t *testing.T) {
	e := plain(t, "One two three four.")
	for _, c := range []struct {
		name   string
		quotes []string
		want   string
	}{
		{"apart", []string{"One", "three"}, "⟦One⟧[^1] two ⟦three⟧[^2] four."},
		{"nested", []string{"One two", "two"}, "⟦One ⟦two⟧[^1]⟧[^2] three four."},
		{"the same", []string{"two", "two"}, "One ⟦⟦two⟧[^1]⟧[^2] three four."},
		{"crossing", []string{"One two", "two three"}, "⟦¹One ⟦²two⟧[^1] three⟧[^2] four."},
		{"the end", []string{"four.", "One two three four."}, "⟦One two three ⟦four.⟧[^1]⟧[^2]"},
	} {
		var notes []report.Note
		for _, q := range c.quotes {
			notes = append(notes, report.Note{Comment: "on " + q, Places: []report.Place{at(t, e, q)}})
		}
		out := write(t, numbered(e, notes...))
		if !strings.Contains(out, "\n\n"+c.want+"\n") {
			t.Errorf("%s: want %q in\n%s", c.name, c.want, out)
		}
	}
}

// Passages over several blocks, between them, in tables and at blank places.
func TestWritePlaces(t *testing.T) {
	e := read(t, "One.\n\n- two\n- three\n\n|a|b|\n|-|-|\n|c|d|\n\n    code\n\nLast.")
	for _, c := range []struct{ words, want string }{
		{"One.\n\ntwo", "⟦One.\n\n- two⟧[^1]\n- three"},
		{"two\n\nthree", "- ⟦two\n- three⟧[^1]"},
		{"a\tb\nc", "| ⟦a | b |\n| --- | --- |\n| c⟧[^1] | d |"},
		{"co", "```\n⟦co⟧de\n```\n\n↑ [^1]\n"},
		{"\n\nLast", "⟦Last⟧[^1]."},
		{"code\n\n", "```\n⟦code\n```\n\n↑ ⟧[^1]"},
		{"\n\n", "One.[^1]"},
	} {
		out := write(t, numbered(e, report.Note{Comment: "x", Places: []report.Place{at(t, e, c.words)}}))
		if c.words == "code\n\n" {
			if !strings.Contains(out, "[^1]\n\nLast.") || !strings.Contains(out, "[^1]: ") {
				t.Errorf("%q: the mark is lost:\n%s", c.words, out)
			}
			continue
		}
		if !strings.Contains(out, c.want) {
			t.Errorf("%q: want %q in\n%s", c.words, c.want, out)
		}
	}
}

// No note is ever lost, wherever its places are.
func TestWriteEveryNote(t *testing.T) {
	e := plain(t, "One two.\n\nThree.")
	empty := report.Place{Verdict: anchor.Exact, Span: source.Span{Start: 4, End: 4}}
	notes := []report.Note{
		{Comment: "note-a", Places: []report.Place{at(t, e, "two")}},
		{Comment: "note-b", Places: []report.Place{at(t, e, "One"), at(t, e, "Three")}},
		{Comment: "note-c", Places: []report.Place{empty}},
		{Comment: "note-d"},
		{Comment: "note-e", Places: []report.Place{{Quote: "gone"}}},
		{Comment: "note-f", Private: true, Places: []report.Place{{Verdict: anchor.Ambiguous, Candidates: []source.Span{{Start: 0, End: 3}}}}},
		{Comment: "note-g", Places: []report.Place{{Quote: "gone"}, at(t, e, "two")}},
	}
	for _, e := range []*essay.Essay{e, plain(t, "")} {
		r := numbered(e, notes...)
		if e.Text == "" {
			for i := range r.Notes {
				for j := range r.Notes[i].Places {
					r.Notes[i].Places[j] = report.Place{Quote: "gone"}
				}
			}
		}
		out := write(t, r)
		for _, n := range r.Notes {
			if got := strings.Count(out, n.Comment); got != 1 {
				t.Errorf("%s stands %d times in\n%s", n.Comment, got, out)
			}
		}
	}
}

// Row E12: thousands of notes on one place.
func TestWriteMany(t *testing.T) {
	e := plain(t, strings.Repeat("Words and more words. ", 500))
	var notes []report.Note
	for i := range 2000 {
		notes = append(notes, report.Note{Comment: "x", Places: []report.Place{{
			Verdict: anchor.Exact, Span: source.Span{Start: i % 100, End: 200 + i},
		}}})
	}
	out := write(t, numbered(e, notes...))
	if got := strings.Count(out, "\n[^"); got != 2000 {
		t.Errorf("%d footnotes, want 2000", got)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteFails(t *testing.T) {
	if err := markdown.Write(failing{}, numbered(plain(t, "One."))); err == nil {
		t.Error("a failed write is not reported")
	}
}

func benchmarkEssay(pages int) string {
	page := "## A heading\n\n" + strings.Repeat("A line of *an essay* that goes on for some sixty characters\nand [a link](http://x.y) &amp; more.\n\n", 20)
	return strings.Repeat(page, pages)
}

func BenchmarkRead(b *testing.B) {
	for _, pages := range []int{1, 10, 100} {
		data := []byte(benchmarkEssay(pages))
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, _, err := markdown.Read(source.Input{Name: "x.md", Data: data}, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	reporttest.Benchmark(b, func(r *report.Report) error { return markdown.Write(io.Discard, r) })
}

package reporttest

import (
	"fmt"
	"strings"
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// A page of Text.
const (
	paragraphsOnPage = 5
	wordsInParagraph = 100
	notesOnPage      = 10
	wordsInQuote     = 7
)

// Sizes are the pages of essays that benchmarks look at.
func Sizes() []int { return []int{1, 10, 100} }

// Text is n pages of plain text, 500 words each. The same n gives the same text,
// and no seven words of it stand in it twice.
func Text(n int) string {
	var b strings.Builder
	for _, p := range paragraphs(n) {
		b.WriteString(strings.Join(p, " ") + ".\n\n")
	}
	return strings.TrimSuffix(b.String(), "\n\n")
}

// paragraphs are the words of Text. A linear congruential generator draws them.
func paragraphs(n int) [][]string {
	words := strings.Fields(`the state kept banks and big factories while peasants could sell their grain for profit
		in most towns workers had bread but prices rose again after each bad harvest so party leaders wanted faster
		growth of steel coal oil electricity which only foreign machines would bring to new cities beyond Urals`)
	out := make([][]string, paragraphsOnPage*n)
	state := uint64(1)
	for i := range out {
		for range wordsInParagraph {
			state = state*6364136223846793005 + 1442695040888963407
			out[i] = append(out[i], words[(state>>33)%uint64(len(words))])
		}
	}
	return out
}

// YAML is an annotation file on Text: ten annotations a page, of every kind.
func YAML(n int) string {
	var b strings.Builder
	b.WriteString("task: An essay of many pages\noverall: A clear *line*.\nannotations:\n")
	kinds, categories := annotation.Kinds(), annotation.Categories()
	for i, p := range paragraphs(n) {
		for j := range notesOnPage / paragraphsOnPage {
			at := (i*13 + j*47) % (wordsInParagraph - wordsInQuote)
			k := i*notesOnPage/paragraphsOnPage + j
			fmt.Fprintf(&b, "  - quote: %s\n    kind: %s\n    category: %s\n",
				strings.Join(p[at:at+wordsInQuote], " "), kinds[k%len(kinds)], categories[k%len(categories)])
			b.WriteString("    comment: A remark of *usual* length, with [a link](https://example.org/a).\n    next: Do something about it.\n")
			if k%len(kinds) == 0 {
				b.WriteString("    replacement: other words\n    sources:\n      - {title: A Book, author: An Author, year: 2004}\n")
			}
		}
	}
	return b.String()
}

// Inputs are the essay that Text is and the annotations of YAML.
func Inputs(n int) report.Inputs {
	text := Text(n)
	whole := source.Span{End: len(text)}
	e := &essay.Essay{
		Path: "essay.txt", Format: "txt", Text: text, File: source.NewFile("essay.txt", text),
		Origins: []essay.Origin{{Text: whole, File: whole, Verbatim: true}},
	}
	at := 0
	for i, p := range strings.Split(text, "\n\n") {
		e.Blocks = append(e.Blocks, essay.Block{
			Kind: essay.Paragraph, Span: source.Span{Start: at, End: at + len(p)}, Number: i + 1,
		})
		at += len(p) + len("\n\n")
	}
	set, _ := annotation.Load(source.NewFile("essay.yaml", YAML(n)))
	return report.Inputs{Essay: e, Set: set}
}

// Pages is the report of Inputs.
func Pages(n int) *report.Report { return report.Build(Inputs(n), report.Options{}) }

// Benchmark measures what is done with reports of each size.
func Benchmark(b *testing.B, do func(*report.Report) error) {
	b.Helper()
	for _, n := range Sizes() {
		b.Run(fmt.Sprintf("pages=%d", n), func(b *testing.B) {
			r := Pages(n)
			b.SetBytes(int64(len(r.Essay.Text)))
			b.ReportAllocs()
			for b.Loop() {
				if err := do(r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

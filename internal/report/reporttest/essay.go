// Package reporttest is the reports that tests and benchmarks are made with: Sample,
// which holds a bit of everything, and Pages, of any length.
package reporttest

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// Block adds a block to an essay that is being built, apart from the one before
// by a blank line.
func Block(e *essay.Essay, b essay.Block, text string) {
	if e.Text != "" {
		e.Text += "\n\n"
	}
	b.Span = source.Span{Start: len(e.Text), End: len(e.Text) + len(text)}
	e.Text += text
	if b.Kind.Counted() {
		b.Number = e.ParagraphCount() + 1
	}
	e.Blocks = append(e.Blocks, b)
}

// At is the place of the n-th occurrence, from 0, of a quote.
func At(t testing.TB, e *essay.Essay, quote string, n int) report.Place {
	t.Helper()
	from := 0
	for {
		i := strings.Index(e.Text[from:], quote)
		if i < 0 {
			t.Fatalf("the sample holds no %q", quote)
		}
		from += i
		if n == 0 {
			break
		}
		n, from = n-1, from+1
	}
	return report.Place{
		Quote: quote, Verdict: anchor.Exact, Confidence: 1,
		Span: source.Span{Start: from, End: from + len(quote)},
	}
}

// Decimal is the number that the words stand for.
func Decimal(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// Essay is the essay of Sample: it has every kind of block.
func Essay() *essay.Essay {
	e := &essay.Essay{Path: "essays/plan.md", Format: "markdown", Title: "The Plan"}
	Block(e, essay.Block{Kind: essay.Heading, Level: 1}, "How successful was the First Five Year Plan?")
	Block(e, essay.Block{Kind: essay.Paragraph}, "In 1932 the harvest was bad because of the weather and this caused the famine. "+
		"The famine peaked at this point in time claiming thousands of lives. Peasants began to leave their villages to look for bread in the towns.")
	Block(e, essay.Block{Kind: essay.Quote, Level: 1}, "We are fifty or a hundred years behind the advanced countries. We must make good this distance in ten years.")
	Block(e, essay.Block{Kind: essay.Heading, Level: 2}, "Industry")
	Block(e, essay.Block{Kind: essay.Paragraph}, "However, most of the targets were still missed. There were two main reasons:")
	Block(e, essay.Block{Kind: essay.Item, Level: 1, Marker: "1."}, "The targets were raised again and again, so that nobody could have reached them.")
	Block(e, essay.Block{Kind: essay.Item, Level: 1, Marker: "2."}, "There were not enough skilled workers. Many peanants broke the new machines.")
	Block(e, essay.Block{Kind: essay.Item, Level: 2, Marker: "•"}, "The peanants had never seen one.")
	Block(e, essay.Block{Kind: essay.Row}, "Year\tCoal\tSteel")
	Block(e, essay.Block{Kind: essay.Row}, "1928\t35 million\t4 million")
	Block(e, essay.Block{Kind: essay.Row}, "1932\t64 million\t59 million")
	Block(e, essay.Block{Kind: essay.Code}, "for x in years:\n\tprint(x)")
	Block(e, essay.Block{Kind: essay.Footnote, Marker: "1"}, "Stalin, speech to the workers, 1928.")
	i := strings.Index(e.Text, "skilled")
	e.Styles = []essay.Style{{Kind: essay.Emphasis, Span: source.Span{Start: i, End: i + len("skilled")}}}
	return e
}

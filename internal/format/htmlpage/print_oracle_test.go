package htmlpage_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
)

// printed are the pages of the page in the tab, on paper, as text.
func printed(tb *tab) []string {
	tb.t.Helper()
	paper, err := chromedp.Run(tb.ctx, chromedp.PrintToPDF())
	if err != nil {
		tb.t.Fatal(err)
	}
	path := filepath.Join(tb.t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, paper, 0o600); err != nil {
		tb.t.Fatal(err)
	}
	text, err := exec.CommandContext(tb.ctx, "pdftotext", path, "-").Output()
	if err != nil {
		tb.t.Fatalf("pdftotext (poppler-utils): %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

// On paper no page is left nearly empty, wherever the essay begins, and every note
// stands below the essay, once.
func TestPrintOracle(t *testing.T) {
	tb := newTab(t)
	tb.size(1440, "light")
	r := reporttest.Pages(2)
	blocks := r.Essay.Blocks
	blocks[0].Kind, blocks[0].Level = essay.Heading, 1
	for lines := 6; lines < 38; lines += 4 {
		r.Head = report.Head{Title: "T", Overall: strings.Repeat("A remark on the whole.\\\n", lines) + "The end."}
		tb.open(write(t, r))
		pages := printed(tb)
		for i, p := range pages[:len(pages)-1] {
			if got := len(strings.Fields(p)); got < 60 {
				t.Errorf("%d lines before the essay: page %d of %d has %d words: %q", lines, i+1, len(pages), got, p)
			}
		}
		all := strings.Join(pages, "\n")
		_, notes, ok := strings.Cut(all, "\nNotes\n")
		if got := strings.Count(notes, "A remark of usual length"); !ok || got != len(r.Notes) || strings.Count(all, "A remark of usual length") != got {
			t.Errorf("%d notes below the essay, want %d", got, len(r.Notes))
		}
	}
}

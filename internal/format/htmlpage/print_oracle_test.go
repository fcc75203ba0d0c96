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

// On paper the words of a table stay whole where they fit beside each other, and
// no letter of it is lost where one does not.
func TestPrintTableOracle(t *testing.T) {
	tb := newTab(t)
	tb.size(1440, "light")
	for long, times := range map[string]int{"disputed by all who have looked at it ": 9, "www.example.org/": 20} {
		var s sheet
		s.add(essay.Row, 0, "", "Year\tCoal\tWhere this was found")
		s.add(essay.Row, 0, "", "1928\t35.5\t"+strings.Repeat(long, times))
		tb.open(write(t, &report.Report{Essay: s.essay()}))
		_, paper, _ := strings.Cut(strings.Join(printed(tb), "\n"), "Your essay")
		for _, word := range []string{"Year", "Coal", "1928", "35.5"} {
			if !strings.Contains(paper, word) {
				t.Errorf("%q beside %q is broken or lost:\n%s", word, long, paper)
			}
		}
		if got, want := strings.Count(paper, "x"), strings.Count(long, "x")*times; got != want {
			t.Errorf("%q stands there %d times, want %d", long, got, want)
		}
		if strings.Contains(long, " ") && strings.Count(paper, "disputed") != times {
			t.Errorf("a word is broken:\n%s", paper)
		}
	}
}

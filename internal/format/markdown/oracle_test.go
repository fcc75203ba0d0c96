package markdown_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gloss/internal/anchor"
	"gloss/internal/report"
	"gloss/internal/source"
)

// pandoc is Markdown as pandoc renders it, read off the page.
func pandoc(t *testing.T, markdown string) page {
	t.Helper()
	if os.Getenv("GLOSS_ORACLES") == "" {
		t.Skip("set GLOSS_ORACLES=1 to let pandoc judge")
	}
	cmd := exec.Command("pandoc", "-f", "gfm+footnotes-tex_math_dollars", "-t", "html", "--wrap=none")
	cmd.Stdin = strings.NewReader(markdown)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(string(out)))
	if err != nil {
		t.Fatal(err)
	}
	return look(doc)
}

// Another reader finds the same words in the same order.
func TestReadPandoc(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e := read(t, string(data))
		body := string(data)
		if rest, ok := strings.CutPrefix(body, "---\n"); ok { // pandoc's gfm knows no front matter
			_, body, _ = strings.Cut(rest, "\n---\n")
		}
		want := squeezed(pandoc(t, body).rest)
		got := squeezed(regexp.MustCompile(`\[\d+\]`).ReplaceAllString(e.Text, ""))
		for _, alt := range []string{"A dish of cress", "an image"} { // pandoc keeps it in an attribute
			got = strings.Replace(got, squeezed(alt), "", 1)
			want = strings.Replace(want, squeezed(alt), "", 1) // or in a caption
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// Row M1 before a second parser: the text of every nasty essay reads literally.
func TestWritePandoc(t *testing.T) {
	for _, text := range append(nasty(), strings.Join(nasty(), "\n\nand ")) {
		// pandoc composes accents.
		text = strings.NewReplacer("\r", "", "⟦a⟧", "", "e\u0301", "é", "\n\n</div>", "\n</div>").Replace(text)
		if strings.TrimSpace(text) == "" {
			continue
		}
		e := plain(t, text+"\n\nafter.")
		notes := []report.Note{{Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: 0, End: len(text)}}}}}
		out := write(t, numbered(e, notes...))
		p := pandoc(t, out)
		_, got, _ := strings.Cut(p.essay, "follows them.")
		got, _, _ = strings.Cut(got, "¶ Comment")
		got = strings.NewReplacer("⟦", "", "⟧", "").Replace(squeezed(got))
		if want := squeezed(e.Text); got != want {
			t.Errorf("%q reads %q, want %q", text, got, want)
		}
		for _, l := range p.links {
			if !strings.HasPrefix(l, "#fn") {
				t.Errorf("%q makes a link to %q", text, l)
			}
		}
		for name := range p.elements {
			if strings.Contains(" script b img iframe style svg math ", " "+name+" ") {
				t.Errorf("%q makes an element %s", text, name)
			}
		}
	}
}

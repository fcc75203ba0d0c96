package htmlpage_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
	"gloss/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a page, without its style and script, with the one on file.
func golden(t *testing.T, name, page string) {
	t.Helper()
	for _, element := range []string{"style", "script"} {
		before, rest, ok := strings.Cut(page, "<"+element+">")
		if ok {
			_, after, _ := strings.Cut(rest, "</"+element+">")
			page = before + "<" + element + "></" + element + ">" + after
		}
	}
	before, rest, _ := strings.Cut(page, "sha256-")
	_, after, _ := strings.Cut(rest, "; img-src")
	page = before + "…; img-src" + after
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(page, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestWriteGolden(t *testing.T) {
	t.Parallel()
	page := write(t, fullReport())
	golden(t, "full.golden.html", page)
	checkAllowed(t, parse(t, page))
	if again := write(t, fullReport()); again != page {
		t.Error("the same report gives another page")
	}
}

func TestWriteEmpty(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]*report.Report{
		"nothing":  {Essay: &essay.Essay{Path: "essays/empty.txt"}},
		"no notes": {Essay: plainEssay("One.\n\nTwo."), Head: report.Head{Title: "T"}},
		"one note": {Essay: plainEssay("One."), Notes: []report.Note{{Number: 1, Kind: "praise", Comment: "Good."}}},
		"marks":    {Essay: plainEssay("One."), Marks: fullMarks()},
	} {
		page := write(t, r)
		doc := parse(t, page)
		checkAllowed(t, doc)
		if has := strings.Contains(page, `id="notes-h"`); has != (len(r.Notes) > 0) {
			t.Errorf("%s: filters are shown: %v", name, has)
		}
		for _, id := range []string{"overall-h", "works-h", "next-h", "unplaced-h"} {
			if strings.Contains(page, `id="`+id+`"`) {
				t.Errorf("%s: there is an empty section %q", name, id)
			}
		}
		h1 := find(doc, func(n *html.Node) bool { return n.Data == "h1" })
		if textOf(h1, func(*html.Node) bool { return false }) == "" {
			t.Errorf("%s: the page has no title", name)
		}
	}
}

// H3: the policy stands first in the head, names exactly the style and script
// that are there, and lets nothing out.
func TestPolicy(t *testing.T) {
	t.Parallel()
	page := write(t, fullReport())
	head := find(parse(t, page), func(n *html.Node) bool { return n.Data == "head" })
	first := head.FirstChild
	for first.Type != html.ElementNode {
		first = first.NextSibling
	}
	if first.Data != "meta" || attr(first, "http-equiv") != "Content-Security-Policy" {
		t.Fatalf("the head begins with %v", first.Attr)
	}
	hash := func(element string) string {
		n := find(parse(t, page), func(n *html.Node) bool { return n.Data == element })
		sum := sha256.Sum256([]byte(n.FirstChild.Data))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash("style") + "; script-src " + hash("script") +
		"; img-src data:; base-uri 'none'; form-action 'none'"
	if diff := cmp.Diff(want, attr(first, "content")); diff != "" {
		t.Errorf("policy (-want +got):\n%s", diff)
	}
	referrer := find(head, func(n *html.Node) bool { return attr(n, "name") == "referrer" })
	if referrer == nil || attr(referrer, "content") != "no-referrer" {
		t.Error("the page sends referrers")
	}
}

func TestLive(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	o := htmlpage.Options{Live: "http://127.0.0.1:8080/events/abc"}
	if err := htmlpage.Write(&b, fullReport(), o); err != nil {
		t.Fatal(err)
	}
	doc := parse(t, b.String())
	checkAllowed(t, doc)
	body := find(doc, func(n *html.Node) bool { return n.Data == "body" })
	if got := attr(body, "data-live"); got != o.Live {
		t.Errorf("the page listens to %q, want %q", got, o.Live)
	}
	meta := find(doc, func(n *html.Node) bool { return attr(n, "http-equiv") != "" })
	if !strings.Contains(attr(meta, "content"), "; connect-src http://127.0.0.1:8080; ") {
		t.Errorf("policy %q", attr(meta, "content"))
	}
	for _, bad := range []string{"https://127.0.0.1/x", "http://evil.example/x", "javascript:x", "http://127.0.0.1@evil/", "::"} {
		if err := htmlpage.Write(&b, fullReport(), htmlpage.Options{Live: bad}); err == nil {
			t.Errorf("the page would listen to %q", bad)
		}
	}
}

// The essay's text is in the page, in order, letter by letter.
func TestEssayText(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]*report.Report{"full": fullReport(), "overlaps": overlapping(300)} {
		got := squeezed(essayText(parse(t, write(t, r))))
		if diff := cmp.Diff(squeezed(r.Essay.Text), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// E4: characters that would reorder the page are shown by their codes.
func TestControlsAreShown(t *testing.T) {
	t.Parallel()
	const hostile = "a\u202eb\u2066c\u200fd\x00e\x1bf\u0085g\u2028h"
	r := &report.Report{
		Essay: plainEssay(hostile), Head: report.Head{Title: hostile, Student: hostile, Overall: hostile},
		Notes: []report.Note{{Number: 1, Kind: "comment", Category: hostile, Comment: hostile, By: hostile, Places: []report.Place{
			{Quote: hostile, Verdict: anchor.Exact, Span: source.Span{Start: 0, End: len(hostile)}},
		}}},
	}
	page := write(t, r)
	checkAllowed(t, parse(t, page))
	if i := strings.IndexAny(page, "\u202e\u2066\u200f\x00\x1b\u0085\u2028"); i >= 0 {
		t.Errorf("a control is in the page: %q", page[max(0, i-60):i+10])
	}
	for _, code := range []string{"U+202E", "U+2066", "U+200F", "U+0000", "U+001B", "U+0085", "U+2028"} {
		if got := strings.Count(page, `<span class="ctl">`+strings.Replace(code, "+", "&#43;", 1)+`</span>`); got < 5 {
			t.Errorf("%s is shown %d times, want at least 5", code, got)
		}
	}
}

// However many places lie over one another, elements stay shallow enough for
// every browser.
func TestDepth(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("word ", 4000)
	r := &report.Report{Essay: plainEssay(text)}
	for i := range 2000 {
		span := source.Span{Start: i, End: len(text) - i}
		if i%2 == 1 {
			span = source.Span{Start: 0, End: len(text)}
		}
		r.Notes = append(r.Notes, report.Note{Number: i + 1, Kind: "comment", Comment: "x", Places: []report.Place{
			{Verdict: anchor.Exact, Span: span},
		}})
	}
	deepest := 0
	for n := range parse(t, write(t, r)).Descendants() {
		depth := 0
		for range n.Ancestors() {
			depth++
		}
		deepest = max(deepest, depth)
	}
	if deepest > 40 {
		t.Errorf("elements are %d deep", deepest)
	}
}

func TestWriteIndex(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	err := htmlpage.WriteIndex(&b, htmlpage.Index{Title: "essays/", Rows: []htmlpage.IndexRow{
		{Essay: "essays/a.md", Student: "Ada", Href: "a.html", Notes: 18, Major: 2, Unplaced: 1, Marks: "-1 / 40", State: htmlpage.Marked},
		{Essay: "essays/b <i>.md", Student: "B\u202e", Href: "sub dir/b #1?.html", Notes: 3, State: htmlpage.Marked},
		{Essay: "essays/c.md", State: htmlpage.Unmarked},
		{Essay: "essays/d.docx", Problem: "d.docx: is not text\nsave it as .txt", State: htmlpage.Failed},
		{Essay: "essays/e.md", Href: "../../etc/passwd", State: htmlpage.Marked},
		{Essay: "essays/f.md", Href: "javascript:alert(1)", State: htmlpage.Marked},
	}})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index.golden.html", b.String())
	checkAllowed(t, parse(t, b.String()))
	b.Reset()
	if err := htmlpage.WriteIndex(&b, htmlpage.Index{}); err != nil {
		t.Fatal(err)
	}
	checkAllowed(t, parse(t, b.String()))
}

// The line ends of a wrapped file are no line ends of the page; a student's are.
func TestWrittenLineEnds(t *testing.T) {
	t.Parallel()
	const text = "A first line that is as long as the page of the essay is wide\nand another one."
	for format, want := range map[string]bool{"txt": true, "markdown": false, "docx": false} {
		e := plainEssay(text)
		e.Format = format
		if got := strings.Contains(write(t, &report.Report{Essay: e}), `<p dir="auto" class="wrapped">`); got != want {
			t.Errorf("%s: the lines flow: %v", format, got)
		}
		words := ""
		r := &report.Report{Essay: e, Notes: []report.Note{{Number: 1, Replacement: &words, Places: []report.Place{exact(e.Text, "wide\nand")}}}}
		if got := strings.Contains(write(t, r), ">wide and</del>"); got != want {
			t.Errorf("%s: what was flows: %v", format, got)
		}
	}
}

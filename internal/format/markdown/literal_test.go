package markdown_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/markdown"
	"gloss/internal/report"
	"gloss/internal/richtext"
	"gloss/internal/source"
)

// plain is a plain-text essay of one paragraph for each part between blank lines.
func plain(t testing.TB, text string) *essay.Essay {
	t.Helper()
	b := essay.NewBuilder("txt", source.NewFile("essay.txt", text))
	at := 0
	for _, part := range strings.SplitAfter(text, "\n\n") {
		if words := strings.TrimRight(part, "\n"); words != "" {
			b.Open(essay.Block{Kind: essay.Paragraph}, "\n\n")
			b.Verbatim(words, at)
		}
		at += len(part)
	}
	e := b.Essay()
	if err := e.Validate(); err != nil {
		t.Fatal(err)
	}
	return e
}

// rendered is Markdown as a browser gets it, raw HTML let through so that it
// cannot hide.
func rendered(t testing.TB, markdown string) *html.Node {
	t.Helper()
	var b strings.Builder
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(ghtml.WithUnsafe()))
	if err := md.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// page is what is read off a rendered report.
type page struct {
	essay    string // the text of the section of the essay
	rest     string // all other text
	links    []string
	elements map[string]bool
}

func look(doc *html.Node) page {
	p := page{elements: map[string]bool{}}
	inEssay := false
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			p.elements[n.Data] = true
			if isMark(n) {
				return
			}
			if n.Data == "h2" {
				inEssay = n.FirstChild != nil && n.FirstChild.Data == "The essay"
			}
			if n.Data == "div" { // the footnotes
				inEssay = false
			}
			for _, a := range n.Attr {
				if a.Key == "href" || a.Key == "src" {
					p.links = append(p.links, a.Val)
				}
			}
		}
		if n.Type == html.TextNode {
			if inEssay {
				p.essay += n.Data
			} else {
				p.rest += n.Data
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return p
}

// isMark reports whether the node is the mark of a footnote or the way back.
func isMark(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "class" && (a.Val == "footnote-ref" || a.Val == "footnote-backref" || a.Val == "footnote-back") {
			return true
		}
	}
	return false
}

// squeezed is text as it is compared: without white space, control characters as
// their signs.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 0x85 || r == '\n' || r == '\t' || r == ' ':
			return -1
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		case unicode.Is(unicode.Cc, r):
			return unicode.ReplacementChar
		case unicode.IsSpace(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// nasty are texts that mean something in Markdown or HTML.
func nasty() []string {
	return []string{
		"a | b", "`code` ``", "<script>x(1)</script>", "[x](y)", "![x](y)", "# heading", "a\n===", "a\n---", "- item", "+ item", "* item",
		"1. item", "1) item", "12345678. x", "> quote", ">quote", "    code", "\tcode", "```\ncode", "~~~\ncode", "~~struck~~", "~a~", "*em* **st** _em_ __st__",
		"snake_case_word", "&amp; &copy; &#65; &", "\\* \\", "a\\\nb", "a  \nb", "http://a.b/c_d www.x.org/y mailto:a@b.c a@b.co x@y", "https://x.y(z)", "ftp://a.b",
		"<http://a.b>", "<a@b.c>", "[^1]", "[^1]: note", "[a]: /u", "[a][b]", "[x]", "- [ ] task", "***", "---", "___", "* * *", "a|b\n-|-\nc|d", "|a|\n|-|", ":--", ":-:\n",
		"$x$ and $5", "<!-- c -->", "<!-- gloss report -->", "<?php", "<![CDATA[x]]>", "<div>\n\n</div>", "\x00\x1b[31m\x07\u009b", "\u202Ea", "Setext\n======",
		"#hash #12", "0)\t", "1.\tone\n2.\ttwo", "#", "trailing #", "trailing \\", "(a)", "[1](x)", ")", "]", "{a}", "\"q\" 'q'", "=", "+", "-", "1.", "·", "⟦a⟧", "a\u2028b", "e\u0301",
		"\u00a0lead", "\fform\vfeed", "\r", "http:", "//x.y", "www.", "a:b", ":smile:", "@name", "*a", "a*", "_", "**", "~", "|", "\\|", "`|`", "<b", "&lt;script&gt;", "😀",
	}
}

// Row M1: whatever the essay holds reads literally, and nothing in it becomes a
// link or an element.
func TestWriteEssayLiteral(t *testing.T) {
	for _, text := range nasty() {
		text = strings.ReplaceAll(text, "\r", "")
		for _, around := range []string{"", "before ", "before\n"} {
			e := plain(t, around+text+"\n\nafter.")
			checkLiteral(t, numbered(e), text)
			if text == "" {
				continue
			}
			// The same with notes that begin and end inside it.
			for _, cut := range []int{0, len(text) / 2} {
				for cut > 0 && !onRune(text, cut) {
					cut--
				}
				start := len(around) + cut
				end := len(around) + len(text)
				checkLiteral(t, numbered(e, report.Note{Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: start, End: end}}}}), text)
			}
		}
	}
}

func onRune(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }

// noteOn is a note on the part of an essay's text from start to end, both moved
// into the text and onto whole characters; none when nothing is left between.
func noteOn(text string, start, end int) []report.Note {
	start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
	for !onRune(text, start) {
		start--
	}
	for !onRune(text, end) {
		end++
	}
	if start >= end {
		return nil
	}
	return []report.Note{{Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: start, End: end}}}}}
}

// checkLiteral holds the essay in a report against the essay itself.
func checkLiteral(t *testing.T, r *report.Report, text string) {
	t.Helper()
	out := write(t, r)
	p := look(rendered(t, out))
	got := p.essay
	_, got, _ = strings.Cut(got, "The essay")
	for _, legend := range []string{"There are no notes on this essay.", "follows them."} {
		if _, after, ok := strings.Cut(got, legend); ok {
			got = after
		}
	}
	open, close := "⟦", "⟧"
	if strings.Contains(r.Essay.Text, "⟦") {
		open, close = "⟪", "⟫"
	}
	got = strings.NewReplacer(open, "", close, "", "↑", "").Replace(squeezed(got))
	want := ""
	for _, b := range r.Essay.Blocks {
		if b.Kind == essay.Footnote {
			want += b.Marker
		}
		want += squeezed(b.Span.Of(r.Essay.Text))
	}
	if got != want {
		t.Errorf("%q reads %q, want %q; it is written\n%s", text, got, want, out)
	}
	for _, l := range p.links {
		if !strings.HasPrefix(l, "#fn") {
			t.Errorf("%q makes a link to %q; it is written\n%s", text, l, out)
		}
	}
	allowed := " html head body h1 h2 h3 h4 h5 h6 p br hr em strong del code pre ul ol li table thead tbody tr th td blockquote sup a div input "
	for name := range p.elements {
		if !strings.Contains(allowed, " "+name+" ") {
			t.Errorf("%q makes an element %s; it is written\n%s", text, name, out)
		}
	}
}

// Row M1: the same in every field that is no Markdown.
func TestWriteFieldsLiteral(t *testing.T) {
	e := plain(t, "The essay's words.")
	for _, text := range nasty() {
		note := report.Note{
			Kind: annotation.Correction, Category: text, Severity: annotation.Severity(text), Replacement: new(text),
			Sources: []report.Source{{Title: text, Author: text, Year: text, Page: text, URL: "javascript:" + text}},
			Marks:   number("-1"), CriterionTitle: text, Tags: []string{text, text}, By: text,
			Replies: []report.Reply{{By: text, Created: text}},
			Places: []report.Place{
				{Quote: text, Verdict: anchor.Fuzzy, Span: source.Span{Start: 4, End: 9}},
				{Quote: text},
				{Quote: text, Verdict: anchor.Ambiguous, Disagree: text, Candidates: []source.Span{{Start: 0, End: 3}}},
			},
		}
		r := numbered(e, note, report.Note{Kind: annotation.Kind(text), Places: []report.Place{{Quote: text}}})
		r.Head = report.Head{Title: text, Student: text, Marker: text + "x", Date: text, Task: text + "y"}
		r.Marks = &report.Marks{Rubric: text, Criteria: []report.CriterionMarks{{Title: text, Level: text, Descriptor: text}}}
		out := write(t, r)
		p := look(rendered(t, out))
		if got, want := strings.Count(squeezed(p.rest), squeezed(text)), 20; text != "" && squeezed(text) != "" && got < want {
			t.Errorf("%q stands %d times in the report, want %d; it is written\n%s", text, got, want, out)
		}
		for _, l := range p.links {
			if !strings.HasPrefix(l, "#fn") {
				t.Errorf("%q makes a link to %q", text, l)
			}
		}
		for _, name := range []string{"script", "b", "img", "a2"} {
			if p.elements[name] {
				t.Errorf("%q makes an element %s", text, name)
			}
		}
	}
}

// texts are the characters of a remark in their order.
func texts(nodes []richtext.Node) []string {
	var out []string
	for _, n := range nodes {
		if n.Text != "" {
			out = append(out, n.Text)
		}
		out = append(out, texts(n.Children)...)
	}
	return out
}

// checkRemark holds a remark in a report against its tree: every word is there,
// in order, and nothing leads anywhere that the tree does not.
func checkRemark(t *testing.T, remark string) {
	t.Helper()
	e := plain(t, "The essay's words.")
	r := numbered(e, report.Note{Comment: remark, Next: remark, Correction: remark, Places: []report.Place{at(t, e, "essay")}})
	r.Head.Overall = remark
	r.Head.Strengths = []string{remark, "last"}
	out := write(t, r)
	p := look(rendered(t, out))
	nodes := richtext.Parse(remark)
	rest := squeezed(p.rest)
	for range 5 {
		for _, want := range texts(nodes) {
			_, after, ok := strings.Cut(rest, squeezed(want))
			if !ok {
				t.Fatalf("%q lost %q; it is written\n%s", remark, want, out)
			}
			rest = after
		}
	}
	if squeezed(p.essay[strings.LastIndex(p.essay, "follows them."):]) != "followsthem.The⟦essay⟧'swords." {
		t.Errorf("%q runs into the essay; it is written\n%s", remark, out)
	}
	if strings.Count(out, "\n## The essay\n") != 1 || !strings.Contains(out, "\n[^1]: ") {
		t.Errorf("%q breaks the report; it is written\n%s", remark, out)
	}
	for _, l := range p.links {
		if _, ok := richtext.Address(l); !ok {
			t.Errorf("%q makes a link to %q; it is written\n%s", remark, l, out)
		}
	}
	for _, name := range []string{"script", "img", "b", "svg", "div2", "iframe", "style"} {
		if p.elements[name] {
			t.Errorf("%q makes an element %s; it is written\n%s", remark, name, out)
		}
	}
}

// remarks are Markdown in all its forms, whole and broken.
func remarks() []string {
	return append(nasty(),
		"One.\n\nTwo *em* **st** ***both*** `code` ~~del~~ [link](http://a.b/c \"t\") <http://x.y> www.q.r",
		"- a\n- b\n  1. c\n  2. d\n\n     e\n- f\n\n* g\n* h\n\n1. i\n\n1) j", "> a\n>\n> > b\n> - c\n\n> d", "```go\nx := `1`\n```\n\n    y\n\n~~~\n```\n~~~",
		"# H1\n\n## H2 *e* #\n\nS\n---\n\n###### H6", "| a | b\\|c |\n|---|---|\n| `d\\|e` | [f](g) |\n| h |", "a\\\nb  \nc\nd", "*a*b **c**d e*f*g", "**a *b* c** *d **e** f*",
		"`` a`b `` ` c ` `` `d` ``", "[a](http://b.c/d_(e)_f?g=h&i=j) [k](<http://l m>) [n](javascript:x) ![o](http://p.q/r.png)", "[a][b]\n\n[b]: http://c.d 'e'",
		"<b>raw</b> <img src=x onerror=y> <!-- c -->", "<div>\n*x*\n</div>", "a<br>b", "- \n- a\n-\n", "1. ", "*", "---\n\na", "\\*a\\*", "&lt;b&gt; &amp;amp;",
		"[^1] and [^1]: x", "[^1]: x", "a | b\n--|--", "-  a\n\n   b", "10. a\n11. b", "- - - a", "> ```\n> a\n\nb", "_a_ __b__ _c __d___", "**`a`** *[b](http://c.d)* [*e*](http://f.g)",
		"“Quotes” and *“quotes”* **(so)**.", "*a.*b", "**a**.", "a~~b~~c", "[http://a.b](http://a.b)", "[#x](#x) [y](#y z)", "mail me: a@b.cd", strings.Repeat("> ", 30)+"deep", strings.Repeat("- ", 10)+"deep",
	)
}

func TestWriteRemarks(t *testing.T) {
	for _, remark := range remarks() {
		checkRemark(t, remark)
	}
}

// The same for what Markdown essays hold: styles, lists, tables and code.
func checkMarkdown(t *testing.T, markdown string, start, end int) {
	t.Helper()
	e := read(t, markdown)
	if len(e.Blocks) == 0 {
		return
	}
	checkLiteral(t, numbered(e, noteOn(e.Text, start, end)...), markdown)
}

func constructs() []string {
	return []string{
		"# A *b* `c` #\n\nd **e**f ~~g~~ ***h*** *i*j", "- a\n- b\n\n  c\n  - d\n    1. e\n    3. f\n\n9) g\n10) h\n1) i", "> a\n> > b\n\n> - c\n>\n>   d",
		"```\na ``` `\n\n  b\n```\n\n    c\n    d", "| a | *b* |\n|--|--|\n| c\\|d | `e\\|f` |\n| | g |\n\n| h |\n|--|\n\ni", "- [ ] a\n- [x] b *c*\n\n<div>\n d\n</div>",
		"a[^1] b[^x]\n\n[^1]: c\n\n    d\n[^x]: - e", "a  \nb\\\nc", "*“a”* **(b)** *c*.d `e`f *`g`* **h *i* j**k *a*`b`**c**", "* a\n\n- b\n\n+ c\n\n1. d\n1) e", "- ```\n  a\n  ```\n- > b\n- # c",
		"***a** b* _c_ __d__", "`` ` `` ` `` ` `` `", "**a**\u00a0**b** *a * b*", "~a~~b~~c~", "1. a\n\n   b\n2. c\n   - d\n\n     e", "- - a\n- 1. b", "|\t`a`|\n|-|", "&#10;a&#10;&#10;b `c&#10;d`",
	}
}

func TestWriteMarkdownEssay(t *testing.T) {
	for _, text := range constructs() {
		checkMarkdown(t, text, 0, 0)
		for start := range 8 {
			checkMarkdown(t, text, start, start+4)
		}
	}
}

func FuzzWriteMarkdown(f *testing.F) {
	for _, s := range constructs() {
		f.Add(s, 1, 3)
	}
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if _, _, err := markdown.Read(source.Input{Name: "x.md", Data: []byte(text)}, ""); err != nil ||
			strings.ContainsAny(text, "⟦⟧⟪⟫↑") || strings.Contains(text, "&") || !utf8.ValidString(text) {
			return
		}
		checkMarkdown(t, text, start, end)
	})
}

func FuzzWriteEssay(f *testing.F) {
	for _, s := range nasty() {
		f.Add(s, 1, 3)
	}
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r", "\n")
		if strings.ContainsAny(text, "⟦⟧⟪⟫↑") || strings.TrimSpace(text) == "" {
			return
		}
		e := plain(t, text)
		checkLiteral(t, numbered(e, noteOn(e.Text, start, end)...), text)
	})
}

func FuzzWriteRemark(f *testing.F) {
	for _, s := range remarks() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, remark string) {
		if strings.ContainsAny(remark, "⟦⟧⟪⟫↑") {
			return
		}
		checkRemark(t, strings.ToValidUTF8(remark, "?"))
	})
}

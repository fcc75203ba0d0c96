package markdown_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/format/markdown"
	"gloss/internal/source"
)

// What a reader sees of each construct of CommonMark and GFM.
func TestReadText(t *testing.T) {
	for _, c := range []struct{ name, markdown, want string }{
		{"empty", "", ""},
		{"blank", "\n \n\t\n", ""},
		{"paragraphs", "One.\n\n\nTwo.", "One.\n\nTwo."},
		{"soft break", "One\ntwo\n   three", "One two three"},
		{"hard break", "One  \ntwo\\\nthree", "One\ntwo\nthree"},
		{"last backslash", `One\`, `One\`},
		{"emphasis", "a *b* __c__ ***d*** e_f_g", "a b c d e_f_g"},
		{"struck", "a ~~b~~ ~c~", "a b c"},
		{"code span", "a `` b`c `` d", "a b`c d"},
		{"code span over lines", "a `b\nc` d", "a b c d"},
		{"escapes", `\*a\* \\ \& \a \#`, `*a* \ & \a #`},
		{"entities", "&amp; &eacute; &#233; &#xE9; &hellip; &copy &nope; &#0; &notit; &NotEqualTilde;", "& é é é … &copy &nope; \uFFFD &notit; ≂̸"},
		{"no entities", "&#; &#x; &; &#xG; &#12345678; &#x1234567; &#+1;", "&#; &#x; &; &#xG; &#12345678; &#x1234567; &#+1;"},
		{"entities beyond", "&#x110000; &#xD800; &#1234567;", "\uFFFD \uFFFD \uFFFD"},
		{"escaped entity", `\&amp; &amp;amp;`, "&amp; &amp;"},
		{"no smart punctuation", `"a" -- 'b' ...`, `"a" -- 'b' ...`},
		{"link", `[a *b*](http://x "t") [c][r] [r]` + "\n\n[r]: /u", "a b c r"},
		{"unknown reference", "[a][b] [c]", "[a][b] [c]"},
		{"image", `see ![a *b*](x.png "t").`, "see a b."},
		{"autolinks", "<http://a.b/?c=d&amp;e> www.x.org, <m@n.o> p@q.r. https://s.t/u_v_w", "http://a.b/?c=d&amp;e www.x.org, m@n.o p@q.r. https://s.t/u_v_w"},
		{"inline html", "a <b class='x\ny'>c</b> <!-- d -->", "a <b class='x y'>c</b> <!-- d -->"},
		{"html block", "<div>\n *a*\n</div>\n\nb", "<div>\n *a*\n</div>\n\nb"},
		{"html block with end", "<script>\n\nx\n</script>\nb", "<script>\n\nx\n</script>\n\nb"},
		{"headings", "# A *b* #\n\nC\n===\nD\nd\n---\n##\n###### E", "A b\n\nC\n\nD d\n\nE"},
		{"rule", "a\n\n* * *\n\nb", "a\n\nb"},
		{"lists", "- a\n- b\n\n  c\n  - d\n\n3) e\n4) f", "a\n\nb\n\nc\n\nd\n\ne\n\nf"},
		{"empty item", "- a\n-\n- b", "a\n\nb"},
		{"tasks", "- [ ] a\n- [x] b\n- [y] c", "a\n\nb\n\n[y] c"},
		{"quotes", "> a\n> b\n>> c\n\n> d", "a b\n\nc\n\nd"},
		{"lazy quote", "> a\nb", "a b"},
		{"indented code", "a\n\n    b  c\n      d\n\n\n    e\n\nf", "a\n\nb  c\n  d\n\n\ne\n\nf"},
		{"fenced code", "```go\n\ta\n\n  *b*\n```\nc", "\ta\n\n  *b*\n\nc"},
		{"unclosed code", "~~~\na", "a"},
		{"code in list", "1. a\n\n       b\n\n   ```\n   c\n   ```", "a\n\nb\n\nc"},
		{"tabs in code", "- a\n\n\t\tb", "a\n\n  b"},
		{"table", "| a | *b* |\n|:--|--:|\n| c\\|d | `e\\|f` |\n| g |\n|  | h | i |", "a\tb\nc|d\te|f\ng\t\n\th"},
		{"table after text", "a\nb|c\n-|-\nd|e\n\nf", "a\n\nb\tc\nd\te\n\nf"},
		{"footnotes", "[^x]: X *y*.\n\na[^b] c![^x]\n\n[^b]: B\n\n    b2\n[^z]: unused", "a[1] c![2]\n\nB\n\nb2\n\nX y."},
		{"footnote mark again", "a[^1] b[^1]\n\n[^1]: n", "a[1] b[1]\n\nn"},
		{"no footnote mark", "x!y^a] z[^a]\n\n[^a]: n\xf6!0^a]", "x!y^a] z[1]\n\nnö!0^a]"},
		{"no such footnote", "a[^1]", "a[^1]"},
		{"front matter", "---\ntitle: A\nlist:\n  - b\n# c\n---\n\nText", "Text"},
		{"front matter with dots", "---\na: b\n...\nText", "Text"},
		{"two rules", "---\n\nText\n\n---\n", "Text"},
		{"rule and heading", "---\nText with words\n---\n", "Text with words"},
		{"open front matter", "---\na: b\n", "a: b"},
		{"nul", "a\x00b", "a\x00b"},
		{"separators", "a\u2028b\u0085c\u2029d", "a\u2028b\u0085c\u2029d"},
		{"paragraph of no-break spaces", "a\n\n&nbsp;\n\nb", "a\n\n\u00a0\n\nb"},
		{"no-break spaces", "a&nbsp;b\u00a0c", "a\u00a0b\u00a0c"},
		{"nested inline", "**a _b `c` [d](e)_ f**", "a b c d f"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, read(t, c.markdown).Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadBlocks(t *testing.T) {
	e := read(t, "# A\n\nb\n\n> c\n>\n> > d\n>\n> - e\n\n- f\n\n  g\n  1. h\n\n     i\n  2. j\n- [x] k\n- [ ] l\n\n9) m\n\n```\nn\n```\n\no | p\n-|-\nq | r\n\n## S\n\n<p>t\n\nu[^1]\n\n[^1]: v\n\n    w\n")
	var got []string
	for _, b := range e.Blocks {
		got = append(got, fmt.Sprintf("%d %s %d %s %s", b.Number, b.Kind, b.Level, b.Marker, b.Span.Of(e.Text)))
	}
	want := []string{
		"0 heading 1  A", "1 paragraph 0  b", "2 quote 1  c", "3 quote 2  d", "4 item 1 • e",
		"5 item 1 • f", "6 item 1  g", "7 item 2 1. h", "8 item 2  i", "9 item 2 2. j", "10 item 1 ☑ k", "11 item 1 ☐ l",
		"12 item 1 9) m", "0 code 0  n", "0 row 0  o\tp", "0 row 0  q\tr", "0 heading 2  S", "13 paragraph 0  <p>t",
		"14 paragraph 0  u[1]", "0 footnote 0 [1] v", "0 footnote 0  w",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadStyles(t *testing.T) {
	e := read(t, "a *b **c*** ~~d~~ `e f` ***g*** *[h](i)* ** ![*j*](k)\n\n| *l* | m |\n|-|-|\n")
	var got []string
	for _, s := range e.Styles {
		got = append(got, fmt.Sprintf("%s %s", s.Kind, s.Span.Of(e.Text)))
	}
	want := []string{
		"emphasis b c", "strong c", "struck d", "monospace e f", "emphasis g", "strong g", "emphasis h", "emphasis j", "emphasis l",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadTitle(t *testing.T) {
	for markdown, want := range map[string]string{
		"":                          "",
		"Text":                      "",
		"## A\n\n# B *c*\n\n# D":    "B c",
		"## A\n\n### B":             "A",
		"Title\n=====\n\nText":      "Title",
		"```\n# not this\n```\n":    "",
		"---\ntitle: T\n---\n\n# H": "H",
	} {
		if got := read(t, markdown).Title; got != want {
			t.Errorf("%q: title %q, want %q", markdown, got, want)
		}
	}
}

// Each piece of the text leads back to what is written for it in the file.
func TestReadOrigins(t *testing.T) {
	const file = "# H\r\n\r\nA *b&amp;c* \\*d\r\ne  \r\n[f](g) `h\r\ni`[^1]\r\n\r\n> j\r\n> k\r\n\r\n```\r\nl\r\nm\r\n```\r\n\r\nn|o\r\n-|-\r\np|q\r\n\r\n<http://r>\r\n\r\n[^1]: s\r\n"
	e := read(t, file)
	for _, c := range []struct{ text, file string }{
		{"H", "H"},
		{"A b", "A *b"},
		{"b&c", "b&amp;c"},
		{"&", "&amp;"},
		{"*d", `\*d`},
		{"d e", "d\r\ne"},
		{"e\nf", "e  \r\n[f"},
		{"f h", "f](g) `h"},
		{"h i", "h\r\ni"},
		{"i[1]", "i`[^1]"},
		{"j k", "j\r\n> k"},
		{"l\nm", "l\r\nm"},
		{"n\to", "n|o"},
		{"o\np", "o\r\n-|-\r\np"},
		{"http://r", "http://r"},
		{"s", "s"},
	} {
		i := strings.Index(e.Text, c.text)
		if i < 0 {
			t.Errorf("%q does not stand in %q", c.text, e.Text)
			continue
		}
		if got := e.FileSpan(source.Span{Start: i, End: i + len(c.text)}).Of(file); got != c.file {
			t.Errorf("%q is led to %q, want %q", c.text, got, c.file)
		}
	}
}

// Row E9: line ends do not change what is read.
func TestReadLineEnds(t *testing.T) {
	const lf = "# H\n\nA *b*\nc  \nd\n\n- e\n  f\n\n```\ng\n\nh\n```\n\n---\n\ni | j\n--|--\nk | l\n\nm[^1]\n\n[^1]: n\n    o\n"
	want := read(t, lf)
	for name, end := range map[string]string{"CRLF": "\r\n", "CR": "\r"} {
		got := read(t, strings.ReplaceAll(lf, "\n", end))
		if diff := cmp.Diff(want.Text, got.Text); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(want.Blocks, got.Blocks); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	mixed := read(t, "a\r\nb\rc\nd\r\n\r\ne\r\r\nf")
	if got, want := mixed.Text, "a b c d\n\ne\n\nf"; got != want {
		t.Errorf("mixed line ends: %q, want %q", got, want)
	}
}

func TestReadRefuses(t *testing.T) {
	_, _, err := markdown.Read(source.Input{Name: "essay.md", Data: []byte("PK\x03\x04 word/document.xml")}, "")
	var refused *source.Error
	if !errors.As(err, &refused) || refused.Help != "rename it to essay.docx" {
		t.Errorf("a Word file: got %v", err)
	}
	if _, _, err = markdown.Read(source.Input{Name: "essay.md", Data: []byte("a")}, "klingon"); !errors.As(err, &refused) {
		t.Errorf("an unknown encoding: got %v", err)
	}
}

func TestReadFindings(t *testing.T) {
	_, findings, err := markdown.Read(source.Input{Name: "e.md", Data: []byte("caf\xe9 a\x00b")}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprintf("%s %s %d", f.Rule, f.Severity, f.Position().Line))
	}
	if diff := cmp.Diff([]string{"encoding-guessed warning 1", "nul warning 1"}, got); diff != "" {
		t.Error(diff)
	}
}

// Whatever the file holds, the essay keeps its promises, and the words of a
// paragraph that is not Markdown at all come through.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"# a\n\n*b* `c` [d](e \"f\") ![g](h)\n\n- [x] i\n  1. j\n\n> k\n\n|l|m|\n|-|-|\n|n\\|o|`p\\|q`|\n\nr[^1]\n\n[^1]: s\n",
		"---\na: b\n---\n\ttext\r\n\r\n\t\tcode\rx", "<div>\n</div>&amp;\\&#x41;<http://a>~~b~~www.c.d", "[^a]: [^a]\n\n[^a]![^a]", "a!b^c] [^c]\n\n[^c]: d",
		"- a\n\n\tb\n-\tc\n\n\t\td", "a\\\nb  \nc\x00\uFEFF\u202E", "![[a]](b)[c][c]\n\n[c]: <d e> 'f'", "|a\n|-\n|`b", "``` \n>```\n- ```",
		"*a **b* c**[d](e\\)f) `` ` ``", "Setext\n===\n\nb\n--- ", "&#; &#x; &#99999999; &;", "1. a\n1) b\n* c\n+ d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, _, err := markdown.Read(source.Input{Name: "x.md", Data: []byte(text)}, "")
		if err != nil {
			return
		}
		if err := e.Validate(); err != nil {
			t.Fatal(err)
		}
		if plain := plainParagraph(text); plain != "" && !strings.Contains(e.Text, plain) {
			t.Errorf("%q lost the words of %q", e.Text, plain)
		}
	})
}

// plainParagraph is the text if it is one line of letters and single spaces.
func plainParagraph(text string) string {
	for i := range len(text) {
		c := text[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (c != ' ' || i == 0 || text[i-1] == ' ') {
			return ""
		}
	}
	return strings.TrimRight(text, " ")
}

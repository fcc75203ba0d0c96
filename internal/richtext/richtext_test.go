package richtext

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gloss/internal/growth"
)

func words(s string) Node        { return Node{Kind: Text, Text: s} }
func para(children ...Node) Node { return Node{Kind: Paragraph, Children: children} }

func TestParse(t *testing.T) {
	t.Parallel()
	link := func(to, label string) Node { return Node{Kind: Link, URL: to, Children: []Node{words(label)}} }
	tests := map[string][]Node{
		"": nil,
		"a *b* **c** ~~d~~ `e\\*`": {para(
			words("a "), Node{Kind: Emphasis, Children: []Node{words("b")}},
			words(" "), Node{Kind: Strong, Children: []Node{words("c")}},
			words(" "), Node{Kind: Struck, Children: []Node{words("d")}},
			words(" "), Node{Kind: Code, Text: `e\*`},
		)},
		"one\ntwo\\\nthree": {para(words("one two"), Node{Kind: Break}, words("three"))},
		"## Head\n\n---":    {{Kind: Heading, Level: 2, Children: []Node{words("Head")}}, {Kind: Rule}},
		"3. a\n4. b": {{Kind: List, Ordered: true, Start: 3, Children: []Node{
			{Kind: Item, Children: []Node{para(words("a"))}},
			{Kind: Item, Children: []Node{para(words("b"))}},
		}}},
		"> q":             {{Kind: Quote, Children: []Node{para(words("q"))}}},
		"```go\nx := 1\n": {{Kind: CodeBlock, Text: "x := 1"}},
		"```<b>\nx\n```":  {{Kind: CodeBlock, Text: "<b>\nx"}},
		"|a|\n|-|\n|b|c|": {{Kind: Table, Children: []Node{
			{Kind: Row, Children: []Node{{Kind: Cell, Header: true, Children: []Node{words("a")}}}},
			{Kind: Row, Children: []Node{
				{Kind: Cell, Children: []Node{words("b")}}, {Kind: Cell, Children: []Node{words("c")}},
			}},
		}}},
		"- [x] done":         {{Kind: List, Children: []Node{{Kind: Item, Children: []Node{para(words("[x] done"))}}}}},
		"a <b onx=1>b</b>":   {para(words("a <b onx=1>b</b>"))},
		"<div>\n*x*\n</div>": {para(words("<div>"), Node{Kind: Break}, words("*x*"), Node{Kind: Break}, words("</div>"))},
		`&lt;b&gt; \&amp; &#x41; &no; &#+5; &#-5; &#x;`: {para(words("<b> &amp; A &no; &#+5; &#-5; &#x;"))},
		"[l](#famine-toll)":                             {para(link("#famine-toll", "l"))},
		"www.a.org":                                     {para(link("http://www.a.org", "www.a.org"))},
		"a@b.org":                                       {para(link("mailto:a@b.org", "a@b.org"))},
		"![alt](https://t.org/p.png)":                   {para(link("https://t.org/p.png", "alt"))},
		"[](https://t.org)":                             {para(link("https://t.org", "https://t.org"))},
		`[a](https://t.org "T")`:                        {para(link("https://t.org", "a"), words(" (“T”)"))},
		"[r]\n\n[r]: https://t.org":                     {para(link("https://t.org", "r"))},
		"[r]: https://t.org":                            {para(words("[r]: https://t.org"))},
		"a\r\n\r\nb":                                    {para(words("a")), para(words("b"))},
	}
	for source, want := range tests {
		if diff := cmp.Diff(want, Parse(source), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("Parse(%q) (-want +got):\n%s", source, diff)
		}
	}
}

// H2: a link to anything but the web, mail or the page stays readable as text.
func TestParseKeepsUnsafeLinksAsText(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"[x](javascript&colon;alert(1))": "x (javascript:alert(1))",
		"[x](JAVASCRIPT&#58;alert(1))":   "x (JAVASCRIPT:alert(1))",
		"[x](java&Tab;script:alert(1))":  "x (java\tscript:alert(1))",
		"[x](java&NewLine;script:a)":     "x (java\nscript:a)",
		"[x](&#1;javascript:a)":          "x (\x01javascript:a)",
		"[x](<  javascript:a>)":          "x (  javascript:a)",
		"[x](data:text/html,<b>)":        "x (data:text/html,<b>)",
		"[x](vbscript:a)":                "x (vbscript:a)",
		"[x](//evil/x)":                  "x (//evil/x)",
		`[x](\\evil)`:                    `x (\evil)`,
		`[x](\\\\evil)`:                  `x (\\evil)`,
		`[x](https:\\\\evil)`:            `x (https:\\evil)`,
		"[x](https:evil)":                "x (https:evil)",
		"[x](https://)":                  "x (https://)",
		"[x](file:///etc/passwd)":        "x (file:///etc/passwd)",
		"[x](blob:https://a/b)":          "x (blob:https://a/b)",
		"[x](#)":                         "x (#)",
		"[x](other.html)":                "x (other.html)",
		"[x]()":                          "x ()",
		"![t](data:image/svg+xml,x)":     "t (data:image/svg+xml,x)",
		"<javascript:x(1)>":              "<javascript:x(1)>",
		"[r]: vbscript:x":                "[r]: vbscript:x",
		"[r]\n\n[r]: vbscript:x 'T'":     "r (vbscript:x “T”)",
		"[a *b*](javascript:x)":          "a b (javascript:x)",
		"[x](\u2028javascript:x)":        "x (\u2028javascript:x)",
		"[x](ｊavascript:x)":              "x (ｊavascript:x)",
		"[x](java\u200bscript:x)":        "x (java\u200bscript:x)",
		"[x](javascript\u0000:x)":        "x (javascript\u0000:x)",
	} {
		nodes := Parse(source)
		got := Plain(nodes)
		if got != want {
			t.Errorf("Plain(Parse(%q)) = %q, want %q", source, got, want)
		}
		eachLink(nodes, func(n Node) { t.Errorf("Parse(%q) links to %q", source, n.URL) })
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"a\n\nb":                      "a\n\nb",
		"- a\n- b\n  1. c\n\nd":       "- a\n- b\n  1. c\n\nd",
		"> a\n>\n> b":                 "> a\n>\n> b",
		"|a|b|\n|-|-|\n|1|2|":         "a | b\n1 | 2",
		"[l](https://t.org) and #":    "l (https://t.org) and #",
		"<https://t.org> [f](#id)":    "https://t.org f",
		"a  \nb":                      "a\nb",
		"    code\n    more\n\n***\n": "code\nmore\n\n* * *",
		"# H\ntext":                   "H\n\ntext",
		"9. a\n10. b\n\n    more":     "9. a\n10. b\n    more",
	} {
		if got := Plain(Parse(source)); got != want {
			t.Errorf("Plain(Parse(%q)) = %q, want %q", source, got, want)
		}
	}
}

func TestInline(t *testing.T) {
	t.Parallel()
	got, ok := Inline(Parse("only *one*"))
	if !ok || len(got) != 2 {
		t.Errorf("Inline of one paragraph = %v, %v", got, ok)
	}
	for _, source := range []string{"", "two\n\nparagraphs", "- item", "# head"} {
		if _, ok := Inline(Parse(source)); ok {
			t.Errorf("Inline(Parse(%q)) says that it is one paragraph", source)
		}
	}
}

// E13: input that parsers choke on is read in time that grows with its length.
func TestPathological(t *testing.T) {
	t.Parallel()
	const size = 1 << 18
	for _, piece := range []string{
		"[", "![", "*a_", "a**b", "<", "> ", "- ", "1. ", "`", "[a](", "[](", "[a][", "|", "a|b\n", "a\n", "> > a\n",
		"- > a\n", "[a]: b\n", "~~a", "<a ", "<!--", "&", "\\", "_a __b ",
	} {
		growth.Check(t, piece, size, func(n int) { Parse(strings.Repeat(piece, n/len(piece))) })
		nodes := Parse(strings.Repeat(piece, size/len(piece)))
		if got := depth(nodes); got > maxDepth+1 {
			t.Errorf("Parse of %q is %d deep", piece, got)
		}
	}
	deep := strings.Repeat("> ", 150) + strings.Repeat("*a **b ", 150) + "word"
	if got := depth(Parse(deep)); got > maxDepth+1 {
		t.Errorf("a deep quotation is %d deep", got)
	}
	if got := Plain(Parse(deep)); !strings.HasSuffix(got, "word") {
		t.Errorf("a deep quotation lost its words: %q", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a *b* [c](javascript:d) `e` <f>", "|a|b|\n|-|-|\n|1|2|3|", "> - 1. a\n>   b", "[r]: //x 'y'", "***a** b*",
		"<a@b.c> www.d.e &colon; &#58; \\[", "![](x) [](#y) [z](<a b>)", "- [ ] a\n\n\tb", "a\\\nb  \nc",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		nodes := Parse(source)
		if got := depth(nodes); got > maxDepth+1 {
			t.Errorf("%d deep", got)
		}
		eachLink(nodes, func(n Node) {
			u, err := url.Parse(n.URL)
			if err != nil {
				t.Fatalf("link to %q: %v", n.URL, err)
			}
			web := (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
			if !web && u.Scheme != "mailto" && !strings.HasPrefix(n.URL, "#") {
				t.Errorf("link to %q", n.URL)
			}
			if len(n.Children) == 0 {
				t.Errorf("link to %q without words", n.URL)
			}
		})
		// Where no syntax hides, moves or numbers words, every letter is there.
		if utf8.ValidString(source) && !strings.ContainsAny(source, "&`~[<|:@0123456789") && !strings.Contains(source, "www.") {
			if want, got := letters(source), letters(Plain(nodes)); want != got {
				t.Errorf("letters %q, want %q", got, want)
			}
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func eachLink(nodes []Node, do func(Node)) {
	for _, n := range nodes {
		if n.Kind == Link {
			do(n)
		}
		eachLink(n.Children, do)
	}
}

func depth(nodes []Node) int {
	deepest := 0
	for _, n := range nodes {
		deepest = max(deepest, 1+depth(n.Children))
	}
	return deepest
}

func BenchmarkParse(b *testing.B) {
	const remark = "Estimates for 1930-33 run from about **5.5** to 8.7 million dead; see [the study](https://example.org/a).\n"
	for b.Loop() {
		Parse(remark)
	}
}

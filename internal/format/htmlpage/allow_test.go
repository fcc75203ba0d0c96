package htmlpage_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// allowed are the elements of a page, each with the attributes it may have
// beside those that every element may have.
func allowed() map[string]string {
	return map[string]string{
		"html": "", "head": "", "meta": "http-equiv content charset name", "title": "", "style": "", "script": "",
		"body": "data-live", "header": "", "main": "", "footer": "", "nav": "", "section": "", "article": "",
		"h1": "", "h2": "", "h3": "", "h4": "", "h5": "", "h6": "", "p": "", "div": "", "span": "", "bdi": "", "br": "", "hr": "",
		"a": "href rel", "ul": "", "ol": "start", "li": "value", "dl": "", "dt": "", "dd": "", "blockquote": "", "pre": "",
		"em": "", "strong": "", "b": "", "code": "", "s": "", "del": "", "ins": "", "q": "", "cite": "", "kbd": "", "mark": "",
		"time": "datetime", "table": "", "caption": "", "thead": "", "tbody": "", "tfoot": "", "tr": "", "th": "scope colspan", "td": "",
		"form": "autocomplete", "fieldset": "", "legend": "", "label": "", "input": "type checked", "button": "type",
		"details": "", "summary": "",
	}
}

// anywhere are the attributes that every element may have.
func anywhere() []string {
	return []string{
		"class", "id", "lang", "dir", "role", "tabindex", "hidden", "data-n", "data-label", "aria-label", "aria-labelledby",
		"aria-describedby", "aria-hidden", "aria-level",
	}
}

// parse reads a page as a browser does.
func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// checkAllowed holds a parsed page against the allow-list: elements, attributes,
// where links lead, ids that are ours and stand once, one style and at most one
// script.
func checkAllowed(t testing.TB, doc *html.Node) {
	t.Helper()
	elements, ids, count := allowed(), map[string]bool{}, map[string]int{}
	ours := regexp.MustCompile(`^[a-z]+(-?[a-z0-9]+)*$`)
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		case html.ElementNode:
			own, ok := elements[n.Data]
			if !ok || n.Namespace != "" {
				t.Errorf("element %q", n.Data)
			}
			count[n.Data]++
			for _, a := range n.Attr {
				if !slices.Contains(anywhere(), a.Key) && !slices.Contains(strings.Fields(own), a.Key) {
					t.Errorf("attribute %q of %q", a.Key, n.Data)
				}
				switch a.Key {
				case "id":
					if ids[a.Val] || !ours.MatchString(a.Val) {
						t.Errorf("id %q", a.Val)
					}
					ids[a.Val] = true
				case "class":
					for c := range strings.FieldsSeq(a.Val) {
						if !ours.MatchString(c) {
							t.Errorf("class %q", c)
						}
					}
				}
			}
		default:
		}
	}
	if count["style"] != 1 || count["script"] > 1 {
		t.Errorf("%d styles and %d scripts", count["style"], count["script"])
	}
	checkReferences(t, doc, ids)
}

// checkReferences sees that every link leads to the web, to mail, or to an id of
// the page, and that every name an element goes by is there.
func checkReferences(t testing.TB, doc *html.Node, ids map[string]bool) {
	t.Helper()
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "href":
				if id, ok := strings.CutPrefix(a.Val, "#"); ok {
					if !ids[id] {
						t.Errorf("a link to %q, which is not there", a.Val)
					}
					continue
				}
				u, err := url.Parse(a.Val)
				if err != nil || (u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" && !strings.HasPrefix(a.Val, "./")) {
					t.Errorf("a link to %q", a.Val)
				}
				if u != nil && u.Scheme != "" && attr(n, "rel") != "noopener noreferrer nofollow" {
					t.Errorf("a link to %q with rel=%q", a.Val, attr(n, "rel"))
				}
			case "aria-labelledby", "aria-describedby":
				if !ids[a.Val] {
					t.Errorf("%s=%q, which is not there", a.Key, a.Val)
				}
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// find is the first element that fits; nil where none does.
func find(doc *html.Node, fits func(*html.Node) bool) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && fits(n) {
			return n
		}
	}
	return nil
}

// textOf is the text of an element, without that of the elements to skip.
func textOf(n *html.Node, skip func(*html.Node) bool) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && skip(n) {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

// essayText is the essay as the page shows it: without notes, numbers, markers
// and codes.
func essayText(doc *html.Node) string {
	article := find(doc, func(n *html.Node) bool { return n.Data == "article" })
	if article == nil {
		return ""
	}
	return textOf(article, func(n *html.Node) bool {
		for _, class := range []string{"notes", "pn", "mk", "ref", "bar", "ctl", "notes-h"} {
			if hasClass(n, class) {
				return true
			}
		}
		return false
	})
}

// squeezed is text without white space and without the characters that are shown
// by their codes.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \t\n\r\f\v", r), r < 0x20, r >= 0x7F && r <= 0x9F, r == 0x2028, r == 0x2029, r == 0x061C,
			r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

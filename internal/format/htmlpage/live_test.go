package htmlpage_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/net/html"

	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
)

// E11: every piece of text in a live page stands where it says that it does.
func TestOffsetsOfLivePage(t *testing.T) {
	for name, r := range map[string]*report.Report{
		"full":     fullReport(),
		"overlaps": overlapping(60),
		"signs":    {Essay: plainEssay("A 👩‍👧 \u202eturned\u202c e\u0301.\n\nשלום 𝒳 and\u2028more.")},
	} {
		var b bytes.Buffer
		if err := htmlpage.WriteLive(&b, r); err != nil {
			t.Fatal(err)
		}
		units := utf16.Encode([]rune(r.Essay.Text))
		told := make([]bool, len(units))
		for n := range parse(t, b.String()).Descendants() {
			at, err := strconv.Atoi(attribute(n, "data-at"))
			if err != nil {
				continue
			}
			text := n.FirstChild.Data
			if code, isCode := strings.CutPrefix(text, "U+"); isCode && attribute(n, "class") == "ctl" {
				v, err := strconv.ParseUint(code, 16, 16)
				if err != nil {
					t.Fatal(err)
				}
				text = string(rune(v))
			}
			got := utf16.Encode([]rune(text))
			if at+len(got) > len(units) || string(utf16.Decode(units[at:at+len(got)])) != text {
				t.Errorf("%s: %q does not stand at %d", name, text, at)
				continue
			}
			for i := range got {
				told[at+i] = true
			}
		}
		for i, ok := range told {
			if !ok && units[i] > ' ' {
				t.Errorf("%s: unit %d is nowhere on the page", name, i)
			}
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

package docx_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"

	"gloss/internal/report/reporttest"
)

// The sample report as a Word document, as text: every paragraph with what is
// struck out in [-…-] and what is put in in {+…+}, then every comment.
func TestSampleAsWrittenDown(t *testing.T) {
	out := write(t, reporttest.Sample(t), tracked())
	got := asText(t, out)
	const golden = "testdata/report.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-update writes it anew (-want +got):\n%s", diff)
	}
}

// asText is a Word file as a plain walk over its XML gives it.
func asText(t *testing.T, data []byte) string {
	t.Helper()
	all := parts(t, data)
	root := func(part string) *etree.Element {
		doc := etree.NewDocument()
		if err := doc.ReadFromString(all[part]); err != nil {
			t.Fatal(err)
		}
		return doc.Root()
	}
	var b strings.Builder
	for _, p := range root("word/document.xml").FindElements("//p") {
		style := ""
		if s := p.FindElement("pPr/pStyle"); s != nil {
			style = s.SelectAttrValue("w:val", "")
		}
		fmt.Fprintf(&b, "%-14s %s\n", style, inline(p))
	}
	done, parents := map[string]string{}, map[string]string{}
	if all["word/commentsExtended.xml"] != "" {
		for _, e := range root("word/commentsExtended.xml").ChildElements() {
			id := e.SelectAttrValue("w15:paraId", "")
			done[id], parents[id] = e.SelectAttrValue("w15:done", ""), e.SelectAttrValue("w15:paraIdParent", "")
		}
	}
	for _, c := range root("word/comments.xml").ChildElements() {
		id := c.SelectAttrValue("w:id", "")
		ps := c.SelectElements("p")
		last := ps[len(ps)-1].SelectAttrValue("w14:paraId", "")
		fmt.Fprintf(&b, "\n%s by %s (%s), %s", id, c.SelectAttrValue("w:author", ""), c.SelectAttrValue("w:initials", ""), c.SelectAttrValue("w:date", ""))
		if parents[last] != "" {
			b.WriteString(", a reply")
		}
		if done[last] == "1" {
			b.WriteString(", done")
		}
		b.WriteString("\n")
		for _, p := range ps {
			b.WriteString("\t" + inline(p) + "\n")
		}
	}
	return b.String()
}

// inline is a paragraph with its comments' ranges and its changes.
func inline(e *etree.Element) string {
	var b strings.Builder
	for _, c := range e.ChildElements() {
		switch c.Tag {
		case "pPr", "rPr":
		case "commentRangeStart":
			b.WriteString("⟨" + c.SelectAttrValue("w:id", ""))
			b.WriteString(" ")
		case "commentRangeEnd":
			b.WriteString(" " + c.SelectAttrValue("w:id", "") + "⟩")
		case "del":
			b.WriteString("[-" + inline(c) + "-]")
		case "ins":
			b.WriteString("{+" + inline(c) + "+}")
		case "t", "delText":
			b.WriteString(c.Text())
		case "tab":
			b.WriteString("\t")
		case "br":
			b.WriteString("⏎")
		default:
			b.WriteString(inline(c))
		}
	}
	return b.String()
}

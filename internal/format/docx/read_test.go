package docx_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/essay"
	"gloss/internal/format/docx/markup"
)

var update = flag.Bool("update", false, "write what the tests compare with anew")

// dump is an essay as lines: the kind, level and marker of each block, its text
// and what is set apart in it.
func dump(e *essay.Essay) string {
	var b strings.Builder
	for _, block := range e.Blocks {
		fmt.Fprintf(&b, "%s", block.Kind)
		if block.Level > 0 {
			fmt.Fprintf(&b, " %d", block.Level)
		}
		if block.Marker != "" {
			fmt.Fprintf(&b, " %s", block.Marker)
		}
		fmt.Fprintf(&b, " %q\n", block.Span.Of(e.Text))
		for _, s := range e.Styles {
			if block.Span.Contains(s.Span) {
				fmt.Fprintf(&b, "\t%s %q\n", s.Kind, s.Span.Of(e.Text))
			}
		}
	}
	return b.String()
}

// Every file of the corpus reads as it is written down in testdata/corpus.txt.
func TestCorpusReadsAsWrittenDown(t *testing.T) {
	all := corpus(t)
	var b strings.Builder
	for _, name := range sortedKeys(all) {
		e := read(t, all[name])
		fmt.Fprintf(&b, "== %s: %q\n%s\n", name, e.Title, dump(e))
	}
	const golden = "testdata/corpus.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-update writes it anew (-want +got):\n%s", diff)
	}
}

// everything declares the prefixes that bodies are written with.
func everything() string {
	ns := ""
	for _, p := range []string{"r", "m", "mc", "w14", "wp", "a", "pic", "wps", "v"} {
		ns += ` xmlns:` + p + `="` + markup.URI(p) + `"`
	}
	return wordNS + ns
}

func TestReadsWhatWordShows(t *testing.T) {
	run := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	par := func(s string) string { return `<w:p>` + s + `</w:p>` }
	field := func(result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	box := `<w:drawing><wp:anchor><a:graphic><wps:txbx><w:txbxContent>` + par(run("In the box.")) + `</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing>`
	old := `<w:pict><v:textbox><w:txbxContent>` + par(run("In the box.")) + `</w:txbxContent></v:textbox></w:pict>`
	picture := `<w:drawing><wp:inline><wp:docPr descr="A  map"/><pic:pic/></wp:inline></w:drawing>`
	const by = ` w:id="1" w:author="Sam" w:date="2026-10-02T09:00:00Z"`
	for _, c := range []struct{ name, body, want string }{
		{"paragraphs", par(run("One.")) + par(run("Two.")), "One.\n\nTwo."},
		{"empty ones", par("") + par(run("One.")) + par(run("  ")), "One."},
		{"split runs", par(run("pea") + `<w:proofErr w:type="spellStart"/>` + run("sants")), "peasants"},
		{"white space at the ends", `<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>`, "ab"},
		{"white space that is kept above", `<w:p xml:space="preserve"><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>`, " a b"},
		{"tabs and breaks", par(`<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>`), "a\tb\nc\nd"},
		{"hyphens", par(`<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>`), "a\u2011b\u00ADc"},
		{"symbols", par(`<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Arial" w:char="00E9"/></w:r>`), "α→é"},
		{"a font for signs", par(`<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>` + "\uF0B7 x\uF061" + `</w:t></w:r>`), "• xα"},
		{"a link", par(run("see ") + `<w:hyperlink r:id="x">` + run("the atlas") + `</w:hyperlink>` + run(".")), "see the atlas."},
		{"a content control", `<w:sdt><w:sdtPr/><w:sdtContent>` + par(run("a ")+`<w:sdt><w:sdtContent>`+run("b")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, "a b"},
		{"smart tags", par(`<w:smartTag><w:customXml>` + run("Kyiv") + `</w:customXml></w:smartTag>`), "Kyiv"},
		{"a field", par(run("page ") + field(run("12"))), "page 12"},
		{"a field in a field's instruction", par(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>` + field(run("no")) + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("yes") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`), "yes"},
		{"a simple field", par(`<w:fldSimple w:instr="DATE">` + run("May") + `</w:fldSimple>`), "May"},
		{"a text box, once", par(run("Before.")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps">`+box+`</mc:Choice><mc:Fallback>`+old+`</mc:Fallback></mc:AlternateContent></w:r>`) + par(run("After.")), "Before.\n\nIn the box.\n\nAfter."},
		{"an old text box", par(run("Before.") + `<w:r>` + old + `</w:r>`), "Before.\n\nIn the box."},
		{"a picture", par(run("The") + `<w:r>` + picture + `</w:r>` + run("shows it.")), "The A map shows it."},
		{"a picture before a full stop", par(run("See ") + `<w:r>` + picture + `</w:r>` + run(".")), "See A map."},
		{"a formula", par(run("E is ") + `<m:oMath><m:r><m:t>mc</m:t></m:r><m:sSup><m:e/><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>`), "E is mc2"},
		{"ruby", par(`<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>`), "漢"},
		{"a large first letter", `<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>` + run("T") + `</w:p>` + par(run("he famine.")), "The famine."},
		{"hidden text", par(run("a") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>b</w:t></w:r>`), "ab"},
		{"right to left", par(`<w:r><w:rPr><w:rtl/></w:rPr><w:t>שלום</w:t></w:r>`), "שלום"},
		{"a student's changes", par(`<w:ins` + by + `>` + run("new ") + `</w:ins><w:del` + by + `><w:r><w:delText>old</w:delText></w:r></w:del>` + run("words")), "new words"},
		{"what was moved", par(`<w:moveFrom`+by+`>`+run("there")+`</w:moveFrom>`) + par(`<w:moveTo`+by+`>`+run("there")+`</w:moveTo>`), "there"},
		{"deleted ends of paragraphs", `<w:p><w:pPr><w:rPr><w:del` + by + `/></w:rPr></w:pPr>` + run("One ") + `</w:p>` + par(run("paragraph.")), "One paragraph."},
		{"a table", `<w:tbl><w:tr><w:tc>` + par(run("a")) + `</w:tc><w:tc>` + par(run("b")) + par(run("c")) + `</w:tc></w:tr><w:tr><w:tc>` + par("") + `</w:tc><w:tc>` + par(run("d")) + `</w:tc></w:tr></w:tbl>`, "a\tb\nc\n\td"},
		{"a deleted row", `<w:tbl><w:tr><w:trPr><w:del` + by + `/></w:trPr><w:tc>` + par(run("a")) + `</w:tc></w:tr><w:tr><w:tc>` + par(run("b")) + `</w:tc></w:tr></w:tbl>`, "b"},
		{"entities and CDATA", par(`<w:r><w:t>&lt;a&gt; &#233; <![CDATA[<b>&]]></w:t></w:r>`), "<a> é <b>&"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels,
				"word/document.xml", `<w:document `+everything()+`><w:body>`+c.body+`</w:body></w:document>`)
			if got := read(t, data).Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

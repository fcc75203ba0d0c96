package markup_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/format/docx/markup"
)

const word = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

func TestNodesKnowWhereTheyStand(t *testing.T) {
	text := `<?xml version="1.0"?><!-- a --><w:p ` + word + ` w:id='7'><w:t xml:space="preserve">a &amp; b</w:t><w:br/><![CDATA[c<d]]></w:p>`
	d, err := markup.Scan(text)
	if err != nil {
		t.Fatal(err)
	}
	if !d.Is(0, "w", "p") || d.Val(0) != "" {
		t.Error("the root is not the element that it is")
	}
	if id, _ := d.Attr(0, "w", "id"); id != "7" {
		t.Errorf("got the id %q", id)
	}
	if got := d.Data(0); got != "a & bc<d" {
		t.Errorf("got the data %q", got)
	}
	i := d.Child(0, "w", "t")
	if got, want := d.Source(i), `<w:t xml:space="preserve">a &amp; b</w:t>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var got []markup.Piece
	for c := range d.Children(i) {
		got = d.AppendPieces(got, c)
	}
	for _, p := range got {
		if p.Verbatim && text[p.Start:p.End] != p.Text {
			t.Errorf("%+v stands elsewhere", p)
		}
	}
	if len(got) != 3 || got[1].Text != "&" || got[1].Verbatim {
		t.Errorf("got the pieces %+v", got)
	}
}

func TestPrefixesMeanWhatIsDeclared(t *testing.T) {
	for _, text := range []string{
		`<x:p xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main" x:id="1"/>`,
		`<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main" id="1"/>`,
		`<a:x xmlns:a="urn:other"><a:p xmlns:a="http://schemas.openxmlformats.org/wordprocessingml/2006/main" a:id="1"/></a:x>`,
	} {
		d, err := markup.Scan(text)
		if err != nil {
			t.Fatal(err)
		}
		i := len(d.Nodes) - 1
		if id, ok := d.Attr(i, "w", "id"); !d.Is(i, "w", "p") || !ok || id != "1" {
			t.Errorf("%s: %v with id %q", text, d.Name(i), id)
		}
	}
}

func TestWhatIsNoXMLIsRefused(t *testing.T) {
	deep := strings.Repeat("<a>", markup.MaxDepth+1) + strings.Repeat("</a>", markup.MaxDepth+1)
	many := "<a"
	for i := range markup.MaxAttributes + 1 {
		many += fmt.Sprintf(" x%d='1'", i)
	}
	for _, c := range []struct{ text, want string }{
		{"", "holds no XML"},
		{"<a>", "ends before the element <a> does"},
		{"<a></b>", "closes nothing"},
		{"<a/>junk", "outside its root element"},
		{"<a/><b/>", "goes on after its root"},
		{"<a b='1' b='2'/>", "twice"},
		{"<a b=1/>", "without quotes"},
		{"<a b/>", "without a value"},
		{"<a>&nbsp;</a>", "begins no character reference"},
		{"<a>&#0;</a>", "begins no character reference"},
		{"<a>\x00</a>", "does not allow"},
		{"<a>\xff</a>", "does not allow"},
		{"<w:a/>", "without declaring it"},
		{"<a w:b='1'/>", "without declaring it"},
		{"<a>]]></a>", "holds ]]>"},
		{`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`, "DOCTYPE"},
		{deep, "nested deeper"},
		{many + "/>", "more than 256 attributes"},
		{"<a>" + strings.Repeat("<b/>", markup.MaxNodes) + "</a>", "more than 1048576 elements"},
		{"<a>" + strings.Repeat("&lt;", markup.MaxReferences+1) + "</a>", "character references"},
	} {
		_, err := markup.Scan(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60q: got %v, want an error with %q", c.text, err, c.want)
		}
	}
}

func TestDecode(t *testing.T) {
	want := `<?xml version="1.0" encoding="UTF-8"?><a>é</a>`
	for _, data := range []string{
		"\xef\xbb\xbf" + want, want,
		strings.Replace(strings.Replace(want, "UTF-8", "iso-8859-1", 1), "é", "\xe9", 1),
	} {
		if got, err := markup.Decode(data); err != nil || got != want {
			t.Errorf("%q: got %q, %v", data, got, err)
		}
	}
	if _, err := markup.Decode(`<?xml version="1.0" encoding="ebcdic"?><a/>`); err == nil {
		t.Error("an unknown encoding was taken")
	}
}

func TestEdits(t *testing.T) {
	var e markup.Edits
	e.Insert(3, "A")
	e.Replace(3, 6, "X")
	e.Replace(4, 5, "never")
	e.Insert(3, "B")
	e.Insert(9, "!")
	if got, want := e.Apply("012345678"), "012ABX678!"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestVisibleShowsWhatXMLCannotHold(t *testing.T) {
	got := markup.Escape("a\x00\x1b]]><w:p>\uFFFE&\"")
	if want := "a␀␛]]&gt;&lt;w:p&gt;\uFFFD&amp;&quot;"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What Scan takes, Go's own decoder takes and reads the same.
func FuzzScan(f *testing.F) {
	for _, s := range []string{
		`<a b="1" c='&lt;2'>x &amp; y<![CDATA[z]]><d/></a>`, `<x:a xmlns:x="u"><x:b x:c="1"/></x:a>`, "<a>\r\n\r</a>", `<?p i?><!--c--><a/>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := markup.Scan(text)
		if err != nil {
			return
		}
		var got []string
		for i := range doc.Nodes {
			if doc.IsElement(i) {
				got = append(got, doc.Name(i).Local)
			}
			if doc.Nodes[i].Start > doc.Nodes[i].Open || doc.Nodes[i].Close > doc.Nodes[i].End {
				t.Fatalf("node %d stands wrongly: %+v", i, doc.Nodes[i])
			}
		}
		var want []string
		var data strings.Builder
		d := xml.NewDecoder(strings.NewReader(text))
		d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
		depth := 0
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				if strings.Contains(text, "<?") || strings.Contains(text, "<!--") || strings.Contains(err.Error(), "invalid XML name") {
					return // Go wants more of instructions and comments than we do, and has the names of the second edition
				}
				t.Fatalf("Scan takes %q, and encoding/xml says %v", text, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				depth++
				want = append(want, token.Name.Local)
			case xml.EndElement:
				depth--
			case xml.CharData:
				if depth > 0 {
					data.Write(token)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-encoding/xml +Scan):\n%s", text, diff)
		}
		if data.String() != doc.Data(0) {
			t.Errorf("%q: encoding/xml reads %q, Scan %q", text, data.String(), doc.Data(0))
		}
	})
}

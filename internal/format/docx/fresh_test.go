package docx_test

import (
	"strings"
	"testing"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

// plainEssay holds a bit of everything that an essay of another format can.
func plainEssay() *essay.Essay {
	b := essay.NewBuilder("markdown", nil)
	at := 0
	add := func(block essay.Block, text string) {
		b.Open(block, "\n\n")
		b.Piece(text, source.Span{Start: at, End: at + 1})
		at++
	}
	add(essay.Block{Kind: essay.Heading, Level: 1}, "How successful was the Plan?")
	add(essay.Block{Kind: essay.Paragraph}, "The famine peaked at this point in time\nclaiming thousands of lives.")
	add(essay.Block{Kind: essay.Quote, Level: 1}, "We are fifty or a hundred years behind.")
	add(essay.Block{Kind: essay.Item, Level: 1, Marker: "3."}, "The targets were raised.")
	add(essay.Block{Kind: essay.Item, Level: 1, Marker: "4."}, "Not enough skilled workers.")
	add(essay.Block{Kind: essay.Item, Level: 1}, "A second paragraph of the item.")
	add(essay.Block{Kind: essay.Item, Level: 2, Marker: "•"}, "They broke machines.")
	add(essay.Block{Kind: essay.Item, Level: 2, Marker: "iv)"}, "Of its own.")
	add(essay.Block{Kind: essay.Row}, "Year\tCoal\t\tSteel")
	add(essay.Block{Kind: essay.Row}, "1928\t35 million\t\t4 million")
	add(essay.Block{Kind: essay.Code}, "for x in years:\n\tprint(x)  # \x1b[0m")
	add(essay.Block{Kind: essay.Paragraph}, "השלום היה קצר <&> ]]>")
	add(essay.Block{Kind: essay.Footnote, Marker: "1"}, "Stalin, speech, 1928.")
	e := b.Essay()
	i := strings.Index(e.Text, "skilled")
	e.Styles = []essay.Style{{Kind: essay.Emphasis, Span: source.Span{Start: i, End: i + len("skilled")}}}
	e.Path = "essay.md"
	return e
}

func TestNewDocumentHoldsTheEssay(t *testing.T) {
	e := plainEssay()
	for seed := range uint64(5) {
		r := scattered(e, 12, seed)
		out := write(t, r, tracked())
		got := read(t, out)
		want := strings.NewReplacer("\x1b", "␛").Replace(e.Text)
		want = strings.ReplaceAll(want, "Steel\n\n1928", "Steel\n1928")
		if got.Text != want {
			t.Fatalf("the new document reads %q, want %q", got.Text, want)
		}
		for i, b := range got.Blocks {
			w := e.Blocks[i]
			if w.Kind == essay.Footnote || w.Kind == essay.Item && w.Marker == "" {
				continue // Word has no such thing: they have their styles
			}
			if b.Kind != w.Kind || strings.Trim(b.Marker, "•◦") != strings.Trim(w.Marker, "•") || b.Level != w.Level {
				t.Errorf("block %d is %+v, want %+v", i, b, w)
			}
		}
		spans := anchored(t, out, "Dr Weiss")
		for id, text := range commentsSaying(t, out) {
			_ = text
			if spans[id] == "" {
				t.Errorf("comment %s stands on nothing", id)
			}
		}
		found := 0
		for _, n := range r.Notes {
			want := strings.Join(strings.Fields(strings.ReplaceAll(n.Places[0].Span.Of(e.Text), "\x1b", "␛")), " ")
			for _, got := range spans {
				if got == want {
					found++
					break
				}
			}
		}
		if found != len(r.Notes) {
			t.Errorf("seed %d: %d of %d notes stand on their words", seed, found, len(r.Notes))
		}
	}
}

func TestNewDocumentHasStyles(t *testing.T) {
	all := parts(t, write(t, reportOn(plainEssay(), report.Note{ID: "w", Kind: "comment", Comment: "All of it."}), tracked()))
	main := all["word/document.xml"]
	for _, style := range []string{"Heading1", "BodyText", "Quote", "ListParagraph", "SourceCode", "TableGrid", "FootnoteText", "Title"} {
		if !strings.Contains(main, `w:val="`+style+`"`) {
			t.Errorf("nothing has the style %s", style)
		}
		if !strings.Contains(all["word/styles.xml"], `w:styleId="`+style+`"`) {
			t.Errorf("there is no style %s", style)
		}
	}
	if strings.Contains(main, "<w:sz ") {
		t.Error("something is formatted directly")
	}
}

package essay_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/internal/essay"
	"gloss/internal/source"
)

// span is the first place of words in text.
func span(t testing.TB, text, words string) source.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q does not stand in %q", words, text)
	}
	return source.Span{Start: i, End: i + len(words)}
}

// sample is an essay with a heading, a paragraph with an entity in emphasis, a
// list item of two paragraphs, a row and a footnote that stands first in the file.
func sample(t testing.TB) *essay.Essay {
	t.Helper()
	text := "[^1]: note\n\n# Head\n\nA *b&amp;c* d.[^1]\n\n- one\n\n  two\n\nx | | y\n"
	file := source.NewFile("essay.md", text)
	b := essay.NewBuilder("markdown", file)
	verbatim := func(words string) { b.Verbatim(words, span(t, text, words).Start) }
	b.Open(essay.Block{Kind: essay.Heading, Level: 1}, "\n\n")
	verbatim("Head")
	b.Open(essay.Block{Kind: essay.Paragraph}, "\n\n")
	verbatim("A ")
	b.OpenStyle(essay.Emphasis)
	b.OpenStyle(essay.Strong)
	b.CloseStyle()
	verbatim("b")
	b.Piece("&", span(t, text, "&amp;"))
	verbatim("c")
	b.CloseStyle()
	verbatim(" d.")
	b.Piece("[1]", source.Span{Start: span(t, text, " d.").End, End: span(t, text, " d.").End + 4})
	b.Open(essay.Block{Kind: essay.Code}, "\n\n") // stays empty
	b.Open(essay.Block{Kind: essay.Paragraph}, "\n\n")
	b.OpenStyle(essay.Emphasis)
	b.Piece("\u00a0", span(t, text, "\n\n- one")) // nothing to be seen
	b.Open(essay.Block{Kind: essay.Item, Level: 1, Marker: "•"}, "\n\n")
	verbatim("one")
	b.Open(essay.Block{Kind: essay.Item, Level: 1}, "\n\n")
	verbatim("two")
	b.Open(essay.Block{Kind: essay.Row}, "\n\n")
	verbatim("x")
	b.Separate("\t")
	b.Separate("\t")
	verbatim("y")
	b.Separate("\t")
	b.Open(essay.Block{Kind: essay.Footnote, Marker: "[1]"}, "\n\n")
	verbatim("note")
	b.SetTitle("Head")
	return b.Essay()
}

func TestBuilder(t *testing.T) {
	e := sample(t)
	if err := e.Validate(); err != nil {
		t.Error(err)
	}
	if got, want := e.Text, "Head\n\nA b&c d.[1]\n\n\u00a0\n\none\n\ntwo\n\nx\t\ty\t\n\nnote"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	type block struct {
		Kind   essay.BlockKind
		Text   string
		Number int
		Marker string
	}
	var got []block
	for _, b := range e.Blocks {
		got = append(got, block{b.Kind, b.Span.Of(e.Text), b.Number, b.Marker})
	}
	want := []block{
		{essay.Heading, "Head", 0, ""},
		{essay.Paragraph, "A b&c d.[1]", 1, ""},
		{essay.Item, "one", 2, "•"},
		{essay.Item, "two", 3, ""},
		{essay.Row, "x\t\ty\t", 0, ""},
		{essay.Footnote, "note", 0, "[1]"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	styles := []essay.Style{{Kind: essay.Emphasis, Span: span(t, e.Text, "b&c")}}
	if diff := cmp.Diff(styles, e.Styles); diff != "" {
		t.Error(diff)
	}
}

func TestFileSpan(t *testing.T) {
	e := sample(t)
	for _, c := range []struct{ text, file string }{
		{"Head", "Head"},
		{"Head\n\nA", "Head\n\nA"},
		{"b&c", "b&amp;c"},
		{"A b", "A *b"},
		{"&", "&amp;"},
		{"[1]", "[^1]"},
		{"one\n\ntwo", "one\n\n  two"},
		{"x\t\ty", "x | | y"},
		// The footnote stands before all else in the file.
		{"y\t\n\nnote", "note\n\n# Head\n\nA *b&amp;c* d.[^1]\n\n- one\n\n  two\n\nx | | y"},
	} {
		if got := e.FileSpan(span(t, e.Text, c.text)).Of(e.File.Text); got != c.file {
			t.Errorf("%q is led to %q, want %q", c.text, got, c.file)
		}
	}
	at := span(t, e.Text, " d.").Start
	if got, want := e.FileSpan(source.Span{Start: at, End: at}), span(t, e.File.Text, " d."); got.Start != want.Start || !got.IsEmpty() {
		t.Errorf("an empty span is led to %v, want the start of %v", got, want)
	}
	end := len(e.Text)
	if got := e.FileSpan(source.Span{Start: end, End: end}); got.Start != span(t, e.File.Text, "note").End {
		t.Errorf("the end of the text is led to %v", got)
	}
	if got := new(essay.Essay).FileSpan(source.Span{}); got != (source.Span{}) {
		t.Errorf("the end of an empty essay is led to %v", got)
	}
}

func TestTextSpan(t *testing.T) {
	e := sample(t)
	for _, c := range []struct{ file, text string }{
		{"A *b&amp;c*", "A b&c"}, {"amp", "&"}, {"Head", "Head"}, {"[^1]\n\n- one", "[1]\n\n\u00a0\n\none"},
	} {
		got, ok := e.TextSpan(span(t, e.File.Text, c.file))
		if c.file == "[^1]\n\n- one" {
			at := strings.LastIndex(e.File.Text, "[^1]")
			got, ok = e.TextSpan(source.Span{Start: at, End: at + len(c.file)})
		}
		if !ok || got.Of(e.Text) != c.text {
			t.Errorf("%q shows as %q, want %q", c.file, got.Of(e.Text), c.text)
		}
	}
	if got, ok := e.TextSpan(source.Span{Start: 0, End: 2}); ok {
		t.Errorf("what is not shown shows as %q", got.Of(e.Text))
	}
}

func TestParagraphs(t *testing.T) {
	e := sample(t)
	if got := e.ParagraphCount(); got != 3 {
		t.Errorf("%d paragraphs, want 3", got)
	}
	if b, ok := e.NumberedParagraph(3); !ok || b.Span.Of(e.Text) != "two" {
		t.Errorf("paragraph 3 is %q", b.Span.Of(e.Text))
	}
	for _, n := range []int{-1, 0, 4} {
		if b, ok := e.NumberedParagraph(n); ok {
			t.Errorf("paragraph %d is %v", n, b)
		}
	}
	if got := e.BlockAt(span(t, e.Text, "two").Start); got != 3 {
		t.Errorf(`"two" stands in block %d, want 3`, got)
	}
	if got := len(e.ParagraphSpans()); got != len(e.Blocks) {
		t.Errorf("%d spans for %d blocks", got, len(e.Blocks))
	}
}

// Whatever a reader does with a Builder, the essay keeps its promises, and every
// verbatim piece leads back to the same characters.
func TestBuilderProperties(t *testing.T) {
	kinds := []essay.BlockKind{
		essay.Paragraph, essay.Heading, essay.Item, essay.Quote, essay.Code, essay.Row, essay.Footnote,
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ab*é&\n]{0,40}`).Draw(t, "file")
		b := essay.NewBuilder("markdown", source.NewFile("x", text))
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0:
				kind := rapid.SampledFrom(kinds).Draw(t, "kind")
				level := 0
				if kind == essay.Heading {
					level = 1
				}
				b.Open(essay.Block{Kind: kind, Level: level, Number: 7}, "\n\n")
			case 1:
				b.Close()
			case 2, 3:
				s := draw(t, text)
				b.Open(essay.Block{Kind: essay.Paragraph}, "\n")
				b.Verbatim(s.Of(text), s.Start)
			case 4:
				b.Open(essay.Block{Kind: essay.Quote, Level: 1}, "\n")
				b.Separate("\t")
				b.Piece("…", draw(t, text))
			case 5:
				b.OpenStyle(essay.Emphasis)
			case 6:
				b.CloseStyle()
			}
		}
		e := b.Essay()
		if err := e.Validate(); err != nil {
			t.Fatal(err)
		}
		for _, o := range e.Origins {
			if o.Verbatim && e.FileSpan(o.Text) != o.File {
				t.Fatalf("%v is led to %v, want %v", o.Text, e.FileSpan(o.Text), o.File)
			}
		}
	})
}

// draw is a span of text on borders of characters.
func draw(t *rapid.T, text string) source.Span {
	var borders []int
	for i := range text {
		borders = append(borders, i)
	}
	borders = append(borders, len(text))
	i := rapid.IntRange(0, len(borders)-1).Draw(t, "start")
	j := rapid.IntRange(i, len(borders)-1).Draw(t, "end")
	return source.Span{Start: borders[i], End: borders[j]}
}

// A broken promise is named.
func TestValidate(t *testing.T) {
	for want, spoil := range map[string]func(*essay.Essay){
		"not UTF-8":                 func(e *essay.Essay) { e.Text = "\xff" + e.Text[1:] },
		"the one before ends at 0":  func(e *essay.Essay) { e.Origins = e.Origins[1:] },
		"the origins end at":        func(e *essay.Essay) { e.Origins = e.Origins[:2] },
		"differs in length":         func(e *essay.Essay) { e.Origins[0].File.End++ },
		"reads differently":         func(e *essay.Essay) { e.Origins[0].File.Start--; e.Origins[0].File.End-- },
		"is empty":                  func(e *essay.Essay) { e.Origins = append([]essay.Origin{{}}, e.Origins...) },
		"no stretch of a file":      func(e *essay.Essay) { e.Origins[2].File.End = -1 },
		"or leaves it":              func(e *essay.Essay) { e.Origins[2].File.End = 1000 },
		"has the number 9":          func(e *essay.Essay) { e.Blocks[0].Number = 9 },
		"want 2":                    func(e *essay.Essay) { e.Blocks[2].Number = 1 },
		"has the level 0":           func(e *essay.Essay) { e.Blocks[0].Level = 0 },
		"heading {0 0}: is empty":   func(e *essay.Essay) { e.Blocks[0].Span.End = 0 },
		"stands after text that is": func(e *essay.Essay) { e.Blocks[1].Span.Start++ },
		"text in no block":          func(e *essay.Essay) { e.Blocks = e.Blocks[:3] },
		"style 0, emphasis":         func(e *essay.Essay) { e.Styles[0].Span.End = 1000 },
		"stands after one that":     func(e *essay.Essay) { e.Styles = append(e.Styles, essay.Style{Span: source.Span{Start: 1, End: 2}}) },
		"block 1, paragraph {3 17}: the one before ends at 4": func(e *essay.Essay) { e.Blocks[1].Span.Start = 3 },
	} {
		e := sample(t)
		spoil(e)
		if err := e.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want a word of %q", err, want)
		}
	}
}

func TestDigest(t *testing.T) {
	e := &essay.Essay{Text: "abc"}
	want := "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := e.Digest(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOddities(t *testing.T) {
	type odd struct {
		Rule, At, Message string
	}
	for text, want := range map[string][]odd{
		"plain é “words” — and \t tabs":         nil,
		"a\x00b\x00":                            {{"nul", "\x00", "the text holds a NUL byte, 2 times in the file"}},
		"a\u202Eb\u202Cc":                       {{"bidi-control", "\u202E", "U+202E (right-to-left override)"}, {"bidi-control", "\u202C", "U+202C"}},
		"x\u2066y":                              {{"bidi-control", "\u2066", "U+2066 (left-to-right isolate)"}},
		"pla\u200Bgiarism pla\u200Bgiarism":     {{"invisible", "\u200B", "U+200B (zero width space), which cannot be seen, 2 times in the file"}},
		"می\u200Cخواهم":                         nil, // Persian spells with it
		"👩\u200D👩\u200D👧":                       nil, // one emoji of several
		"\U0001F3F4\U000E0067\U000E007F":        nil, // a flag
		"a\U000E0067":                           {{"invisible", "\U000E0067", "U+E0067"}},
		"a \u200B b":                            nil,
		"soft\u00ADhyphen":                      nil,
		"шир\u2060ина and \u0645\u200C\u0646 x": {{"invisible", "\u2060", "U+2060 (word joiner)"}},
	} {
		f := source.NewFile("x.txt", text)
		got := essay.Oddities(f)
		var seen []odd
		for i, o := range got {
			o2 := odd{o.Rule, o.Span.Of(text), o.Message}
			if i < len(want) && strings.Contains(o.Message, want[i].Message) {
				o2.Message = want[i].Message
			}
			if o.Help == "" {
				t.Errorf("%q: %q does not say what to do", text, o.Message)
			}
			seen = append(seen, o2)
		}
		if diff := cmp.Diff(want, seen, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

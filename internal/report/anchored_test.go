package report

import (
	"strings"
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/source"
)

// wordsAt is the text where an annotation stands, with its verdict.
func wordsAt(t *testing.T, in Inputs, sel annotation.Selector) string {
	t.Helper()
	in.Set.Annotations = []*annotation.Annotation{{ID: textOf("it"), Kind: annotation.Comment, Selector: sel}}
	p := Build(in, Options{}).Notes[0].Places[0]
	return p.Verdict.String() + ": " + p.Span.Of(in.Essay.Text)
}

func positionOf(e *essay.Essay, s source.Span) annotation.Position {
	return annotation.Position{Start: source.CodePoints(e.Text, s.Start), End: source.CodePoints(e.Text, s.End), Set: true}
}

// A file that was carried from a draft to the essay holds both: what was carried
// names its place in the essay by its position, and what was not still points
// into the draft.
func TestCarriedAndOrphanedInOneFile(t *testing.T) {
	draft := essayOf("The people starved, and nobody came.\n\nThe people waited for the harvest.\n\nThe people left.")
	e := essayOf("A preface, put before all else.\n\nThe people waited for the harvest.\n\nThe people left.")
	in := func() Inputs {
		set := setOf()
		set.MadeOn, set.Digest = textOf("draft.txt"), textOf(e.Digest())
		return Inputs{Essay: e, Set: set, Draft: draft}
	}
	paragraph := func(n int) annotation.Int { return annotation.Int{Value: n, Set: true} }
	second := e.Blocks[1].Span
	for _, c := range []struct {
		name string
		sel  annotation.Selector
		want string
	}{
		{"second of the draft, not carried", annotation.Selector{Quote: textOf("The people"), Occurrence: paragraph(2)}, "exact: The people"},
		{"first of the draft, whose sentence is gone", annotation.Selector{Quote: textOf("The people starved"), Occurrence: paragraph(1)}, "orphaned: "},
		{
			"carried by its position",
			annotation.Selector{Quote: textOf("The people"), Occurrence: paragraph(1), Position: positionOf(e, source.Span{Start: second.Start, End: second.Start + 10})},
			"exact: The people",
		},
		{
			"a carried paragraph",
			annotation.Selector{Paragraph: paragraph(2), Position: positionOf(e, second)},
			"exact: The people waited for the harvest.",
		},
		{"a paragraph of the draft", annotation.Selector{Paragraph: paragraph(1)}, "orphaned: "},
	} {
		if got := wordsAt(t, in(), c.sel); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Without the draft, what was carried stands as it did, and a bare number is a
// guess.
func TestCarriedWithoutTheDraft(t *testing.T) {
	e := essayOf("A preface.\n\nThe people waited.\n\nThe people left.")
	set := setOf()
	set.MadeOn, set.Digest = textOf("draft.txt"), textOf(e.Digest())
	span := e.Blocks[2].Span
	at := annotation.Selector{Quote: textOf("The people"), Position: positionOf(e, source.Span{Start: span.Start, End: span.Start + 10})}
	if got, want := wordsAt(t, Inputs{Essay: e, Set: set}, at), "exact: The people"; got != want {
		t.Errorf("with a position: %s, want %s", got, want)
	}
	bare := annotation.Selector{Paragraph: annotation.Int{Value: 2, Set: true}}
	if got, want := wordsAt(t, Inputs{Essay: e, Set: set}, bare), "fuzzy: The people waited."; got != want {
		t.Errorf("a paragraph: %s, want %s", got, want)
	}
}

// A digest of another text makes all numbers hints.
func TestNumbersAreHintsWhereTheDigestDiffers(t *testing.T) {
	e := essayOf("The dog ran.\n\nThe dog slept.")
	set := setOf()
	second := annotation.Selector{Quote: textOf("The dog"), Occurrence: annotation.Int{Value: 2, Set: true}}
	for _, c := range []struct{ digest, want string }{
		{"", "exact: The dog"},
		{e.Digest(), "exact: The dog"},
		{essayOf("another").Digest(), "ambiguous: "},
	} {
		set.Digest = annotation.Text{Value: c.digest, Set: c.digest != ""}
		if got := wordsAt(t, Inputs{Essay: e, Set: set}, second); got != c.want {
			t.Errorf("digest %.15q: %s, want %s", c.digest, got, c.want)
		}
		// Also where the draft that the file names is the essay's own file.
		if got := wordsAt(t, Inputs{Essay: e, Set: set, Draft: e}, second); got != c.want {
			t.Errorf("digest %.15q, with the essay as its draft: %s, want %s", c.digest, got, c.want)
		}
	}
}

// A position of a text that is neither the essay nor the draft means nothing in
// either.
func TestPositionsOfAThirdText(t *testing.T) {
	draft := essayOf("First words.\n\nThe dog ran.\n\nThe dog slept.")
	e := essayOf("Other words.\n\nThe dog ran off.\n\nThe dog slept.")
	set := setOf()
	set.Digest = textOf(essayOf("a third text").Digest())
	sel := annotation.Selector{Quote: textOf("The dog"), Position: positionOf(draft, source.Span{Start: 28, End: 35})}
	if draft.Text[28:35] != "The dog" {
		t.Fatal("the test's own offset is wrong")
	}
	in := Inputs{Essay: e, Set: set, Draft: draft}
	if got := wordsAt(t, in, sel); !strings.HasSuffix(got, ": ") {
		t.Errorf("%s, want no place", got)
	}
	set.Digest = textOf(draft.Digest())
	if got, want := wordsAt(t, in, sel), "exact: The dog"; got != want {
		t.Errorf("with the digest of the draft: %s, want %s", got, want)
	}
}

// What is quoted by hand from the essay, in a file that was made on a draft without
// these words, is found as in any other file.
func TestQuotesThatTheDraftDoesNotHave(t *testing.T) {
	draft := essayOf("Something else stood in that paragraph.\n\nAn old line about bread.")
	e := essayOf("A new sentence about ponds, and one about bread.\n\nAnother about ponds. Something else stands in that paragraph.")
	for _, c := range []struct {
		sel  annotation.Selector
		want string
	}{
		{annotation.Selector{Quote: textOf("A new sentence")}, "exact: A new sentence"},
		{annotation.Selector{Quote: textOf("about ponds")}, "ambiguous: "},
		{annotation.Selector{Quote: textOf("about ponds"), Occurrence: annotation.Int{Value: 2, Set: true}}, "exact: about ponds"},
	} {
		set := setOf()
		set.MadeOn = textOf("draft.txt")
		if got := wordsAt(t, Inputs{Essay: e, Set: set, Draft: draft}, c.sel); got != c.want {
			t.Errorf("%s: %s, want %s", c.sel.Quote.Value, got, c.want)
		}
	}
}

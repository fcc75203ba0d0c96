package pin

import (
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/format/markdown"
	"gloss/internal/source"
)

// Words that stand in the text, in another place than the context says, are not
// looked for once more among the markup, where the context would count for less.
func TestTheSourceIsNoSecondChance(t *testing.T) {
	e, _, err := markdown.Read(source.Input{Name: "e.md", Data: []byte(
		"I did *not* wish to live what was not life, living is so dear.\n\nNothing else is left of it.\n")}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sel  annotation.Selector
		want string
	}{
		{annotation.Selector{
			Quote: text("not life"), Prefix: text("as to put to rout all that was "), Suffix: text(", to cut a broad swath and shave"),
		}, "orphaned: "},
		{annotation.Selector{Quote: text("I did *not* wish")}, "exact: I did not wish"},
	} {
		p := Find(e, c.sel)[0]
		if got := p.Verdict.String() + ": " + p.Span.Of(e.Text); got != c.want {
			t.Errorf("%s: %s, want %s", c.sel.Quote.Value, got, c.want)
		}
	}
}

package pin

import (
	"testing"

	"gloss/internal/annotation"
	"gloss/internal/format/markdown"
	"gloss/internal/report"
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

// A quote that is only found among the markup is left as it is where the words
// around it, as they are read, would keep it from being found there.
func TestPinLeavesWhatItWouldLose(t *testing.T) {
	e, _, err := markdown.Read(source.Input{Name: "e.md", Data: []byte("*No* I did *not* wish *Yes*\n")}, "")
	if err != nil {
		t.Fatal(err)
	}
	f := fileOf(t, t.TempDir(), "annotations:\n  - id: marked\n    quote: I did *not* wish\n  - id: plain\n    quote: \"No\"\n")
	p, err := Pin(f, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Done) != 1 || p.Done[0] != "plain" || len(p.Left) != 1 || p.Left[0].ID != "marked" {
		t.Errorf("pinned %v and left %v, want plain and marked", p.Done, p.Left)
	}
	next, err := f.Preview(p.Ops...)
	if err != nil {
		t.Fatal(err)
	}
	if got := standing(next, report.Inputs{Essay: e, Set: next.Set})[0]; got != "marked exact {3 17}" {
		t.Errorf("%s, want exact", got)
	}
}

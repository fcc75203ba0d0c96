package pin

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/report"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// Pinning changes nothing but what it writes down: every annotation stands where it
// stood, with the same verdict, and pinning again does nothing.
func TestPinMovesNothing(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		e := essayOf(t, drawText(t))
		text := drawFile(t, e)
		digest := rapid.SampledFrom([]string{"", e.Digest(), essayOf(t, "another\n").Digest()}).Draw(t, "digest")
		if digest != "" {
			text = "digest: " + digest + "\n" + text
		}
		f := fileOf(t, dir, text)
		p, err := Pin(f, e, nil)
		if err != nil {
			t.Fatal(err)
		}
		next, err := f.Preview(p.Ops...)
		if err != nil {
			t.Fatal(err)
		}
		before, after := standing(f, report.Inputs{Essay: e, Set: f.Set}), standing(next, report.Inputs{Essay: e, Set: next.Set})
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("(-before +after):\n%s\n%s", diff, next.Data)
		}
		if diff := cmp.Diff(rest(string(f.Data)), rest(string(next.Data))); diff != "" {
			t.Fatalf("more than the selectors changed (-want +got):\n%s", diff)
		}
		again, err := Pin(next, e, nil)
		if err != nil {
			t.Fatal(err)
		}
		last, err := next.Preview(again.Ops...)
		if err != nil || !bytes.Equal(last.Data, next.Data) {
			t.Fatalf("pinned again: %v\n%s", err, cmp.Diff(string(next.Data), string(last.Data)))
		}
	})
}

// standing is where the annotations of a file stand.
func standing(f *store.File, in report.Inputs) []string {
	places := placesOf(report.Build(in, report.Options{}))
	var out []string
	for _, a := range f.Set.Annotations {
		for _, s := range selectors(a) {
			for _, p := range places[s] {
				out = append(out, fmt.Sprint(a.ID.Value, " ", p.Verdict, " ", p.Span))
			}
		}
	}
	return out
}

// Whatever is selected, a selector is written that leads to it, also in a file that
// was carried from another draft.
func TestChooseLeadsThere(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		draft := essayOf(t, drawText(t))
		e := essayOf(t, revise(t, draft.Text))
		f := fileOf(t, dir, drawFile(t, draft))
		choice := Choice{File: f, Essay: e, Ops: func(s annotation.Selector) []store.Op {
			return []store.Op{store.Add(append(Fields(s), yamlfile.Entry{Key: "comment", Value: yamlfile.Text("Mine.")})...)}
		}}
		if rapid.Bool().Draw(t, "carried") {
			choice.Draft = draft
			next, err := store.Open(f.Path)
			if err != nil {
				t.Fatal(err)
			}
			f = fileOf(t, dir, string(carried(t, next, draft, e).Data))
			choice.File = f
		}
		b := e.Blocks[rapid.IntRange(0, len(e.Blocks)-1).Draw(t, "block")].Span
		words := strings.Fields(b.Of(e.Text))
		from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		quote := strings.Join(words[from:rapid.IntRange(from+1, len(words)).Draw(t, "to")], " ")
		sel := annotation.Selector{Quote: text(quote)}
		found := Find(e, sel)
		for n := 1; found[0].Verdict == anchor.Ambiguous; n++ {
			sel.Occurrence = number(n)
			if found = Find(e, sel); n > 50 {
				t.Fatalf("%q: no occurrence is a place", quote)
			}
		}
		if found[0].Verdict < anchor.Folded {
			t.Fatalf("%q: %s", quote, found[0].Verdict)
		}
		_, next, err := choice.Choose(sel, found)
		if err != nil {
			t.Fatalf("%q at %v: %v\n%s", quote, found[0].Span, err, f.Data)
		}
		last := next.Set.Annotations[len(next.Set.Annotations)-1]
		p := placesOf(report.Build(report.Inputs{Essay: e, Set: next.Set, Draft: choice.Draft}, report.Options{}))[&last.Selector][0]
		if p.Verdict != anchor.Exact || p.Span != found[0].Span || p.Span.Of(e.Text) != last.Selector.Quote.Value {
			t.Fatalf("%q: %s %v, want %v\n%s", quote, p.Verdict, p.Span, found[0].Span, next.Data)
		}
		if !bytes.HasPrefix(next.Data, bytes.TrimSpace(f.Data)) {
			t.Fatalf("more than the new annotation changed\n%s", cmp.Diff(string(f.Data), string(next.Data)))
		}
	})
}

// The words around a passage are whole words of its own paragraph, or of the one
// beside it where there are none.
func TestWordsAround(t *testing.T) {
	e := essayOf(t, "The first paragraph has an unbelievably long word.\n\nSecond “quoted” one; naïve.\n\n水は流れる。山は高い。\n")
	for _, c := range []struct{ quote, prefix, suffix string }{
		{"The first", "", " paragraph has an unbelievably"},
		{"word.", "has an unbelievably long ", "Second “quoted” one; naïve."},
		{"Second", "has an unbelievably long word.", " “quoted” one; naïve."},
		{"quoted", "Second “", "” one; naïve."},
		{"naïve", "Second “quoted” one; ", "."},
		{"流れ", "水は", "る。山は高い。"},
	} {
		at := strings.Index(e.Text, c.quote)
		s := Selector(e, source.Span{Start: at, End: at + len(c.quote)})
		if s.Prefix.Value != c.prefix || s.Suffix.Value != c.suffix {
			t.Errorf("%s: %q and %q, want %q and %q", c.quote, s.Prefix.Value, s.Suffix.Value, c.prefix, c.suffix)
		}
	}
}

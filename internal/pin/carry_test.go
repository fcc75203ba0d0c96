package pin

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/plaintext"
	"gloss/internal/report"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

func essayOf(t rapid.TB, text string) *essay.Essay {
	t.Helper()
	e, _, err := plaintext.Read(source.Input{Name: "essay.txt", Data: []byte(text)}, "")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func fileOf(t rapid.TB, dir, text string) *store.File {
	t.Helper()
	path := filepath.Join(dir, "essay.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if f.Refusal != nil {
		t.Fatalf("%v\n%s", f.Refusal, text)
	}
	return f
}

// carried carries a file from one text to another.
func carried(t rapid.TB, f *store.File, old, now *essay.Essay) *Carried {
	t.Helper()
	c, err := Carry(f, Drafts{Old: old, New: now, OldPath: "old.txt"}, []yamlfile.Entry{{Key: "essay", Value: yamlfile.Text("new.txt")}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func loaded(t rapid.TB, data []byte) *annotation.Set {
	t.Helper()
	set, findings := annotation.Load(source.NewFile("new.yaml", string(data)))
	for _, f := range findings {
		t.Fatalf("%s\n%s", f.Message, data)
	}
	return set
}

const (
	old = `The mill stood by the river. The miller was an old man, and he drank.

In the spring the river rose. The mill was lost, and nobody was sorry.

The mill stood empty. The end.
`
	now = `A word before all others.

In the spring the river rose fast. The mill was lost, and
nobody was sorry.

The mill stood by the river. The end.
`
)

// What is carried is written as it now stands; what is gone keeps its selector, and
// no other byte changes.
func TestCarry(t *testing.T) {
	f := fileOf(t, t.TempDir(), `# kept
annotations:
  - quote: The mill stood   # twice in the old draft
    occurrence: 1
    comment: |
      Kept.

  - id: rose
    quote: 'the river rose.'
    comment: Kept too.
  - {quote: the miller was an old man, comment: "Gone?"}
  - paragraph: 2
    comment: A paragraph.
  - comment: The whole.
  - quote: The mill was lost, and nobody was sorry.
    also:
      # and
      - quote: The end
      - lines: 3
    comment: Three.
`)
	c := carried(t, f, essayOf(t, old), essayOf(t, now))
	want := `# kept
essay: new.txt
made_on: old.txt
digest: ` + essayOf(t, now).Digest() + `
annotations:
  - id: the-mill-stood-ID
    quote: The mill stood   # twice in the old draft
    prefix: |-
      lost, and
      nobody was sorry.
    suffix: " by the river. The end."
    occurrence: 1
    position: {start: 104, end: 118}
    comment: |
      Kept.

  - id: rose
    quote: the river rose fast.
    prefix: "In the spring "
    suffix: " The mill was lost, and\nnobody"
    position: {start: 41, end: 61}
    comment: Kept too.
  - {quote: the miller was an old man, comment: "Gone?"}
  - id: paragraph-2-ID
    paragraph: 2
    position: {start: 27, end: 102}
    comment: A paragraph.
  - comment: The whole.
  - id: the-mill-was-lost-and-ID
    quote: |-
      The mill was lost, and
      nobody was sorry.
    prefix: "the spring the river rose fast. "
    suffix: The mill stood by the river.
    position: {start: 62, end: 102}
    also:
      # and
      - quote: The end
        prefix: "The mill stood by the river. "
        suffix: "."
        position: {start: 133, end: 140}
      - lines: "3-4"
        position: {start: 27, end: 102}
    comment: Three.
`
	if diff := cmp.Diff(want, hashes().ReplaceAllString(string(c.Data), "id: $1-ID")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var fates []string
	for _, p := range c.Passages {
		fates = append(fates, p.Fate.String())
	}
	if diff := cmp.Diff([]string{"moved", "changed", "gone", "changed", "stayed", "stayed", "changed"}, fates); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c.Whole != 1 {
		t.Errorf("%d notes on the whole essay, want 1", c.Whole)
	}
}

// hashes are derived ids.
func hashes() *regexp.Regexp { return regexp.MustCompile(`id: ([a-z0-9-]+)-[0-9a-f]{6}\b`) }

// Whatever the student did, the report of the new file places what was carried
// exactly there, and nothing of what was not; no annotation, id or remark is lost,
// and nothing outside the selectors changes.
func TestCarriedIsExact(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		then := essayOf(t, drawText(t))
		now := essayOf(t, revise(t, then.Text))
		f := fileOf(t, dir, drawFile(t, then))
		c := carried(t, f, then, now)
		set := loaded(t, c.Data)
		if len(set.Annotations) != len(f.Set.Annotations) {
			t.Fatalf("%d annotations of %d", len(set.Annotations), len(f.Set.Annotations))
		}
		r := report.Build(report.Inputs{Essay: now, Set: set, Draft: then}, report.Options{})
		places := map[string][]report.Place{}
		for _, a := range set.Annotations {
			for _, s := range selectors(a) {
				places[a.ID.Value] = append(places[a.ID.Value], placesOf(r)[s]...)
			}
		}
		for i, a := range set.Annotations {
			was := f.Set.Annotations[i]
			if a.ID.Value != was.ID.Value || a.Comment.Value != was.Comment.Value {
				t.Fatalf("%s %q became %s %q", was.ID.Value, was.Comment.Value, a.ID.Value, a.Comment.Value)
			}
			checkFates(t, a, places[a.ID.Value], c)
		}
		if diff := cmp.Diff(rest(string(f.Data)), rest(string(c.Data))); diff != "" {
			t.Fatalf("more than the selectors changed (-want +got):\n%s", diff)
		}
	})
}

// checkFates holds what was said about an annotation against its places.
func checkFates(t *rapid.T, a *annotation.Annotation, places []report.Place, c *Carried) {
	var said []Passage
	for _, p := range c.Passages {
		if p.ID == a.ID.Value {
			said = append(said, p)
		}
	}
	if a.Selector.All { // each place that is left stands for itself
		for _, p := range places {
			if p.Placed() && p.Verdict != anchor.Exact && !said[0].Kept {
				t.Fatalf("%s: %s\n%s", a.ID.Value, p.Verdict, c.Data)
			}
		}
		return
	}
	if len(said) != len(places) {
		t.Fatalf("%s: %d passages were named, and there are %d", a.ID.Value, len(said), len(places))
	}
	for i, p := range places {
		switch {
		case said[i].Kept && p.Verdict != anchor.Exact:
			t.Fatalf("%s: kept, and %s: %q %v\n%s", a.ID.Value, p.Verdict, said[i].Quote, p.Span, c.Data)
		case said[i].Is == nil && p.Placed():
			t.Fatalf("%s: %s, and it was placed\n%s", a.ID.Value, said[i].Fate, c.Data)
		case said[i].Is != nil && (p.Verdict != anchor.Exact || p.Span != *said[i].Is):
			t.Fatalf("%s: %s %v, want %v\n%s", a.ID.Value, p.Verdict, p.Span, *said[i].Is, c.Data)
		}
	}
}

// rest is a file without its selectors, ids and first keys.
func rest(s string) string {
	return regexp.MustCompile(`(?m)^ +(- )?(id|quote|prefix|suffix|occurrence|paragraph|lines|position): .*\n(\n?     +[^:\n]*\n)*|^(essay|made_on|digest): .*\n`).ReplaceAllString(s, "")
}

func drawWord(t *rapid.T) string {
	return rapid.SampledFrom([]string{"mill", "river", "the", "old", "man", "and", "his", "wheat", "went", "down", "élan", "naïve", "über", "rose", "“so”"}).Draw(t, "word")
}

func drawSentence(t *rapid.T) string {
	words := make([]string, rapid.IntRange(2, 9).Draw(t, "words"))
	for i := range words {
		words[i] = drawWord(t)
	}
	return strings.Join(words, " ") + "."
}

func drawText(t *rapid.T) string {
	var paragraphs []string
	for range rapid.IntRange(1, 4).Draw(t, "paragraphs") {
		var sentences []string
		for range rapid.IntRange(1, 4).Draw(t, "sentences") {
			sentences = append(sentences, drawSentence(t))
		}
		paragraphs = append(paragraphs, strings.Join(sentences, rapid.SampledFrom([]string{" ", "\n"}).Draw(t, "gap")))
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// revise is a text as a student might hand it in again.
func revise(t *rapid.T, text string) string {
	paragraphs := strings.Split(strings.TrimSpace(text), "\n\n")
	for range rapid.IntRange(0, 4).Draw(t, "edits") {
		i := rapid.IntRange(0, len(paragraphs)-1).Draw(t, "paragraph")
		words := strings.Fields(paragraphs[i])
		at := rapid.IntRange(0, len(words)-1).Draw(t, "at")
		switch rapid.IntRange(0, 4).Draw(t, "edit") {
		case 0:
			words[at] = drawWord(t)
		case 1:
			words = append(words[:at:at], append([]string{drawSentence(t)}, words[at:]...)...)
		case 2:
			words = words[:at+1]
		case 3:
			j := rapid.IntRange(0, len(paragraphs)-1).Draw(t, "other")
			paragraphs[i], paragraphs[j] = paragraphs[j], paragraphs[i]
			continue
		default:
			paragraphs = append([]string{drawSentence(t)}, paragraphs...)
			continue
		}
		paragraphs[i] = strings.Join(words, " ")
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// drawFile is a file with remarks of every kind on a text.
func drawFile(t *rapid.T, e *essay.Essay) string {
	var b strings.Builder
	b.WriteString("# a file\nstudent: NO\nannotations:\n")
	for i := range rapid.IntRange(1, 6).Draw(t, "annotations") {
		var block essay.Block
		for block.Number == 0 {
			block = e.Blocks[rapid.IntRange(0, len(e.Blocks)-1).Draw(t, "block")]
		}
		words := strings.Fields(block.Span.Of(e.Text))
		from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		quote := strings.Join(words[from:rapid.IntRange(from+1, len(words)).Draw(t, "to")], " ")
		switch rapid.IntRange(0, 6).Draw(t, "selector") {
		case 0:
			fmt.Fprintf(&b, "  - paragraph: %d\n", block.Number)
		case 1:
			fmt.Fprintf(&b, "  - lines: %d\n", e.File.Position(block.Span.Start).Line)
		case 2:
			fmt.Fprintf(&b, "  - quote: %q\n    occurrence: all\n", quote)
		case 3:
			fmt.Fprintf(&b, "  - quote: %q\n    paragraph: %d\n    occurrence: 1\n", quote, block.Number)
		case 5:
			fmt.Fprintf(&b, "  - quote: %q\n    also:\n      - quote: %q\n        occurrence: 1\n      - paragraph: %d\n", quote, words[from], block.Number)
		case 4:
			fmt.Fprintf(&b, "  - id: own-%d\n    position: {start: %d, end: %d}\n", i, from, from+9)
		default:
			fmt.Fprintf(&b, "  - quote: %q\n", quote)
		}
		fmt.Fprintf(&b, "    comment: Remark %d.   # says the teacher\n\n", i)
	}
	return b.String()
}

// A quote that leaves words out stays as it is where only those have changed; else
// its beginning and its end are those of the new draft.
func TestCarryElided(t *testing.T) {
	old := essayOf(t, "The mill stood by the river, and the miller was an old man who drank.\n")
	const file = "annotations:\n  - id: m\n    quote: The mill stood [...] old man who drank\n"
	for _, c := range []struct{ now, quote, fate string }{
		{"The mill stood by the wide river, and its miller was an old man who drank.\n", "The mill stood [...] old man who drank", "stayed"},
		{"The mills stood by the river, and the miller was an old man who sang.\n", "The mills stood [...] old man who sang", "changed"},
	} {
		got := carried(t, fileOf(t, t.TempDir(), file), old, essayOf(t, c.now))
		quote := loaded(t, got.Data).Annotations[0].Selector.Quote.Value
		if fate := got.Passages[0].Fate.String(); quote != c.quote || fate != c.fate {
			t.Errorf("%q %s, want %q %s", quote, fate, c.quote, c.fate)
		}
	}
}

package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/rubric"
	"gloss/internal/source"
)

func textOf(s string) annotation.Text { return annotation.Text{Value: s, Set: true} }

func numberOf(s string) annotation.Number {
	return annotation.Number{Value: decimal.RequireFromString(s), Set: true}
}

// essayOf is a plain essay whose paragraphs are apart by blank lines.
func essayOf(text string) *essay.Essay {
	e := &essay.Essay{Path: "essay.txt", Format: "txt", Text: text, File: source.NewFile("essay.txt", text)}
	e.Origins = []essay.Origin{{Text: source.Span{End: len(text)}, File: source.Span{End: len(text)}, Verbatim: true}}
	at, n := 0, 0
	for part := range strings.SplitSeq(text, "\n\n") {
		n++
		e.Blocks = append(e.Blocks, essay.Block{
			Kind: essay.Paragraph, Span: source.Span{Start: at, End: at + len(part)}, Number: n,
		})
		at += len(part) + 2
	}
	return e
}

func setOf(items ...*annotation.Annotation) *annotation.Set {
	for _, a := range items {
		if a.Kind == "" {
			a.Kind = annotation.Comment
		}
	}
	return &annotation.Set{File: source.NewFile("essay.yaml", ""), Annotations: items}
}

func quote(id, words string) *annotation.Annotation {
	return &annotation.Annotation{ID: annotation.Text{Value: id}, Selector: annotation.Selector{Quote: textOf(words)}}
}

// ids are the notes' ids in order.
func ids(notes []Note) []string {
	var out []string
	for _, n := range notes {
		out = append(out, n.ID)
	}
	return out
}

func TestNotesStandInTheOrderOfTheEssay(t *testing.T) {
	e := essayOf("One two three four.\n\nFive six.")
	whole := &annotation.Annotation{ID: annotation.Text{Value: "whole"}}
	r := Build(Inputs{Essay: e, Set: setOf(
		quote("gone", "nothing like this stands here at all"), whole,
		quote("late", "Five"), quote("short", "two"), quote("long", "two three"),
	)}, Options{})
	want := []string{"long", "short", "late", "whole", "gone"}
	if diff := cmp.Diff(want, ids(r.Notes)); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	for i, n := range r.Notes {
		if n.Number != i+1 {
			t.Errorf("note %s has number %d, want %d", n.ID, n.Number, i+1)
		}
	}
	if got := len(r.InText()) + len(r.OnWhole()) + len(r.Unplaced()); got != len(r.Notes) {
		t.Errorf("the three standings hold %d notes of %d", got, len(r.Notes))
	}
}

func TestParagraphAndLines(t *testing.T) {
	e := essayOf("One two.\n\nThree four.\nFive.")
	n := func(v int) annotation.Int { return annotation.Int{Value: v, Set: true} }
	second := &annotation.Annotation{Selector: annotation.Selector{Paragraph: n(2)}}
	line := &annotation.Annotation{Selector: annotation.Selector{Lines: annotation.Lines{First: 4, Last: 4, Set: true}}}
	missing := &annotation.Annotation{Selector: annotation.Selector{Paragraph: n(9)}}
	elsewhere := quote("elsewhere", "One")
	elsewhere.Selector.Paragraph = n(2)
	r := Build(Inputs{Essay: e, Set: setOf(second, line, missing, elsewhere)}, Options{})
	got := map[string]string{}
	for _, note := range r.Notes {
		p := note.Places[0]
		got[p.Span.Of(e.Text)] = p.Verdict.String()
		if p.Outside != (note.ID == "elsewhere") {
			t.Errorf("%q: outside is %v", p.Span.Of(e.Text), p.Outside)
		}
	}
	want := map[string]string{"Three four.\nFive.": "exact", "Five.": "exact", "": "orphaned", "One": "exact"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestQuoteIsFoundInTheFilesSource(t *testing.T) {
	file := "See *Macbeth* now.\n"
	text := "See Macbeth now."
	e := essayOf(text)
	e.File = source.NewFile("essay.md", file)
	e.Origins = []essay.Origin{
		{Text: source.Span{End: 4}, File: source.Span{End: 4}, Verbatim: true},
		{Text: source.Span{Start: 4, End: 11}, File: source.Span{Start: 5, End: 12}, Verbatim: true},
		{Text: source.Span{Start: 11, End: 16}, File: source.Span{Start: 13, End: 18}, Verbatim: true},
	}
	r := Build(Inputs{Essay: e, Set: setOf(quote("a", "See *Macbeth*"))}, Options{})
	if p := r.Notes[0].Places[0]; p.Span.Of(text) != "See Macbeth" || p.Verdict != anchor.Exact {
		t.Errorf("got %q, %s; want %q, exact", p.Span.Of(text), p.Verdict, "See Macbeth")
	}
}

// A bullet or number that was copied with the quote is not in the text.
func TestMarkupAtTheEndsOfAQuoteIsLeftOut(t *testing.T) {
	text := "Before.\n\nThe second item."
	e := essayOf(text)
	e.File = source.NewFile("essay.md", "Before.\n\n2) The second item.\n")
	e.Origins = []essay.Origin{
		{Text: source.Span{End: 7}, File: source.Span{End: 7}, Verbatim: true},
		{Text: source.Span{Start: 7, End: 9}, File: source.Span{Start: 7, End: 12}},
		{Text: source.Span{Start: 9, End: 25}, File: source.Span{Start: 12, End: 28}, Verbatim: true},
	}
	r := Build(Inputs{Essay: e, Set: setOf(quote("a", "2) The second"))}, Options{})
	if got, want := r.Notes[0].Places[0].Span.Of(text), "The second"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReplacements(t *testing.T) {
	e := essayOf("aa bb cc aa dd.")
	all := quote("all", "aa")
	all.Selector.All = true
	all.Replacement = textOf("x")
	also := quote("also", "bb cc")
	also.Also = []annotation.Selector{{Quote: textOf("dd")}}
	also.Replacement = textOf("")
	late := quote("late", "cc")
	late.Replacement = textOf("y")
	r := Build(Inputs{Essay: e, Set: setOf(all, also, late)}, Options{})
	got := map[string][]bool{}
	for _, n := range r.Notes {
		for _, p := range n.Places {
			got[n.ID] = append(got[n.ID], p.Replaced)
		}
	}
	want := map[string][]bool{"all": {true, true}, "also": {true, false}, "late": {false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("replaced (-want +got):\n%s", diff)
	}
}

func TestMarksAreExactSums(t *testing.T) {
	rub := &rubric.Rubric{Title: "R", Criteria: []rubric.Criterion{
		{
			ID: "knowledge", Title: "Knowledge", Points: decimal.NewFromInt(20), Weight: decimal.NewFromInt(1),
			Levels: []rubric.Level{{ID: "sound", Title: "Sound", Points: decimal.NewFromInt(14)}},
		},
		{ID: "style", Title: "Style", Points: decimal.NewFromInt(10), Weight: decimal.RequireFromString("0.5")},
	}}
	remark := func(id, criterion, marks string) *annotation.Annotation {
		a := quote(id, id)
		a.Criterion, a.Marks = textOf(criterion), numberOf(marks)
		return a
	}
	secret := remark("secret", "style", "-1")
	secret.Private = true
	set := setOf(remark("one", "knowledge", "0.1"), remark("two", "knowledge", "0.2"), remark("three", "style", "-4"), secret)
	set.Scores = []annotation.Score{{Criterion: textOf("knowledge"), Level: textOf("sound")}}
	whole := Build(Inputs{Essay: essayOf("one two three secret"), Set: set, Rubric: rub}, Options{})
	r := whole.Select(Selection{})
	if got, want := r.Marks.Criteria[0].Total.String(), "14.3"; got != want {
		t.Errorf("knowledge is %s, want %s", got, want)
	}
	if c := r.Marks.Criteria[1]; c.Total.String() != "0" || !c.Floored() || len(c.Remarks) != 1 {
		t.Errorf("style is %s of %d remarks, floored %v; want 0 of 1, true", c.Total, len(c.Remarks), c.Floored())
	}
	if got, want := r.Marks.Total.String()+"/"+r.Marks.OutOf.String(), "14.3/25"; got != want {
		t.Errorf("total is %s, want %s", got, want)
	}
	if got := len(whole.Marks.Criteria[1].Remarks); got != 2 {
		t.Errorf("the whole report counts %d remarks on style, want 2", got)
	}
}

func TestPrivateNotesAreNotEvenCounted(t *testing.T) {
	secret := quote("secret", "two")
	secret.Private, secret.Marks = true, numberOf("-3")
	guess := quote("guess", "three")
	guess.Suggested = true
	whole := Build(Inputs{Essay: essayOf("one two three"), Set: setOf(quote("open", "one"), secret, guess)}, Options{})
	r := whole.Select(Selection{})
	if diff := cmp.Diff([]string{"open"}, ids(r.Notes)); diff != "" {
		t.Errorf("students see (-want +got):\n%s", diff)
	}
	if r.Marks != nil {
		t.Errorf("students see marks of a private remark: %v", r.Marks)
	}
	if got := len(whole.Select(Selection{Private: true}).Notes); got != 3 {
		t.Errorf("markers see %d notes, want 3", got)
	}
}

func TestSelectionNumbersAnewAndKeepsTheMarks(t *testing.T) {
	a, b := quote("a", "one"), quote("b", "two")
	a.Marks, b.Marks, b.Kind = numberOf("-1"), numberOf("-2"), annotation.Praise
	r := Build(Inputs{Essay: essayOf("one two"), Set: setOf(a, b)}, Options{}).
		Select(Selection{Kinds: []annotation.Kind{annotation.Praise}})
	if len(r.Notes) != 1 || r.Notes[0].ID != "b" || r.Notes[0].Number != 1 {
		t.Fatalf("got %v", ids(r.Notes))
	}
	want := []Remark{{0, decimal.NewFromInt(-1)}, {1, decimal.NewFromInt(-2)}}
	if diff := cmp.Diff(want, r.Marks.Criteria[0].Remarks); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
}

// randomReport is a report with random blocks, styles and overlapping places.
func randomReport(t *rapid.T) *Report {
	text := rapid.StringMatching(`[a-dé 日]{0,40}(\n\n[a-c ]{1,20}){0,3}`).Draw(t, "text")
	borders := []int{}
	for i := range text {
		borders = append(borders, i)
	}
	borders = append(borders, len(text))
	span := func(label string) source.Span {
		a := rapid.SampledFrom(borders).Draw(t, label)
		b := rapid.SampledFrom(borders).Draw(t, label)
		return source.Span{Start: min(a, b), End: max(a, b)}
	}
	r := &Report{Essay: essayOf(text)}
	for range rapid.IntRange(0, 4).Draw(t, "styles") {
		r.Essay.Styles = append(r.Essay.Styles, essay.Style{Kind: essay.Emphasis, Span: span("style")})
	}
	for range rapid.IntRange(0, 8).Draw(t, "notes") {
		n := Note{Kind: annotation.Comment}
		for range rapid.IntRange(0, 3).Draw(t, "places") {
			n.Places = append(n.Places, Place{Verdict: anchor.Exact, Span: span("place")})
		}
		r.Notes = append(r.Notes, n)
	}
	return r
}

func TestSegmentsJoinToTheText(t *testing.T) { rapid.Check(t, segmentsJoin) }

func FuzzSegments(f *testing.F) { f.Fuzz(rapid.MakeFuzz(segmentsJoin)) }

// segmentsJoin holds the segments of a random report against its text and places.
func segmentsJoin(t *rapid.T) {
	r := randomReport(t)
	var joined strings.Builder
	var first, last int
	for s := range r.Segments() {
		joined.WriteString(s.Span.Of(r.Essay.Text))
		for i, c := range s.Covers {
			if !c.Span.Contains(s.Span) {
				t.Fatalf("%v does not cover %v", c.Span, s.Span)
			}
			if c.First {
				first++
			}
			if c.Last {
				last++
			}
			if i > 0 && s.Covers[i-1].Span.Start > c.Span.Start {
				t.Fatalf("%v stands outside %v", s.Covers[i-1].Span, c.Span)
			}
		}
		if s.Block >= 0 && !r.Essay.Blocks[s.Block].Span.Contains(s.Span) {
			t.Fatalf("segment %v is not in block %d", s.Span, s.Block)
		}
	}
	if joined.String() != r.Essay.Text {
		t.Fatalf("got %q, want %q", joined.String(), r.Essay.Text)
	}
	want := 0
	for _, n := range r.Notes {
		for _, p := range n.Places {
			if !p.Span.IsEmpty() {
				want++
			}
		}
	}
	if first != want || last != want {
		t.Fatalf("%d places begin and %d end, want %d", first, last, want)
	}
}

// Every place covers just the segments that it holds.
func TestSegmentsCoverEveryPlaceWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := randomReport(t)
		covered := map[[2]int]int{}
		for s := range r.Segments() {
			for _, c := range s.Covers {
				covered[[2]int{c.Note, c.Place}] += s.Span.Len()
			}
		}
		for i, n := range r.Notes {
			for j, p := range n.Places {
				if got := covered[[2]int{i, j}]; got != p.Span.Len() {
					t.Fatalf("place %d of note %d: %d bytes are covered, want %d", j, i, got, p.Span.Len())
				}
			}
		}
	})
}

func TestBuildIsDeterministic(t *testing.T) {
	build := func() *Report {
		return Build(Inputs{Essay: essayOf("one two three one two"), Set: setOf(
			quote("b", "two three"), quote("a", "two"), quote("c", "one"),
		)}, Options{})
	}
	a, b := build(), build()
	if !slices.Equal(ids(a.Notes), ids(b.Notes)) {
		t.Errorf("got %v, then %v", ids(a.Notes), ids(b.Notes))
	}
}

func BenchmarkSegments(b *testing.B) {
	text := strings.Repeat("words and more words ", 5000)
	r := &Report{Essay: essayOf(text)}
	for i := range 5000 {
		at := i * 19
		r.Notes = append(r.Notes, Note{Places: []Place{{Verdict: anchor.Exact, Span: source.Span{Start: at, End: at + 200}}}})
	}
	for b.Loop() {
		for range r.Segments() {
		}
	}
}

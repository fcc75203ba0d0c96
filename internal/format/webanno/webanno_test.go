package webanno

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

func write(t testing.TB, r *report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type object = map[string]any

func parse(t testing.TB, data []byte) object {
	t.Helper()
	var doc object
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestGolden(t *testing.T) {
	got, path := write(t, reporttest.Sample(t)), filepath.Join("testdata", "report.jsonld")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// musts collects what a page does that the model forbids, or does not do that
// it demands.
type musts struct{ broken []string }

func (m *musts) that(ok bool, format string, args ...any) {
	if !ok {
		m.broken = append(m.broken, fmt.Sprintf(format, args...))
	}
}

func (m *musts) iri(v any, format string, args ...any) {
	s, ok := v.(string)
	_, err := url.Parse(s)
	m.that(ok && s != "" && err == nil && !strings.ContainsAny(s, " <>\"{}|\\^`"), "not an IRI: %v: "+format, append([]any{v}, args...)...)
}

func (m *musts) time(o object, at string) {
	if v, ok := o["created"]; ok {
		s, _ := v.(string)
		m.that(regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`).MatchString(s), "%s: created is no UTC xsd:dateTime: %v", at, v)
	}
}

// motivations are the words that the vocabulary has for why.
func motivations() []string {
	return []string{
		"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
		"identifying", "linking", "moderating", "questioning", "replying", "tagging",
	}
}

func (m *musts) page(p object) {
	m.that(p["@context"] == "http://www.w3.org/ns/anno.jsonld", "the context of the page")
	m.that(p["type"] == "AnnotationPage", "the type of the page")
	m.iri(p["id"], "the page's id")
	items, ok := p["items"].([]any)
	m.that(ok, "a page has a list of items")
	m.that(p["startIndex"] == 0.0, "the first page begins at 0")
	c, _ := p["partOf"].(object)
	m.that(c["type"] == "AnnotationCollection", "the type of the collection")
	m.iri(c["id"], "the collection's id")
	m.that(c["total"] == float64(len(items)), "the collection's total")
	m.that(c["first"] == p["id"] && c["last"] == p["id"], "the collection's only page")
	ids := map[any]bool{}
	for i, item := range items {
		a, _ := item.(object)
		m.annotation(a, fmt.Sprintf("item %d", i))
		m.that(!ids[a["id"]], "item %d: its id is not its own", i)
		ids[a["id"]] = true
	}
}

func (m *musts) annotation(a object, at string) {
	m.that(a["type"] == "Annotation", "%s: type", at)
	m.iri(a["id"], "%s: id", at)
	m.that(slices.Contains(motivations(), fmt.Sprint(a["motivation"])), "%s: motivation %v", at, a["motivation"])
	m.time(a, at)
	if bodies, ok := a["body"]; ok {
		for i, b := range bodies.([]any) {
			m.body(b.(object), fmt.Sprintf("%s, body %d", at, i))
		}
	}
	targets, _ := a["target"].([]any)
	m.that(len(targets) > 0, "%s: there is a target", at)
	for i, v := range targets {
		m.target(v, fmt.Sprintf("%s, target %d", at, i))
	}
}

func (m *musts) body(b object, at string) {
	m.that(slices.Contains(motivations(), fmt.Sprint(b["purpose"])), "%s: purpose %v", at, b["purpose"])
	m.time(b, at)
	switch b["type"] {
	case "TextualBody":
		_, ok := b["value"].(string)
		m.that(ok, "%s: a value", at)
		m.that(b["format"] == "text/plain" || b["format"] == "text/markdown", "%s: format", at)
	case "SpecificResource":
		m.iri(b["source"], "%s: source", at)
	default:
		m.that(false, "%s: type %v", at, b["type"])
	}
}

func (m *musts) target(v any, at string) {
	if _, ok := v.(string); ok {
		m.iri(v, "%s", at)
		return
	}
	o, ok := v.(object)
	m.that(ok, "%s: an IRI or an object", at)
	m.iri(o["source"], "%s: source", at)
	selectors, _ := o["selector"].([]any)
	m.that(len(selectors) > 0, "%s: a selector", at)
	for _, v := range selectors {
		s, _ := v.(object)
		switch s["type"] {
		case "TextQuoteSelector":
			exact, ok := s["exact"].(string)
			m.that(ok && exact != "", "%s: exact", at)
		case "TextPositionSelector":
			start, ok1 := s["start"].(float64)
			end, ok2 := s["end"].(float64)
			m.that(ok1 && ok2 && start >= 0 && start <= end && start == float64(int(start)), "%s: start and end", at)
		default:
			m.that(false, "%s: selector %v", at, s["type"])
		}
	}
}

func check(t testing.TB, r *report.Report) {
	t.Helper()
	var m musts
	m.page(parse(t, write(t, r)))
	for _, b := range m.broken {
		t.Error(b)
	}
}

func TestTheModelsDemands(t *testing.T) {
	check(t, reporttest.Sample(t))
	check(t, &report.Report{Essay: &essay.Essay{Path: "-"}})
	r := reporttest.Sample(t)
	r.Essay.Path, r.Annotations = "a b/ö: #?%.md", `c:\x`
	r.Notes[2].Sources = []report.Source{{URL: "https://example.org/ä?b=c#d"}, {URL: "javascript:x"}, {URL: "http://a b/"}, {Title: "x"}}
	r.Notes[2].Created = "2026-11-20T19:42:00+02:00"
	r.Notes[3].Created = "yesterday"
	check(t, r)
}

func TestEveryNoteIsThere(t *testing.T) {
	r := reporttest.Sample(t)
	items := parse(t, write(t, r))["items"].([]any)
	if len(items) != len(r.Notes) {
		t.Errorf("%d annotations for %d notes", len(items), len(r.Notes))
	}
}

// item is the annotation of a note.
func item(t testing.TB, r *report.Report, n int) object {
	return parse(t, write(t, r))["items"].([]any)[n-1].(object)
}

func TestWhatANoteSays(t *testing.T) {
	got := item(t, reporttest.Sample(t), 3)
	text := func(value, format, purpose string) object {
		return object{"type": "TextualBody", "value": value, "format": format, "purpose": purpose}
	}
	reply := text("I saw this in two other scripts.", "text/markdown", "replying")
	reply["creator"], reply["created"] = object{"type": "Person", "name": "Mr Lindqvist"}, "2026-11-21T09:15:00Z"
	want := []any{
		text("claiming millions of lives", "text/plain", "editing"),
		text("Millions of people died in the famine, not thousands.", "text/markdown", "describing"),
		text("Estimates range from about 5.5 to about 8.7 million deaths. See [the atlas](https://example.org/a).\n\n- one\n- two\n", "text/markdown", "commenting"),
		text("Give a range and say whose estimate it is.", "text/markdown", "commenting"),
		text("R. W. Davies and S. G. Wheatcroft, The Years of Hunger, 2004, 400-401", "text/plain", "linking"),
		text("fact", "text/plain", "classifying"),
		text("major", "text/plain", "tagging"),
		text("famine", "text/plain", "tagging"),
		text("magnitude", "text/plain", "tagging"),
		text("-0.5", "text/plain", "assessing"),
		reply,
	}
	if diff := cmp.Diff(want, got["body"]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got["motivation"] != "editing" || got["created"] != "2026-11-20T19:42:00Z" {
		t.Errorf("got %v, %v", got["motivation"], got["created"])
	}
}

func TestWhereANotePoints(t *testing.T) {
	r := reporttest.Sample(t)
	for _, tt := range []struct {
		name string
		note int
		want []any
	}{
		{"placed", 3, []any{object{"source": "essays/plan.md", "selector": []any{
			object{"type": "TextQuoteSelector", "exact": "claiming thousands of lives", "prefix": "ne peaked at this point in time ", "suffix": ". Peasants began to leave their "},
			object{"type": "TextPositionSelector", "start": 165.0, "end": 192.0},
		}}}},
		{"whole essay", 9, []any{"essays/plan.md"}},
		{"ambiguous", 10, []any{object{"source": "essays/plan.md", "selector": []any{object{"type": "TextQuoteSelector", "exact": "famine"}}}}},
		{"orphan", 11, []any{object{"source": "essays/plan.md", "selector": []any{object{"type": "TextQuoteSelector", "exact": "Many peasants broke the tractors"}}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, item(t, r, tt.note)["target"]); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if got := item(t, r, 7)["target"].([]any); len(got) != 2 {
		t.Errorf("a note with two places has %d targets", len(got))
	}
}

func TestADeletionIsAnEdit(t *testing.T) {
	r := reporttest.Sample(t)
	r.Notes[0].Replacement = new("")
	first := item(t, r, 1)["body"].([]any)[0].(object)
	if first["value"] != "" || first["purpose"] != "editing" {
		t.Errorf("got %v", first)
	}
}

func TestTimesAreInUTC(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-20T19:42:00Z":        "2026-11-20T19:42:00Z",
		"2026-11-20T01:42:00.5+02:00": "2026-11-19T23:42:00Z",
		"2026-11-20":                  "",
		"":                            "",
	} {
		if got := created(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestContextEndsAtAWholeCluster has a letter with marks just where 32 code
// points end.
func TestContextEndsAtAWholeCluster(t *testing.T) {
	before, after := "e\u0301\u0301"+strings.Repeat("x", 30), strings.Repeat("x", 30)+"e\u0301\u0301"
	e := &essay.Essay{Text: before + "here" + after}
	q := newTargets(e, "essay.txt").selectors(source.Span{Start: len(before), End: len(before) + 4})[0].(quoteSelector)
	if want := strings.Repeat("x", 30); q.Prefix != want || q.Suffix != want {
		t.Errorf("got %q and %q", q.Prefix, q.Suffix)
	}
}

func TestIRIs(t *testing.T) {
	for path, want := range map[string]string{
		"essays/a.md":       "essays/a.md",
		"a b/ö#?%.md":       "a%20b/%C3%B6%23%3F%25.md",
		"x:y.md":            "./x:y.md",
		"../a.md":           "../a.md",
		"/home/x/a b.md":    "file:///home/x/a%20b.md",
		`C:\Users\a b.docx`: "file:///C:/Users/a%20b.docx",
		`C:a.md`:            "./C:a.md",
		"a\xff.md":          "a%FF.md",
		"-":                 "ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
	} {
		if got := iri(path, ""); got != want {
			t.Errorf("%q: got %s, want %s", path, got, want)
		}
	}
}

func TestIDsAreTheNotesOwnAndStay(t *testing.T) {
	r := reporttest.Sample(t)
	first := parse(t, write(t, r))
	if !bytes.Equal(write(t, r), write(t, reporttest.Sample(t))) {
		t.Error("the same report gave other bytes")
	}
	r.Essay.Path = "other.md"
	if parse(t, write(t, r))["items"].([]any)[0].(object)["id"] == first["items"].([]any)[0].(object)["id"] {
		t.Error("another essay's note has the same id")
	}
	if id := first["id"].(string); !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(id) {
		t.Errorf("not a UUID of version 8: %s", id)
	}
}

func TestSelectorsLeadToTheirSpan(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab é中🙂\u0301\u0301\u200d👩👧\n")), 0, 400, -1).Draw(rt, "text")
		borders := []int{0}
		for it := graphemes.FromString(text); it.Next(); {
			borders = append(borders, it.End())
		}
		a, b := rapid.SampledFrom(borders).Draw(rt, "a"), rapid.SampledFrom(borders).Draw(rt, "b")
		span := source.Span{Start: min(a, b), End: max(a, b)}
		selectors := newTargets(&essay.Essay{Text: text}, "essay.txt").selectors(span)
		q, p := selectors[0].(quoteSelector), selectors[1].(positionSelector)
		runes := []rune(text)
		if string(runes[p.Start:p.End]) != q.Exact || q.Exact != span.Of(text) {
			rt.Fatalf("%+v and %+v disagree", q, p)
		}
		if !strings.HasSuffix(text[:span.Start], q.Prefix) || !strings.HasPrefix(text[span.End:], q.Suffix) {
			rt.Fatalf("%+v is not what stands around", q)
		}
		for _, s := range []string{q.Prefix, q.Suffix} {
			if utf8.RuneCountInString(s) > contextLength {
				rt.Fatalf("%q is too long", s)
			}
		}
		if !slices.Contains(borders, span.Start-len(q.Prefix)) || !slices.Contains(borders, span.End+len(q.Suffix)) {
			rt.Fatalf("%+v cuts a cluster", q)
		}
		if rest := span.Start - len(q.Prefix); rest > 0 && utf8.RuneCountInString(q.Prefix) < contextLength {
			i := slices.Index(borders, rest)
			if utf8.RuneCountInString(text[borders[i-1]:span.Start]) <= contextLength {
				rt.Fatalf("the prefix %q could be longer", q.Prefix)
			}
		}
	})
}

func FuzzWrite(f *testing.F) {
	f.Add("essay text", "quote", "comment", "https://example.org", "a.md", 3, 5)
	f.Add("\xff\x00", "", "<!--", "http://[::1", "\x00:", 0, 0)
	f.Fuzz(func(t *testing.T, text, quote, comment, address, path string, start, end int) {
		span := source.Span{Start: max(0, min(start, len(text))), End: max(0, min(end, len(text)))}
		for span.Start > 0 && span.Start < len(text) && !utf8.RuneStart(text[span.Start]) {
			span.Start--
		}
		for span.End < len(text) && !utf8.RuneStart(text[span.End]) {
			span.End++
		}
		span.End = max(span.Start, span.End)
		r := &report.Report{Essay: &essay.Essay{Path: path, Text: text}, Annotations: path}
		r.Notes = []report.Note{{
			ID: comment, Comment: comment, By: quote, Created: comment, Sources: []report.Source{{URL: address}},
			Places: []report.Place{{Quote: quote}, {Verdict: anchor.Fuzzy, Span: span}},
		}}
		if span.IsEmpty() {
			r.Notes[0].Places = r.Notes[0].Places[:1]
		}
		check(t, r)
	})
}

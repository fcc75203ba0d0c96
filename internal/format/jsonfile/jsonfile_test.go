package jsonfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/shopspring/decimal"
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

func read(t testing.TB, data []byte) *report.Report {
	t.Helper()
	r, err := Read(source.Input{Name: "r.json", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// everything is a report in which no field of the format is empty.
func everything(t testing.TB) *report.Report {
	r := reporttest.Sample(t)
	for i := range r.Notes {
		for j := range r.Notes[i].Sources {
			r.Notes[i].Sources[j].URL = "https://example.org/?a=1&b=<2>"
		}
	}
	n := &r.Notes[len(r.Notes)-1]
	n.Suggested = true
	n.Places[0].Outside = true
	r.Notes[9].Places[0].Disagree = "occurrence and position"
	r.Marks.Criteria[0].Score = new(reporttest.Decimal("0"))
	r.Essay.Origins = []essay.Origin{
		{Text: source.Span{Start: 0, End: 5}, File: source.Span{Start: 2, End: 7}, Verbatim: true},
		{Text: source.Span{Start: 5, End: len(r.Essay.Text)}, File: source.Span{Start: 7, End: 5000}},
	}
	r.Essay.Text = strings.Replace(r.Essay.Text, "skilled", "sk\u0000lled", 1)
	return r
}

func TestGolden(t *testing.T) {
	got, path := write(t, everything(t)), filepath.Join("testdata", "report.json")
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

func TestAReportComesBackWhole(t *testing.T) {
	want := everything(t)
	got := read(t, write(t, want))
	decimals := cmp.Comparer(func(a, b decimal.Decimal) bool { return a.String() == b.String() })
	if diff := cmp.Diff(want, got, decimals, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWhatWasReadIsWrittenAgainByteForByte(t *testing.T) {
	first := write(t, everything(t))
	if diff := cmp.Diff(string(first), string(write(t, read(t, first)))); diff != "" {
		t.Errorf("(-first +second)\n%s", diff)
	}
}

func TestAnyTextComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text")
		r := &report.Report{Essay: &essay.Essay{Path: "x", Format: "txt", Text: text}, Head: report.Head{Overall: text}}
		borders := []int{0}
		for i := range text {
			borders = append(borders, i)
		}
		borders = append(borders, len(text))
		for i := range rapid.IntRange(0, 5).Draw(rt, "notes") {
			a, b := rapid.SampledFrom(borders).Draw(rt, "a"), rapid.SampledFrom(borders).Draw(rt, "b")
			marks := decimal.New(rapid.Int64().Draw(rt, "marks"), int32(rapid.IntRange(-9, 2).Draw(rt, "exp")))
			r.Notes = append(r.Notes, report.Note{
				Number: i + 1, Kind: "comment", Comment: text, Replacement: &text, Marks: &marks,
				Places: []report.Place{{Quote: text, Verdict: anchor.Exact, Span: source.Span{Start: min(a, b), End: max(a, b)}}},
			})
		}
		first := write(t, r)
		back := read(t, first)
		if !bytes.Equal(first, write(t, back)) {
			rt.Fatal("other bytes the second time")
		}
		for i, n := range r.Notes {
			if back.Notes[i].Places[0].Span != n.Places[0].Span || back.Notes[i].Marks.String() != n.Marks.String() || back.Notes[i].Comment != text ||
				back.Notes[i].Replacement == nil || *back.Notes[i].Replacement != text {
				rt.Fatalf("got %+v, want %+v", back.Notes[i], n)
			}
		}
	})
}

func TestPlacesCountCodePoints(t *testing.T) {
	r := &report.Report{Essay: &essay.Essay{Path: "x", Format: "txt", Text: "é🙂e\u0301x"}}
	r.Notes = []report.Note{{Number: 1, Kind: "praise", Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: 2, End: 9}}}}}
	r.Essay.Blocks = []essay.Block{{Kind: essay.Paragraph, Span: source.Span{Start: 0, End: 10}}}
	r.Essay.Styles = []essay.Style{{Kind: essay.Strong, Span: source.Span{Start: 6, End: 10}}}
	r.Essay.Origins = []essay.Origin{{Text: source.Span{Start: 2, End: 6}, File: source.Span{Start: 2, End: 6}}}
	r.Notes[0].Places = append(r.Notes[0].Places, report.Place{
		Candidates: []source.Span{{Start: 0, End: 6}}, Nearest: &source.Span{Start: 0, End: 2},
	})
	got := string(write(t, r))
	for _, want := range []string{
		`"span": [1, 4]`, `"span": [0, 5]`, `"span": [2, 5]`, `"text": [1, 2]`, `"file": [2, 6]`, `[0, 2]`, `"nearest": [0, 1]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in %s", want, got)
		}
	}
}

func TestNothingIsEscapedForHTML(t *testing.T) {
	r := everything(t)
	if got := string(write(t, r)); !strings.Contains(got, `"https://example.org/?a=1&b=<2>"`) {
		t.Error("the address is not as it was")
	}
}

func TestAPathThatIsNoUTF8(t *testing.T) {
	r := everything(t)
	r.Essay.Path, r.Annotations = "a\xff.txt", "b\xff.yaml"
	if got := read(t, write(t, r)).Essay.Path; got != "a\uFFFD.txt" {
		t.Errorf("got %q", got)
	}
}

func TestRefusals(t *testing.T) {
	whole := string(write(t, everything(t)))
	for _, tt := range []struct{ name, old, new, want string }{
		{"unknown key", `"student":`, `"studnt":`, `r.json:7:5: unknown key "studnt" (at /head/studnt)`},
		{"case twin", `"student":`, `"Student":`, `r.json:7:5: unknown key "Student" (at /head/Student)`},
		{"duplicate key", `"student":`, `"title": "x", "student":`, `r.json:7:5: the key "title" stands twice (at /head/title)`},
		{"trailing data", "", "{}", `there is more after the end of the report`},
		{"cut off", whole[100:], "", "unexpected EOF"},
		{"no report", whole, `{"annotations": []}`, "r.json: is JSON, but not a report of gloss"},
		{"a list", whole, `[]`, "r.json: is JSON, but not a report of gloss"},
		{"newer", `"schema": 1`, `"schema": 2`, "r.json: is a report of version 2; this gloss reads version 1"},
		{"no version", `"schema": 1`, `"schema": 0`, "r.json:3:13: the version is not 1 (at /schema)"},
		{"wrong type", `"student": "Candidate 0417"`, `"student": 417`, "r.json:7:16: the value is of the wrong type (at /head/student)"},
		{"unknown kind", `"kind": "praise"`, `"kind": "prase"`, `unknown "prase", expected one of ["correction" "suggestion" "question" "praise" "comment"] (at /notes/0/kind)`},
		{"quotation marks", `"kind": "praise"`, `"kind": "a\"b\"c"`, `r.json:62:15: unknown "a\"b\"c"`},
		{"unknown verdict", `"verdict": "exact"`, `"verdict": "sure"`, "(at /notes/0/places/0/verdict)"},
		{"number", `"number": 2,`, `"number": 3,`, "the notes are numbered from 1 in their order: 2 expected (at /notes/1/number)"},
		{"place beyond the end", `"span": [46, 264]`, `"span": [46, 26400]`, "characters (at /notes/0/places/0/span)"},
		{"place backwards", `"span": [46, 264]`, `"span": [264, 46]`, "the place ends before it begins (at /notes/0/places/0/span)"},
		{"place of three", `"span": [46, 264]`, `"span": [46, 264, 3]`, "a place is [start, end], two whole numbers (at /notes/0/places/0/span)"},
		{"place of fractions", `"span": [46, 264]`, `"span": [46, 2.5]`, "a place is [start, end], two whole numbers (at /notes/0/places/0/span)"},
		{"place without a span", `"span": [46, 264],`, ``, "a place has a span if, and only if, it was found (at /notes/0/places/0)"},
		{"marks with an exponent", `"marks": -0.5`, `"marks": 1e400000000`, "1e400000000 is not a decimal number of at most 64 digits"},
		{"marks as text", `"marks": -0.5`, `"marks": "-0.5"`, "is not a decimal number"},
		{"changed text", "The famine peaked", "The famine picked", "the text is not the one that the digest was made of (at /essay/digest)"},
		{"overlapping blocks", `"span": [46, 264],` + "\n        \"number\"", `"span": [6, 264],` + "\n        \"number\"", "the block begins before the one above it ends (at /essay/blocks/1/span)"},
		{"no such note", `"note": 3`, `"note": 30`, "there is no note 30 (at /marks/criteria/1/remarks/0/note)"},
		{"invalid UTF-8", "Candidate", "C\xffndidate", "invalid UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := whole + tt.new
			if tt.old != "" {
				bad = strings.Replace(whole, tt.old, tt.new, 1)
				if tt.name == "changed text" {
					bad = strings.ReplaceAll(whole, tt.old, tt.new)
				}
			}
			_, err := Read(source.Input{Name: "r.json", Data: []byte(bad)})
			if _, ok := errors.AsType[*source.Error](err); !ok {
				t.Fatalf("got %v, want a refusal", err)
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "r.json:") {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheSchemaHolds(t *testing.T) {
	s := compiled(t)
	empty := &report.Report{Essay: &essay.Essay{Path: "x", Format: "txt"}}
	for _, r := range []*report.Report{everything(t), empty} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, r)))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Error(err)
		}
	}
}

// keys are the keys of the Go types, as "note.kind", by the name of the type.
func keys(typ reflect.Type, under string, into map[string]bool) {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || typ == reflect.TypeFor[span]() || typ == reflect.TypeFor[number]() {
		return
	}
	for field := range typ.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		into[under+"/"+name] = true
		keys(field.Type, under+"/"+name, into)
	}
}

// schemaKeys are the keys that a schema describes.
func schemaKeys(s, root map[string]any, under string, into map[string]bool) {
	if ref, ok := s["$ref"].(string); ok {
		s = root["definitions"].(map[string]any)[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any)
	}
	if items, ok := s["items"].(map[string]any); ok {
		schemaKeys(items, root, under, into)
	}
	properties, _ := s["properties"].(map[string]any)
	for name, p := range properties {
		into[under+"/"+name] = true
		schemaKeys(p.(map[string]any), root, under+"/"+name, into)
	}
}

func TestTheSchemaKnowsEveryKeyAndNoOther(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal([]byte(Schema()), &root); err != nil {
		t.Fatal(err)
	}
	want, got := map[string]bool{}, map[string]bool{}
	keys(reflect.TypeFor[document](), "", want)
	schemaKeys(root, root, "", got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-types +schema)\n%s", diff)
	}
}

func TestTheSampleHasEveryKey(t *testing.T) {
	var doc any
	if err := json.Unmarshal(write(t, everything(t)), &doc); err != nil {
		t.Fatal(err)
	}
	want, got := map[string]bool{}, map[string]bool{}
	keys(reflect.TypeFor[document](), "", want)
	var walk func(v any, under string)
	walk = func(v any, under string) {
		switch v := v.(type) {
		case map[string]any:
			for k, v := range v {
				got[under+"/"+k] = true
				walk(v, under+"/"+k)
			}
		case []any:
			for _, v := range v {
				walk(v, under)
			}
		}
	}
	walk(doc, "")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-types +sample)\n%s", diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, everything(f)))
	f.Add([]byte(`{"gloss": "report", "schema": 1, "head": {}, "notes": [], "essay": {"path": "", "format": "", "digest": "", "text": ""}}`))
	s := compiled(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read(source.Input{Name: "r.json", Data: data})
		if err != nil {
			return
		}
		first := write(t, r)
		if diff := cmp.Diff(string(first), string(write(t, read(t, first)))); diff != "" {
			t.Fatalf("(-first +second)\n%s", diff)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Fatal(err)
		}
	})
}

package annotation

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// object is the part of a schema that lists keys.
type object struct {
	Properties  map[string]struct{ Enum []any }
	Definitions map[string]json.RawMessage
	AnyOf       []json.RawMessage
	Additional  any `json:"additionalProperties"`
}

func decodeObject(t *testing.T, data []byte) object {
	t.Helper()
	var o object
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// sameKeys compares the keys of a schema's object with those of a loader's table.
func sameKeys(t *testing.T, name string, o object, table []string) {
	t.Helper()
	var keys []string
	for k := range o.Properties {
		keys = append(keys, k)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(table)), slices.Sorted(slices.Values(keys))); diff != "" {
		t.Errorf("keys of %s (-loader +schema):\n%s", name, diff)
	}
	if o.Additional != false {
		t.Errorf("the schema of %s allows other keys", name)
	}
}

func TestSchemaHasTheKeysOfTheLoader(t *testing.T) {
	root := decodeObject(t, Schema())
	sameKeys(t, "the file", root, yamlfile.Names(fileKeys()))
	def := func(name string) object { return decodeObject(t, root.Definitions[name]) }
	item := def("annotation")
	sameKeys(t, "an annotation", item, yamlfile.Names(annotationKeys()))
	sameKeys(t, "a place", def("selector"), yamlfile.Names(selectorKeys()))
	sameKeys(t, "a reply", def("reply"), yamlfile.Names(replyKeys()))
	sameKeys(t, "a source", decodeObject(t, def("source").AnyOf[1]), yamlfile.Names(sourceKeys()))
	sameKeys(t, "a score", decodeObject(t, def("score").AnyOf[1]), yamlfile.Names(scoreKeys()))
	for key, want := range map[string][]string{"kind": words(Kinds()), "severity": words(Severities()), "status": {"open", "resolved"}, "origin": {"suggested"}} {
		var got []string
		for _, v := range item.Properties[key].Enum {
			if s, ok := v.(string); ok {
				got = append(got, s)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("values of %s (-loader +schema):\n%s", key, diff)
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("annotation.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("annotation.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parse(t *testing.T, path string) *yamlfile.Node {
	t.Helper()
	in, err := source.Read(path, nil, MaxBytes)
	if err != nil {
		t.Fatal(err)
	}
	f, err := in.Decode("")
	if err != nil {
		t.Fatal(err)
	}
	root, _ := yamlfile.Parse(f, yamlfile.Options{})
	return root
}

// What an editor with the schema underlines, and what the loader refuses, is the
// same.
func TestSchemaAgreesWithTheLoader(t *testing.T) {
	schema := compile(t)
	for _, pattern := range []string{"../../testdata/good/*.yaml", "../../annotations/*.yaml"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			if strings.Contains(name, ".rubric.") || strings.Contains(name, ".bank.") {
				continue
			}
			if err := schema.Validate(parse(t, name).Any()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for _, text := range []string{
		"coment: x", "annotations: x", "annotations: [{kind: praize}]", "annotations: [{kind: praise, severity: minor}]",
		"annotations: [{marks: '0,5'}]", "annotations: [{occurrence: second}]", "annotations: [{occurrence: 1.5}]",
		"annotations: [{position: {start: 1}}]", "annotations: [{also: [{also: []}]}]", "annotations: [{also: [{}]}]", "annotations: [{id: A}]",
		"version: 2", "strengths: x", "scores: {a: {level: x, points: 3}}", "annotations: [{private: 'yes'}]",
		"digest: sha256:abc", "annotations: [{paragraph: 0}]", "annotations: [{comment: [x]}]",
	} {
		f := source.NewFile("x.yaml", text)
		root, _ := yamlfile.Parse(f, yamlfile.Options{})
		_, findings := Load(f)
		if err := schema.Validate(root.Any()); err == nil || len(findings) == 0 {
			t.Errorf("%s: the schema says %v, the loader has %d findings", text, err, len(findings))
		}
	}
}

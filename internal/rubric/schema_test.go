package rubric

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// object is the part of a schema that lists keys.
type object struct {
	Properties  map[string]struct{ Enum []any }
	Definitions map[string]object
	AnyOf       []object
	Additional  any `json:"additionalProperties"`
}

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

func sameWords(t *testing.T, key string, o object, want []string) {
	t.Helper()
	var got []string
	for _, v := range o.Properties[key].Enum {
		if s, ok := v.(string); ok {
			got = append(got, s)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("values of %s (-loader +schema):\n%s", key, diff)
	}
}

func TestFilesValidate(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rubric.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("rubric.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, pattern := range []string{"../../testdata/*/*.rubric.yaml", "../../annotations/*.rubric.yaml"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			in, err := source.Read(name, nil, yamlfile.MaxBytes)
			if err != nil {
				t.Fatal(err)
			}
			f, err := in.Decode("")
			if err != nil {
				t.Fatal(err)
			}
			root, _ := yamlfile.Parse(f, yamlfile.Options{})
			_, findings := Load(f)
			err = schema.Validate(root.Any())
			if seen++; (err == nil) != (len(findings) == 0) {
				t.Errorf("%s: the schema says %v, the loader has %d findings", name, err, len(findings))
			}
		}
	}
	if seen < 3 {
		t.Errorf("only %d files", seen)
	}
}

func TestSchemaHasTheKeysOfTheLoader(t *testing.T) {
	var root object
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	sameKeys(t, "the file", root, yamlfile.Names(fileKeys()))
	sameKeys(t, "a criterion", root.Definitions["criterion"], yamlfile.Names(criterionKeys()))
	sameKeys(t, "a level", root.Definitions["level"], yamlfile.Names(levelKeys()))
	sameKeys(t, "a band", root.Definitions["band"], yamlfile.Names(bandKeys()))
	sameKeys(t, "a penalty", root.Definitions["penalty"], yamlfile.Names(penaltyKeys()))
	sameWords(t, "once_per", root.Definitions["criterion"], oncePer())
}

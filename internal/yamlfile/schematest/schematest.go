// Package schematest holds a published JSON Schema against the table of keys that
// reads the same files, for the tests of those who have both.
package schematest

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// Object is the part of a schema that names keys and words.
type Object struct {
	Properties  map[string]Object
	Definitions map[string]Object
	AnyOf       []Object
	Enum        []any
	Additional  any `json:"additionalProperties"`
}

// Decode is a schema as an Object.
func Decode(t *testing.T, schema []byte) Object {
	t.Helper()
	var o Object
	if err := json.Unmarshal(schema, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// SameKeys compares the keys of an object with those of a loader, and wants no
// others to be legal.
func SameKeys(t *testing.T, name string, o Object, loader []string) {
	t.Helper()
	var keys []string
	for k := range o.Properties {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if want := slices.Sorted(slices.Values(loader)); !slices.Equal(keys, want) {
		t.Errorf("%s: the schema has the keys\n%q, the loader\n%q", name, keys, want)
	}
	if o.Additional != false {
		t.Errorf("the schema of %s allows other keys", name)
	}
}

// SameWords compares the words that a key of an object may have with those of a
// loader.
func SameWords(t *testing.T, key string, o Object, loader []string) {
	t.Helper()
	var words []string
	for _, v := range o.Properties[key].Enum {
		if s, ok := v.(string); ok {
			words = append(words, s)
		}
	}
	if !slices.Equal(words, loader) {
		t.Errorf("%s: the schema has the words %q, the loader %q", key, words, loader)
	}
}

// Compile is the schema, ready to validate.
func Compile(t *testing.T, schema []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	const name = "file.schema.json"
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Read is the file of that path.
func Read(t *testing.T, path string) *source.File {
	t.Helper()
	in, err := source.Read(path, nil, yamlfile.MaxBytes)
	if err != nil {
		t.Fatal(err)
	}
	f, err := in.Decode("")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Valid says what a schema has against a file of YAML.
func Valid(s *jsonschema.Schema, f *source.File) error {
	root, _ := yamlfile.Parse(f, yamlfile.Options{})
	return s.Validate(root.Any())
}

package diag

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func findingsJSON(t testing.TB, findings []Finding) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := JSON(&b, findings); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestJSON(t *testing.T) { golden(t, "findings.json", string(findingsJSON(t, examples()))) }

func TestNoFindingsAreAnEmptyArray(t *testing.T) {
	if got := string(findingsJSON(t, nil)); got != "[]\n" {
		t.Errorf("got %q", got)
	}
}

func TestPlacesInJSON(t *testing.T) {
	f := on("a.txt", "é one\ntwo", "one\ntwo", 0)
	var got []map[string]any
	if err := json.Unmarshal(findingsJSON(t, []Finding{f, {Path: "b.txt"}}), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"file": "a.txt", "line": 1.0, "column": 3.0, "end_line": 2.0, "end_column": 4.0} {
		if got[0][key] != want {
			t.Errorf("%s: got %v, want %v", key, got[0][key], want)
		}
	}
	if _, ok := got[1]["line"]; ok || got[1]["file"] != "b.txt" {
		t.Errorf("got %v", got[1])
	}
}

// compiled is the schema of findings.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft7)
	if err := c.AddResource("findings.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("findings.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheSchemaHolds(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(findingsJSON(t, examples())))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled(t).Validate(doc); err != nil {
		t.Error(err)
	}
}

package bank

import (
	"path/filepath"
	"testing"

	"gloss/internal/yamlfile"
	"gloss/internal/yamlfile/schematest"
)

func TestFilesValidate(t *testing.T) {
	schema := schematest.Compile(t, Schema())
	seen := 0
	for _, pattern := range []string{"../../testdata/*/*.bank.yaml", "../../annotations/*.bank.yaml"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			f := schematest.Read(t, name)
			_, findings := Load(f)
			err := schematest.Valid(schema, f)
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
	root := schematest.Decode(t, Schema())
	schematest.SameKeys(t, "the file", root, yamlfile.Names(fileKeys()))
	schematest.SameKeys(t, "an entry", root.Definitions["entry"], yamlfile.Names(entryKeys()))
	schematest.SameKeys(t, "a source", root.Definitions["source"].AnyOf[1], yamlfile.Names(sourceKeys()))
	schematest.SameWords(t, "kind", root.Definitions["entry"], kinds())
	schematest.SameWords(t, "severity", root.Definitions["entry"], severities())
}

package rubric

import (
	"path/filepath"
	"testing"

	"gloss/internal/yamlfile"
	"gloss/internal/yamlfile/schematest"
)

func TestFilesValidate(t *testing.T) {
	schema := schematest.Compile(t, Schema())
	seen := 0
	for _, pattern := range []string{"../../testdata/*/*.rubric.yaml", "../../annotations/*.rubric.yaml"} {
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
	schematest.SameKeys(t, "a criterion", root.Definitions["criterion"], yamlfile.Names(criterionKeys()))
	schematest.SameKeys(t, "a level", root.Definitions["level"], yamlfile.Names(levelKeys()))
	schematest.SameKeys(t, "a band", root.Definitions["band"], yamlfile.Names(bandKeys()))
	schematest.SameKeys(t, "a penalty", root.Definitions["penalty"], yamlfile.Names(penaltyKeys()))
	schematest.SameWords(t, "once_per", root.Definitions["criterion"], oncePer())
}

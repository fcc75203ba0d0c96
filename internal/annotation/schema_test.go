package annotation

import (
	"path/filepath"
	"strings"
	"testing"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
	"gloss/internal/yamlfile/schematest"
)

func TestSchemaHasTheKeysOfTheLoader(t *testing.T) {
	root := schematest.Decode(t, Schema())
	schematest.SameKeys(t, "the file", root, yamlfile.Names(fileKeys()))
	def := root.Definitions
	item := def["annotation"]
	schematest.SameKeys(t, "an annotation", item, yamlfile.Names(annotationKeys()))
	schematest.SameKeys(t, "a place", def["selector"], yamlfile.Names(selectorKeys()))
	schematest.SameKeys(t, "a reply", def["reply"], yamlfile.Names(replyKeys()))
	schematest.SameKeys(t, "a source", def["source"].AnyOf[1], yamlfile.Names(sourceKeys()))
	schematest.SameKeys(t, "a score", def["score"].AnyOf[1], yamlfile.Names(scoreKeys()))
	schematest.SameWords(t, "kind", item, words(Kinds()))
	schematest.SameWords(t, "severity", item, words(Severities()))
	schematest.SameWords(t, "status", item, []string{"open", "resolved"})
	schematest.SameWords(t, "origin", item, []string{"suggested"})
}

// What an editor with the schema underlines, and what the loader refuses, is the
// same.
func TestSchemaAgreesWithTheLoader(t *testing.T) {
	schema := schematest.Compile(t, Schema())
	for _, pattern := range []string{"../../testdata/good/*.yaml", "../../annotations/*.yaml"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			if strings.Contains(name, ".rubric.") || strings.Contains(name, ".bank.") {
				continue
			}
			if err := schematest.Valid(schema, schematest.Read(t, name)); err != nil {
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
		_, findings := Load(f)
		if err := schematest.Valid(schema, f); err == nil || len(findings) == 0 {
			t.Errorf("%s: the schema says %v, the loader has %d findings", text, err, len(findings))
		}
	}
}

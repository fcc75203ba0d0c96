package docx_test

import (
	"os"
	"path/filepath"
	"testing"

	"gloss/internal/format/docx"
	"gloss/internal/source"
)

func TestImportScratch(t *testing.T) {
	files, _ := filepath.Glob("testdata/corpus/word-[ct]*.docx")
	files = append(files, "/tmp/dx/out/word-split-runs.docx")
	for _, f := range files {
		data, _ := os.ReadFile(f)
		im, fs, err := docx.Import(source.Input{Name: f, Data: data}, docx.ImportOptions{IDs: []string{"na", "nb", "nc", "nd"}})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(f, fs, im.Student, im.Losses)
		for _, n := range im.Notes {
			r := "-"
			if n.Replacement != nil {
				r = *n.Replacement
			}
			t.Logf("   %q|%q|%q => %q  by %s %s resolved %v ours %v %s md=%q %v", n.Prefix, n.Quote, n.Suffix, r, n.Author, n.Created, n.Resolved, n.Ours, n.ID, n.Comment, n.Replies)
		}
	}
}

package docx_test

import (
	"os"
	"path/filepath"
	"testing"

	"gloss/internal/format/docx"
	"gloss/internal/source"
)

func TestScratch(t *testing.T) {
	files, _ := filepath.Glob("/tmp/dx/*.docx")
	for _, f := range files {
		data, _ := os.ReadFile(f)
		e, fs, err := docx.Read(source.Input{Name: f, Data: data}, "")
		if err != nil {
			t.Log(f, err)
			continue
		}
		if err := e.Validate(); err != nil {
			t.Error(f, err)
		}
		t.Logf("%s %v\n%q\n%v", f, fs, e.Text, e.Blocks)
	}
}

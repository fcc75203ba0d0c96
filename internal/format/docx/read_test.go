package docx_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/docx"
	"gloss/internal/report"
	"gloss/internal/source"
)

func TestScratch(t *testing.T) {
	files, _ := filepath.Glob("testdata/corpus/*.docx")
	os.MkdirAll("/tmp/dx/out", 0o755)
	for _, f := range files {
		data, _ := os.ReadFile(f)
		e, _, err := docx.Read(source.Input{Name: f, Data: data}, "")
		if err != nil {
			t.Error(f, err)
			continue
		}
		if err := e.Validate(); err != nil {
			t.Error(f, err)
		}
		r := &report.Report{Essay: e, Head: report.Head{Marker: "Ms Okafor", Date: "2026-11-20", Overall: "Good **work**, see [here](http://x.y)."}}
		words := wordSpans(e)
		for i := 0; i < 8 && i*3 < len(words); i++ {
			a, b := words[i*3], words[min(len(words)-1, i*3+i%4)]
			n := report.Note{ID: "n" + string(rune('a'+i)), Kind: annotation.Comment, Comment: "About it.", Places: []report.Place{{
				Verdict: anchor.Exact, Span: source.Span{Start: a.Start, End: b.End}}}}
			if i%3 == 1 {
				s := "REPLACED"
				n.Replacement = &s
				n.Places[0].Replaced = true
			}
			if i == 2 {
				n.Replies = []report.Reply{{By: "Sam", Comment: "Why?"}}
				n.Resolved = true
			}
			r.Notes = append(r.Notes, n)
		}
		var out bytes.Buffer
		if err := docx.Write(&out, r, docx.Options{TrackChanges: true}); err != nil {
			t.Error(f, err)
			continue
		}
		name := "/tmp/dx/out/" + filepath.Base(f)
		os.WriteFile(name, out.Bytes(), 0o644)
		e2, _, err := docx.Read(source.Input{Name: name, Data: out.Bytes()}, "")
		if err != nil {
			t.Error(name, err)
			continue
		}
		if e2.Text != e.Text {
			t.Errorf("%s\n%q\n%q", name, e.Text, e2.Text)
		}
		r2 := *r
		r2.Essay = e2
		var out2 bytes.Buffer
		if err := docx.Write(&out2, &r2, docx.Options{TrackChanges: true}); err != nil {
			t.Error(f, err)
			continue
		}
		if !bytes.Equal(out.Bytes(), out2.Bytes()) {
			t.Errorf("%s: second run differs", name)
			os.WriteFile(name+"2", out2.Bytes(), 0o644)
		}
		if b, err := exec.Command("pandoc", "--track-changes=reject", "-t", "plain", "--wrap=none", name).CombinedOutput(); err != nil {
			t.Errorf("%s %s", name, b)
		}
	}
}

func wordSpans(e *essay.Essay) []source.Span {
	var out []source.Span
	at := 0
	for at < len(e.Text) {
		n := strings.IndexAny(e.Text[at:], " \n\t")
		if n < 0 {
			n = len(e.Text) - at
		}
		if n > 0 {
			out = append(out, source.Span{Start: at, End: at + n})
		}
		at += n + 1
	}
	return out
}

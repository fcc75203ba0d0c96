package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
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

// corpus are the files of testdata/corpus, by name without ending.
func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/corpus/*.docx")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 30 {
		t.Fatalf("the corpus has only %d files", len(files))
	}
	out := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".docx")] = data
	}
	return out
}

// read is the essay in a Word file; it must keep every promise.
func read(t testing.TB, data []byte) *essay.Essay {
	t.Helper()
	e, _, err := docx.Read(source.Input{Name: "essay.docx", Data: data}, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Validate(); err != nil {
		t.Fatalf("the essay breaks its promises: %v", err)
	}
	return e
}

// write is the report as a Word file, which must be sound.
func write(t testing.TB, r *report.Report, o docx.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	before := map[string]bool{}
	if r.Essay.Raw != nil {
		for name, text := range parts(t, r.Essay.Raw) {
			if strings.Contains(name, "styles") || strings.Contains(name, "theme") || strings.Contains(name, "docProps") ||
				strings.Contains(name, "customXml") || strings.Contains(name, "ettings") || strings.Contains(name, "fontTable") {
				before[name+text] = true
			}
		}
	}
	for _, fault := range unsound(b.Bytes(), before) {
		t.Error(fault)
	}
	return b.Bytes()
}

func tracked() docx.Options { return docx.Options{TrackChanges: true} }

// note is a note on the n-th occurrence, from 0, of a quote.
func note(t testing.TB, e *essay.Essay, id, quote string, n int) report.Note {
	t.Helper()
	from := 0
	for {
		i := strings.Index(e.Text[from:], quote)
		if i < 0 {
			t.Fatalf("%q does not stand in %q", quote, e.Text)
		}
		if from += i; n == 0 {
			break
		}
		n, from = n-1, from+1
	}
	return report.Note{ID: id, Kind: annotation.Comment, Comment: "About " + id + ".", Places: []report.Place{{
		Quote: quote, Verdict: anchor.Exact, Confidence: 1, Span: source.Span{Start: from, End: from + len(quote)},
	}}}
}

func replaced(n report.Note, words string) report.Note {
	n.Kind, n.Replacement, n.Places[0].Replaced = annotation.Correction, &words, true
	return n
}

func reportOn(e *essay.Essay, notes ...report.Note) *report.Report {
	for i := range notes {
		notes[i].Number = i + 1
	}
	return &report.Report{Essay: e, Notes: notes, Head: report.Head{Title: "The Plan", Marker: "Dr Weiss", Date: "2026-11-20"}}
}

// words are the places of the words of a text.
func words(text string) []source.Span {
	var out []source.Span
	for at := 0; at < len(text); {
		n := strings.IndexAny(text[at:], " \n\t")
		if n < 0 {
			n = len(text) - at
		}
		if n > 0 {
			out = append(out, source.Span{Start: at, End: at + n})
		}
		at += n + 1
	}
	return out
}

// scattered is a report with count notes on stretches of up to five words, all
// over the essay and over each other; every third replaces its words.
func scattered(e *essay.Essay, count int, seed uint64) *report.Report {
	rng := rand.New(rand.NewPCG(seed, 1))
	all := words(e.Text)
	var notes []report.Note
	taken := []source.Span{}
	for i := range min(count, len(all)) {
		k := rng.IntN(len(all))
		span := source.Span{Start: all[k].Start, End: all[min(len(all)-1, k+rng.IntN(5))].End}
		n := report.Note{ID: fmt.Sprintf("note-%d", i), Kind: annotation.Kinds()[i%5], Comment: "A *remark* on it.", Places: []report.Place{{
			Verdict: anchor.Exact, Confidence: 1, Span: span,
		}}}
		free := true
		for _, s := range taken {
			free = free && !s.Overlaps(span)
		}
		if i%3 == 0 && free {
			n, taken = replaced(n, "NEW WORDS"), append(taken, span)
		}
		if i%4 == 1 {
			n.Replies = []report.Reply{{By: "Mr Lindqvist", Comment: "I agree."}}
			n.Resolved = true
		}
		notes = append(notes, n)
	}
	r := reportOn(e, notes...)
	r.Head.Overall = "A **clear** line, see [the atlas](https://example.org/a)."
	return r
}

// parts are the parts of a zip archive by name.
func parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// zipped is a zip archive of parts, in the order of names and texts.
func zipped(t testing.TB, namesAndTexts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(namesAndTexts); i += 2 {
		w, err := z.Create(namesAndTexts[i])
		if err == nil {
			_, err = io.WriteString(w, namesAndTexts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	minTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	minRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	wordNS   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
)

// minimal is the smallest Word file with that body.
func minimal(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	return zipped(t, append([]string{
		"[Content_Types].xml", minTypes, "_rels/.rels", minRels,
		"word/document.xml", `<w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`,
	}, more...)...)
}

// oracle skips a test that needs foreign programs or a long time, unless it is
// asked for.
func oracle(t testing.TB) {
	t.Helper()
	if os.Getenv("GLOSS_ORACLES") == "" {
		t.Skip("set GLOSS_ORACLES=1 to let foreign programs judge")
	}
}

package cli

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rewritten is a zip archive with words of its parts replaced; each must be there.
func rewritten(t *testing.T, data []byte, oldnew ...string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	found := make([]bool, len(oldnew)/2)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for i := range found {
			if s := bytes.ReplaceAll(text, []byte(oldnew[2*i]), []byte(oldnew[2*i+1])); !bytes.Equal(s, text) {
				text, found[i] = s, true
			}
		}
		entry, err := w.Create(f.Name)
		if err == nil {
			_, err = entry.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range found {
		if !found[i] {
			t.Fatalf("%q stands nowhere", oldnew[2*i])
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is changed and added in Word comes back into the file that the document was
// marked with, and nothing else of the file changes.
func TestImportBringsBackWhatWasDoneInWord(t *testing.T) {
	const before = `# My remarks.
marker: Dr Weiss
date: 2026-11-20
annotations:
  - quote: thousands  # the claim
    tags: [famine]
    comment: Millions died.
    next: Give your source.
  - {id: whole, quote: look for bread, comment: "A *good* detail.", status: resolved}
`
	const after = `# My remarks.
marker: Dr Weiss
date: 2026-11-20
annotations:
  - id: thousands-35815d
    quote: thousands  # the claim
    tags: [famine]
    comment: Nearly six million died.
    next: Give your source.
    replies:
      - by: Sam Student
        created: "2026-11-21T10:00:00Z"
        comment: I see.
  - {id: whole, quote: look for bread, comment: "A *good* detail.", status: open}
`
	dir := t.TempDir()
	essay, err := os.ReadFile("../format/docx/testdata/corpus/word-split-runs.docx")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "essay.docx"), string(essay))
	write(t, filepath.Join(dir, "essay.yaml"), before)
	marked, stderr, status := run(t, dir, "report", "essay.docx", "-f", "docx", "-o", "-")
	if status != statusDone {
		t.Fatalf("status %d: %s", status, stderr)
	}
	comments := unpacked(t, marked)
	first := comments[strings.Index(comments, `<w:comment w:id="0"`):]
	key := first[strings.LastIndex(first[:strings.Index(first, "</w:comment>")], `w14:paraId="`)+len(`w14:paraId="`):][:8]
	edited := rewritten(t, []byte(marked),
		"Millions died.", "Nearly six million died.",
		`w15:done="1"`, `w15:done="0"`,
		"</w:comments>", `<w:comment w:id="90" w:author="Sam Student" w:date="2026-11-21T10:00:00Z"><w:p w14:paraId="11111111"><w:r><w:t>I see.</w:t></w:r></w:p></w:comment></w:comments>`,
		"</w15:commentsEx>", `<w15:commentEx w15:paraId="11111111" w15:paraIdParent="`+key+`" w15:done="0"/></w15:commentsEx>`)
	write(t, filepath.Join(dir, "edited.docx"), string(edited))
	for range 2 { // the second time there is nothing left to bring
		if _, stderr, status := run(t, dir, "import", "edited.docx", "-a", "essay.yaml", "-o", "essay.yaml"); status != statusDone {
			t.Fatalf("status %d: %s", status, stderr)
		}
		got, err := os.ReadFile(filepath.Join(dir, "essay.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(after, string(got)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
}

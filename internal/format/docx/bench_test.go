package docx_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/internal/format/docx"
	"gloss/internal/source"
)

// longEssay is a Word file of so many pages of 500 words each, in the manner of
// Word: a run for every few words.
func longEssay(t testing.TB, pages int) []byte {
	t.Helper()
	const sentence = "The famine peaked at this point in time claiming thousands of lives and peasants began to leave their villages to look for bread. "
	words := strings.Fields(sentence)
	var b strings.Builder
	for p := range pages * 5 {
		b.WriteString(`<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427"><w:pPr><w:jc w:val="both"/></w:pPr>`)
		for i := range 100 {
			fmt.Fprintf(&b, `<w:r w:rsidRPr="00B12C3D"><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">%s%d </w:t></w:r>`, words[i%len(words)], p*100+i)
		}
		b.WriteString(`</w:p>`)
	}
	return minimal(t, b.String())
}

func BenchmarkRead(b *testing.B) {
	for _, pages := range []int{2, 20, 200} {
		data := longEssay(b, pages)
		b.Run(fmt.Sprintf("%d pages", pages), func(b *testing.B) {
			for b.Loop() {
				if _, _, err := docx.Read(source.Input{Name: "x.docx", Data: data}, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkWrite40Comments(b *testing.B) {
	for _, pages := range []int{2, 20, 200} {
		e := read(b, longEssay(b, pages))
		r := scattered(e, 40, 1)
		b.Run(fmt.Sprintf("%d pages", pages), func(b *testing.B) {
			for b.Loop() {
				if err := docx.Write(io.Discard, r, tracked()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A marked essay of 20 pages takes a tenth of the time that pandoc takes to read
// and write it without a mark, whole processes both.
func TestFasterThanPandoc(t *testing.T) {
	oracle(t)
	dir := t.TempDir()
	gloss := filepath.Join(dir, "gloss")
	judge(t, nil, "go", "build", "-o", gloss, "gloss/cmd/gloss")
	data := longEssay(t, 20)
	e := read(t, data)
	var yaml strings.Builder
	yaml.WriteString("annotations:\n")
	all := words(e.Text)
	for i := range 40 {
		w := all[i*len(all)/40]
		fmt.Fprintf(&yaml, "  - quote: %s\n    comment: A remark on it.\n    replacement: NEW\n", w.Of(e.Text))
	}
	essay, notes := filepath.Join(dir, "essay.docx"), filepath.Join(dir, "essay.yaml")
	for path, text := range map[string]string{essay: string(data), notes: yaml.String()} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ours := leastWork(t, gloss, "report", essay, "-f", "docx", "-o", filepath.Join(dir, "marked.docx"))
	theirs := leastWork(t, "pandoc", essay, "-o", filepath.Join(dir, "pandoc.docx"))
	t.Logf("gloss %v, pandoc %v: %.1f times faster", ours, theirs, float64(theirs)/float64(ours))
	if theirs < 10*ours {
		t.Errorf("gloss takes %v, pandoc %v", ours, theirs)
	}
}

// leastWork is the least time that a program kept a processor busy in a few runs.
func leastWork(t *testing.T, name string, args ...string) time.Duration {
	t.Helper()
	least := time.Hour
	for range 7 {
		cmd := exec.Command(name, args...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		least = min(least, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	return least
}

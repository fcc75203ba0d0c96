package docx_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/beevik/etree"

	"gloss/internal/format/docx"
	"gloss/internal/report"
)

// judge runs a foreign program, and is what it says on stdout.
func judge(t *testing.T, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, errs.String())
	}
	return out.Bytes()
}

// letters are the letters and digits of a text, which programs agree on.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// pandocReading is what pandoc makes of a Word file.
type pandocReading struct {
	text   strings.Builder
	open   map[string]*strings.Builder
	under  map[string]string // what stands under each comment, by id
	marker string            // whose deletions are text and whose insertions are none
}

func readWithPandoc(t *testing.T, data []byte, changes, marker string) *pandocReading {
	t.Helper()
	var doc any
	if err := json.Unmarshal(judge(t, data, "pandoc", "-f", "docx", "-t", "json", "--track-changes="+changes), &doc); err != nil {
		t.Fatal(err)
	}
	p := &pandocReading{open: map[string]*strings.Builder{}, under: map[string]string{}, marker: marker}
	root := doc.(map[string]any)
	if title, ok := root["meta"].(map[string]any)["title"]; ok {
		p.walk(title)
	}
	p.walk(root["blocks"])
	return p
}

func (p *pandocReading) emit(s string) {
	p.text.WriteString(s)
	for _, b := range p.open {
		b.WriteString(s)
	}
}

func (p *pandocReading) walk(node any) {
	switch n := node.(type) {
	case []any:
		for _, c := range n {
			p.walk(c)
		}
	case map[string]any:
		switch n["t"] {
		case "Str":
			p.emit(n["c"].(string))
		case "Code", "CodeBlock", "Math", "RawInline":
			p.emit(n["c"].([]any)[1].(string))
		case "Span", "Div":
			c := n["c"].([]any)
			p.span(c[0].([]any), c[1])
		case "Link", "Image", "Quoted", "Cite":
			p.walk(n["c"].([]any)[1])
		case "Note":
			open := p.open // a note is not what the comment on its reference is about
			p.open = map[string]*strings.Builder{}
			p.walk(n["c"])
			p.open = open
		case "Header":
			p.walk(n["c"].([]any)[2])
		case "OrderedList":
			p.walk(n["c"].([]any)[1])
		default:
			p.walk(n["c"])
		}
	}
}

func (p *pandocReading) span(attr []any, inner any) {
	class, keys := "", map[string]string{}
	if c := attr[1].([]any); len(c) > 0 {
		class = c[0].(string)
	}
	for _, kv := range attr[2].([]any) {
		keys[kv.([]any)[0].(string)] = kv.([]any)[1].(string)
	}
	id := keys["id"]
	if id == "" {
		id, _ = attr[0].(string)
	}
	switch {
	case class == "comment-start":
		p.open[id] = &strings.Builder{}
		return
	case class == "comment-end":
		if b, ok := p.open[id]; ok {
			p.under[id] = b.String()
			delete(p.open, id)
		}
		p.walk(inner) // pandoc puts the ends of several comments into each other
		return
	case class == "deletion" && keys["author"] != p.marker, class == "insertion" && keys["author"] == p.marker:
		return
	}
	p.walk(inner)
}

// unlike are the files of the corpus that pandoc knowingly reads otherwise.
func unlike() map[string]string {
	return map[string]string{
		"word-text-box":      "it leaves text boxes out",
		"pandoc-links-math":  "it writes formulas as TeX",
		"word-math":          "it writes formulas as TeX",
		"word-strict":        "it does not read strict files",
		"word-signs":         "it leaves some signs out",
		"word-utf16":         "it reads UTF-8 alone",
		"word-fields":        "it leaves out the results of some fields",
		"word-hidden":        "it shows hidden text",
		"word-other-prefix":  "it reads the prefix w: alone",
		"word-smart-tags":    "it leaves out smart tags in smart tags",
		"word-right-to-left": "it leaves out what changes its direction",
		"pandoc-quote-code":  "it joins lines of code, and sees no changes in them",
	}
}

// loses are the files in which pandoc does not see some comments.
func loses() map[string]string {
	return map[string]string{
		"word-main-elsewhere": "it looks for them in word/comments.xml alone",
		"word-canary":         "it looks for none in text that was inserted",
	}
}

func TestPandocReadsTheSame(t *testing.T) {
	oracle(t)
	for name, data := range corpus(t) {
		if _, ok := unlike()[name]; ok {
			continue
		}
		e := read(t, data)
		p := readWithPandoc(t, data, "accept", "")
		// Notes stand where they are referred to, and behind the text.
		if got, want := sortedLetters(p.text.String()), sortedLetters(e.Text); got != want {
			t.Errorf("%s: pandoc reads %q, gloss %q", name, p.text.String(), e.Text)
		}
		r := scattered(e, 10, 4)
		if strings.Contains(name, "notes") {
			r.Notes = slices.DeleteFunc(r.Notes, func(n report.Note) bool { return strings.Contains(n.Places[0].Span.Of(e.Text), "\n\n") })
		}
		marked := write(t, r, docx.Options{TrackChanges: true, Summary: "none"})
		if name == "word-tracked" || name == "word-teacher-changes" || name == "word-canary" {
			continue // other people's changes would be rejected too
		}
		if got := sortedLetters(readWithPandoc(t, marked, "reject", "").text.String()); got != sortedLetters(e.Text) {
			t.Errorf("%s: with our changes rejected pandoc reads other letters: %q", name, got)
		}
		want := sortedLetters(withReplacements(r))
		if got := sortedLetters(readWithPandoc(t, marked, "accept", "").text.String()); got != want {
			t.Errorf("%s: with our changes accepted pandoc reads other letters: %q", name, got)
		}
	}
}

// sortedLetters are the letters of a text by the alphabet.
func sortedLetters(s string) string {
	r := []rune(letters(s))
	slices.Sort(r)
	return string(r)
}

// withReplacements is the text of a report as it reads when all is accepted.
func withReplacements(r *report.Report) string {
	notes := slices.Clone(r.Notes)
	slices.SortFunc(notes, func(a, b report.Note) int { return b.Places[0].Span.Start - a.Places[0].Span.Start })
	text := r.Essay.Text
	for _, n := range notes {
		if s := n.Places[0].Span; n.Places[0].Replaced {
			text = text[:s.Start] + *n.Replacement + text[s.End:]
		}
	}
	return text
}

// pandoc finds every comment on exactly its words. It drops the ranges of those
// in text that the student inserted, and whatever stands in text boxes.
func TestPandocFindsTheComments(t *testing.T) {
	oracle(t)
	total := 0
	for name, data := range corpus(t) {
		if _, ok := unlike()[name]; ok || name == "word-tracked" || name == "word-teacher-changes" {
			continue
		}
		e := read(t, data)
		r := scattered(e, 12, 9)
		for i := range r.Notes {
			r.Notes[i].Comment = "Remark number " + r.Notes[i].ID + "."
		}
		out := write(t, r, tracked())
		p := readWithPandoc(t, out, "all", "Dr Weiss")
		saying := commentsSaying(t, out)
		for _, n := range r.Notes {
			want := n.Places[0].Span.Of(e.Text)
			for id, text := range saying {
				if !strings.Contains(text, "Remark number "+n.ID+".") || strings.Contains(text, "About: |") {
					continue
				}
				total++
				got, ok := p.under[id]
				if why := loses()[name]; !ok && why != "" {
					continue
				}
				if !ok || letters(got) != letters(want) {
					t.Errorf("%s: pandoc finds comment %s on %q, want %q", name, id, got, want)
				}
			}
		}
	}
	t.Logf("%d comments", total)
	if total < 250 {
		t.Errorf("only %d comments were looked at", total)
	}
}

// LibreOffice opens what we write, keeps every comment, and reads the same text.
func TestLibreOfficeReadsTheSame(t *testing.T) {
	oracle(t)
	dir := t.TempDir()
	texts, comments := map[string]string{}, map[string]int{}
	var files []string
	for name, data := range corpus(t) {
		e := read(t, data)
		out := write(t, scattered(e, 10, 2), docx.Options{Summary: "none"})
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, out, 0o600); err != nil {
			t.Fatal(err)
		}
		texts[name], comments[name] = e.Text, len(commentsSaying(t, out))
		files = append(files, path)
	}
	judge(t, nil, "soffice", append([]string{
		"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "odt", "--outdir", dir,
	}, files...)...)
	for name, text := range texts {
		data, err := os.ReadFile(filepath.Join(dir, name+".odt"))
		if err != nil {
			t.Errorf("%s: LibreOffice did not open it: %v", name, err)
			continue
		}
		content, found := readODT(t, data)
		if found != comments[name] {
			t.Errorf("%s: LibreOffice finds %d comments, want %d", name, found, comments[name])
		}
		if _, ok := unlike()[name]; ok && name != "word-strict" && name != "word-text-box" {
			continue
		}
		if got, want := sortedLetters(content), sortedLetters(text); got != want {
			t.Errorf("%s: LibreOffice reads %q, want %q", name, content, text)
		}
	}
}

// readODT is the text of an OpenDocument text, and how many comments it has.
func readODT(t *testing.T, data []byte) (string, int) {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromString(parts(t, data)["content.xml"]); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	comments := 0
	var walk func(e *etree.Element)
	walk = func(e *etree.Element) {
		switch e.Tag {
		case "annotation":
			comments++
			return
		case "tracked-changes", "note-citation", "font-face-decls", "automatic-styles", "sequence-decls", "forms":
			return
		}
		for _, c := range e.Child {
			switch c := c.(type) {
			case *etree.CharData:
				b.WriteString(c.Data)
			case *etree.Element:
				walk(c)
			}
		}
	}
	walk(doc.Root())
	return b.String(), comments
}

// python-docx opens what we write and finds the essay's paragraphs.
func TestPythonDocxReadsTheSame(t *testing.T) {
	oracle(t)
	const program = `
import sys, io, docx
d = docx.Document(io.BytesIO(sys.stdin.buffer.read()))
sys.stdout.write("\n".join(p.text for p in d.paragraphs))
`
	for name, data := range corpus(t) {
		if name == "word-strict" || name == "word-other-prefix" {
			continue // it does not read strict files, and shows white space that Word does not
		}
		e := read(t, data)
		out := write(t, scattered(e, 10, 6), docx.Options{Summary: "none"})
		before, after := judge(t, data, "/usr/bin/python3", "-c", program), judge(t, out, "/usr/bin/python3", "-c", program)
		if !bytes.Equal(before, after) {
			t.Errorf("%s: python-docx reads %q, was %q", name, after, before)
		}
	}
}

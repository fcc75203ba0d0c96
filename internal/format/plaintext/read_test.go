package plaintext_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format/plaintext"
	"gloss/internal/growth"
	"gloss/internal/source"
)

func read(t testing.TB, text string) *essay.Essay {
	t.Helper()
	e, _, err := plaintext.Read(source.Input{Name: "essay.txt", Data: []byte(text)}, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Validate(); err != nil {
		t.Fatalf("the essay of %q breaks its promises: %v", text, err)
	}
	return e
}

func TestReadParagraphs(t *testing.T) {
	for text, want := range map[string][]string{
		"":                          nil,
		"\n \n\t\n":                 nil,
		"One.":                      {"One."},
		"One.\nTwo.\nThree.\n":      {"One.", "Two.", "Three."},
		"One\ntwo.\n\nThree.":       {"One\ntwo.", "Three."},
		"One\ntwo.\n \t\nThree.":    {"One\ntwo.", "Three."},
		"One\ntwo.\n\u00a0\nThree.": {"One\ntwo.", "Three."},
		"\nOne\ntwo":                {"One\ntwo"},
		"One\ntwo\n\n":              {"One\ntwo"},
		"\n\n  One  \n\n\n":         {"  One  "},
		"One\r\ntwo\r\rThree":       {"One\ntwo", "Three"},
		"One\r\nTwo\rThree":         {"One", "Two", "Three"},
		"One\fand\vone\u2028and":    {"One\fand\vone\u2028and"},
	} {
		e := read(t, text)
		var got []string
		for i, b := range e.Blocks {
			if b.Kind != essay.Paragraph || b.Number != i+1 {
				t.Errorf("%q: block %d is %+v", text, i, b)
			}
			got = append(got, b.Span.Of(e.Text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// Nothing of the file is lost, and every place leads back to it (row E9).
func TestReadKeeps(t *testing.T) {
	for _, text := range []string{
		"\n\n a\u0085b\u2028c\u2029 \n\nd\n", "# *not* Markdown\n\n- &amp;\n", "a\x00b\x1b[31m\a", "\tIndented\n  verse\n", "e\u0301\u200B\uFEFF😀",
	} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			file := strings.ReplaceAll(text, "\n", end)
			e := read(t, file)
			if e.Text != text {
				t.Errorf("%q is read as %q", file, e.Text)
			}
			if e.Title != "" || e.Format != "txt" || e.Path != "essay.txt" {
				t.Errorf("title %q, format %q, path %q", e.Title, e.Format, e.Path)
			}
			for i, r := range text {
				span := source.Span{Start: i, End: i + len(string(r))}
				want := strings.ReplaceAll(string(r), "\n", end)
				if got := e.FileSpan(span).Of(file); got != want {
					t.Errorf("%q at %d is led to %q, want %q", r, i, got, want)
				}
			}
		}
	}
}

// Row E5: what cannot be seen stays where it is.
func TestReadInvisible(t *testing.T) {
	e := read(t, "pla\u200Bgiarism")
	if e.Text != "pla\u200Bgiarism" {
		t.Errorf("got %q", e.Text)
	}
}

// Rows E4, E7 and E8: what a teacher cannot see is said, once for every kind.
func TestReadFindings(t *testing.T) {
	for _, c := range []struct {
		data string
		want []string
	}{
		{"Plain é.", nil},
		{"caf\xe9", []string{"1:1 warning encoding-guessed windows-1252"}},
		{"\xef\xbb\xbfa\nb\xff", []string{"2:2 warning damaged \uFFFD"}},
		{"All of it\nb\x00c\x00", []string{"2:2 warning nul 2 times"}},
		{"a\n\u202Eb\u202E\u202A", []string{"2:1 warning bidi-control U+202E (right-to-left override)", "2:4 warning bidi-control U+202A"}},
		{"\u2066a", []string{"1:1 warning bidi-control U+2066"}},
		{"wo\u200Brd", []string{"1:3 warning invisible U+200B"}},
	} {
		_, findings, err := plaintext.Read(source.Input{Name: "x.txt", Data: []byte(c.data)}, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, f := range findings {
			p := f.Position()
			line := fmt.Sprintf("%d:%d %s %s", p.Line, p.Column, f.Severity, f.Rule)
			if i < len(c.want) {
				words := strings.TrimPrefix(strings.TrimPrefix(c.want[i], line), " ")
				if strings.Contains(f.Message, words) {
					line = c.want[i]
				} else {
					line += " " + f.Message
				}
			}
			if len(f.Help) == 0 || f.Severity != diag.Warning {
				t.Errorf("%q: %+v", c.data, f)
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.data, diff)
		}
	}
	_, findings, _ := plaintext.Read(source.Input{Name: "x.txt", Data: []byte("caf\xe9")}, "")
	if len(findings) != 1 || !strings.Contains(findings[0].Help[0], "--encoding") {
		t.Errorf("a guessed encoding does not say how to name it: %v", findings)
	}
	if _, findings, _ = plaintext.Read(source.Input{Name: "x.txt", Data: []byte("caf\xe9")}, "windows-1252"); findings != nil {
		t.Errorf("a named encoding is warned of: %v", findings)
	}
}

// What is no text is refused by what it is, with what to do.
func TestReadRefuses(t *testing.T) {
	noise := strings.Repeat("\x00\x01\x02\xff", 50)
	for _, c := range []struct{ name, data, reason, help string }{
		{"a/essay.txt", "PK\x03\x04 word/document.xml", "is a Word file, not text", "rename it to essay.docx"},
		{"essay", "PK\x03\x04 word/document.xml", "is a Word file, not text", "rename it to essay.docx"},
		{"<stdin>", "PK\x03\x04 word/document.xml", "is a Word file, not text", "save it as essay.docx and name that file"},
		{"essay.txt", "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "is an OpenDocument text, not text", "rename it to essay.odt"},
		{"my.essay.txt", "%PDF-1.4", "is a PDF file, not text", "rename it to my.essay.pdf"},
		{"essay.txt", `{\rtf1`, "is a Rich Text file, not text", "open it in a word processor and save it as essay.docx"},
		{"essay.txt", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00", "is an old Word file (.doc), not text", "open it in a word processor and save it as essay.docx"},
		{"essay.txt", "\x89PNG\r\n\x1a\n", "is a picture, not text", "gloss cannot read handwriting or scans; type the essay into essay.txt"},
		{"essay.txt", noise, "is a binary file, not text", "if it is text, name its encoding with --encoding"},
		{"essay.txt", "\x7fELF", "is a program, not text", "gloss reads text; is it the right file?"},
	} {
		_, _, err := plaintext.Read(source.Input{Name: c.name, Data: []byte(c.data)}, "")
		var refused *source.Error
		if !errors.As(err, &refused) {
			t.Errorf("%.20q: got %v, want a refusal", c.data, err)
			continue
		}
		want := source.Error{Name: c.name, Reason: c.reason, Help: c.help}
		if diff := cmp.Diff(want, *refused); diff != "" {
			t.Error(diff)
		}
	}
	if _, _, err := plaintext.Read(source.Input{Name: "x", Data: []byte(noise)}, "windows-1252"); err != nil {
		t.Errorf("a named encoding does not settle that it is text: %v", err)
	}
}

// Row E10: one line of 10 MB, and a million lines.
func TestReadLarge(t *testing.T) {
	for name, text := range map[string]string{
		"one line": strings.Repeat("words ", 10<<20/6), "lines": strings.Repeat("ten bytes\n", 1<<20),
		"windows": strings.Repeat("eight by\r\n", 1<<17), "paragraphs": strings.Repeat("nine byt\n\n", 1<<17),
	} {
		e, _, err := plaintext.Read(source.Input{Name: "x.txt", Data: []byte(text)}, "")
		if err != nil {
			t.Fatal(err)
		}
		growth.Check(t, name, len(text), func(n int) {
			plaintext.Read(source.Input{Name: "x.txt", Data: []byte(text[:n])}, "")
		})
		if len(e.Text) == 0 {
			t.Errorf("%s: nothing was read", name)
		}
	}
}

// The text is the file but for its line ends, whatever it holds.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"a\r\n\r\nb\rc", "\n\n a \n", "\x00\u202E", "\u2028\u0085\v\f", "", "\r", "a\n\u00a0\nb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, _, err := plaintext.Read(source.Input{Name: "x.txt", Data: []byte(text)}, "")
		if err != nil {
			return
		}
		if err := e.Validate(); err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(strings.ReplaceAll(e.File.Text, "\r\n", "\n"), "\r", "\n")
		if e.Text != want {
			t.Errorf("%q is read as %q", e.File.Text, e.Text)
		}
		for _, b := range e.Blocks {
			if strings.IndexFunc(b.Span.Of(e.Text), func(r rune) bool { return !unicode.IsSpace(r) }) < 0 {
				t.Errorf("a blank paragraph: %q", b.Span.Of(e.Text))
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page := strings.Repeat("A line of an essay that goes on for some sixty characters.\r\n", 40) + "\r\n"
	for _, pages := range []int{1, 10, 100} {
		data := []byte(strings.Repeat(page, pages))
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, _, err := plaintext.Read(source.Input{Name: "x.txt", Data: data}, ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

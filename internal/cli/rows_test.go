package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// named is an input and what is said when it is read as an essay.
type named struct{ name, data, want string }

// refused are files that cannot be essays (rows E7, E10 and those of files with
// the wrong ending), each with the words that refuse it.
func refused() []named {
	return []named{
		{"line.txt", strings.Repeat("a ", 6<<20), "is it the right file? if it is: --max-size 12"},
		{"lines.txt", strings.Repeat("a\n", 6<<20), "is larger than 10 MiB"},
		{"word.txt", "PK\x03\x04\x14\x00\x06\x00[Content_Types].xml word/document.xml", "is a Word file"},
		{"zip.txt", "PK\x03\x04\x14\x00\x06\x00notes.txt", "is a zip archive"},
		{"pdf.txt", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF file"},
		{"pdf.md", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF file"},
		{"old.txt", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 512), "is an old Office file"},
		{"rich.txt", `{\rtf1\ansi hello}`, "is a Rich Text file"},
		{"picture.md", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 64), "is a picture"},
		{"program.txt", "\x7fELF" + strings.Repeat("\x00", 64), "is a program"},
		{"brackets.md", strings.Repeat("[", 500_000), "brackets"},
		{"stars.md", strings.Repeat("*a_", 100_000), "stars"},
		{"quotes.md", strings.Repeat(">", 300_000), "inside one another"},
		{"pictures.md", strings.Repeat("![", 150_000), "brackets"},
	}
}

// Rows E10 and E13: what cannot be an essay is refused at once, by name and with
// what to do, by every command that reads one.
func TestRefusedInputs(t *testing.T) {
	dir := t.TempDir()
	for _, in := range refused() {
		write(t, filepath.Join(dir, in.name), in.data)
		write(t, filepath.Join(dir, in.name+".yaml"), "essay: "+in.name+"\n")
		for _, args := range [][]string{{"text", in.name}, {"report", in.name, "-a", in.name + ".yaml"}, {"new", in.name, "-o", "new.yaml"}} {
			stdout, stderr, status := run(t, dir, args...)
			if stdout != "" || status == statusDone || !strings.Contains(stderr, in.want) || !strings.Contains(stderr, in.name) || !strings.Contains(stderr, "help: ") {
				t.Errorf("%q: status %d, stdout %.40q, stderr %.300q", args, status, stdout, stderr)
			}
		}
	}
}

// Row E10: what has no end, or is no file, is refused and not waited for.
func TestRefusedKinds(t *testing.T) {
	dir := t.TempDir()
	if err := exec.Command("mkfifo", filepath.Join(dir, "pipe.txt")).Run(); err != nil {
		t.Skip("no named pipes here:", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.txt"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "zero.txt")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "a.txt"), "A text.\n")
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "zero.yaml")); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"is a named pipe": {"text", "pipe.txt"},
		"is a folder":     {"text", "folder.txt"},
		"is a device":     {"text", "zero.txt"},
		"zero.yaml":       {"report", "a.txt", "-a", "zero.yaml"},
	} {
		_, stderr, status := run(t, dir, args...)
		if status != statusImpossible || !strings.Contains(stderr, want) {
			t.Errorf("%q: status %d, %q", args, status, stderr)
		}
	}
}

// Rows E7, E8, E9 and E10: what is odd and can be read is read, with a word of
// warning where something had to be guessed or cannot be shown.
func TestOddInputs(t *testing.T) {
	dir := t.TempDir()
	for _, in := range []named{
		{"empty.txt", "", ""},
		{"nul.txt", "One\x00two.\n", "[nul]"},
		{"bytes.txt", "caf\xe9 \xff\xfe end \xc0\xaf \xed\xa0\x80", "[encoding-guessed]"},
		{"wide.txt", "\xff\xfeO\x00n\x00e\x00", ""},
		{"wider.txt", "\xff\xfe\x00\x00O\x00\x00\x00", ""},
		{"mark.txt", "\ufeffOne", ""},
		{"million.txt", strings.Repeat("a\n", 100_000), ""},
	} {
		write(t, filepath.Join(dir, in.name), in.data)
		stdout, stderr, status := run(t, dir, "text", in.name)
		if status != statusDone || !strings.Contains(stderr, in.want) || in.want == "" && stderr != "" || strings.Contains(stdout, "\ufffd") {
			t.Errorf("%s: status %d, stdout %.60q, stderr %.200q", in.name, status, stdout, stderr)
		}
	}
}

// Rows E1 and E2: markup in an essay is text in every format that shows it.
func TestMarkupIsText(t *testing.T) {
	dir := t.TempDir()
	const evil = `<script>x(1)</script> <img src=x onerror=x(1)> <!--<script> </textarea><svg onload=x(1)> <base href=//evil> end.`
	for _, name := range []string{"e.txt", "e.md"} {
		write(t, filepath.Join(dir, name), evil+"\n")
		write(t, filepath.Join(dir, "n.yaml"), "annotations:\n  - {quote: end, comment: Why?}\n")
		text, _, status := run(t, dir, "text", name)
		if status != statusDone || !strings.Contains(text, evil) {
			t.Errorf("%s: status %d, the text is %q", name, status, text)
		}
		page, _, _ := run(t, dir, "report", name, "-a", "n.yaml", "-f", "html", "-o", "-")
		for _, tag := range []string{"<script>x", "<img", "<svg onload", "<base", "<!--<script"} {
			if strings.Contains(page, tag) {
				t.Errorf("%s: the page holds %s", name, tag)
			}
		}
		if !strings.Contains(page, "&lt;script&gt;x(1)") {
			t.Errorf("%s: the words of the essay are not in the page", name)
		}
	}
}

// Row F3: a file that gloss did not write is not written over.
func TestForeignFilesAreKept(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "e.txt"), "One two.\n")
	write(t, filepath.Join(dir, "e.yaml"), "annotations:\n  - {quote: One, comment: Why?}\n")
	write(t, filepath.Join(dir, "mine.html"), "<p>My own page.</p>\n")
	write(t, filepath.Join(dir, "out", "e.html"), "<p>My own page.</p>\n")
	for path, args := range map[string][]string{
		"mine.html":  {"report", "e.txt", "-o", "mine.html"},
		"out/e.html": {"report", "e.txt", "-f", "html", "-o", "out"},
		"e.txt":      {"report", "e.txt", "-f", "terminal", "-o", "e.txt"},
		"e.yaml":     {"report", "e.txt", "-f", "json", "-o", "e.yaml"},
	} {
		before, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		_, stderr, status := run(t, dir, args...)
		after, err := os.ReadFile(filepath.Join(dir, path))
		if status == statusDone || stderr == "" || err != nil || !bytes.Equal(before, after) {
			t.Errorf("%q: status %d, stderr %q, %s is now %.60q", args, status, stderr, path, after)
		}
	}
	for range 2 { // what gloss wrote, it writes again
		if _, stderr, status := run(t, dir, "report", "e.txt", "-o", "own.html"); status != statusDone {
			t.Errorf("status %d, %s", status, stderr)
		}
	}
}

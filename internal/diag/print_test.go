package diag

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"gloss/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// on is a finding on the n-th occurrence, from 0, of some words of a text.
func on(name, text, words string, n int) Finding {
	from := 0
	for {
		i := strings.Index(text[from:], words)
		from += i
		if n == 0 || i < 0 {
			break
		}
		n, from = n-1, from+1
	}
	return Finding{
		Severity: Error, Rule: "a-rule", File: source.NewFile(name, text), Message: "these words",
		Span: source.Span{Start: from, End: from + len(words)},
	}
}

// at is a finding on a span of a text.
func at(name, text string, start, end int) Finding {
	f := on(name, text, "", 0)
	f.Span = source.Span{Start: start, End: end}
	return f
}

// examples are findings that are hard to print, by what makes them so.
func examples() []Finding {
	long := strings.Repeat("many words and ", 20)
	lines := "first\nsecond line\nthird"
	full := on("a.yaml", "  - quote: x\n    coment: Millions died.\n    comment: y\n", "coment", 0)
	full.Message, full.Rule = `unknown key "coment"`, "unknown-key"
	full.Help = []string{`did you mean "comment"?`, "write it so:\n    comment: Millions died."}
	full.Notes = []Note{{File: full.File, Span: source.Span{Start: 44, End: 51}, Message: "it stands here too"}, {Message: "nowhere"}}
	warning, advice := on("a.txt", lines, "second", 0), on("a.txt", lines, "line", 0)
	warning.Severity, advice.Severity, advice.Rule = Warning, Advice, ""
	hostile := on("\x1b]0;x\a\n.txt", "a\x1b[2Jb \u202ebad\u202c\u2028 \x00 words", "bad", 0)
	hostile.Message, hostile.Help = "an \x1b[31mescape\nand a line end", []string{"do \a\u009b31m not\nor do"}
	whole := Finding{Severity: Error, Path: "no \x1bsuch.txt", Message: "there is no such file"}
	return []Finding{
		full, warning, advice, hostile, whole,
		on("wide.txt", "第一个五年计划 ended", "五年", 0),
		on("wide.txt", "第一个五年计划 ended", "ended", 0),
		on("emoji.txt", "a 👨‍👩‍👧 family 👍🏽 here", "👍🏽", 0),
		on("combining.txt", "cafe\u0301 peasants e\u0301e\u0301e\u0301 end", "e\u0301e\u0301e\u0301", 0),
		on("combining.txt", "cafe\u0301 peasants", "peasants", 0),
		on("tabs.txt", "a\tb\tcoment: x", "coment", 0),
		on("long.txt", long+"HERE "+long, "HERE", 0),
		on("long.txt", "HERE "+long, "HERE", 0),
		on("long.txt", long+"HERE", "HERE", 0),
		on("long.txt", long, long, 0),
		on("wide and long.txt", strings.Repeat("五年计划", 40)+"HERE"+strings.Repeat("五年计划", 40), "HERE", 0),
		on("crlf.txt", "first\r\nsecond line\r\nthird\r\n", "second", 0),
		on("crlf.txt", "first\r\nsecond line\r\nthird\r\n", "line\r\nthird", 0),
		on("cr.txt", "first\rsecond line\rthird", "second", 0),
		at("end.txt", lines, len(lines), len(lines)),
		at("end.txt", lines+"\n", len(lines)+1, len(lines)+1),
		at("end of line.txt", lines, 5, 6),
		at("empty.txt", "", 0, 0),
		at("empty lines.txt", "\n\n\n", 1, 1),
		at("beyond.txt", lines, 500, 600),
		at("backwards.txt", lines, 12, 3),
		at("negative.txt", lines, -5, -2),
		at("torn.txt", "aé🙂b", 2, 5),
		at("bytes.txt", "a\xff\xfeb", 1, 2),
		{Severity: Severity(9), Path: "x", Message: "of no severity"},
	}
}

func print(t testing.TB, p Printer, findings []Finding) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Print(&b, findings); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPrinted(t *testing.T) { golden(t, "findings.txt", print(t, Printer{}, examples())) }

func TestColorOnlyRepeatsTheCharacters(t *testing.T) {
	color := print(t, Printer{Color: true}, examples())
	if diff := cmp.Diff(print(t, Printer{}, examples()), ansi.Strip(color)); diff != "" {
		t.Errorf("(-plain +color)\n%s", diff)
	}
	if !strings.Contains(color, "\x1b[") {
		t.Error("there is no colour")
	}
}

func TestTheMarkerStandsUnderTheWords(t *testing.T) {
	for _, f := range examples() {
		lines := strings.Split(print(t, Printer{}, []Finding{f}), "\n")
		if f.File == nil || !strings.Contains(f.File.Text, "HERE") {
			continue
		}
		before, _, ok := strings.Cut(lines[1], "HERE")
		if !ok || ansi.StringWidth(before) != strings.Index(lines[2], "^^^^") {
			t.Errorf("the marker is not under HERE:\n%s\n%s", lines[1], lines[2])
		}
	}
}

// controls are what a terminal acts on; tabs may stand in help.
func controls() *regexp.Regexp {
	return regexp.MustCompile("[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]")
}

func FuzzPrint(f *testing.F) {
	for _, e := range examples() {
		if e.File != nil {
			f.Add(e.File.Name, e.File.Text, e.Message, e.Span.Start, e.Span.End)
		}
	}
	f.Fuzz(func(t *testing.T, name, text, words string, start, end int) {
		file := source.NewFile(name, text)
		finding := Finding{File: file, Span: source.Span{Start: start, End: end}, Message: words, Help: []string{words}}
		finding.Notes = []Note{{File: file, Span: finding.Span, Message: words}}
		got := print(t, Printer{}, []Finding{finding})
		if bad := controls().FindString(got); bad != "" {
			t.Fatalf("%q reaches the terminal: %q", bad, got)
		}
		for l := range strings.SplitSeq(got, "\n") {
			if _, line, ok := strings.Cut(l, " | "); ok && !strings.Contains(words+name, " | ") && ansi.StringWidth(line) > excerptWidth+3 {
				t.Fatalf("%d columns: %q", ansi.StringWidth(line), line)
			}
		}
		var b bytes.Buffer
		if err := JSON(&b, []Finding{finding}); err != nil {
			t.Fatal(err)
		}
	})
}

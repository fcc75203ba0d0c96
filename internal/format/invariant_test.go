package format_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format"
	"gloss/internal/format/jsonfile"
	"gloss/internal/format/plaintext"
	"gloss/internal/pipeline"
	"gloss/internal/report"
	"gloss/internal/source"
)

// write is the report in a format; Word's parts come out unpacked.
func write(t testing.TB, w format.Writer, r *report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := w.Write(&b, r, format.Options{Width: 80}); err != nil {
		t.Fatalf("%s: %v", w.Name, err)
	}
	if w.Name == "docx" {
		return unpacked(t, b.Bytes())
	}
	return b.String()
}

// samples are the reports of the essays that come with gloss.
func samples(t testing.TB) map[string]*report.Report {
	t.Helper()
	paths, err := filepath.Glob("../../essays/*.*")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*report.Report{}
	for _, path := range paths {
		if filepath.Ext(path) == ".go" {
			continue
		}
		jobs, err := pipeline.Find([]string{path}, "")
		if err != nil {
			t.Fatal(err)
		}
		res, err := pipeline.Options{}.Load(jobs.List[0])
		if err != nil || res.Report == nil {
			t.Fatalf("%s: %v %v", path, err, res)
		}
		out[filepath.Base(path)] = res.Report.Select(report.Selection{})
	}
	if len(out) < 4 {
		t.Fatalf("only %d samples", len(out))
	}
	return out
}

// words is a text in which every word is another: "w0001 w0002 …".
func words(n int) string {
	var b strings.Builder
	for i := range n {
		end := " "
		if i%25 == 24 {
			end = ".\n\n"
		}
		fmt.Fprintf(&b, "w%04d%s", i, end)
	}
	return strings.TrimRight(b.String(), " \n")
}

// build is the report of a text and the items of an annotation file.
func build(t testing.TB, text string, items ...string) *report.Report {
	t.Helper()
	e, _, err := plaintext.Read(source.Input{Name: "essay.txt", Data: []byte(text)}, "")
	if err != nil {
		t.Fatal(err)
	}
	return buildOn(t, e, items...)
}

func buildOn(t testing.TB, e *essay.Essay, items ...string) *report.Report {
	t.Helper()
	yaml := "task: Task\nmarker: Marker\nscores:\n  knowledge: 14\nannotations:\n" + strings.Join(items, "")
	set, findings := annotation.Load(source.NewFile("essay.yaml", yaml))
	if len(findings) > 0 {
		t.Fatalf("%+v in\n%s", findings, yaml)
	}
	return report.Build(report.Inputs{Essay: e, Set: set}, report.Options{})
}

// public are annotations of every standing, each with a word of its own to say.
func public() []string {
	return []string{
		"  - {quote: w0003 w0004 w0005, kind: correction, category: fact, severity: major, correction: say01, replacement: say02, comment: say03, marks: -2, criterion: knowledge}\n",
		"  - {quote: w0005 w0006, kind: suggestion, replacement: say04}\n",
		"  - {paragraph: 2, kind: praise, comment: say05}\n",
		"  - {quote: w0020, also: [{quote: w0040}, {quote: gone}], kind: question, comment: say06}\n",
		"  - {quote: 'w0030 [...] w0033', comment: say07, by: Second marker, tags: [tag]}\n",
		"  - {quote: w0051 w0052 x w0053 w0054, comment: say08}\n",
		"  - {quote: no such words in this essay, kind: correction, correction: say09, sources: [{title: say10}]}\n",
		"  - {paragraph: 77, comment: say11}\n",
		"  - {comment: say12, next: say13}\n",
		"  - {quote: w0060, comment: say14, replies: [{by: Somebody, comment: say15}]}\n",
	}
}

// secret are annotations for markers only, among the public ones: on the same
// words, over them, with marks, lost, on the whole essay.
func secret() []string {
	return []string{
		"  - {quote: w0002 w0003 w0004, private: true, kind: correction, category: hush, severity: major, replacement: hush, comment: hush, marks: -3, criterion: knowledge}\n",
		"  - {quote: w0001, private: true, comment: hush, marks: -1, criterion: hush, tags: [hush], by: hush}\n",
		"  - {quote: w0070, origin: suggested, kind: praise, comment: hush}\n",
		"  - {paragraph: 1, origin: suggested, kind: question, comment: hush, next: hush}\n",
		"  - {comment: hush, private: true, sources: [hush]}\n",
		"  - {quote: no hush words stand here, private: true, correction: hush}\n",
		"  - {quote: w0010, private: true, also: [{quote: w0060}], kind: correction, correction: hush, replies: [{by: hush, comment: hush}]}\n",
	}
}

// Notes for markers only are in nothing that is made for students, not even in a
// count: every format is what it would be if they had never been written.
func TestPrivateNotesLeaveNoTrace(t *testing.T) {
	text := words(100)
	var mixed []string
	for i, item := range public() {
		if i < len(secret()) {
			mixed = append(mixed, secret()[i])
		}
		mixed = append(mixed, item)
	}
	without := build(t, text, public()...)
	whole := build(t, text, mixed...)
	if len(whole.Notes) != len(public())+len(secret()) {
		t.Fatalf("%d notes", len(whole.Notes))
	}
	for _, w := range format.Writers() {
		out := write(t, w, whole.Select(report.Selection{}))
		if diff := cmp.Diff(write(t, w, without.Select(report.Selection{})), out); diff != "" {
			t.Errorf("%s (-never written +left out):\n%s", w.Name, diff)
		}
		if strings.Contains(out, "hush") {
			t.Errorf("%s tells a secret", w.Name)
		}
		if w.Name == "docx" {
			continue // a Word file is for the student, whatever was asked for
		}
		if private := write(t, w, whole.Select(report.Selection{Private: true})); strings.Count(private, "hush") < len(secret()) {
			t.Errorf("%s does not hold what is for markers when it is asked to", w.Name)
		}
	}
}

// No annotation is missing from any format, wherever it stands or was lost.
func TestNoAnnotationIsMissing(t *testing.T) {
	r := build(t, words(100), public()...)
	standings := map[report.Standing]int{}
	for i := range r.Notes {
		standings[r.Notes[i].Standing()]++
	}
	if len(standings) != 3 {
		t.Fatalf("standings %v: not every one is there", standings)
	}
	for _, w := range format.Writers() {
		out := write(t, w, r.Select(report.Selection{}))
		for i := 1; i <= 15; i++ {
			if said := fmt.Sprintf("say%02d", i); !strings.Contains(out, said) {
				t.Errorf("%s does not hold %s", w.Name, said)
			}
		}
	}
}

// showsEssay are the formats in which the essay can be read.
func showsEssay() []string {
	return []string{"terminal", "html", "json", "markdown", "docx", "criticmarkup"}
}

// The essay's words stand in order in every format that shows the essay.
func TestWordsStandInOrder(t *testing.T) {
	r := build(t, words(100), public()...).Select(report.Selection{})
	want := regexp.MustCompile(`w\d{4}`).FindAllString(r.Essay.Text, -1)
	for _, name := range showsEssay() {
		w, ok := format.WriterNamed(name)
		if !ok {
			t.Fatalf("no format %s", name)
		}
		at, out := 0, write(t, w, r)
		for _, word := range want {
			i := strings.Index(out[at:], word)
			if i < 0 {
				t.Fatalf("%s: %s does not come after the words before it", name, word)
			}
			at += i + len(word)
		}
	}
}

// The same input gives the same bytes, and a report that was read back from JSON
// gives what it gave before: again the same JSON, and the same in every other
// format that does not need the essay's file.
func TestReportsComeBackFromJSON(t *testing.T) {
	reports := samples(t)
	words := build(t, words(100), append(public(), secret()...)...)
	reports["words, private"] = words.Select(report.Selection{Private: true})
	reports["words, corrections"] = words.Select(report.Selection{Kinds: []annotation.Kind{annotation.Correction}})
	json, _ := format.WriterNamed("json")
	for name, r := range reports {
		back, err := jsonfile.Read(source.Input{Name: "report.json", Data: []byte(write(t, json, r))})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, w := range format.Writers() {
			first := write(t, w, r)
			if again := write(t, w, r); again != first {
				t.Errorf("%s as %s differs from one time to the next", name, w.Name)
			}
			if w.NeedsFile || w.Name == "docx" && r.Essay.Format == "docx" {
				continue
			}
			if diff := cmp.Diff(first, write(t, w, back)); diff != "" {
				t.Errorf("%s as %s (-before +read back):\n%.2000s", name, w.Name, diff)
			}
		}
	}
}

package terminal

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/report/reporttest"
	"gloss/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

func render(t testing.TB, r *report.Report, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for name, o := range map[string]Options{
		"80.txt":      {},
		"40.txt":      {Width: 40},
		"120.txt":     {Width: 120},
		"numbers.txt": {ParagraphNumbers: true},
		"color.txt":   {Color: true, ParagraphNumbers: true},
	} {
		t.Run(name, func(t *testing.T) {
			got, path := render(t, reporttest.Sample(t), o), filepath.Join("testdata", name)
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
		})
	}
}

func TestEmptyEssay(t *testing.T) {
	got := render(t, &report.Report{Essay: &essay.Essay{Path: "a.txt", Format: "txt"}, Head: report.Head{Title: "a.txt"}}, Options{Width: 30})
	want := "a.txt\n\n── The essay ─────────────────\n\nThere are no notes on this essay.\n"
	want = strings.Replace(want, "this essay.", "this\nessay.", 1) + "The essay is empty.\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// hostile is what a terminal must never be given: it clears the screen, sets the
// title, writes to the clipboard, overwrites the line, turns the text round.
const hostile = "a\x1b[2Jb\x1b]0;x\x07c\x1b]52;c;eA==\x07d\u009b31me\rf\x00g\x7fh\u202ei\u2066j\u200fk\u061cl\x1b]8;;http://x\x1b\\m\xffn\u2028o"

// setAll puts a text into every string of a value.
func setAll(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			setAll(v.Elem(), text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				setAll(v.Field(i), text)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			setAll(v.Index(i), text)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			v.SetString(text)
		}
	default:
	}
}

func hostileReport(t testing.TB) *report.Report {
	r := reporttest.Sample(t)
	e := *r.Essay
	setAll(reflect.ValueOf(r), hostile)
	// The essay keeps its blocks; its text has the bad characters in each.
	*r.Essay = e
	for i := range r.Essay.Blocks {
		r.Essay.Blocks[i].Marker = hostile
	}
	text := []byte(r.Essay.Text)
	for i := 0; i+1 < len(text); i += 7 {
		if text[i] < 0x80 && text[i] != '\n' && text[i] != '\t' {
			text[i] = "\x1b\x07\r\x00\x7f\x08\x9b"[i%7]
		}
	}
	r.Essay.Text = string(text)
	return r
}

func TestNoControlReachesTheTerminal(t *testing.T) {
	controls := regexp.MustCompile("[\x00-\x09\x0b-\x1f\x7f\u0080-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]")
	sgr := regexp.MustCompile(`\x1b\[[0-9;]*m`)
	for _, color := range []bool{false, true} {
		got := render(t, hostileReport(t), Options{Color: color})
		if color {
			got = sgr.ReplaceAllString(got, "")
		}
		if bad := controls.FindAllString(got, -1); len(bad) > 0 {
			t.Errorf("color %v: %q", color, bad)
		}
		if !strings.Contains(got, `a\x1b[2Jb`) {
			t.Errorf("color %v: the characters are not shown", color)
		}
	}
}

// unstyled is the sample without emphasis, which plain text marks in its own way.
func unstyled(t testing.TB) *report.Report {
	r := reporttest.Sample(t)
	r.Head.Overall = strings.ReplaceAll(r.Head.Overall, "*", "")
	for i := range r.Head.Strengths {
		r.Head.Strengths[i] = strings.ReplaceAll(r.Head.Strengths[i], "*", "")
	}
	return r
}

func TestColorOnlyRepeatsTheCharacters(t *testing.T) {
	for _, width := range []int{24, 40, 57, 80, 120} {
		r := unstyled(t)
		color := render(t, r, Options{Width: width, Color: true})
		if diff := cmp.Diff(render(t, r, Options{Width: width}), ansi.Strip(color)); diff != "" {
			t.Errorf("width %d (-plain +color)\n%s", width, diff)
		}
		for l := range strings.SplitSeq(color, "\n") {
			open := false
			for _, s := range regexp.MustCompile(`\x1b\[([0-9;]*)m`).FindAllStringSubmatch(l, -1) {
				open = s[1] != "" && s[1] != "0"
			}
			if open {
				t.Errorf("a style runs on beyond its line: %q", l)
			}
		}
	}
}

func TestLinesKeepToTheWidth(t *testing.T) {
	for width := minWidth; width <= 200; width++ {
		for l := range strings.SplitSeq(render(t, reporttest.Sample(t), Options{Width: width, ParagraphNumbers: true}), "\n") {
			if n := displayWidth(l); n > width {
				t.Errorf("width %d: %d columns: %q", width, n, l)
			}
			if strings.TrimRight(l, " ") != l {
				t.Errorf("width %d: blanks at the end of %q", width, l)
			}
		}
	}
}

func TestTheEssaysWordsStandInOrder(t *testing.T) {
	for _, width := range []int{24, 80} {
		r := reporttest.Sample(t)
		rest := render(t, r, Options{Width: width})
		rest = rest[strings.Index(rest, "── The essay"):]
		rest = regexp.MustCompile(`\s([×~?+¶]\d+\s?)+…?\]|\[…?([×~?+¶]\d+ ?)+: |\[`).ReplaceAllString(rest, "")
		for _, b := range r.Essay.Blocks {
			for word := range strings.FieldsSeq(b.Span.Of(r.Essay.Text)) {
				i := strings.Index(rest, word)
				if i < 0 {
					t.Fatalf("width %d: %q is missing or out of order", width, word)
				}
				rest = rest[i+len(word):]
			}
		}
	}
}

// reportOn is a report with one note on each of the spans.
func reportOn(text string, spans ...source.Span) *report.Report {
	e := &essay.Essay{Path: "x.txt", Format: "txt"}
	reporttest.Block(e, essay.Block{Kind: essay.Paragraph}, text)
	r := &report.Report{Essay: e}
	for i, s := range spans {
		r.Notes = append(r.Notes, report.Note{Number: i + 1, Kind: "comment", Places: []report.Place{{Verdict: anchor.Exact, Span: s}}})
	}
	return r
}

// body is the first line of the essay as it is shown.
func bodyOf(out string) string {
	_, out, _ = strings.Cut(out, "── The essay")
	return strings.TrimRight(strings.Split(out, "\n\n")[2], "\n")
}

func TestPassagesAreMarked(t *testing.T) {
	span := func(start, end int) source.Span { return source.Span{Start: start, End: end} }
	for _, tt := range []struct {
		name, text string
		spans      []source.Span
		want       string
	}{
		{"one", "one two three", []source.Span{span(4, 7)}, "one [two ¶1] three"},
		{"nested", "one two three", []source.Span{span(0, 7), span(4, 7)}, "[one [two ¶2] ¶1] three"},
		{"crossing", "one two three", []source.Span{span(0, 7), span(4, 13)}, "[¶1: one [¶2: two ¶1] three ¶2]"},
		{"the same", "one two three", []source.Span{span(4, 7), span(4, 7)}, "one [two ¶1 ¶2] three"},
		{"apart", "one two three", []source.Span{span(0, 3), span(3, 7)}, "[one ¶1][ two ¶2] three"},
		{"all of it", "one two three", []source.Span{span(0, 13), span(0, 3)}, "[one ¶2] two three [¶1]"},
		{"brackets in the text", "one [two] three", []source.Span{span(5, 8)}, "one [⟦two ¶1⟧] three"},
		{"all brackets in the text", "[⟦⟪❲{ two", []source.Span{span(12, 15)}, "[⟦⟪❲{ [[[two ¶1]]]"},
		{"numbers after it", "in 1930", []source.Span{span(3, 5)}, "in [19 ¶1]30"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, bodyOf(render(t, reportOn(tt.text, tt.spans...), Options{}))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAPlaceThatIsLostIsNamedWithTheNote(t *testing.T) {
	r := reportOn("one two three", source.Span{Start: 4, End: 7})
	r.Notes[0].Places = append(r.Notes[0].Places, report.Place{Quote: "four five"})
	if got := render(t, r, Options{}); !strings.Contains(got, "Not placed: “four five”") {
		t.Errorf("got %s", got)
	}
}

func TestLineEndsOfPlainText(t *testing.T) {
	prose := "The first line of a file that was written with lines of a fixed length,\nand the second one, which follows it as it does in all such files, and\nthe last."
	verse := "Tyger Tyger, burning bright,\nIn the forests of the night;"
	if got := bodyOf(render(t, reportOn(prose), Options{Width: 200})); strings.Contains(got, "\n") {
		t.Errorf("prose keeps its line ends: %q", got)
	}
	if diff := cmp.Diff(verse, bodyOf(render(t, reportOn(verse), Options{}))); diff != "" {
		t.Errorf("verse (-want +got)\n%s", diff)
	}
}

func TestWrittenTextIsNeverLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("ab é-—，。中文한🙂\u0301\u200d👩👧 []\n\u00a0"))).Draw(t, "text")
		r := reportOn(text)
		for i := range rapid.IntRange(0, 4).Draw(t, "notes") {
			a, z := rapid.IntRange(0, len(text)).Draw(t, "start"), rapid.IntRange(0, len(text)).Draw(t, "end")
			for ; a > 0 && a < len(text) && text[a]&0xc0 == 0x80; a-- {
			}
			for ; z < len(text) && text[z]&0xc0 == 0x80; z++ {
			}
			r.Notes = append(r.Notes, report.Note{Number: i + 1, Kind: "praise", Places: []report.Place{{Verdict: anchor.Exact, Span: source.Span{Start: min(a, z), End: max(a, z)}}}})
		}
		var b bytes.Buffer
		if err := Write(&b, r, Options{Width: rapid.IntRange(1, 90).Draw(t, "width")}); err != nil {
			t.Fatal(err)
		}
		rest := b.String()[strings.Index(b.String(), "── The"):]
		for _, c := range text {
			if c == ' ' || c == '\n' || c == '\u00a0' {
				continue
			}
			i := strings.IndexRune(rest, c)
			if i < 0 {
				t.Fatalf("%q is missing in %q", c, b.String())
			}
			rest = rest[i+len(string(c)):]
		}
	})
}

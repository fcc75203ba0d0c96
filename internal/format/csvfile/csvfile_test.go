package csvfile

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/report"
	"gloss/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func write(t testing.TB, r *report.Report, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, []*report.Report{r}, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parse reads a table back, a map from column to cell for each row.
func parse(t testing.TB, data []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func TestGolden(t *testing.T) {
	got, path := write(t, reporttest.Sample(t), Options{}), filepath.Join("testdata", "report.csv")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestARowForEveryNote(t *testing.T) {
	r := reporttest.Sample(t)
	rows := parse(t, write(t, r, Options{}))
	if len(rows) != len(r.Notes) {
		t.Fatalf("%d rows for %d notes", len(rows), len(r.Notes))
	}
	for i, row := range rows {
		if row["id"] != r.Notes[i].ID || row["number"] != strconv.Itoa(i+1) {
			t.Errorf("row %d is that of note %s, %s", i, row["number"], row["id"])
		}
	}
}

func TestCells(t *testing.T) {
	rows := parse(t, write(t, reporttest.Sample(t), Options{}))
	for _, tt := range []struct {
		note         int
		column, want string
	}{
		{3, "marks", "-0.5"},
		{3, "comment", "Estimates range from about 5.5 to about 8.7 million deaths. See [the atlas](https://example.org/a).\n\n- one\n- two"},
		{3, "sources", "R. W. Davies and S. G. Wheatcroft, The Years of Hunger, 2004, p. 400-401"},
		{3, "tags", "famine | magnitude"},
		{3, "replies", "Mr Lindqvist 2026-11-21T09:15:00Z: I saw this in two other scripts."},
		{3, "paragraph", "1"},
		{3, "line", ""},
		{5, "verdict", "folded"},
		{5, "quote", "most of the [...] again and again"},
		{6, "text", "so that nobody could have reached them"},
		{7, "paragraph", "5 | 6"},
		{7, "verdict", "exact | exact"},
		{7, "replacement", "peasants"},
		{8, "paragraph", "row"},
		{8, "status", "resolved"},
		{9, "standing", "whole essay"},
		{9, "marks", "2"},
		{10, "standing", "not placed"},
		{10, "verdict", "ambiguous"},
		{10, "text", ""},
		{11, "quote", "Many peasants broke the tractors"},
		{11, "private", "yes"},
		{1, "private", ""},
		{1, "status", "open"},
	} {
		if got := rows[tt.note-1][tt.column]; got != tt.want {
			t.Errorf("note %d, %s: got %q, want %q", tt.note, tt.column, got, tt.want)
		}
	}
}

func TestLinesOfAPlainTextEssay(t *testing.T) {
	r := reporttest.Sample(t)
	r.Essay.Format = "txt"
	if got := parse(t, write(t, r, Options{}))[2]["line"]; got != "3" {
		t.Errorf("got line %q", got)
	}
}

func TestADeletionIsNotAnAbsence(t *testing.T) {
	r := reporttest.Sample(t)
	r.Notes[0].Replacement = new("")
	rows := parse(t, write(t, r, Options{}))
	if rows[0]["replacement"] != "(delete)" || rows[1]["replacement"] != "" {
		t.Errorf("got %q and %q", rows[0]["replacement"], rows[1]["replacement"])
	}
}

// formulas are texts that a spreadsheet takes for a formula, or for more cells
// than one.
func formulas() []string {
	return []string{
		"=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\x00=1", `=cmd|'/c calc'!A1`, "＝1", "＋1", "－1", "＠1",
		";=1", "-", "-5", `"`, ",", "a\nb", "'=1", "''", "'", `=HYPERLINK("http://x","y")`, "", "plain",
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, text := range formulas() {
		r := reporttest.Sample(t)
		n := &r.Notes[2]
		n.Comment, n.Correction, n.Replacement, n.Next, n.Category, n.By, n.Created = text, text, &text, text, text, text, text
		n.Tags, n.Criterion, n.ID, n.Places[0].Quote = []string{text}, text, text, text
		n.Sources, n.Replies = []report.Source{{Title: text}}, []report.Reply{{Comment: text}}
		r.Head.Student, r.Essay.Path = text, text
		rows := parse(t, write(t, r, Options{}))
		if len(rows) != len(r.Notes) {
			t.Errorf("%q: %d rows", text, len(rows))
		}
		want := strings.TrimRight(strings.NewReplacer("\r", "\n").Replace(text), "\n")
		for column, cell := range rows[2] {
			first, _ := utf8.DecodeRuneInString(cell)
			if column != "marks" && cell != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n\x00", first) {
				t.Errorf("%q: column %s begins as a formula: %q", text, column, cell)
			}
			if (column == "comment" || column == "student" || column == "quote") && Unquote(cell) != want {
				t.Errorf("%q: column %s comes back as %q", text, column, Unquote(cell))
			}
		}
		if rows[2]["marks"] != "-0.5" {
			t.Errorf("the marks are no number: %q", rows[2]["marks"])
		}
	}
}

// A spreadsheet that takes semicolons and tabs for separators, too, finds the same
// cells: none begins behind one of them.
func TestNoCellIsCutShort(t *testing.T) {
	for _, text := range []string{"x;=1+1", "x\t=1+1", "x;\"=1+1", " x;=1", "x=1;"} {
		r := reporttest.Sample(t)
		r.Notes[2].Comment, r.Notes[2].Next, r.Head.Student, r.Name = text, text, text, text
		all, quoted := string(write(t, r, Options{})), false
		for _, c := range all {
			switch {
			case c == '"':
				quoted = !quoted
			case !quoted && (c == ';' || c == '\t'):
				t.Fatalf("%q: a separator stands outside quotation marks:\n%s", text, all)
			}
		}
		if got := parse(t, []byte(all))[2]["next"]; got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

func TestLineEndsAndByteOrderMark(t *testing.T) {
	plain, marked := write(t, reporttest.Sample(t), Options{}), write(t, reporttest.Sample(t), Options{BOM: true})
	if bytes.HasPrefix(plain, []byte("\ufeff")) || !bytes.Equal(marked, append([]byte("\ufeff"), plain...)) {
		t.Error("the byte order mark stands where it should not, or not where it should")
	}
	if n, crlf := bytes.Count(plain, []byte("\n")), bytes.Count(plain, []byte("\r\n")); n != crlf {
		t.Errorf("%d line ends, %d of them CRLF", n, crlf)
	}
}

func TestOurs(t *testing.T) {
	for _, o := range []Options{{}, {BOM: true}} {
		if data := write(t, reporttest.Sample(t), o); !Ours(data) || Ours(data[10:]) {
			t.Errorf("%+v: not told apart", o)
		}
	}
	if Ours(nil) || Ours([]byte("essay,student\r\n")) {
		t.Error("what is not ours is taken for ours")
	}
}

func TestOneTableOverManyEssays(t *testing.T) {
	r := reporttest.Sample(t)
	var b bytes.Buffer
	if err := Write(&b, []*report.Report{r, r}, Options{}); err != nil {
		t.Fatal(err)
	}
	if got := len(parse(t, b.Bytes())); got != 2*len(r.Notes) {
		t.Errorf("got %d rows", got)
	}
}

func TestEveryColumnHasAMeaning(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Columns() {
		if c.Name == "" || c.Meaning == "" || c.value == nil || seen[c.Name] {
			t.Errorf("column %q", c.Name)
		}
		seen[c.Name] = true
	}
}

func FuzzQuote(f *testing.F) {
	for _, text := range formulas() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		line := field(Quote(text)) + ",end\r\n"
		rows, err := csv.NewReader(strings.NewReader(line)).ReadAll()
		if err != nil || len(rows) != 1 || rows[0][1] != "end" {
			t.Fatalf("%q: %q, %v", text, rows, err)
		}
		first, _ := utf8.DecodeRuneInString(rows[0][0])
		if rows[0][0] != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n\x00", first) {
			t.Fatalf("begins as a formula: %q", rows[0][0])
		}
		want := strings.TrimRight(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
		if got := Unquote(rows[0][0]); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

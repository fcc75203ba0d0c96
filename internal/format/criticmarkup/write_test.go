package criticmarkup_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/criticmarkup"
	"gloss/internal/report"
	"gloss/internal/source"
)

// plain is a text essay of one paragraph for each part between blank lines, whose
// file has the given line ends.
func plain(t testing.TB, text, end string) *essay.Essay {
	t.Helper()
	file := source.NewFile("essay.txt", strings.ReplaceAll(text, "\n", end))
	b := essay.NewBuilder("txt", file)
	lines := strings.SplitAfter(file.Text, end)
	at, inside := 0, false
	for i, line := range lines {
		words := strings.TrimSuffix(line, end)
		if !inside && strings.TrimSpace(words) != "" {
			b.Open(essay.Block{Kind: essay.Paragraph}, "")
		}
		b.Verbatim(words, at)
		at += len(words)
		inside = strings.TrimSpace(words) != "" && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != ""
		if !inside {
			b.Close()
		}
		if len(words) < len(line) {
			b.Piece("\n", source.Span{Start: at, End: at + len(end)})
			at += len(end)
		}
	}
	return valid(t, b.Essay())
}

// marked is a Markdown essay of one paragraph: in file, what stands between ‹ and ›
// is not shown.
func marked(t testing.TB, file string) *essay.Essay {
	t.Helper()
	var text strings.Builder
	type piece struct {
		at    int
		words string
	}
	var pieces []piece
	for i, part := range strings.Split(file, "‹") {
		if i > 0 {
			hidden, rest, _ := strings.Cut(part, "›")
			text.WriteString(hidden)
			part = rest
		}
		pieces = append(pieces, piece{text.Len(), part})
		text.WriteString(part)
	}
	b := essay.NewBuilder("markdown", source.NewFile("essay.md", text.String()))
	b.Open(essay.Block{Kind: essay.Paragraph}, "")
	for _, p := range pieces {
		for i, line := range strings.SplitAfter(p.words, "\n") {
			words := strings.TrimSuffix(line, "\n")
			_ = i
			b.Verbatim(words, p.at)
			if words != line {
				b.Separate(" ")
			}
			p.at += len(line)
		}
	}
	return valid(t, b.Essay())
}

func valid(t testing.TB, e *essay.Essay) *essay.Essay {
	t.Helper()
	if err := e.Validate(); err != nil {
		t.Fatal(err)
	}
	return e
}

// note is a note on the first place of the words.
func note(t testing.TB, e *essay.Essay, words, comment string) report.Note {
	t.Helper()
	i := strings.Index(e.Text, words)
	if i < 0 {
		t.Fatalf("%q does not stand in %q", words, e.Text)
	}
	return report.Note{
		Kind: annotation.Comment, Comment: comment,
		Places: []report.Place{{Quote: words, Verdict: anchor.Exact, Span: source.Span{Start: i, End: i + len(words)}}},
	}
}

// edit is a note that replaces the words.
func edit(t testing.TB, e *essay.Essay, words, new string) report.Note {
	t.Helper()
	n := note(t, e, words, "")
	n.Kind, n.Replacement, n.Places[0].Replaced = annotation.Correction, &new, true
	return n
}

// write is the report in CriticMarkup; rejecting it all must give the file.
func write(t testing.TB, e *essay.Essay, notes ...report.Note) string {
	t.Helper()
	for i := range notes {
		notes[i].Number = i + 1
	}
	var b strings.Builder
	if err := criticmarkup.Write(&b, &report.Report{Essay: e, Notes: notes}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(e.File.Text, reject(b.String())); diff != "" {
		t.Errorf("rejecting all of %q is not the file: %s", b.String(), diff)
	}
	return unsigned(t, b.String())
}

// unsigned is an output without what says that gloss made it.
func unsigned(t testing.TB, out string) string {
	t.Helper()
	rest, ok := strings.CutSuffix(out, "{>>gloss report<<}")
	if !ok || !criticmarkup.Ours([]byte(out)) || criticmarkup.Ours([]byte(out+"\n")) {
		t.Errorf("%q is not signed", out)
	}
	return rest
}

func TestWriteText(t *testing.T) {
	e := plain(t, "One two three four.\nFive six.\n\nSeven eight.\n", "\n")
	for _, c := range []struct {
		name  string
		notes []report.Note
		want  string
	}{
		{"nothing", nil, e.Text},
		{
			"a passage",
			[]report.Note{note(t, e, "two three", "Why?")},
			"One {==two three==}{>>comment: Why?<<} four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"over a line end",
			[]report.Note{note(t, e, "four.\nFive", "Why?")},
			"One two three {==four.==}\n{==Five==}{>>comment: Why?<<} six.\n\nSeven eight.\n",
		},
		{
			"over paragraphs",
			[]report.Note{note(t, e, "six.\n\nSeven", "Why?")},
			"One two three four.\nFive {==six.==}\n\n{==Seven==}{>>comment: Why?<<} eight.\n",
		},
		{
			"a replacement",
			[]report.Note{edit(t, e, "two three", "2 3")},
			"One {~~two three~>2 3~~}{>>correction<<} four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"a deletion",
			[]report.Note{edit(t, e, " two", "")},
			"One{-- two--}{>>correction<<} three four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"a replacement over a line end",
			[]report.Note{edit(t, e, "four.\nFive", "4, 5")},
			"One two three {--four.--}\n{~~Five~>4, 5~~}{>>correction<<} six.\n\nSeven eight.\n",
		},
		{
			"a replacement over paragraphs",
			[]report.Note{edit(t, e, "six.\n\nSeven", "6")},
			"One two three four.\nFive {==six.==}\n\n{==Seven==}{>>correction: should be “6”<<} eight.\n",
		},
		{
			"nested",
			[]report.Note{note(t, e, "One two three", "A"), note(t, e, "two", "B")},
			"One {==two==}{>>comment: B<<} three{>>comment, on “One two three”: A<<} four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"crossing",
			[]report.Note{note(t, e, "One two", "A"), note(t, e, "two three", "B")},
			"{==One two==}{>>comment: A<<} three{>>comment, on “two three”: B<<} four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"the same",
			[]report.Note{note(t, e, "two", "A"), note(t, e, "two", "B")},
			"One {==two==}{>>comment: A<<}{>>comment, on “two”: B<<} three four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"inside a replacement",
			[]report.Note{edit(t, e, "two three", "x"), note(t, e, "three", "B")},
			"One {~~two three~>x~~}{>>correction<<}{>>comment, on “three”: B<<} four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"side by side",
			[]report.Note{note(t, e, "two ", "A"), edit(t, e, "three", "3")},
			"One {==two ==}{>>comment: A<<}{~~three~>3~~}{>>correction<<} four.\nFive six.\n\nSeven eight.\n",
		},
		{
			"the whole",
			[]report.Note{note(t, e, e.Text, "A")},
			"{==One two three four.==}\n{==Five six.==}\n\n{==Seven eight.==}{>>comment: A<<}\n",
		},
	} {
		if diff := cmp.Diff(c.want, write(t, e, c.notes...)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// Signs never end a mark early, and never begin one.
func TestWriteSigns(t *testing.T) {
	for _, sign := range []string{"{++", "++}", "{--", "--}", "{~~", "~~}", "~>", "{>>", "<<}", "{==", "==}"} {
		e := plain(t, "One two three.", "\n")
		out := write(t, e, note(t, e, "two", "a "+sign+" b"+sign))
		if got := comments(out); len(got) != 1 || !strings.HasPrefix(got[0], "comment: a ") || strings.Contains(got[0], sign) {
			t.Errorf("%s in a comment: %q", sign, out)
		}
		if accept(out) != e.Text {
			t.Errorf("%s in a comment: accepting gives %q", sign, accept(out))
		}
		out = write(t, e, edit(t, e, "two", "2 "+sign))
		if accept(out) != e.Text || len(comments(out)) != 1 || !strings.Contains(out, "should be “2 ") {
			t.Errorf("%s in a replacement is not a comment: %q", sign, out)
		}
		if slices.Contains([]string{"++}", "--}", "~~}", "~>", "<<}", "==}"}, sign) {
			e = plain(t, "One two "+sign+" three.", "\n")
			out = write(t, e, note(t, e, "two "+sign+" three", "A"), edit(t, e, "One", "1"))
			if want := "1 two " + sign + " three."; accept(out) != want {
				t.Errorf("%s in the essay: accepting gives %q of %q", sign, accept(out), out)
			}
		}
	}
	// What is not a sign but comes close to one.
	for _, c := range []struct{ text, old, new, want string }{
		{"a ~ b", "~", "-", "a - b"},
		{"a > b", ">", "is more than", "a is more than b"},
		{"a -- b", "--", "–", "a – b"},
		{"a b", "b", "~", "a ~"},
		{"a b", "b", "c++", "a c++"},
		{"a b", "b", "~c~", "a ~c~"},
		{"a b", "b", "c-", "a c-"},
		{"a-- b", "a--", "c", "c b"},
		{"a = b", "= b", "=", "a ="},
		{"{a b}", "a b", "c", "{c}"},
	} {
		e := plain(t, c.text, "\n")
		if got := accept(write(t, e, edit(t, e, c.old, c.new))); got != c.want {
			t.Errorf("%q with %q for %q: accepting gives %q", c.text, c.new, c.old, got)
		}
	}
	for _, text := range []string{"a -- [b] c", "a --[b]} c", "a --}", "a -- } b", "{a}", "{", "}"} {
		e := plain(t, text, "\n")
		if out := write(t, e, edit(t, e, text, "x")); accept(out) != "x" && accept(out) != text {
			t.Errorf("%q: accepting %q gives %q", text, out, accept(out))
		}
	}
}

// No mark cuts inline Markdown in two, and what is code stays whole.
func TestWriteMarkdown(t *testing.T) {
	for _, c := range []struct{ file, words, want string }{
		{"a ‹*›b c‹*› d", "a b", "{==a *b c*==} d"},
		{"a ‹*›b c‹*› d", "c d", "a {==*b c* d==}"},
		{"a ‹*›b c‹*› d", "b c", "a {==*b c*==} d"},
		{"a ‹*›b c e‹*› d", "c", "a *b {==c==} e* d"},
		{"a ‹*›b c‹*› d", "a b c d", "{==a *b c* d==}"},
		{"a ‹**›b ‹*›c‹*› d‹**› e", "c d e", "a {==**b *c* d** e==}"},
		{"a ‹**›b ‹*›c‹*› d‹**› e", "b c", "a **{==b *c*==} d** e"},
		{"a ‹~~›b c‹~~› d", "c d", "a {==~~b c~~ d==}"},
		{"a ‹`›b c‹`› d", "c", "a {==`b c`==} d"},
		{"a ‹`` ›b`c‹ ``› d", "b", "a {==`` b`c ``==} d"},
		{"a ‹[›b c‹](http://x.y/(z) \"t)\")› d", "c d", "a {==[b c](http://x.y/(z) \"t)\") d==}"},
		{"a ‹[›b c‹](http://x.y)› d", "b", "a [{==b==} c](http://x.y) d"},
		{"a ‹![›b c‹](x.png)› d", "b", "a {==![b c](x.png)==} d"},
		{"a ‹<›http://b.c‹>› d", "b.c", "a {==<http://b.c>==} d"},
		{"a http://b.c/d e", "b.c", "a {==http://b.c/d==} e"},
		{"a b_c_d e", "c", "a {==b_c_d==} e"},
		{"a b_c_d e", "_c", "a {==b_c_d==} e"},
		{"a b‹\\›_c d", "c", "a b\\_{==c==} d"},
		{"a 2*3 e", "2", "a {==2*3==} e"},
		{"a <b>c</b> d", "b>c", "a {==<b>c==}</b> d"},
		{"a ‹*›b\nc‹*› d", "a b", "a *b\nc*{>>comment, on “a b”: A<<} d"},
	} {
		e := marked(t, c.file)
		want := c.want
		if !strings.Contains(want, "{>>") {
			want = strings.Replace(want, "==}", "==}{>>comment: A<<}", 1)
		}
		if diff := cmp.Diff(want, write(t, e, note(t, e, c.words, "A"))); diff != "" {
			t.Errorf("%q of %q: %s", c.words, c.file, diff)
		}
	}
}

func TestWriteMarkdownReplacement(t *testing.T) {
	for _, c := range []struct{ file, words, new, want string }{
		{"a ‹*›b c‹*› d", "b", "x", "a *{~~b~>x~~}{>>correction<<} c* d"},
		{"a ‹*›b c‹*› d", "b c", "x", "a {~~*b c*~>*x*~~}{>>correction<<} d"},
		{"a ‹`›b c‹`› d", "c", "x", "a {~~`b c`~>`b x`~~}{>>correction<<} d"},
		{"a ‹*›b c‹*› d", "a b", "x", "{==a *b c*==}{>>correction: should be “x”<<} d"},
		{"a ‹*›b c‹*› d", "a b c d", "x", "{~~a *b c* d~>x~~}{>>correction<<}"},
		{"a ‹[›b‹](c)› d", "b", "x", "a {~~[b](c)~>[x](c)~~}{>>correction<<} d"},
	} {
		e := marked(t, c.file)
		if diff := cmp.Diff(c.want, write(t, e, edit(t, e, c.words, c.new))); diff != "" {
			t.Errorf("%q of %q: %s", c.words, c.file, diff)
		}
	}
}

// Line ends and the byte order mark of the file stay.
func TestWriteLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		e := plain(t, "One\ntwo.\n\nThree", end)
		out := write(t, e, note(t, e, "One\ntwo.\n\nThree", "A"), edit(t, e, "two", "2"))
		if want := strings.ReplaceAll("One\n2.\n\nThree", "\n", end); accept(out) != want {
			t.Errorf("accepting gives %q, want %q", accept(out), want)
		}
	}
	e := plain(t, "One", "\n")
	e.File.BOM = true
	var b strings.Builder
	if err := criticmarkup.Write(&b, &report.Report{Essay: e}); err != nil || unsigned(t, b.String()) != "\uFEFFOne" {
		t.Errorf("a byte order mark: %q, %v", b.String(), err)
	}
	e.File.Encoding = "utf-16le"
	b.Reset()
	if err := criticmarkup.Write(&b, &report.Report{Essay: e}); err != nil || unsigned(t, b.String()) != "One" {
		t.Errorf("UTF-16: %q, %v", b.String(), err)
	}
}

// Everything that a report says is there, in comments behind the essay where it
// has no place in it.
func TestWriteEverything(t *testing.T) {
	e := plain(t, "One two three.\n", "\n")
	n := note(t, e, "two", "Remark.\n\n- a\n- b\n")
	marks, score := decimal.RequireFromString("-1.5"), decimal.NewFromInt(12)
	n.Category, n.Severity, n.Correction, n.Next, n.Tags, n.By = "fact", annotation.Major, "Right.", "Do it.", []string{"t1", "t2"}, "Somebody"
	n.Marks, n.CriterionTitle, n.Resolved, n.Private, n.Suggested = &marks, "Knowledge", true, true, true
	n.Sources = []report.Source{{Title: "Book", Author: "Author", Year: "1999", Page: "7", URL: "http://x.y"}}
	n.Replies = []report.Reply{{By: "Student", Comment: "I see."}, {Comment: "Good."}}
	n.Places = append(n.Places, report.Place{Quote: "gone"}, report.Place{Quote: "was", Verdict: anchor.Fuzzy, Span: source.Span{Start: 8, End: 13}})
	whole := report.Note{Kind: annotation.Question, Comment: "Whole?"}
	lost := report.Note{Kind: annotation.Comment, Comment: "Lost.", Places: []report.Place{{Quote: "four", Nearest: &source.Span{Start: 0, End: 3}}}}
	many := report.Note{Kind: annotation.Comment, Comment: "Many.", Places: []report.Place{{
		Verdict: anchor.Ambiguous, Candidates: []source.Span{{Start: 4, End: 7}, {Start: 8, End: 13}},
	}}}
	r := &report.Report{Essay: e, Notes: []report.Note{n, whole, lost, many}, Head: report.Head{
		Overall: "Good.\nWork.", Strengths: []string{"S1", "S2"}, NextSteps: []string{"N1"},
	}, Marks: &report.Marks{
		Criteria: []report.CriterionMarks{
			{Title: "Knowledge", Score: &score, Total: score, OutOf: &marks, Comment: "So so."},
			{Remarks: []report.Remark{{Note: 1, Marks: marks}}, Total: marks},
		},
		Total: decimal.NewFromInt(11), OutOf: &marks,
	}}
	var b strings.Builder
	if err := criticmarkup.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	out := unsigned(t, b.String())
	if reject(out) != e.Text || accept(out) != e.Text {
		t.Errorf("the comments leave something behind: %q", reject(out))
	}
	want := []string{
		"comment (fact, major, resolved, for markers only, not yet confirmed): Right. ¶ Remark. ¶ - a - b ¶ source: Author, Book, 1999, p. 7, http://x.y" +
			" ¶ next: Do it. ¶ −1.5 marks (Knowledge) ¶ tags: t1, t2 ¶ by Somebody ¶ Student: I see. ¶ Good." +
			" ¶ not placed: “gone” was not found ¶ this was written about “was”",
		"comment (fact, major, resolved, for markers only, not yet confirmed): as above",
		"overall: Good. Work.", "what works: S1 ¶ S2", "what to do next: N1",
		"marks: Knowledge 12 of −1.5: So so. ¶ Other remarks −1.5 ¶ total 11 of −1.5",
		"question: Whole?",
		"comment: Lost. ¶ not placed: “four” was not found; the nearest text is “One”",
		"comment: Many. ¶ not placed: the passage fits several places: “two”; “two three.”",
	}
	got := comments(out)
	if diff := cmp.Diff(want[:8], got[:min(8, len(got))]); diff != "" {
		t.Error(diff)
	}
	if len(got) != 9 || !strings.HasPrefix(got[8], "comment: Many. ¶ not placed: the passage fits several places: “") {
		t.Errorf("the note on several places: %q", got[8:])
	}
	if strings.ContainsAny(out[len(e.Text):], "\n\r") && !strings.HasSuffix(e.Text, "\n") {
		t.Errorf("a line end in a comment: %q", out)
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, sign := range []string{"{++", "{--", "{~~", "{>>", "{=="} {
		e := plain(t, "One {\ntwo "+sign+" three.", "\n")
		err := criticmarkup.Write(&strings.Builder{}, &report.Report{Essay: e})
		var held *criticmarkup.HeldError
		if !errors.As(err, &held) || held.Sign != sign || held.Position != (source.Position{Line: 2, Column: 5}) || held.Name != "essay.txt" {
			t.Errorf("%s: got %v", sign, err)
			continue
		}
		want := fmt.Sprintf("essay.txt: line 2 holds %q, which CriticMarkup would take for a mark of its own", sign)
		if err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
		var input *source.Error
		if !errors.As(err, &input) || input.Help == "" || input.Error() != want {
			t.Errorf("%s: no word what to do: %v", sign, input)
		}
	}
	e := plain(t, "One", "\n")
	e.File = nil
	var missing *criticmarkup.NoFileError
	if err := criticmarkup.Write(&strings.Builder{}, &report.Report{Essay: e}); !errors.As(err, &missing) || missing.Name != "essay.txt" {
		t.Errorf("without a file: %v", err)
	}
	e = plain(t, "One", "\n")
	e.Format, e.Path = "docx", "essay.docx"
	err := criticmarkup.Write(&strings.Builder{}, &report.Report{Essay: e})
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), "not into .docx") {
		t.Errorf("a Word file: %v", err)
	}
}

// errWriter fails.
type errWriter struct{}

func (errWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteFails(t *testing.T) {
	e := plain(t, "One", "\n")
	if err := criticmarkup.Write(errWriter{}, &report.Report{Essay: e}); err == nil {
		t.Error("a failed write is not reported")
	}
}

package locate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func run(t *testing.T, in string, o Options) []string {
	t.Helper()
	var out bytes.Buffer
	if err := Run(t.Context(), strings.NewReader(in), &out, o); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// Every hostile line has its error, and the good ones around it their answers.
func TestBadLines(t *testing.T) {
	const good = `{"id":"g","text":"a cat sat","quote":"cat"}`
	const answer = `{"id":"g","verdict":"exact","confidence":1,"start":2,"end":5,"text":"cat"}`
	for _, tc := range []struct{ name, line, want string }{
		{"no JSON", `cat`, `{"error":"not a JSON object as expected: invalid character 'c' looking for beginning of value"}`},
		{"cut off", `{"id":1,"text":"a`, `{"error":"not a JSON object as expected: unexpected end of JSON input"}`},
		{"two objects", good + good, `{"error":"not a JSON object as expected: invalid character '{' after top-level value"}`},
		{"a list", `[1]`, `{"error":"not a JSON object as expected: json: cannot unmarshal array into Go value of type locate.question"}`},
		{"a quote that is a number", `{"id":1,"text":"a","quote":5}`, `{"id":1,"error":"not a JSON object as expected: json: cannot unmarshal number into Go struct field question.quote of type string"}`},
		{"no UTF-8", "{\"id\":1,\"text\":\"\xff\",\"quote\":\"a\"}", `{"error":"the line is not UTF-8"}`},
		{"no text", `{"id":[1],"quote":"a"}`, `{"id":[1],"error":"neither \"text\" nor \"file\" is given"}`},
		{"no quote", `{"id":1,"text":"a","prefix":"b"}`, `{"id":1,"error":"no \"quote\" is given, and nothing else that names a passage"}`},
		{"two texts", `{"id":1,"text":"a","file":"b.txt","quote":"a"}`, `{"id":1,"error":"a text and a file are given: one of them is enough"}`},
		{"standard input", `{"id":1,"file":"-","quote":"a"}`, `{"id":1,"error":"standard input holds the questions: it cannot be the file too"}`},
		{"a file that is not there", `{"id":1,"file":"no.txt","quote":"a"}`, `{"id":1,"error":"no.txt: there is no such file"}`},
		{"a position below 0", `{"id":1,"text":"a","quote":"a","position":{"start":-1,"end":1}}`, `{"id":1,"error":"the position starts at -1: it is counted from 0"}`},
		{"a position that ends first", `{"id":1,"text":"a","quote":"a","position":{"start":2,"end":1}}`, `{"id":1,"error":"the position ends before it starts: 2-1"}`},
		{"half a position", `{"id":1,"text":"a","quote":"a","position":{"start":2}}`, `{"id":1,"error":"a \"position\" has a \"start\" and an \"end\""}`},
		{"a position far beyond", `{"id":1,"text":"a","quote":"a","position":{"start":9000000000000000000,"end":9000000000000000001}}`, `{"id":1,"verdict":"exact","confidence":1,"start":0,"end":1,"text":"a"}`},
		{"a position that is no number", `{"id":1,"text":"a","quote":"a","position":{"start":1e99,"end":2}}`, `{"id":1,"error":"not a JSON object as expected: json: cannot unmarshal number 1e99 into Go struct field position.position.start of type int"}`},
		{"half a surrogate", `{"id":1,"text":"\ud800 cat","quote":"cat"}`, `{"id":1,"verdict":"exact","confidence":1,"start":2,"end":5,"text":"cat"}`},
		{"empty text", `{"id":1,"text":"","quote":"cat"}`, `{"id":1,"verdict":"orphaned","confidence":0}`},
		{"no id", `{"text":"cat","quote":"cat"}`, `{"verdict":"exact","confidence":1,"start":0,"end":3,"text":"cat"}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := run(t, "\uFEFF"+good+"\r\n\n"+tc.line+"\n  \n"+good, Options{Jobs: 2})
			if diff := cmp.Diff([]string{answer, tc.want, answer}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLongLines(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	r := &reader{in: bufio.NewReaderSize(strings.NewReader("a\n"+long+"\n\nb\n"+long), 16), limit: 1000}
	var got []string
	for l := range r.lines {
		got = append(got, string(l.bytes)+l.fault)
	}
	const fault = "the line is longer than 1000 bytes"
	if diff := cmp.Diff([]string{"a", fault, "b", fault}, got); diff != "" || r.failed != nil {
		t.Errorf("failed %v (-want +got):\n%s", r.failed, diff)
	}
}

// What cannot be read or written is an error of the run.
func TestBrokenStreams(t *testing.T) {
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader(`{"text":"a","quote":"a"}`+"\n"), brokenReader{broken})
	var out bytes.Buffer
	if err := Run(t.Context(), in, &out, Options{}); !errors.Is(err, broken) || !strings.Contains(out.String(), "exact") {
		t.Errorf("err %v, out %q", err, out.String())
	}
	endless := strings.NewReader(strings.Repeat(`{"text":"a","quote":"a"}`+"\n", 100_000))
	if err := Run(t.Context(), endless, brokenWriter{broken}, Options{Jobs: 2}); !errors.Is(err, broken) {
		t.Errorf("err %v", err)
	}
	if endless.Len() == 0 {
		t.Error("all was read though nothing could be answered")
	}
}

type brokenReader struct{ err error }

func (b brokenReader) Read([]byte) (int, error) { return 0, b.err }

type brokenWriter struct{ err error }

func (b brokenWriter) Write([]byte) (int, error) { return 0, b.err }

func TestWhatAnAnswerHolds(t *testing.T) {
	const text = `"text":"a cat, a cat and a cat"`
	for _, tc := range []struct{ name, line, want string }{
		{"candidates", `{` + text + `,"quote":"cat"}`, `{"verdict":"ambiguous","confidence":0,"candidates":[` +
			`{"start":2,"end":5,"confidence":0.3333333333333333},{"start":9,"end":12,"confidence":0.3333333333333333},{"start":19,"end":22,"confidence":0.3333333333333333}]}`},
		{"position", `{` + text + `,"quote":"cat","position":{"start":9,"end":12}}`, `{"verdict":"exact","confidence":1,"start":9,"end":12,"text":"cat"}`},
		{"context", `{` + text + `,"quote":"cat","prefix":"and a "}`, `{"verdict":"exact","confidence":1,"start":19,"end":22,"text":"cat"}`},
		{"code points", `{"text":"𝒳 é cat","quote":"cat"}`, `{"verdict":"exact","confidence":1,"start":4,"end":7,"text":"cat"}`},
		{"not escaped", `{"text":"a <b> & c","quote":"<b> &"}`, `{"verdict":"exact","confidence":1,"start":2,"end":7,"text":"<b> &"}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tc.want}, run(t, tc.line, Options{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The draft finds a sentence that was moved and edited; the quote is placed where
// it went, and the place that is next likely is named.
func TestDraftAndRunnerUp(t *testing.T) {
	const moved = "The mill by the river was sold to a baker from the town."
	was := "It began in spring. " + moved + " Nobody knew why. The old owner went to sea, and was not seen for years."
	now := "It began in spring. Nobody knew why. The old owner went to sea, and was not seen for years. " +
		"The mill by the river was bought by a baker from the town."
	ask := func(more string) answer {
		line := fmt.Sprintf(`{"text":%q,"quote":%q%s}`, now, moved, more)
		var a answer
		if err := json.Unmarshal([]byte(run(t, line, Options{})[0]), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := ask(fmt.Sprintf(`,"was":%q,"position":{"start":20,"end":%d}`, was, 20+len(moved)))
	if a.Verdict != "fuzzy" || a.Text == nil || *a.Text != "The mill by the river was bought by a baker from the town." {
		t.Errorf("verdict %s, text %v", a.Verdict, a.Text)
	}
	two := run(t, `{"text":"He said that the mill stood there. She said that the barn stood there.",`+
		`"quote":"said that the mill stood here","position":{"start":3,"end":30}}`, Options{})
	var b answer
	if err := json.Unmarshal([]byte(two[0]), &b); err != nil {
		t.Fatal(err)
	}
	if b.Start == nil || *b.Start != 3 || b.RunnerUp == nil || b.RunnerUp.Start != 39 || b.RunnerUp.End != 69 || b.RunnerUp.Confidence >= *b.Confidence {
		t.Errorf("runner-up: %s", two[0])
	}
	if off := run(t, fmt.Sprintf(`{"text":%q,"quote":%q}`, now, moved), Options{NoFuzzy: true}); off[0] != `{"verdict":"orphaned","confidence":0}` {
		t.Errorf("with fuzzy off: %s", off[0])
	}
}

// A text file gives the answers of its contents, whatever its line ends.
func TestFileAsText(t *testing.T) {
	text := "One.\r\n\r\nTwo three\r\nfour.\r\n\r\nFive six.\r\n"
	file := filepath.Join(t.TempDir(), "e.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, quote := range []string{"Five six", "three four", "three\nfour", "Two […] six"} {
		got := run(t, fmt.Sprintf(`{"file":%q,"quote":%q}`+"\n"+`{"text":%q,"quote":%q}`, file, quote, text, quote), Options{})
		if got[0] != got[1] || !strings.Contains(got[0], `"start"`) {
			t.Errorf("%q: of the file %s, of the text %s", quote, got[0], got[1])
		}
	}
}

func TestTimings(t *testing.T) {
	var now atomic.Int64
	clock := func() time.Duration { return time.Duration(now.Add(1)) }
	got := run(t, `{"id":1,"text":"a cat sat","quote":"cat","prefix":"a ","suffix":" sat"}`+"\n"+`{"id":2,"text":"a Cat sat","quote":"cat"}`,
		Options{Jobs: 1, Clock: clock})
	want := []string{
		`{"id":1,"verdict":"exact","confidence":1,"start":2,"end":5,"text":"cat","prepare_ns":0,"ns":1}`,
		`{"id":2,"verdict":"fuzzy","confidence":0.99,"start":2,"end":5,"text":"Cat","prepare_ns":1,"ns":2}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A program may wait for each answer before it asks again.
func TestAnswersAtOnce(t *testing.T) {
	in, ask := io.Pipe()
	hear, out := io.Pipe()
	done := make(chan error)
	go func() { done <- Run(t.Context(), in, out, Options{Jobs: 2}); out.Close() }()
	answers := bufio.NewReader(hear)
	for i := range 3 {
		fmt.Fprintf(ask, `{"id":%d,"text":"a cat","quote":"cat"}`+"\n", i)
		got, err := answers.ReadString('\n')
		if want := fmt.Sprintf(`{"id":%d,`, i); err != nil || !strings.HasPrefix(got, want) {
			t.Fatalf("%q, %v", got, err)
		}
	}
	ask.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// Answers come in the order of the questions, and no more than a few questions
// are ahead of them.
func TestOrderAndMemory(t *testing.T) {
	const n, jobs = 400, 4
	var asked, answered atomic.Int64
	most := int64(0)
	text := strings.Repeat("The mill stood by the river. ", 600) // 17 KB
	in := &asking{n: n, asked: &asked, next: func(i int) string {
		return fmt.Sprintf(`{"id":%d,"text":%q,"quote":"mill number %d stood"}`+"\n", i, text[:len(text)-i], i)
	}}
	var out checking
	out.each = func(line string) {
		if want := fmt.Sprintf(`{"id":%d,`, answered.Load()); !strings.HasPrefix(line, want) {
			t.Errorf("%.40s, want %s", line, want)
		}
		answered.Add(1)
		most = max(most, asked.Load()-answered.Load())
	}
	if err := Run(t.Context(), in, &out, Options{Jobs: jobs}); err != nil {
		t.Fatal(err)
	}
	if answered.Load() != n {
		t.Errorf("%d answers, want %d", answered.Load(), n)
	}
	// Twice as many as workers wait, and one buffer of the input.
	if most > 4*jobs+8 {
		t.Errorf("%d questions were ahead", most)
	}
}

// asking makes the lines of the input as they are read.
type asking struct {
	n     int
	i     int
	asked *atomic.Int64
	next  func(int) string
	rest  string
}

func (a *asking) Read(p []byte) (int, error) {
	if a.rest == "" {
		if a.i == a.n {
			return 0, io.EOF
		}
		a.rest = a.next(a.i)
		a.i++
		a.asked.Add(1)
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// checking looks at each line that is written.
type checking struct {
	line strings.Builder
	each func(string)
}

func (c *checking) Write(p []byte) (int, error) {
	for _, b := range p {
		if b != '\n' {
			c.line.WriteByte(b)
			continue
		}
		c.each(c.line.String())
		c.line.Reset()
	}
	return len(p), nil
}

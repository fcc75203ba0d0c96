package web

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gloss/internal/pipeline"
)

// listed are the essays in the list, as "number name state".
func listed(d *desk) string {
	var out []string
	for _, s := range d.list() {
		standing, _ := standing(s.look())
		out = append(out, fmt.Sprintf("%s %s %s", s.id, filepath.ToSlash(s.job.Name), standing))
	}
	return strings.Join(out, ", ")
}

// Essays and annotation files come and go while the page is served; each keeps
// its number, and none gets that of another.
func TestEssaysComeAndGo(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	put := func(name, content string) func() {
		return func() {
			if err := os.MkdirAll(filepath.Dir(at(name)), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at(name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	gone := func(name string) func() { return func() { _ = os.RemoveAll(at(name)) } }
	const one = "annotations:\n  - {quote: two, comment: c}\n"
	put("essays/b.txt", "One two three.")()
	put("essays/d.txt", "One two three.")()
	d := newDesk(at("essays"), pipeline.Options{})
	for _, step := range []struct {
		story string
		do    func()
		want  string
	}{
		{"at the start", func() {}, "1 b.txt unmarked, 2 d.txt unmarked"},
		{"an essay between them", put("essays/c.txt", "Four."), "1 b.txt unmarked, 3 c.txt unmarked, 2 d.txt unmarked"},
		{"an annotation file in an editor", put("essays/b.yaml", one), "1 b.txt in progress, 3 c.txt unmarked, 2 d.txt unmarked"},
		{"it is deleted", gone("essays/b.yaml"), "1 b.txt unmarked, 3 c.txt unmarked, 2 d.txt unmarked"},
		{"it is made in the other folder", put("annotations/b.yaml", one), "1 b.txt in progress, 3 c.txt unmarked, 2 d.txt unmarked"},
		{"an essay goes", gone("essays/c.txt"), "1 b.txt in progress, 2 d.txt unmarked"},
		{"one comes in a folder", put("essays/late/a.txt", "Five."), "1 b.txt in progress, 2 d.txt unmarked, 4 late/a.txt unmarked"},
		{"the first is back", put("essays/c.txt", "Four."), "1 b.txt in progress, 3 c.txt unmarked, 2 d.txt unmarked, 4 late/a.txt unmarked"},
		{"a second file of annotations", put("essays/d.yaml", one), "1 b.txt in progress, 3 c.txt unmarked, 2 d.txt in progress, 4 late/a.txt unmarked"},
		{"a third", put("annotations/d.yaml", one), "1 b.txt in progress, 3 c.txt unmarked, 5 d.txt in progress, 2 d.txt in progress, 4 late/a.txt unmarked"},
		{"they go", func() { gone("essays/d.yaml")(); gone("annotations/d.yaml")() }, "1 b.txt in progress, 3 c.txt unmarked, 5 d.txt unmarked, 4 late/a.txt unmarked"},
		{"an essay goes without its remarks", gone("essays/b.txt"), "1 b.yaml cannot be read, 3 c.txt unmarked, 5 d.txt unmarked, 4 late/a.txt unmarked"},
		{"it is back", put("essays/b.txt", "One two three."), "1 b.txt in progress, 3 c.txt unmarked, 5 d.txt unmarked, 4 late/a.txt unmarked"},
		{"everything goes", gone("essays"), ""},
		{"something else comes", put("essays/z.txt", "Six."), "1 b.yaml cannot be read, 6 z.txt unmarked"},
	} {
		step.do()
		d.survey()
		if got := listed(d); got != step.want {
			t.Errorf("%s: the list is %s, want %s", step.story, got, step.want)
		}
	}
}

// An annotation file that is gone for a moment, as some editors save, is written
// where it was, not where a new one would be made; and what was done is not
// forgotten.
func TestAnnotationsGoneForAMoment(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"essays", "annotations"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	essay, beside := filepath.Join(dir, "essays", "a.txt"), filepath.Join(dir, "essays", "a.yaml")
	for path, content := range map[string]string{essay: "One two.", beside: "annotations: []\n"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := newDesk(filepath.Join(dir, "essays"), pipeline.Options{})
	before := d.list()[0]
	if err := os.Remove(beside); err != nil {
		t.Fatal(err)
	}
	d.survey()
	if got := d.list()[0]; got != before || got.job.Annotations != beside {
		t.Errorf("the annotations would be written to %s", got.job.Annotations)
	}
}

// eventually waits until something holds; that is to be so within a second of a
// machine that has nothing else to do.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	start := time.Now()
	for !holds() {
		if time.Since(start) > 20*time.Second {
			t.Fatalf("never happened: %s", what)
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Logf("%s after %v", what, time.Since(start).Round(10*time.Millisecond))
}

// What has come and gone is told to the pages; a change of an essay that is gone
// is refused, and says why.
func TestPagesAreToldOfEssays(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three.", "b.txt": "Four."})
	c := letIn(t, s)
	list := func(want string) func() bool {
		return func() bool {
			_, body := c.get("/")
			var got []string
			for _, m := range regexp.MustCompile(`href="/essay/([0-9]+)"><bdi>([^<]*)`).FindAllStringSubmatch(body, -1) {
				got = append(got, m[1]+" "+m[2])
			}
			return strings.Join(got, ", ") == want
		}
	}
	st := c.state("2")
	s.write(t, "ab.txt", "Five.")
	eventually(t, "a new essay", list("1 a.txt, 3 ab.txt, 2 b.txt"))
	if got := c.state("1"); got.Next != "3" || got.Tag == st.Tag {
		t.Errorf("the next essay is %s", got.Next)
	}
	s.write(t, "a.yaml", "rubric: r.rubric.yaml\nannotations: []\n")
	s.write(t, "r.rubric.yaml", "criteria: [{id: k, title: Old, points: 3}]\n")
	criterion := func(want string) func() bool {
		return func() bool { st := c.state("1"); return len(st.Criteria) == 1 && st.Criteria[0].Title == want }
	}
	eventually(t, "a rubric that is named now", criterion("Old"))
	if err := os.Remove(filepath.Join(s.dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "an essay that is gone", list("1 a.txt, 3 ab.txt"))
	resp, body := c.post("/essay/2/changes", st.Digest, addBody(st, "lost?"))
	if got := says(body); resp.StatusCode != http.StatusGone || !strings.Contains(got.Problem, "b.txt is not there any more") {
		t.Errorf("a change of what is gone: %d %s", resp.StatusCode, body)
	}
	if got := s.file("b.yaml"); got != "" {
		t.Errorf("it was written to\n%s", got)
	}
	if resp, body := c.get("/essay/2"); resp.StatusCode != http.StatusOK || !strings.Contains(body, "not there any more") {
		t.Errorf("its page: %d %s", resp.StatusCode, body)
	}
	if resp, _ := c.get("/essay/9"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("an essay that never was: %d", resp.StatusCode)
	}
}

// What comes and goes is on the pages at once, and what was written on the page of
// an essay that is gone is still there when it is back.
func TestEssaysComeAndGoOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three.", "c.txt": "Four."})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.do(chromedp.Navigate(s.url))
	tb.until("the list", `document.querySelectorAll("#list tbody tr").length === 2`)
	eval[any](tb, `document.querySelector("#list a[href='/essay/2']").focus(); 0`)
	start := time.Now()
	s.write(t, "b.txt", "Between them.")
	tb.until("a third", `document.querySelectorAll("#list tbody tr").length === 3 && document.activeElement.textContent === "c.txt"`)
	t.Logf("it was there after %v", time.Since(start))

	tb.open(s, "/essay/1")
	tb.until("where it is", `document.querySelector("#of-all").textContent === "1 of 3"`)
	s.write(t, "aa.txt", "Another.")
	tb.until("one more", `document.querySelector("#of-all").textContent === "1 of 4"`)
	s.write(t, "a.yaml", "rubric: r.rubric.yaml\nannotations:\n  - {quote: two, comment: from the editor}\n")
	tb.until("a file of an editor", `document.querySelector(".note .say")?.textContent === "from the editor"`)
	s.write(t, "r.rubric.yaml", "criteria: [{id: k, title: Evidence, points: 3}]\n")
	tb.until("its rubric", `document.querySelector("#p-scores").textContent.includes("Evidence")`)
	s.write(t, "r.rubric.yaml", "criteria: [{id: k, title: Sources, points: 3}]\n")
	tb.until("a change of the rubric", `document.querySelector("#p-scores").textContent.includes("Sources")`)
	if err := os.Remove(filepath.Join(s.dir, "a.yaml")); err != nil {
		t.Fatal(err)
	}
	tb.until("no remarks", `!document.querySelector("#report .note")`)
	s.write(t, "a.yaml", "annotations:\n  - {quote: One, comment: made again}\n")
	tb.until("the file is made again", `document.querySelector(".note .say")?.textContent === "made again"`)

	tb.keys("N")
	tb.until("the next essay", `location.pathname === "/essay/4" && document.body.dataset.ready`)
	tb.open(s, "/essay/2")
	tb.keys("h")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("written before")
	if err := os.Remove(filepath.Join(s.dir, "c.txt")); err != nil {
		t.Fatal(err)
	}
	tb.until("that it is gone", saidNow+`.startsWith("c.txt")`)
	tb.shot("gone")
	tb.typed(" and after")
	tb.keys(kb.Enter)
	tb.until("the refusal", `document.querySelector("#fault").textContent.startsWith("Not saved: c.txt is not there any more")`)
	if got := s.file("c.yaml"); got != "" {
		t.Errorf("it was written to\n%s", got)
	}
	tb.keys(kb.Escape)
	tb.do(chromedp.Navigate(s.at + "/essay/2"))
	tb.until("the page says so", `document.querySelector("#why")?.textContent.startsWith("c.txt is not there any more")`)
	tb.shot("gone-page")
	s.write(t, "c.txt", "Four.")
	tb.until("it is back, with what was written", `document.body.dataset.ready && document.querySelector(".draft")?.textContent.includes("written before and after")`)
	tb.do(chromedp.Click(chromedp.CSS(".draft button")))
	tb.keys(kb.Enter)
	tb.notes("1")
	if got := comments(t, s.file("c.yaml")); len(got) != 1 || got[0] != "written before and after" {
		t.Errorf("the file says %q", got)
	}
	tb.quiet()
}

package web

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gloss/internal/format"
)

const rubricFile = `title: History
criteria:
  - id: knowledge
    title: Knowledge
    points: 20
    levels:
      - {id: sound, title: Sound, points: 14, descriptor: Mostly right}
      - {id: secure, title: Secure, points: 20}
  - {id: argument, title: Argument, points: 20}
`

// The panel: what is written is in the file, and the total runs along.
func TestPanelOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay, "a.yaml": "# mine\nrubric: r.rubric.yaml\nannotations: []\n", "r.rubric.yaml": rubricFile})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	tb.keys("g")
	tb.until("the panel", `document.activeElement.id === "p-overall"`)
	tb.typed("A clear line.\n\nCheck *figures*.")
	tb.keys(kb.Tab)
	tb.until("the comment", `document.querySelector(".overall em")?.textContent === "figures"`)
	tb.typed("A thesis\nSources")
	tb.keys(kb.Tab)
	tb.until("the strengths", `document.querySelectorAll(".works li").length === 2`)
	eval[any](tb, `(() => { const f = document.querySelector('[data-criterion="knowledge"][data-name="level"]'); f.value = "sound"; f.dispatchEvent(new Event("change", {bubbles: true})) })(); 0`)
	tb.until("the level", `document.querySelector("#p-total").textContent === "14" && document.querySelector("#" + document.querySelector('[data-criterion="knowledge"][data-name="level"]').getAttribute("aria-describedby")).textContent === "Mostly right"`)
	eval[any](tb, `document.querySelector('[data-criterion="argument"][data-name="points"]').focus(); 0`)
	tb.typed("12,5")
	tb.keys(kb.Enter)
	tb.until("the points", `document.querySelector("#p-total").textContent === "26.5" && document.querySelector("#total").textContent === "26.5 / 40"`)
	tb.typed("x")
	tb.keys(kb.Enter)
	tb.until("the refusal", saidNow+`.startsWith("Not saved: the points must be a number")`)
	if got := eval[string](tb, `document.querySelector('[data-criterion="argument"][data-name="points"]').value`); !strings.Contains(got, "x") {
		t.Errorf("what was written is gone: %q", got)
	}
	tb.shot("panel-filled")
	got := s.file("a.yaml")
	if !strings.HasPrefix(got, "# mine\n") || !strings.Contains(got, "level: sound") && !strings.Contains(got, "knowledge: sound") || !strings.Contains(got, "12.5") {
		t.Errorf("the file holds\n%s", got)
	}
	tb.quiet()
}

// What was written in the panel and not saved is there again after a reload, beside
// what the file says by then; what was saved is not.
func TestPanelOutlivesReloadOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay, "a.yaml": "overall: First.\nannotations: []\n"})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(390, "light")
	// Nobody is there to answer whether the page may go.
	silent := cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: `addEventListener("beforeunload", (e) => e.stopImmediatePropagation())`}
	if _, err := chromedp.Call(tb.ctx, cdpage.AddScriptToEvaluateOnNewDocument, silent); err != nil {
		t.Fatal(err)
	}
	tb.enter(s, "/essay/1")
	reload := func() {
		t.Helper()
		tb.open(s, "/essay/1")
	}
	shown := func(field string) string { return eval[string](tb, `document.querySelector("#p-`+field+`").value`) }
	tb.keys("g")
	tb.until("the panel", `document.activeElement.id === "p-overall"`)
	tb.typed("Half a thought. ")
	tb.until("a draft", `Object.values({...sessionStorage}).join().includes("Half a thought")`)
	s.write(t, "a.yaml", "overall: Second.\nannotations: []\n")
	reload()
	tb.until("both", `!document.querySelector("#panel").hidden && document.querySelector(".theirs")?.textContent.includes("Second.")`)
	if got := shown("overall"); got != "Half a thought. First." {
		t.Errorf("the panel has %q", got)
	}
	tb.shot("panel-again")
	eval[any](tb, `document.querySelector(".theirs button").click(); 0`)
	tb.until("saved", saidNow+` === "Saved" && document.querySelector("#p-fault").hidden`)
	if got := s.file("a.yaml"); !strings.Contains(got, "overall: Half a thought. First.\n") {
		t.Errorf("the file holds\n%s", got)
	}
	reload()
	if got := eval[bool](tb, `document.querySelector("#panel").hidden && sessionStorage.length === 0`); !got {
		t.Error("what was saved is kept as not saved")
	}
	// A refusal is said where it can be seen.
	if err := os.Chmod(filepath.Join(s.dir, "a.yaml"), 0o400); err != nil {
		t.Fatal(err)
	}
	tb.keys("g")
	tb.until("the panel", `document.activeElement.id === "p-overall"`)
	tb.typed("More. ")
	tb.keys(kb.Tab)
	tb.until("the refusal", `document.querySelector("#p-fault").textContent.startsWith("Not saved:") && document.querySelector("#p-fault").getBoundingClientRect().height > 0`)
	tb.shot("panel-refused")
	tb.quiet()
}

// Other words that were written are shown whatever the kind is by now: what can be
// seen is what is saved. And single keys that were turned off stay so.
func TestFormShowsWhatItSavesOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay, "b.txt": "Another essay."})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	shown := `document.querySelector("#c-replacement").offsetParent !== null`
	kind := func(name string) {
		eval[any](tb, `document.querySelector('#compose-kinds input[value="`+name+`"]').click(); 0`)
	}
	tb.keys(kb.ArrowRight, "r")
	tb.until("the field", `document.activeElement.id === "c-replacement"`)
	kind("question")
	tb.until("it is not needed", `!(`+shown+`)`)
	kind("suggestion")
	tb.until("it is needed", shown)
	eval[any](tb, `document.querySelector("#c-replacement").focus(); 0`)
	tb.typed("This")
	kind("question")
	tb.until("there is something in it", shown)
	tb.keys(kb.Escape)
	tb.do(chromedp.Click(chromedp.CSS(".draft button:last-child")))
	tb.keys("?")
	eval[any](tb, `document.querySelector("#single-keys").click(); 0`)
	tb.keys(kb.Escape)
	tb.open(s, "/essay/2")
	tb.keys(kb.ArrowRight, "c", "h", "g")
	if got := eval[bool](tb, `document.querySelector("#compose").hidden && document.querySelector("#panel").hidden && !document.querySelector("#single-keys").checked`); !got {
		t.Error("single keys that were turned off do something")
	}
	tb.open(s, "/")
	tb.keys("n")
	if got := eval[string](tb, `document.activeElement.tagName`); got != "BODY" {
		t.Error("a single key does something in the list")
	}
	tb.keys(kb.ArrowDown, kb.ArrowDown)
	tb.until("the second", `document.activeElement.getAttribute("href") === "/essay/2"`)
	tb.quiet()
}

// An earlier remark, of any essay of the folder, is made again by its first
// letters; a search selects what it finds; a report is taken away.
func TestRepeatSearchTakeOracle(t *testing.T) {
	s := serve(t, map[string]string{
		"a.txt": sampleEssay, "b.txt": "Another essay.",
		"b.yaml": "annotations:\n  - quote: Another\n    kind: question\n    category: evidence\n    severity: major\n    comment: Where is the source of this figure?\n    next: Give it.\n",
	})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	tb.keys("/")
	tb.typed("NEP")
	tb.keys(kb.Enter)
	tb.until("the hit", `document.querySelector("#found").textContent === "1 of 1"`)
	tb.keys(kb.Escape, "c")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.keys("w", "h", "e")
	tb.until("the offer", `document.querySelectorAll("#c-earlier li").length === 1`)
	tb.shot("repeat")
	tb.keys(kb.ArrowDown, kb.Enter)
	tb.until("the remark", `document.querySelector("#c-comment").value.trim() === "Where is the source of this figure?" && document.querySelector("#c-earlier").hidden`)
	tb.keys(kb.Enter)
	tb.notes("1")
	got := s.file("a.yaml")
	for _, want := range []string{"quote: NEP", "kind: question", "category: evidence", "severity: major", "Where is the source", "next: Give it."} {
		if !strings.Contains(got, want) {
			t.Errorf("the file lacks %q:\n%s", want, got)
		}
	}
	tb.quiet()

	// Downloads, with the browser's own cookie.
	for _, name := range format.WriterNames() {
		size := eval[string](tb, `fetch("/essay/1/as/`+name+`").then(async (r) => r.status + " " + r.headers.get("Content-Disposition") + " " + ((await r.text()).length > 100))`)
		if !strings.HasPrefix(size, "200 attachment; filename=a.") || !strings.HasSuffix(size, " true") {
			t.Errorf("as %s: %s", name, size)
		}
	}
}

// A sitting of 20,000 words and 500 remarks can be worked with a second after it
// was opened. The measure is the browser's own, and counts when nothing else runs.
func TestLargeEssayOracle(t *testing.T) {
	s := serve(t, big())
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	tb.open(s, "/essay/1")
	type times struct{ Answered, Ready, Notes float64 }
	got := eval[times](tb, `(() => { const n = performance.getEntriesByType("navigation")[0];
		return {Answered: n.responseEnd, Ready: performance.getEntriesByName("gloss-ready")[0]?.startTime ?? -1, Notes: document.querySelectorAll("#report .note").length} })()`)
	t.Logf("answered after %.0f ms, ready after %.0f ms, %v remarks", got.Answered, got.Ready, got.Notes)
	if got.Notes != 500 {
		t.Errorf("%v remarks", got.Notes)
	}
	start := time.Now()
	tb.keys(kb.ArrowRight, "c")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	t.Logf("a word is selected and the form open after %v", time.Since(start))
	tb.typed("One more.")
	start = time.Now()
	tb.keys(kb.Enter)
	tb.until("saved", saidNow+` === "Saved"`)
	t.Logf("saved after %v", time.Since(start))
	tb.notes("501")
	t.Logf("shown after %v", time.Since(start))
	tb.quiet()
}

// S6: slow and many connections do not keep an honest one waiting.
func TestSlowConnectionsOracle(t *testing.T) {
	needOracles(t)
	s := serve(t, secretFolder())
	c := letIn(t, s)
	for range 500 {
		conn := dial(t, s)
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: ")
	}
	var worst time.Duration
	for range 50 {
		start := time.Now()
		if resp, _ := c.get("/essay/1"); resp.StatusCode != http.StatusOK {
			t.Fatal(resp.StatusCode)
		}
		worst = max(worst, time.Since(start))
	}
	t.Logf("beside 500 slow connections the slowest of 50 answers took %v", worst)
	if worst > 5*time.Second {
		t.Errorf("an honest request waited %v", worst)
	}
}

func dial(t *testing.T, s *served) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

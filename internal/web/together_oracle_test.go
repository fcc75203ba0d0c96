package web

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

const twoRemarks = `annotations:
  - id: first
    quote: two
    comment: A
  - id: second
    quote: four
    comment: B
`

// S7, S8: an editor's change is on the page at once; what was written on
// the page meanwhile stays, both sides are shown, and the teacher decides.
func TestEditorAndPageOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three four five.", "a.yaml": twoRemarks})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	start := time.Now()
	s.write(t, "a.yaml", strings.Replace(twoRemarks, "comment: A", "comment: from the editor", 1))
	tb.until("the editor's change", `document.querySelector("#n1 .say").textContent === "from the editor"`)
	t.Logf("it was there after %v", time.Since(start))

	// What changes while words are being selected does not touch them.
	tb.dragWhile("three", "three", func() {
		s.write(t, "a.yaml", strings.Replace(twoRemarks, "comment: A", "comment: meanwhile", 1))
		eval[any](tb, `new Promise((done) => setTimeout(done, 700))`)
	})
	tb.until("the change", `document.querySelector("#n1 .say").textContent === "meanwhile"`)
	if got := eval[string](tb, `getSelection().toString() + " " + !document.querySelector("#palette").hidden`); !strings.HasSuffix(got, " true") {
		t.Errorf("after a change while words were selected: %q", got)
	}
	tb.keys("c")
	tb.until("the form", `document.querySelector("#compose-on").textContent === "“three”"`)
	tb.keys(kb.Escape)

	// Another remark is edited on the page while the editor saves: both are kept.
	edit := func(n, words string) {
		t.Helper()
		tb.keys(kb.Escape)
		eval[any](tb, `document.querySelector("#n`+n+`").focus(); 0`)
		tb.keys("e")
		tb.until("the form", `document.activeElement.id === "c-comment"`)
		eval[any](tb, `document.querySelector("#c-comment").select(); 0`)
		tb.typed(words)
	}
	edit("2", "from the page")
	s.write(t, "a.yaml", strings.Replace(twoRemarks, "comment: A", "comment: again", 1))
	tb.keys(kb.Enter)
	tb.until("both", `document.querySelector("#n1 .say").textContent === "again" && document.querySelector("#n2 .say").textContent === "from the page" && `+closed)
	both := strings.NewReplacer("comment: A", "comment: again", "comment: B", "comment: from the page").Replace(twoRemarks)
	if diff := cmp.Diff(both, s.file("a.yaml")); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}

	// The same remark on both sides.
	edit("1", "mine")
	theirs := strings.Replace(both, "again", "theirs", 1)
	s.write(t, "a.yaml", theirs)
	tb.until("their change", `document.querySelector("#n1 .say").textContent === "theirs"`)
	tb.until("the conflict", `!document.querySelector("#conflict").hidden`)
	tb.keys(kb.Enter)
	tb.shot("conflict")
	shown := eval[string](tb, `document.querySelector("#conflict").innerText`)
	if !strings.Contains(shown, "theirs") || !strings.Contains(shown, "mine") {
		t.Errorf("the page shows %q", shown)
	}
	if got := eval[string](tb, saidNow); strings.HasPrefix(got, "Saved") {
		t.Errorf("the page says %q", got)
	}
	if s.file("a.yaml") != theirs {
		t.Errorf("the file was changed:\n%s", s.file("a.yaml"))
	}
	tb.do(chromedp.Click(chromedp.CSS("#conflict button")))
	tb.until("mine", `document.querySelector("#n1 .say").textContent === "mine" && `+closed)
	if diff := cmp.Diff(strings.Replace(both, "again", "mine", 1), s.file("a.yaml")); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}

	// Deleted on the other side.
	edit("2", "kept")
	s.write(t, "a.yaml", "annotations:\n  - id: first\n    quote: two\n    comment: C\n")
	tb.keys(kb.Enter)
	tb.until("the conflict", `!document.querySelector("#conflict").hidden`)
	tb.do(chromedp.Click(chromedp.CSS("#conflict button")))
	tb.until("a new remark", `document.querySelectorAll("#report .note").length === 2 && document.querySelector("#n2 .say").textContent === "kept" && `+closed)

	// The panel: the same field on both sides.
	tb.keys("g")
	tb.until("the panel", `document.activeElement.id === "p-overall"`)
	tb.typed("My summary.")
	s.write(t, "a.yaml", "overall: Theirs.\n"+s.file("a.yaml"))
	tb.until("theirs", `document.querySelector(".overall")?.textContent.includes("Theirs.")`)
	tb.until("both", `document.querySelector(".theirs")?.textContent.includes("Theirs.") && document.querySelector("#p-overall").value === "My summary."`)
	tb.shot("panel-conflict")
	tb.with(kb.Enter, chromedp.ModifierCtrl)
	tb.keys(kb.Tab, kb.Tab)
	if got := s.file("a.yaml"); !strings.Contains(got, "overall: Theirs.") {
		t.Errorf("what was changed elsewhere was overwritten:\n%s", got)
	}
	eval[any](tb, `document.querySelector(".theirs button").click(); 0`)
	tb.until("mine", `document.querySelector(".overall").textContent.includes("My summary.") && !document.querySelector(".theirs")`)
	if got := s.file("a.yaml"); !strings.Contains(got, "My summary.") || strings.Contains(got, "Theirs.") {
		t.Errorf("the file holds\n%s", got)
	}
	tb.quiet()
}

// S9: whatever happens to the file, the page says so and keeps what was written.
func TestFileInTroubleOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three four five.", "a.yaml": twoRemarks})
	path := filepath.Join(s.dir, "a.yaml")
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	write := func(words string) {
		t.Helper()
		tb.keys("h")
		tb.until("the form", `document.activeElement.id === "c-comment"`)
		eval[any](tb, `document.querySelector("#c-comment").select(); 0`)
		tb.typed(words)
		tb.keys(kb.Enter)
		tb.until("the refusal", `!document.querySelector("#fault").hidden && document.querySelector("#fault").textContent.startsWith("Not saved")`)
		if got := eval[string](tb, `document.querySelector("#c-comment").value`); got != words {
			t.Errorf("the page has %q, want %q", got, words)
		}
		if got := eval[string](tb, saidNow); strings.HasPrefix(got, "Saved") {
			t.Errorf("the page says %q", got)
		}
		tb.keys(kb.Escape)
		tb.until("the draft", `document.querySelector(".draft")`)
	}
	// Invalid: shown, with the place, and the remarks stay on the page.
	s.write(t, "a.yaml", strings.Replace(twoRemarks, "comment: A", "coment: A", 1))
	tb.until("the fault", `document.querySelector("#trouble").textContent.includes("coment")`)
	if got := eval[int](tb, `document.querySelectorAll("#report .note").length`); got != 2 {
		t.Errorf("%d remarks are shown", got)
	}
	write("while it is invalid")
	tb.shot("trouble")
	s.write(t, "a.yaml", twoRemarks)
	tb.until("mended", `!document.querySelector("#trouble").textContent.includes("coment")`)
	// A reload keeps the draft, and it can be saved now.
	tb.open(s, "/essay/1")
	tb.until("the draft", `document.querySelector(".draft")`)
	tb.do(chromedp.Click(chromedp.CSS(".draft button")))
	tb.until("the form", `document.querySelector("#c-comment").value === "while it is invalid"`)
	tb.keys(kb.Enter)
	tb.notes("3")

	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	write("while it is read-only")
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	tb.do(chromedp.Click(chromedp.CSS(".draft button")))
	tb.keys(kb.Enter)
	tb.notes("4")

	// Deleted: the page says so by showing what there is, and saving makes it anew.
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	tb.keys("h")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("after it was deleted")
	tb.keys(kb.Enter)
	tb.until("a new file", `document.querySelectorAll("#report .note").length === 1 && `+closed)
	if got := s.file("a.yaml"); !strings.Contains(got, "after it was deleted") {
		t.Errorf("the new file holds\n%s", got)
	}
	tb.quiet()
}

// Two tabs at once: both remarks are in the file and on both pages.
func TestTwoTabsOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three four five."})
	browser := newBrowser(t)
	a, b := newTab(t, browser, s.at), newTab(t, browser, s.at)
	a.size(1440, "light")
	a.enter(s, "/essay/1")
	b.size(768, "dark")
	b.open(s, "/essay/1")
	// Both tabs know the same state; b saves on it after a has.
	eval[any](b, `EventSource.prototype.close.call; 0`)
	a.drag("two", "two")
	b.drag("four", "four")
	a.remark("c", "from a")
	b.remark("q", "from b")
	a.notes("2")
	b.notes("2")
	if got := comments(t, s.file("a.yaml")); !cmp.Equal(got, []string{"from a", "from b"}) {
		t.Errorf("the file says %q", got)
	}
	a.quiet()
	b.quiet()
}

// S4: the browser comes from a file of the teacher's, as gloss mark opens it, and
// is let in although that file is another site.
func TestDoorwayOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three."})
	door := filepath.Join(t.TempDir(), "mark.html")
	if err := os.WriteFile(door, []byte(`<!doctype html><meta http-equiv="refresh" content="0;url=`+s.url+`">`), 0o600); err != nil {
		t.Fatal(err)
	}
	tb := newTab(t, newBrowser(t), s.at)
	tb.do(chromedp.Navigate((&url.URL{Scheme: "file", Path: door}).String()))
	tb.until("the list", `location.pathname === "/" && document.querySelector("#list a")`)
	eval[any](tb, `document.querySelector("#list a").click(); 0`)
	tb.until("the essay", `document.body.dataset.ready`)
	if got := eval[string](tb, `document.cookie`); got != "" {
		t.Errorf("a script can read the cookie: %q", got)
	}
}

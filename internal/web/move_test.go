package web

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A remark on every one of several equal passages keeps the others when the first
// is widened, with those under also, and undo gives the first bytes.
func TestMoveKeepsTheOtherPlaces(t *testing.T) {
	const first = "annotations:\n  - id: cats\n    quote: The cat # each\n    occurrence: all\n    also:\n      - quote: A dog\n    comment: c\n"
	s := serve(t, map[string]string{"a.txt": "The cat sat. The cat ran. The cat slept. A dog.", "a.yaml": first})
	c := letIn(t, s)
	st := c.state("1")
	if resp, body := c.post("/essay/1/changes", st.Digest, `{"text":"`+st.Text+`","changes":[{"do":"move","id":"cats","at":{"start":0,"end":11}}]}`); resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	want := fmt.Sprint([]place{{0, 11}, {13, 20}, {26, 33}, {41, 46}})
	if got := fmt.Sprint(c.state("1").Notes[0].Places); got != want {
		t.Errorf("the remark stands at %s, want %s:\n%s", got, want, s.file("a.yaml"))
	}
	if resp, body := c.post("/essay/1/undo", c.state("1").Digest, `{}`); resp.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", resp.StatusCode, body)
	}
	if got := s.file("a.yaml"); got != first {
		t.Errorf("after undo the file is\n%s", got)
	}
}

// The page offers the formats that its essay can be written in, and no others.
func TestDownloadsOffered(t *testing.T) {
	word, err := os.ReadFile(filepath.Join("..", "format", "docx", "testdata", "corpus", "pandoc-plain.docx"))
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, map[string]string{"a.txt": "One two.", "b.docx": string(word)})
	c := letIn(t, s)
	for i, critic := range []bool{true, false} {
		essay := fmt.Sprintf("/essay/%d", i+1)
		_, page := c.get(essay)
		if got := strings.Contains(page, "/as/criticmarkup"); got != critic {
			t.Errorf("%s offers CriticMarkup: %t, want %t", essay, got, critic)
		}
		for _, offer := range regexp.MustCompile(`href="(/essay/\d/as/[a-z0-9]+)"`).FindAllStringSubmatch(page, -1) {
			if resp, body := c.get(offer[1]); resp.StatusCode != http.StatusOK {
				t.Errorf("%s answers %d: %s", offer[1], resp.StatusCode, body)
			}
		}
	}
	if resp, body := c.get("/essay/2/as/criticmarkup"); resp.StatusCode != http.StatusConflict {
		t.Errorf("CriticMarkup of a Word file: %d %s", resp.StatusCode, body)
	}
}

// A remark whose words are gone is given a place; a triple click selects the
// paragraph, whatever stands in it.
func TestPlaceAndTripleClickOracle(t *testing.T) {
	s := serve(t, map[string]string{
		"a.txt":  "One two 😀 three four five.\n\nAnother paragraph.\n",
		"a.yaml": "annotations:\n  - {quote: two, comment: t}\n  - {id: gone, quote: A sentence that was struck out, comment: g}\n",
	})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	eval[any](tb, `document.querySelector('.note[data-id="gone"]').focus(); 0`)
	tb.keys("m")
	tb.until("how", saidNow+`.startsWith("Select the words that it is about")`)
	tb.keys(kb.Escape)
	tb.until("left", saidNow+` === "Left where it was"`)
	tb.keys("m")
	at := eval[point](tb, `(() => { const b = document.querySelector("article p [data-at]").getClientRects()[0]; return {X: b.left + 12, Y: (b.top + b.bottom) / 2} })()`)
	for count := range int64(3) {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			params := input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, ClickCount: count + 1}
			if _, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, params); err != nil {
				t.Fatal(err)
			}
		}
	}
	tb.until("the paragraph", `document.querySelector("#palette.moving:not([hidden])") && CSS.highlights.get("pick")?.size > 2`)
	tb.keys(kb.Enter)
	tb.until("saved", saidNow+` === "Saved"`)
	if got := s.file("a.yaml"); !strings.Contains(got, "id: gone, paragraph: 1, comment: g}") {
		t.Errorf("the file holds\n%s", got)
	}
	tb.quiet()
}

// The next remark is begun while the one before is still being shown, or written
// on while it is being saved: nothing of it is lost.
func TestHurryOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay, "a.yaml": "annotations: []\n"})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	eval[any](tb, `(() => {
		const ask = XMLHttpRequest.prototype.send, ordinary = window.fetch, late = (f) => setTimeout(f, 700);
		window.asking = 0;
		XMLHttpRequest.prototype.send = function (...a) {
			window.asking++;
			this.addEventListener("loadend", () => setTimeout(() => window.asking--, 50));
			late(() => ask.apply(this, a));
		};
		window.fetch = async (...a) => { const r = await ordinary(...a); if (window.slow) await new Promise(late); return r };
	})(); 0`)
	tb.keys(kb.ArrowRight, "c")
	tb.typed("first")
	tb.keys(kb.Enter)
	tb.until("saved", saidNow+` === "Saved"`)
	tb.keys(kb.ArrowRight, "c")
	tb.typed("second")
	tb.keys(kb.Enter)
	tb.notes("2")
	tb.until("the form is gone", `document.querySelector("#compose").hidden`)
	tb.keys(kb.ArrowRight, "s")
	tb.typed("before the panel")
	tb.keys(kb.Enter)
	tb.until("saved", saidNow+` === "Saved" && document.querySelector("#compose").hidden`)
	tb.keys("g")
	tb.until("the remark is shown", `document.querySelectorAll("#report .note").length === 3 && window.asking === 0`)
	if at := eval[string](tb, `document.activeElement.id`); at != "p-overall" {
		t.Errorf("the keys were taken away from the general comment by %s", at)
	}
	tb.typed("All in all.")
	tb.keys(kb.Escape)
	tb.until("the comment", `document.querySelector(".overall")?.textContent.includes("All in all.")`)
	eval[any](tb, `document.activeElement.blur(); window.slow = true; 0`)
	tb.keys(kb.ArrowRight, "c")
	tb.typed("third")
	tb.keys(kb.Enter)
	tb.typed(" goes on")
	tb.until("a change of it", `document.querySelector("#compose-h").textContent === "Comment"`)
	tb.keys(kb.Enter)
	tb.until("the form is gone", `document.querySelector("#compose").hidden`)
	eval[any](tb, `document.activeElement.blur(); window.slow = false; 0`)
	tb.keys(kb.ArrowRight, "c")
	tb.typed("fifth")
	tb.keys(kb.Enter)
	tb.until("saved at once", `document.querySelector("#compose").hidden`)
	kept := eval[string](tb, `new Promise((done) => setTimeout(() => done(Object.values({...sessionStorage}).join()), 400))`)
	if kept != "" {
		t.Errorf("what was saved is kept as not saved: %s", kept)
	}
	for _, want := range []string{"comment: first\n", "comment: second\n", "comment: third goes on\n"} {
		if got := s.file("a.yaml"); strings.Count(got, want) != 1 || strings.Count(got, "comment:") != 5 {
			t.Errorf("the file lacks %q:\n%s", want, got)
		}
	}
	tb.quiet()
}

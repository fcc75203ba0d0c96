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

// A remark that is about several stretches is moved one by one: the others keep
// their places and, where their selectors need not change, their bytes. Undo gives
// the first bytes.
func TestMoveKeepsTheOtherPlaces(t *testing.T) {
	const cats = "    quote: The cat # each\n    occurrence: all\n"
	const also = "    also:\n      - {quote: A dog, suffix: .}\n      - quote: 'a bird'\n      - quote: nowhere at all, not here\n"
	for _, test := range []struct {
		name   string
		says   string
		spot   int
		status int
		want   string
		holds  string // part of the file
	}{
		{"the first of all", cats + also, 0, 200, "[60,64) [13,20) [26,33) [41,46) [48,54) lost", ""},
		{"the second of all", cats + also, 1, 200, "[0,7) [60,64) [26,33) [41,46) [48,54) lost", ""},
		{"one that is further", cats + also, 3, 200, "[0,7) [13,20) [26,33) [60,64) [48,54) lost", cats},
		{"one that is lost", cats + also, 5, 200, "[0,7) [13,20) [26,33) [41,46) [48,54) [60,64)", cats},
		{"the main one", "    quote: slept # once\n" + also, 0, 200, "[60,64) [41,46) [48,54) lost", also},
		{"there is no such spot", "    quote: slept\n", 1, 422, "[34,39)", ""},
		{"all are to be replaced", cats + "    replacement: A cat\n", 1, 422, "[0,7) [13,20) [26,33)", ""},
		{"the whole essay", "", 0, 200, "[60,64)", "quote: fish"},
		{"only further ones", also, 1, 200, "[41,46) [60,64) lost", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			first := "annotations:\n  - id: it # mine\n" + test.says + "    comment: c\n"
			s := serve(t, map[string]string{"a.txt": "The cat sat. The cat ran. The cat slept. A dog. a bird. One fish.", "a.yaml": first})
			c := letIn(t, s)
			st := c.state("1")
			body := fmt.Sprintf(`{"text":%q,"changes":[{"do":"move","id":"it","spot":%d,"at":{"start":60,"end":64}}]}`, st.Text, test.spot)
			resp, answer := c.post("/essay/1/changes", st.Digest, body)
			if resp.StatusCode != test.status {
				t.Fatalf("%d %s", resp.StatusCode, answer)
			}
			var got []string
			for _, s := range c.state("1").Notes[0].Spots {
				if s.At == nil {
					got = append(got, "lost")
				} else {
					got = append(got, fmt.Sprintf("[%d,%d)", s.At.Start, s.At.End))
				}
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("the remark stands at %s, want %s:\n%s", got, test.want, s.file("a.yaml"))
			}
			if got := s.file("a.yaml"); !strings.Contains(got, test.holds) {
				t.Errorf("%q was changed:\n%s", test.holds, got)
			}
			if test.status == http.StatusOK {
				if resp, body := c.post("/essay/1/undo", c.state("1").Digest, `{}`); resp.StatusCode != http.StatusOK {
					t.Fatalf("%d %s", resp.StatusCode, body)
				}
			}
			if got := s.file("a.yaml"); got != first {
				t.Errorf("after undo the file is\n%s", got)
			}
		})
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
	tb.until("how", saidNow+`.endsWith("Select the words that it is about, then Enter")`)
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

// Each place of a remark can be moved by the keys: m begins with the one that is
// lost, m again goes to the next.
func TestMoveOneOfSeveralOracle(t *testing.T) {
	s := serve(t, map[string]string{
		"a.txt":  "The cat sat. The dog ran. The bird flew.",
		"a.yaml": "annotations:\n  - id: it\n    quote: cat\n    also:\n      - quote: bird\n      - quote: an elephant, never seen\n    comment: c\n",
	})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	picked := func() string { return eval[string](tb, `document.querySelector("#picked").textContent`) }
	eval[any](tb, `document.querySelector(".note").focus(); 0`)
	tb.keys("m")
	tb.until("the lost one", saidNow+`.startsWith("Place 3 of 3, m for the next. “an elephant, never seen” was not found.")`)
	tb.keys("m", "m")
	tb.until("the second", saidNow+`.startsWith("Place 2 of 3")`)
	if got := picked(); got != "bird" {
		t.Errorf("selected is %q", got)
	}
	tb.keys("h") // something else instead
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.keys(kb.Escape, kb.ArrowRight)
	tb.until("the palette for a remark", `document.querySelector("#palette:not(.moving):not([hidden])")`)
	tb.keys(kb.Escape)
	eval[any](tb, `document.querySelector(".note").focus(); 0`)
	tb.keys("m", "m", "m", ".", kb.Enter)
	tb.until("moved", saidNow+` === "Saved" && document.activeElement.classList.contains("note")`)
	if got := s.file("a.yaml"); !strings.Contains(got, "    quote: cat\n    also:\n      - quote: The bird flew.") && !strings.Contains(got, "quote: an elephant, never seen\n") {
		t.Errorf("the file holds\n%s", got)
	}
	tb.quiet()
}

// The essay is changed while a remark on it is written: the remark goes where its
// words now are, never to others; where they are gone, it asks for the words.
func TestEssayChangesMeanwhileOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": "One two three four five.", "a.yaml": "annotations: []\n"})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	change := func(text string) {
		t.Helper()
		s.write(t, "a.txt", text)
		tb.until("the change", `document.querySelector("article").textContent.includes(`+quoted(text[:9])+`)`)
	}
	on := func(want string) {
		t.Helper()
		tb.until("the remark is on "+want, `document.querySelector("#compose-on").textContent === `+quoted(want))
	}
	tb.drag("four", "four")
	tb.keys("c")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("first")
	change("A new beginning. One two three four five.")
	on("“four”")
	tb.keys(kb.Enter)
	tb.notes("1")
	tb.drag("two", "two")
	tb.keys("c")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("second")
	change("Another beginning. One 2 three four five.")
	on("“two”, which is not in the essay any more")
	tb.keys(kb.Enter)
	tb.until("the refusal", `document.querySelector("#fault").textContent.startsWith("The essay was changed")`)
	tb.keys(kb.Escape)
	tb.until("the draft", `document.querySelector(".draft")`)
	tb.do(chromedp.Click(chromedp.CSS(".draft button")))
	on("“two”, which is not in the essay any more")
	at := eval[point](tb, `(() => { const r = document.createRange(), n = document.querySelector("article p [data-at]").firstChild, i = n.data.indexOf("three"); r.setStart(n, i); r.setEnd(n, i + 5); const b = r.getBoundingClientRect(); return {X: b.left + 10, Y: (b.top + b.bottom) / 2} })()`)
	for count := range int64(2) { // a double click selects the word
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			params := input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Button: input.MouseButtonLeft, ClickCount: count + 1}
			if _, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, params); err != nil {
				t.Fatal(err)
			}
		}
	}
	on("“three”")
	eval[any](tb, `document.querySelector("#c-comment").focus(); 0`)
	tb.keys(kb.Enter)
	tb.notes("2")
	got := s.file("a.yaml")
	for _, want := range []string{"quote: four\n", "quote: three\n"} {
		if !strings.Contains(got, want) || strings.Count(got, "quote:") != 2 {
			t.Errorf("the file lacks %q:\n%s", want, got)
		}
	}
	tb.quiet()
}

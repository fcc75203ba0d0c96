package web

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// With a finger, on a tablet: a word is held, the kind is tapped.
func TestMarkByTouchOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay})
	tb := newTab(t, newBrowser(t), s.at)
	if _, err := chromedp.Call(tb.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	tb.size(768, "light")
	tb.enter(s, "/essay/1")
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		t.Helper()
		if _, err := chromedp.Call(tb.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
			t.Fatal(err)
		}
	}
	// A held finger selects the word under it, and the pointer is the page's no
	// more. The browser of a tablet does so itself, here it is done for it.
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: 300, Y: 300})
	touch(input.DispatchTouchEventTypeTouchCancel)
	eval[any](tb, `(() => {
		const n = [...document.querySelectorAll("article [data-at]")].find((e) => e.textContent.includes("thousands")).firstChild, i = n.data.indexOf("thousands");
		getSelection().setBaseAndExtent(n, i, n, i + 9);
	})(); 0`)
	tb.until("the palette", `!document.querySelector("#palette").hidden`)
	// The handles are drawn further, without any event of a pointer.
	eval[any](tb, `getSelection().modify("extend", "forward", "word"); getSelection().modify("extend", "forward", "word"); 0`)
	tb.until("more words", `getSelection().toString().trim() === "thousands of lives" || getSelection().toString().trim() === "thousands of"`)
	eval[any](tb, `new Promise((done) => setTimeout(done, 450))`)
	at := eval[point](tb, `(() => { const b = document.querySelector(".kind-button.k-question").getBoundingClientRect(); return {X: b.left + 20, Y: b.top + 10} })()`)
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: at.X, Y: at.Y})
	touch(input.DispatchTouchEventTypeTouchEnd)
	tb.until("the form", `document.activeElement.id === "c-comment" && document.querySelector("#compose").dataset.kind === "question"`)
	if got := eval[string](tb, `document.querySelector("#compose-on").textContent`); got != "“thousands of lives”" && got != "“thousands of”" {
		t.Errorf("the remark is on %s", got)
	}
	tb.typed("How many?")
	tb.keys(kb.Enter)
	tb.notes("1")
	tb.quiet()
}

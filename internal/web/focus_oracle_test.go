package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Whatever comes and goes on the page, the keys are somewhere: on what they were
// on, or what stands for it now, or the essay; and what happened is announced.
func TestFocusIsNeverLostOracle(t *testing.T) {
	const three = "annotations:\n  - {id: one, quote: Stalin, comment: A}\n  - {id: two, quote: famine, comment: B, origin: suggested}\n  - {id: three, quote: NEP, comment: C}\n"
	s := serve(t, map[string]string{"a.txt": sampleEssay, "a.yaml": three})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	focus := `((a) => a.closest(".note") ? a.closest(".note").dataset.id + (a.matches(".note") ? "" : " " + a.textContent.trim()) : a.id || a.tagName)(document.activeElement)`
	on := func(when, want string) {
		t.Helper()
		tb.until(when+": the keys are on "+want, focus+` === `+quoted(want))
	}
	says := func(when, want string) {
		t.Helper()
		tb.until(when+": it says "+want, saidNow+`.startsWith(`+quoted(want)+`) && document.querySelector("#status").getAttribute("role") === "status"`)
	}
	to := func(selector string) { eval[any](tb, `document.querySelector(`+quoted(selector)+`).focus(); 0`) }
	remarks := func(n string) { tb.until(n+" remarks", `document.querySelectorAll("#report .note").length === `+n) }

	to(`.note[data-id="one"]`)
	s.write(t, "a.yaml", three+"  - {id: four, quote: Peanants, comment: D}\n")
	remarks("4")
	on("another remark in the paragraph", "one")
	s.write(t, "a.yaml", strings.Replace(three, "comment: A", "comment: Z", 1))
	tb.until("the change", `document.querySelector("#n1 .say").textContent === "Z"`)
	on("the remark itself was changed", "one")
	eval[any](tb, `document.querySelector('.note[data-id="one"] .note-tools button').focus(); 0`)
	s.write(t, "a.yaml", three)
	tb.until("the change", `document.querySelector("#n1 .say").textContent === "A"`)
	on("one of its buttons", "one Edit e")
	to(`.note[data-id="two"]`)
	eval[any](tb, `document.querySelector('.note[data-id="two"] .note-tools button').focus(); 0`)
	on("to confirm", "two Confirm")
	tb.keys(kb.Enter)
	tb.until("it is confirmed", `!document.querySelector('.note[data-id="two"]').textContent.includes("Confirm")`)
	on("it is confirmed", "two")
	says("it is confirmed", "Saved")
	tb.keys(kb.Delete)
	remarks("2")
	on("it is deleted", "three")
	says("it is deleted", "Deleted")
	tb.keys("u")
	remarks("3")
	on("it is back", "three")
	says("it is back", "Undone")
	tb.keys("?")
	on("the keys are shown", "close-keys")
	tb.keys("n")
	on("nothing happens below", "close-keys")
	tb.keys(kb.Escape)
	on("the keys are gone", "three")
	for _, next := range []string{"two", "one", "essay"} {
		tb.keys(kb.Delete)
		on("deleted", next)
	}
	for range 5 { // more often than there is something to undo
		to("#undo")
		tb.keys(kb.Enter)
		on("undone", "undo")
		tb.until("it is done", `!`+saidNow+`.startsWith("Undoing")`)
	}
	says("all is undone", "There is nothing to undo")
	remarks("3")
	tb.keys(kb.Escape, "h")
	on("a remark", "c-comment")
	tb.keys(kb.Escape)
	on("it was left", "essay")
	tb.keys("h")
	tb.typed("something")
	tb.keys(kb.Escape)
	on("it was left", "essay")
	tb.do(chromedp.Click(chromedp.CSS(".draft button:last-child")))
	on("the draft was thrown away", "essay")
	tb.keys("/", kb.Escape)
	on("the search was left", "essay")
	tb.keys(kb.ArrowRight, "c")
	tb.typed("new")
	tb.keys(kb.Enter)
	remarks("4")
	tb.until("the keys are on the new remark", `document.activeElement.matches(".note") && document.activeElement.textContent.includes("new")`)
	says("it is saved", "Saved")
	tb.quiet()
}

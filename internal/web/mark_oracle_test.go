package web

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

const sampleEssay = `The Five-Year Plan

Stalin wanted to catch up with the West. The famine peaked, claiming thousands of lives. Peanants began to leave.

The NEP had let peasants sell grain. 👩‍👧 That ended in 1928, é and all.

שלום means peace in Hebrew, and it is written from right to left.
`

const (
	closed  = `document.querySelector("#compose").hidden`
	saidNow = `document.querySelector("#status").textContent`
)

// notes waits until the page shows so many notes and the form is closed.
func (tb *tab) notes(n string) {
	tb.t.Helper()
	tb.until(n+" notes", `document.querySelectorAll("#report .note").length === `+n+` && `+closed)
}

// remark presses the key of a kind, writes and saves.
func (tb *tab) remark(key, words string) {
	tb.t.Helper()
	tb.keys(key)
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed(words)
	tb.keys(kb.Enter)
	tb.until("the form is closed", closed)
}

func TestMarkByMouseOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")

	tb.drag("claiming", "of lives")
	tb.shot("mouse-palette")
	tb.keys("x")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("Millions died, not *thousands*.")
	tb.until("the preview", `!document.querySelector("#c-preview").hidden`)
	tb.shot("mouse-compose")
	tb.keys(kb.Enter)
	tb.notes("1")
	tb.shot("mouse-saved")
	digest := eval[string](tb, `JSON.parse(document.querySelector("#state").textContent).text`)
	want := `essay: a.txt
digest: ` + digest + `
annotations:
  - id: claiming-thousands-of-032230
    quote: claiming thousands of lives
    prefix: "the West. The famine peaked, "
    suffix: ". Peanants began to leave."
    kind: correction
    comment: Millions died, not *thousands*.
`
	if diff := cmp.Diff(want, s.file("a.yaml")); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}
	if got := eval[string](tb, saidNow); got != "Saved" {
		t.Errorf("the page says %q", got)
	}
	if got := eval[string](tb, `document.querySelector(".note .say em").textContent`); got != "thousands" {
		t.Errorf("the note shows %q", got)
	}

	// One that crosses the first, and one inside it.
	tb.drag("The famine", "claiming")
	tb.remark("q", "When was that?")
	tb.notes("2")
	tb.drag("thousands", "thousands")
	tb.remark("s", "Say how many.")
	tb.notes("3")
	type noted struct{ Note, Words string }
	got := eval[[]noted](tb, `[...document.querySelectorAll(".note")].map((n) => ({Note: n.dataset.n,
		Words: [...document.querySelectorAll('mark[data-n="' + n.dataset.n + '"]')].filter((m) => !m.parentElement.closest('mark[data-n="' + n.dataset.n + '"]')).map((m) => {
			const c = m.cloneNode(true); c.querySelectorAll(".ref").forEach((r) => r.remove()); return c.textContent }).join("")}))`)
	if diff := cmp.Diff([]noted{{"1", "The famine peaked, claiming"}, {"2", "claiming thousands of lives"}, {"3", "thousands"}}, got); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
	tb.shot("mouse-overlap")
	tb.quiet()
}

func TestMarkByKeysOracle(t *testing.T) {
	s := serve(t, map[string]string{"a.txt": sampleEssay, "b.txt": "Another essay."})
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	picked := func(want string) {
		t.Helper()
		if got := eval[string](tb, `document.querySelector("#picked").textContent`); got != want {
			t.Errorf("selected is %q, want %q", got, want)
		}
	}
	tb.keys(kb.ArrowRight)
	picked("The")
	tb.keys(kb.ArrowRight, kb.ArrowRight, kb.ArrowLeft)
	picked("Five")
	tb.with(kb.ArrowRight, chromedp.ModifierShift)
	picked("Five-Year")
	tb.with(kb.ArrowLeft, chromedp.ModifierShift)
	picked("Five")
	tb.keys("o")
	tb.with(kb.ArrowLeft, chromedp.ModifierShift)
	picked("The Five")
	tb.keys("a")
	picked("The Five-Year Plan")
	tb.with(kb.ArrowDown, chromedp.ModifierCtrl)
	picked("Stalin wanted to catch up with the West. The famine peaked, claiming thousands of lives. Peanants began to leave.")
	tb.keys(kb.ArrowDown)
	picked("The famine peaked, claiming thousands of lives.")
	tb.with(kb.ArrowDown, chromedp.ModifierShift)
	picked("The famine peaked, claiming thousands of lives. Peanants began to leave.")
	tb.keys(kb.ArrowDown, kb.ArrowUp, kb.ArrowRight)
	picked("famine")
	tb.remark("s", "Which source?")
	tb.notes("1")

	// From the note the keys go on; the word after it, replaced in one field.
	tb.keys("/")
	tb.typed("peanants")
	tb.keys(kb.Enter, kb.Escape)
	picked("Peanants")
	tb.keys("r")
	tb.until("the field", `document.activeElement.id === "c-replacement"`)
	tb.typed("Peasants")
	tb.keys(kb.Enter)
	tb.notes("2")

	// Edit it, move it to the sentence, delete it, and take all of it back.
	before := s.file("a.yaml")
	tb.keys("e")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("A slip.")
	tb.keys(kb.Enter)
	tb.until("the change", `document.querySelector("#n2 .say")?.textContent.includes("A slip.") && `+closed)
	tb.keys("m")
	tb.until("moving", `document.querySelector("#palette.moving:not([hidden])")`)
	tb.shot("keys-move")
	tb.keys(".", kb.Enter)
	tb.until("the move", `document.querySelector('mark[data-n="2"]')?.textContent.startsWith("Peanants began to leave.") && document.activeElement.id === "n2"`)
	tb.keys(kb.Delete)
	tb.notes("1")
	for range 3 {
		undo := eval[string](tb, `document.querySelector("#undo").title`)
		tb.keys("u")
		tb.until("undone: "+undo, saidNow+`.startsWith("Undone") && document.querySelector("#undo").title !== `+quoted(undo))
	}
	if diff := cmp.Diff(before, s.file("a.yaml")); diff != "" {
		t.Errorf("after undo the file is (-want +got):\n%s", diff)
	}
	tb.with("z", chromedp.ModifierCtrl)
	tb.notes("1")
	tb.with("y", chromedp.ModifierCtrl)
	tb.notes("2")

	// To the next essay.
	tb.keys("N")
	tb.until("the next essay", `location.pathname === "/essay/2" && document.body.dataset.ready`)
	tb.keys("a")
	picked("Another essay.")
	tb.remark("p", "Short!")
	tb.notes("1")
	if got := s.file("b.yaml"); !strings.Contains(got, "paragraph: 1\n    kind: praise\n") {
		t.Errorf("the file of the next essay holds\n%s", got)
	}
	tb.quiet()
}

package web

import (
	"fmt"
	"strings"
	"testing"

	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// vectors are ways to run x(1) in a careless page.
func vectors() []string {
	return []string{
		`<script>x(1)</script>`,
		`<img src=q onerror=x(1)>`,
		`"><img src=q onerror=x(1)>`,
		`'><svg onload=x(1)>`,
		`<svg><script>x(1)</script></svg>`,
		`<iframe srcdoc="<script>parent.x(1)</script>"></iframe>`,
		`<details open ontoggle=x(1)>d</details>`,
		`</script><script>x(1)//`,
		`</textarea><img src=q onerror=x(1)>`,
		`</title><img src=q onerror=x(1)>`,
		`<style>@import"data:text/css,*{color:red}";</style><style onload=x(1)></style>`,
		`<input autofocus onfocus=x(1)>`,
		`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x(1)&gt;">`,
		`[a](javascript:x(1))`,
		`[a](javascript&colon;x(1))`,
		`<a href="javascript:x(1)" autofocus onfocus=x(1)>a</a>`,
		`{{constructor.constructor('x(1)')()}}`,
		"${x(1)}",
		`<b id=state>{"digest":"x"}</b><form id=compose></form>`,
		`<template><img src=q onerror=x(1)></template><img src onerror=x(1)>`,
	}
}

// watched counts every call that a payload makes.
const watched = `window.hits = 0; for (const f of ["x", "alert", "prompt", "confirm"]) window[f] = () => { window.hits++ };`

// poke moves over, focuses and opens everything, as a curious reader would.
const poke = `(async () => {
	for (const e of document.querySelectorAll("*")) {
		for (const type of ["mouseover", "mouseenter", "focus", "animationstart", "toggle"]) e.dispatchEvent(new Event(type));
	}
	await new Promise((done) => setTimeout(done, 30));
	return window.hits;
})()`

// S10: nothing that anybody wrote runs on the page: not in the essay, not in any
// field of the file, not in what is typed, previewed and offered again, not in an
// error, not in a name of a file.
func TestPayloadsOracle(t *testing.T) {
	all := strings.Join(vectors(), "\n\n")
	browser := newBrowser(t)
	files := map[string]string{"a.txt": all, "b <img src=q onerror=x(1)>.txt": "Another.", "r.rubric.yaml": "title: " + quoted(all) + "\ncriteria: [{id: " + quoted(vectors()[1]) + ", title: " + quoted(all) + ", points: 3, levels: [{id: " + quoted(all) + ", title: " + quoted(all) + ", points: 1}]}]\n"}
	var yaml strings.Builder
	for _, key := range []string{"student", "marker", "task", "overall"} {
		fmt.Fprintf(&yaml, "%s: %s\n", key, quoted(all))
	}
	fmt.Fprintf(&yaml, "rubric: r.rubric.yaml\nstrengths: [%[1]s]\nnext_steps: [%[1]s]\nscores: {%[2]s: {level: %[1]s, comment: %[1]s}}\nannotations:\n", quoted(all), quoted(vectors()[1]))
	for i, v := range vectors() {
		q := quoted(v)
		fmt.Fprintf(&yaml, "  - {id: v%d, quote: %s, kind: correction, category: %[2]s, comment: %[2]s, correction: %[2]s, replacement: %[2]s, next: %[2]s, tags: [%[2]s], by: %[2]s, sources: [{title: %[2]s, author: %[2]s, year: %[2]s, page: %[2]s, url: %[2]s}, %[2]s], replies: [{by: %[2]s, comment: %[2]s}]}\n", i, q)
		fmt.Fprintf(&yaml, "  - {id: lost%d, quote: %s, comment: %s}\n", i, quoted("lost "+v), q)
	}
	files["a.yaml"] = yaml.String()
	s := serve(t, files)
	tb := newTab(t, browser, s.at)
	if _, err := chromedp.Call(tb.ctx, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: watched}); err != nil {
		t.Fatal(err)
	}
	safe := func(where string) {
		t.Helper()
		if hits := eval[int](tb, poke); hits > 0 {
			t.Errorf("%s: %d calls", where, hits)
		}
	}
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	if bad := eval[string](tb, `document.querySelector("#trouble").textContent`); bad != "" {
		t.Fatalf("the page says %s", bad)
	}
	safe("the page")
	tb.keys("g")
	safe("the panel")
	tb.keys(kb.Escape)
	for i, v := range vectors() {
		tb.keys("h")
		tb.until("the form", `document.activeElement.id === "c-comment"`)
		tb.typed("new " + v)
		tb.until("the preview", `document.querySelector("#c-preview").hidden !== /[*_~[\]<>#|]|\x60/.test(document.querySelector("#c-comment").value)`)
		safe("the form")
		tb.keys(kb.Enter)
		tb.until("the remark", fmt.Sprintf(`document.querySelectorAll("#report .note").length === %d && `+closed, 2*len(vectors())+1+i))
	}
	safe("the new remarks")
	eval[any](tb, `document.querySelector(".note").focus(); 0`)
	tb.keys("e")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	safe("a remark being edited")
	tb.keys(kb.Escape, "h")
	tb.until("the form", `document.activeElement.id === "c-comment"`)
	tb.typed("ne")
	tb.keys("w")
	tb.until("offers", `!document.querySelector("#c-earlier").hidden`)
	safe("the offers")
	tb.keys(kb.Escape, kb.Escape)
	s.write(t, "a.yaml", quoted("<img src=q onerror=x(1)>")+": 1\n"+yaml.String())
	tb.until("the fault", `!document.querySelector("#trouble").hidden`)
	safe("the fault")
	tb.open(s, "/")
	safe("the list")
	// Markup that a script makes of a text is not made.
	if made := eval[bool](tb, `(() => { try { document.body.innerHTML = "<b>made</b>"; return true } catch { return false } })()`); made {
		t.Error("a script can make text into markup")
	}
	tb.mu.Lock()
	tb.messages = nil // that of the line before
	tb.mu.Unlock()
	tb.quiet()

	// The same payloads run in a page without any of this.
	naked := 0
	tb.do(chromedp.Navigate("about:blank"))
	for _, v := range vectors() {
		eval[any](tb, `window.hits = 0; document.body.innerHTML = `+quoted(v)+`; 0`)
		if eval[int](tb, poke) > 0 {
			naked++
		}
	}
	if naked < 5 {
		t.Errorf("of %d payloads %d ran in a careless page: the test has no teeth", len(vectors()), naked)
	}
}

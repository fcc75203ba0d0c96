package htmlpage_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"gloss/internal/richtext"
)

// watched counts every call that a payload makes.
const watched = `window.hits = 0; for (const f of ["x", "alert", "prompt", "confirm"]) window[f] = () => { window.hits++ };`

// poke moves over, focuses and opens everything, as a curious reader would.
const poke = `(async () => {
	for (const e of document.querySelectorAll("*")) {
		for (const type of ["mouseover", "mouseenter", "focus", "click", "animationstart", "toggle"])
			if (!(type === "click" && e.closest("a,button,form,summary"))) e.dispatchEvent(new Event(type));
	}
	await new Promise((done) => setTimeout(done, 30));
	return window.hits;
})()`

// meta is the policy of a page.
var meta = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// H1, H2, E1–E3: no payload in any field runs, by either of the two walls alone,
// and every character of it is shown. A page without walls must run some, or
// nothing is being tested.
func TestPayloadsOracle(t *testing.T) {
	tb := newTab(t, newBrowser(t))
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watched})
	if err != nil {
		t.Fatal(err)
	}
	policy := ""
	naked, guarded := 0, 0
	for _, p := range payloads() {
		report := fieldReport("Before. "+p+" After.\n\nAnother paragraph.", p, []byte{0, 9, 4, 30, 2, 90})
		whole := write(t, report)
		policy = meta.FindString(whole)
		tb.open(whole)
		if hits := eval[int](tb, poke); hits > 0 {
			t.Errorf("%q ran", p)
		}
		tb.quiet()
		shown(tb, p)
		tb.open(strings.Replace(whole, policy, "", 1))
		if hits := eval[int](tb, poke); hits > 0 {
			t.Errorf("%q ran without the policy", p)
		}
		tb.open("<!doctype html><html><head>" + policy + "</head><body><div>" + p + "</div></body></html>")
		guarded += eval[int](tb, poke)
		tb.open("<!doctype html><html><body><div>" + p + "</div></body></html>")
		if eval[int](tb, poke) > 0 {
			naked++
		}
	}
	if guarded > 0 {
		t.Errorf("%d ran behind the policy alone", guarded)
	}
	if naked < len(payloads())/4 {
		t.Errorf("of %d payloads %d ran without any wall: the test has no teeth", len(payloads()), naked)
	}
	t.Logf("%d payloads: none ran behind either wall, %d ran without", len(payloads()), naked)
}

// shown sees that the payload can be read: in the essay, in the plain fields, and
// in a remark as far as Markdown gives its characters no meaning.
func shown(tb *tab, p string) {
	tb.t.Helper()
	essay := eval[string](tb, `(() => { const a = document.querySelector("article").cloneNode(true);
		a.querySelectorAll(".notes,.ref,.pn,.ctl,.notes-h").forEach((e) => e.remove()); return a.textContent })()`)
	if want := squeezed(p); !strings.Contains(squeezed(essay), want) {
		tb.t.Errorf("the essay does not show %q: %q", p, essay)
	}
	for _, field := range []string{
		"h1", ".who dd", ".marks caption", ".marks tbody th span", ".note .cat", ".note cite", ".note ins", ".note .meta bdi",
	} {
		got := eval[string](tb, fmt.Sprintf(`(() => { const e = document.querySelector(%q);
			e.querySelectorAll(".ctl").forEach((c) => c.remove()); return e.innerText })()`, field))
		if want := squeezed(p); !strings.Contains(squeezed(got), want) {
			tb.t.Errorf("%s does not show %q: %q", field, p, got)
		}
	}
	if strings.Contains(p, "http") {
		return // an address that may be a link is in the link
	}
	say := eval[string](tb, `(() => { const e = document.querySelector(".say"); e.querySelectorAll(".ctl").forEach((c) => c.remove()); return e.innerText })()`)
	if want := squeezed(richtext.Plain(richtext.Parse(p))); !strings.Contains(squeezed(say), want) {
		tb.t.Errorf("the remark does not show %q: %q", want, say)
	}
}

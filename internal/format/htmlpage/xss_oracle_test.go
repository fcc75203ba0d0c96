package htmlpage_test

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
	"gloss/internal/richtext"
)

// watched counts every call that a payload makes.
const watched = `window.hits = 0; for (const f of ["x", "alert", "prompt", "confirm"]) window[f] = () => { window.hits++ };`

// poke moves over, focuses and opens everything in every frame, as a curious
// reader would, and gives the calls that were made in each. A frame that a
// payload led elsewhere is out of reach.
const poke = `(async () => {
	const within = (f) => { try { return f.document ? f : null } catch { return null } };
	const all = [...document.querySelectorAll("iframe")].map((f) => within(f.contentWindow));
	for (const f of all) for (const e of f ? f.document.querySelectorAll("*") : []) {
		for (const type of ["mouseover", "mouseenter", "focus", "click", "animationstart", "toggle"])
			if (!(type === "click" && e.closest("a,button,form,summary"))) e.dispatchEvent(new f.Event(type));
	}
	await new Promise((done) => setTimeout(done, 100));
	return all.map((f) => (f && f.hits) || 0);
})()`

// meta is the policy of a page, and looks its style, which is no wall.
var (
	meta  = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	looks = regexp.MustCompile(`(?s)<style>.*?</style>`)
)

// frames shows pages side by side, each in a frame of its own, and gives the calls
// that were made in each.
func frames(tb *tab, pages []string) []int {
	tb.t.Helper()
	var b strings.Builder
	b.WriteString("<!doctype html><html><body>")
	for _, p := range pages {
		b.WriteString(`<iframe width="300" height="100" srcdoc="` + html.EscapeString(p) + `"></iframe>`)
	}
	tb.open(b.String())
	hits := eval[[]int](tb, poke)
	if len(hits) != len(pages) {
		tb.t.Fatalf("%d frames of %d", len(hits), len(pages))
	}
	return hits
}

// inFrames is how many pages are shown side by side.
const inFrames = 40

// attacked is a tab that counts what payloads do.
func attacked(t *testing.T) *tab {
	t.Helper()
	tb := newTab(t)
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watched})
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// attack is a report with a payload in every field.
func attack(payload string) *report.Report {
	return fieldReport("Before. "+payload+" After.\n\nAnother paragraph.", payload, []byte{4, 30, 5, 5})
}

// H1, H2, E1–E3: no payload in any field runs, by either of the two walls alone,
// and every character of it is shown.
func TestPayloadsOracle(t *testing.T) {
	t.Parallel()
	if n := len(payloads()); n < 500 {
		t.Errorf("only %d payloads", n)
	}
	tb := attacked(t)
	for some := range slices.Chunk(payloads(), inFrames) {
		var whole, bare []string
		for _, p := range some {
			whole = append(whole, write(t, attack(p)))
			bare = append(bare, looks.ReplaceAllString(meta.ReplaceAllString(whole[len(whole)-1], ""), ""))
		}
		for i, hits := range frames(tb, whole) {
			if hits > 0 {
				t.Errorf("%q ran", some[i])
			}
		}
		tb.quiet()
		shown(tb, some)
		for i, hits := range frames(tb, bare) {
			if hits > 0 {
				t.Errorf("%q ran without the policy", some[i])
			}
		}
	}
}

// The payloads run where there is no wall, or nothing is being tested, and the
// policy alone holds them all.
func TestPayloadsHaveTeethOracle(t *testing.T) {
	t.Parallel()
	tb := attacked(t)
	policy := meta.FindString(write(t, attack("x")))
	naked, guarded := 0, 0
	for some := range slices.Chunk(payloads(), inFrames) {
		var open, held []string
		for _, p := range some {
			open = append(open, "<!doctype html><html><body><div>"+p+"</div></body></html>")
			held = append(held, "<!doctype html><html><head>"+policy+"</head><body><div>"+p+"</div></body></html>")
		}
		for _, hits := range frames(tb, open) {
			naked += min(hits, 1)
		}
		for _, hits := range frames(tb, held) {
			guarded += min(hits, 1)
		}
	}
	if guarded > 0 {
		t.Errorf("%d ran behind the policy alone", guarded)
	}
	if naked < len(payloads())/3 {
		t.Errorf("of %d payloads %d ran without any wall: they have no teeth", len(payloads()), naked)
	}
	t.Logf("of %d payloads %d ran without any wall, %d behind the policy alone", len(payloads()), naked, guarded)
}

// The page that lists the reports holds no payload either.
func TestIndexPayloadsOracle(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	ix := htmlpage.Index{Title: strings.Join(payloads(), " ")}
	for _, p := range payloads() {
		for _, state := range []htmlpage.State{htmlpage.Marked, htmlpage.Failed, htmlpage.State(p)} {
			ix.Rows = append(ix.Rows, htmlpage.IndexRow{Essay: p, Student: p, Href: p, Marks: p, Problem: p, State: state})
		}
	}
	if err := htmlpage.WriteIndex(&b, ix); err != nil {
		t.Fatal(err)
	}
	checkAllowed(t, parse(t, b.String()))
	tb := attacked(t)
	if hits := frames(tb, []string{b.String()}); hits[0] > 0 {
		t.Error("a payload ran")
	}
	tb.quiet()
	text := squeezed(eval[string](tb, `(() => { const body = frames[0].document.body;
		body.querySelectorAll(".ctl").forEach((c) => c.remove()); return body.textContent })()`))
	for _, p := range payloads() {
		if got, want := strings.Count(text, squeezed(p)), 7; got < want {
			t.Errorf("%q is shown %d times, want %d", p, got, want)
		}
	}
	if hits := frames(tb, []string{meta.ReplaceAllString(b.String(), "")}); hits[0] > 0 {
		t.Error("a payload ran without the policy")
	}
}

// Every page with a payload is made of what is allowed, and no more.
func TestPayloadsParsed(t *testing.T) {
	t.Parallel()
	for _, p := range payloads() {
		checkAllowed(t, parse(t, write(t, attack(p))))
	}
}

// plainFields are where a field is shown as it was written, and richFields those
// where it is read as Markdown.
func plainFields() []string {
	return []string{
		"h1", ".who div:nth-of-type(1) dd", ".who div:nth-of-type(2) dd", ".marks caption", ".marks tbody th span", ".marks .level",
		".marks .why bdi:not(.level)", ".note .cat", ".note cite", ".note .src", ".note dd.should ins", ".note .meta bdi",
		".note .changed q", ".note .lost q", ".note .lost p+p", ".note .replies .lab bdi",
	}
}

func richFields() []string {
	return []string{
		".overall>div", ".works li", ".next ol>li", ".marks .why:has(p,ul,ol,pre,table,blockquote)", ".note .say", ".note dd.should",
		".note .nx", ".note .replies li",
	}
}

// texts are what each frame shows: the essay, then what every selector finds.
const texts = `(selectors) => [...document.querySelectorAll("iframe")].map(({ contentDocument: document }) => {
	const whole = document.cloneNode(true).querySelector("article");
	whole.querySelectorAll(".notes,.ref,.pn,.ctl,.notes-h").forEach((e) => e.remove());
	document.querySelectorAll(".ctl").forEach((e) => e.remove());
	return [whole.textContent, ...selectors.map((s) => { const e = document.querySelector(s); return e ? e.innerText : "nothing at " + s })];
})`

// shown sees that the payloads can be read: in the essay, in the plain fields, and
// in the remarks as far as Markdown gives their characters no meaning.
func shown(tb *tab, some []string) {
	tb.t.Helper()
	selectors := slices.Concat(plainFields(), richFields())
	got := eval[[][]string](tb, "("+texts+`)(["`+strings.Join(selectors, `","`)+`"])`)
	for i, p := range some {
		if !strings.Contains(squeezed(got[i][0]), squeezed(p)) {
			tb.t.Errorf("the essay does not show %q: %q", p, got[i][0])
		}
		for j, at := range selectors {
			want := squeezed(p)
			if slices.Contains(richFields(), at) {
				if strings.Contains(p, "http") {
					continue // an address that may be a link is in the link
				}
				want = squeezed(richtext.Plain(richtext.Parse(p)))
			}
			if !strings.Contains(squeezed(got[i][j+1]), want) {
				tb.t.Errorf("%s does not show %q: %q", at, want, got[i][j+1])
			}
		}
	}
}

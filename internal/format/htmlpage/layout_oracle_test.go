package htmlpage_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
)

// readers are the windows and colours that a page is looked at in.
func readers(do func(width int64, scheme string)) {
	for _, width := range []int64{1440, 768, 360} {
		for _, scheme := range []string{"light", "dark"} {
			do(width, scheme)
		}
	}
}

// axe is the accessibility checker: `npm install` in testdata/axe fetches it.
func axe(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "axe", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is not there (npm install in testdata/axe): %v", err)
	}
	return string(data)
}

// runAxe is what axe finds wrong with the page in the tab, and how many of its
// rules the page passes.
func runAxe(tb *tab, script string) ([]string, int) {
	tb.t.Helper()
	eval[any](tb, script+"\n;0")
	type result struct {
		Faults []string `json:"faults"`
		Passes int      `json:"passes"`
	}
	got := eval[result](tb, `axe.run(document, {rules: {"target-size": {enabled: true}}}).then((r) => ({
		faults: r.violations.flatMap((v) => v.nodes.map((n) => v.id + " " + n.target.join(" ") + " " + n.failureSummary)),
		passes: r.passes.length}))`)
	return got.Faults, got.Passes
}

// W1: axe finds nothing, in every window and colour, plain and in use.
func TestAccessibleOracle(t *testing.T) {
	needOracles(t)
	script := axe(t)
	pages := map[string]*report.Report{
		"full":     fullReport(),
		"overlaps": overlapping(60),
		"no notes": {Essay: plainEssay("One.\n\nTwo."), Head: report.Head{Title: "T"}},
		"nothing":  {Essay: plainEssay("")},
	}
	for name, r := range pages {
		t.Run(name, func(t *testing.T) {
			tb := newTab(t)
			page := write(t, r)
			readers(func(width int64, scheme string) {
				tb.size(width, scheme)
				tb.open(page)
				check := func(state string) {
					faults, passes := runAxe(tb, script)
					t.Logf("%d px, %s, %s: %d passes, %d violations", width, scheme, state, passes, len(faults))
					for _, f := range faults {
						t.Errorf("%d px, %s, %s: %s", width, scheme, state, f)
					}
				}
				check("plain")
				if len(r.Notes) > 0 {
					eval[any](tb, `document.querySelector("#f-k-praise").click(); document.querySelectorAll("details").forEach((d) => d.open = true); 0`)
					tb.do(chromedp.KeyEvent("n"), chromedp.KeyEvent("n"), chromedp.KeyEvent("n"))
					check("in use")
				}
				tb.quiet()
			})
		})
	}
}

func TestIndexAccessibleOracle(t *testing.T) {
	tb := newTab(t)
	script := axe(t)
	var b bytes.Buffer
	err := htmlpage.WriteIndex(&b, htmlpage.Index{Title: "essays", Rows: []htmlpage.IndexRow{
		{Essay: "essays/a.md", Student: "Ada", Href: "a.html", Notes: 18, Major: 2, Marks: "23 / 40", State: htmlpage.Marked},
		{Essay: "essays/" + repeat("long", 60) + ".md", State: htmlpage.Unmarked},
		{Essay: "essays/d.docx", Problem: "d.docx: is not text", State: htmlpage.Failed},
	}})
	if err != nil {
		t.Fatal(err)
	}
	readers(func(width int64, scheme string) {
		tb.size(width, scheme)
		tb.open(b.String())
		faults, passes := runAxe(tb, script)
		t.Logf("%d px, %s: %d passes, %d violations", width, scheme, passes, len(faults))
		for _, f := range append(faults, eval[[]string](tb, overlaps)...) {
			t.Errorf("%d px, %s: %s", width, scheme, f)
		}
		tb.quiet()
	})
}

// overlaps are the notes in the margin that lie on one another, and by how many
// pixels the page is wider than the window.
const overlaps = `(() => {
	const boxes = [...document.querySelectorAll(".note")].map((n) => [n.id, n.getBoundingClientRect()]).filter(([, r]) => r.height > 0);
	const out = [];
	boxes.forEach(([a, r], i) => boxes.slice(i + 1).forEach(([b, s]) => {
		if (r.left < s.right && s.left < r.right && r.top < s.bottom - 1 && s.top < r.bottom - 1) out.push(a + " and " + b);
	}));
	const wide = document.documentElement.scrollWidth - innerWidth;
	if (wide > 0) out.push("sideways by " + wide);
	return out;
})()`

func TestLayoutOracle(t *testing.T) {
	long := fullReport()
	long.Head.Title, long.Head.Student = repeat("Donaudampfschiff", 40), repeat("x", 500)
	long.Notes[2].Comment, long.Notes[3].Category = repeat("unbroken", 80), repeat("category", 30)
	long.Marks.Criteria[0].Title = repeat("Knowledge", 40)
	for name, r := range map[string]*report.Report{"full": fullReport(), "overlaps": overlapping(60), "long words": long} {
		tb := newTab(t)
		page := write(t, r)
		// WCAG 1.4.10: what is magnified four times does not scroll sideways.
		tb.size(320, "light")
		tb.open(page)
		if got := eval[[]string](tb, overlaps); len(got) > 0 {
			t.Errorf("%s, 320 px: %q", name, got)
		}
		if got := eval[int](tb, `Math.max(1, ...[...document.querySelectorAll(".who dt")].map((e) => { const r = document.createRange();
			r.selectNodeContents(e); return r.getClientRects().length }))`); got != 1 {
			t.Errorf("%s, 320 px: a label in the head is broken into %d lines", name, got)
		}
		readers(func(width int64, scheme string) {
			tb.size(width, scheme)
			tb.open(page)
			steps := append([]string{""}, `n`, `n`, `n`, `p`, `n`, `n`, `n`, `n`)
			for i, key := range steps {
				if key != "" {
					tb.do(chromedp.KeyEvent(key))
				}
				if got := eval[[]string](tb, overlaps); len(got) > 0 {
					t.Errorf("%s, %d px, after %d keys: %q", name, width, i, got)
				}
				if width < 1100 || key == "" {
					continue
				}
				// The note in hand stands at its line.
				off := eval[float64](tb, `(() => { const n = document.querySelector(".note.now");
					const m = n.closest(".para") && document.querySelector('[data-n="' + n.dataset.n + '"]:is(mark,.bar)');
					return m ? n.getBoundingClientRect().top - m.getClientRects()[0].top : 0 })()`)
				if off < -2 || off > 2 {
					t.Errorf("%s: after %d keys the note is %v px from its line", name, i, off)
				}
			}
			tb.quiet()
		})
	}
}

func repeat(s string, n int) string {
	out := ""
	for range n {
		out += s
	}
	return out
}

const (
	nowIs    = `(document.querySelector(".note.now") || {id: ""}).id`
	focusIs  = `document.activeElement.id`
	visible  = `[...document.querySelectorAll(".note")].filter((n) => n.getClientRects().length).length`
	pickedIs = `[...new Set([...document.querySelectorAll("mark.pick")].map((m) => m.dataset.n))].join()`
)

func TestKeyboardOracle(t *testing.T) {
	tb := newTab(t)
	tb.size(1440, "light")
	tb.open(write(t, fullReport()))
	type state struct{ Now, Focus, Picked string }
	look := func() state {
		return state{eval[string](tb, nowIs), eval[string](tb, focusIs), eval[string](tb, pickedIs)}
	}
	for i, step := range []struct {
		key  string
		want state
	}{
		{"n", state{"n1", "n1", "1"}},
		{"n", state{"n2", "n2", "2"}},
		{"p", state{"n1", "n1", "1"}},
		{"p", state{"n15", "n15", ""}},
		{"n", state{"n1", "n1", "1"}},
		{"n", state{"n2", "n2", "2"}},
		{"n", state{"n3", "n3", "3"}},
		{"t", state{"n3", "r3", "3"}},
		{"t", state{"n3", "n3", "3"}},
		{kb.Escape, state{"", "", ""}},
	} {
		tb.do(chromedp.KeyEvent(step.key))
		if diff := cmp.Diff(step.want, look()); diff != "" {
			t.Errorf("after key %d, %q (-want +got):\n%s", i+1, step.key, diff)
		}
	}
	// The switch in the footer turns the keys off.
	tb.do(chromedp.Click(chromedp.CSS("#keys")), chromedp.KeyEvent("n"))
	if got := eval[string](tb, nowIs); got != "" {
		t.Errorf("with the keys off, n goes to %q", got)
	}
	// A click on marked words takes the innermost note; a badge leads there too.
	eval[any](tb, `document.querySelector("mark[data-n='3']").click(); 0`)
	if got := eval[string](tb, nowIs); got != "n3" {
		t.Errorf("a click on the words of note 3 goes to %q", got)
	}
	eval[any](tb, `document.querySelector("#r5").click(); 0`)
	if got := eval[string](tb, nowIs); got != "n5" {
		t.Errorf("a click on number 5 goes to %q", got)
	}
	tb.quiet()
}

// Filters, jumps and the clean essay work without script.
func TestWithoutScriptOracle(t *testing.T) {
	tb := newTab(t)
	if _, err := chromedp.Call(tb.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	tb.size(1440, "light")
	tb.open(write(t, fullReport()))
	all := len(fullReport().Notes)
	count := func(what string, want int) {
		t.Helper()
		if got := eval[int](tb, visible); got != want {
			t.Errorf("%s: %d notes are shown, want %d", what, got, want)
		}
	}
	click := func(id string) { t.Helper(); tb.do(chromedp.Click(chromedp.CSS("#" + id))) }
	count("at first", all)
	if got := eval[[]string](tb, overlaps); len(got) > 0 {
		t.Errorf("without script: %q", got)
	}
	click("f-k-correction")
	count("without corrections", all-5)
	if got := eval[string](tb, `getComputedStyle(document.querySelector("mark.k-correction")).textDecorationLine`); got != "none" {
		t.Errorf("a hidden correction keeps its line: %s", got)
	}
	tb.do(chromedp.Click(chromedp.CSS("summary")))
	click("f-c-argument")
	count("without corrections and arguments", all-6)
	click("f-s-none")
	count("and only with a severity", 1)
	tb.do(chromedp.Click(chromedp.CSS("button[type=reset]")))
	count("after the reset", all)
	click("f-marks")
	if got := eval[int](tb, `[...document.querySelectorAll("article .ref, article .note, .bar")].filter((n) => n.getClientRects().length).length`); got != 0 {
		t.Errorf("with all marks hidden %d are shown", got)
	}
	tb.do(chromedp.Click(chromedp.CSS("button[type=reset]")))
	for _, kind := range []string{"correction", "suggestion", "question", "praise", "comment"} {
		click("f-k-" + kind)
	}
	if got := eval[string](tb, `getComputedStyle(document.querySelector(".all-off")).display`); got == "none" {
		t.Error("nothing says how to get the notes back")
	}
	tb.do(chromedp.Click(chromedp.CSS("button[type=reset]")), chromedp.Click(chromedp.CSS("#r3")))
	if got := eval[string](tb, `location.hash`); got != "#n3" {
		t.Errorf("number 3 leads to %q", got)
	}
}

// E4, E11: nothing in the essay moves or covers what stands outside it.
func TestHostileTextOracle(t *testing.T) {
	tb := newTab(t)
	r := fullReport()
	r.Head.Student = "Student \u202e\u2067 reversed"
	r.Essay = plainEssay("A\u202eB \u2066unclosed.\n\ne" + repeat("\u0301", 10000) + " plain.\n\n" + repeat("wide", 2000))
	r.Notes = r.Notes[len(r.Notes)-4:]
	number(r)
	tb.size(360, "light")
	tb.open(write(t, r))
	if got := eval[[]string](tb, overlaps); len(got) > 0 {
		t.Errorf("layout: %q", got)
	}
	for _, of := range []string{".who dd", ".marks tfoot .of"} {
		if got := eval[string](tb, fmt.Sprintf(`getComputedStyle(document.querySelector(%q)).direction`, of)); got != "ltr" {
			t.Errorf("%s runs %s", of, got)
		}
	}
	// No column of marks reaches over the next paragraph.
	if got := eval[string](tb, `getComputedStyle(document.querySelector(".blk p")).overflowY`); got != "clip" {
		t.Errorf("what rises out of a line is not cut: overflow is %s", got)
	}
	// The marks after the essay read "26.5 / 50", from left to right.
	if got := eval[bool](tb, `(() => {
		const of = document.querySelector(".marks tfoot .of"), range = document.createRange();
		range.selectNodeContents(of.lastChild);
		return of.querySelector("b").getBoundingClientRect().right <= range.getBoundingClientRect().left + 1 })()`); !got {
		t.Error("the marks read the wrong way round")
	}
	tb.quiet()
}

// An essay from right to left has its markers, lines and first columns on the right.
func TestRightToLeftOracle(t *testing.T) {
	tb := newTab(t)
	var s sheet
	s.add(essay.Paragraph, 0, "", "كانت الخطة الخمسية الأولى مهمة.")
	s.add(essay.Quote, 1, "", "نحن متأخرون خمسين سنة.")
	s.add(essay.Item, 1, "1.", "ارتفع إنتاج الفحم.")
	s.add(essay.Row, 0, "", "السنة\tالفحم")
	s.add(essay.Row, 0, "", "1928\t35")
	e := s.essay()
	r := &report.Report{Essay: e, Head: report.Head{Strengths: []string{"فقرة جيدة"}}, Notes: []report.Note{
		{Kind: annotation.Correction, Correction: "قتلت الملايين", Places: []report.Place{exact(e.Text, "الفحم")}},
	}}
	number(r)
	for _, width := range []int64{1440, 360} {
		tb.size(width, "light")
		tb.open(write(t, r))
		for what, holds := range map[string]string{
			"the marker stands left of its item":         `box(".items .mk").left > box(".items p").left + box(".items p").width / 2`,
			"the quotation's line is on the left":        `parseFloat(getComputedStyle(one("blockquote.blk")).borderRightWidth) > 0`,
			"the first column is on the left":            `box("td").left > box("td + td").left`,
			"the badge reads the wrong way":              `getComputedStyle(one(".ref .bd")).direction === "ltr"`,
			"a strength's sign is on the left":           `parseFloat(getComputedStyle(one(".works li"), "::before").right) < parseFloat(getComputedStyle(one(".works li"), "::before").left)`,
			"what it should be does not run to the left": `getComputedStyle(one("dd.should")).direction === "rtl"`,
		} {
			if !eval[bool](tb, `(() => { const one = (s) => document.querySelector(s), box = (s) => one(s).getBoundingClientRect(); return `+holds+` })()`) {
				t.Errorf("%d px: %s", width, what)
			}
		}
		if got := eval[[]string](tb, overlaps); len(got) > 0 {
			t.Errorf("%d px: %q", width, got)
		}
		tb.quiet()
	}
}

// A table keeps its words whole and scrolls by itself where it is too wide.
func TestWideTableOracle(t *testing.T) {
	tb := newTab(t)
	var s sheet
	s.add(essay.Row, 0, "", "Year\tCoal\tElectricity\tManufacturing\tTransport\tAgriculture")
	tb.size(360, "light")
	tb.open(write(t, &report.Report{Essay: s.essay()}))
	if got := eval[[]string](tb, overlaps); len(got) > 0 {
		t.Errorf("%q", got)
	}
	if !eval[bool](tb, `(() => { const b = document.querySelector(".is-table .blk"); b.focus();
		return b.scrollWidth > b.clientWidth && document.activeElement === b })()`) {
		t.Error("the table does not scroll, or not by the keyboard")
	}
	if got := eval[int](tb, `Math.max(...[...document.querySelectorAll("td")].map((c) => { const r = document.createRange();
		r.selectNodeContents(c); return r.getClientRects().length }))`); got != 1 {
		t.Errorf("a word is broken into %d lines", got)
	}
}

// On a phone the page that lists the reports shows no label without its figure,
// and one line above the sums.
func TestIndexOnAPhoneOracle(t *testing.T) {
	tb := newTab(t)
	var b bytes.Buffer
	if err := htmlpage.WriteIndex(&b, htmlpage.Index{Rows: []htmlpage.IndexRow{
		{Essay: "one.md", Student: "One", Href: "one.html", Notes: 3, Marks: "12 / 20", State: htmlpage.Marked},
		{Essay: "two.md", Href: "two.html", State: htmlpage.Marked},
	}}); err != nil {
		t.Fatal(err)
	}
	tb.size(360, "light")
	tb.open(b.String())
	for what, holds := range map[string]string{
		"a label stands alone":             `[...document.querySelectorAll(".num")].every((c) => c.textContent || c.getClientRects().length === 0)`,
		"a figure has a line of its own":   `[...document.querySelectorAll("tfoot td")].every((c) => getComputedStyle(c).borderTopWidth === "0px")`,
		"there is no line above the sums":  `getComputedStyle(document.querySelector("tfoot tr")).borderTopWidth === "2px"`,
		"figures stand in from the essays": `document.querySelector("tbody .num").getBoundingClientRect().left === document.querySelector("tbody th").getBoundingClientRect().left`,
	} {
		if !eval[bool](tb, holds) {
			t.Error(what)
		}
	}
}

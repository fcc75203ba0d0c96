package web

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// axe is the accessibility checker that the report's page is held against too.
func axe(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "format", "htmlpage", "testdata", "axe", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is not there (npm install in internal/format/htmlpage/testdata/axe): %v", err)
	}
	return string(data)
}

// sample is the samples of the repository, in a folder of their own.
func sample(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, dir := range []string{"essays", "annotations"} {
		names, err := filepath.Glob(filepath.Join("..", "..", dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(name) != ".go" {
				out[dir+"/"+filepath.Base(name)] = string(data)
			}
		}
	}
	out["essays/unmarked.txt"] = sampleEssay
	return out
}

// Every state of the page, in every window and colour: axe finds nothing, and
// nothing runs out of the window.
func TestAccessibleOracle(t *testing.T) {
	s := serve(t, sample(t))
	tb := newTab(t, newBrowser(t), s.at)
	script := axe(t)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	type result struct {
		Faults []string `json:"faults"`
		Passes int      `json:"passes"`
	}
	for _, width := range []int64{1440, 768, 390} {
		for _, scheme := range []string{"light", "dark"} {
			name := map[int64]string{1440: "wide", 768: "tablet", 390: "phone"}[width] + "-" + scheme
			check := func(state string) {
				t.Helper()
				tb.shot(name + "-" + state)
				eval[any](tb, script+"\n;0")
				got := eval[result](tb, `axe.run(document, {rules: {"target-size": {enabled: true}}}).then((r) => ({
					faults: r.violations.flatMap((v) => v.nodes.map((n) => v.id + " " + n.target.join(" ") + " " + n.failureSummary)),
					passes: r.passes.length}))`)
				t.Logf("%s, %s: %d passes, %d violations", name, state, got.Passes, len(got.Faults))
				for _, f := range got.Faults {
					t.Errorf("%s, %s: %s", name, state, f)
				}
				if wide := eval[int](tb, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
					t.Errorf("%s, %s: sideways by %d px", name, state, wide)
				}
			}
			tb.size(width, scheme)
			tb.open(s, "/")
			check("list")
			tb.open(s, "/essay/1")
			check("essay")
			tb.keys("n", "n")
			check("note")
			tb.keys(kb.Escape, kb.ArrowRight, ".")
			check("palette")
			tb.keys("s")
			tb.until("the form", `document.activeElement.id === "c-comment"`)
			tb.typed("Give **the source")
			tb.keys("*", "*")
			tb.until("the preview", `!document.querySelector("#c-preview").hidden`)
			check("compose")
			eval[any](tb, `document.querySelector("#c-more").open = true; document.querySelector("#c-add-source").click(); document.querySelector("#compose").scrollTo(0, 9999); 0`)
			check("compose-more")
			tb.keys(kb.Escape)
			check("draft")
			eval[any](tb, `document.querySelector(".draft button:last-child").click(); 0`)
			tb.keys("s") // nothing is selected: nothing happens
			eval[any](tb, `document.querySelector("#open-panel").click(); 0`)
			check("panel")
			tb.keys(kb.Escape)
			tb.keys("?")
			check("keys")
			tb.keys(kb.Escape)
			tb.until("the keys are gone", `!document.querySelector("#keys-help").open`)
			eval[any](tb, `document.querySelector("#downloads").open = true; 0`)
			check("downloads")
			eval[any](tb, `document.querySelector("#downloads").open = false; 0`)
			tb.keys("/")
			tb.typed("peasant")
			tb.until("the hits", `document.querySelector("#found").textContent.endsWith(" found")`)
			check("search")
		}
	}
	tb.quiet()
}

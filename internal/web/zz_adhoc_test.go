package web

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func readAll(t *testing.T, p string) string {
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestZZMark(t *testing.T) {
	files := map[string]string{
		"pile/macbeth.md":          readAll(t, "../../essays/macbeth.md"),
		"pile/plan.md":             readAll(t, "../../essays/five-year-plan.md"),
		"pile/shevchenko.txt":      readAll(t, "../../essays/shevchenko.txt"),
		"pile/history.rubric.yaml": "criteria:\n  - {id: knowledge, title: Knowledge and accuracy, points: 20, levels: [{id: secure, points: 20, descriptor: x}, {id: sound, points: 14}]}\n  - {id: argument, title: Argument, points: 20}\n",
	}
	s := serve(t, files)
	fmt.Println(s.dir)
	tb := newTab(t, newBrowser(t), s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	n := 0
	keys := func(k ...string) {
		for _, x := range k {
			n++
			tb.with(x)
		}
	}
	by := func(words, kind, say string) {
		start := n
		keys("/")
		for _, r := range words {
			keys(string(r))
		}
		keys(kb.Enter, kb.Escape, kind)
		tb.until("form", `["c-comment","c-replacement"].includes(document.activeElement.id)`)
		before := n - start
		tb.typed(say)
		keys(kb.Enter)
		tb.until("closed", closed+` && `+saidNow+`.startsWith("Saved")`)
		fmt.Printf("%-20s %d keys before the remark, 1 after; on %q\n", words, before, eval[string](tb, `document.querySelector(".note.now .quote, .note.now")?.innerText.slice(0,80) || "?"`))
	}
	by("vaulting", "q", "Where is this from? Give act and scene.")
	tb.shot("zz-1-first")
	by("Lady Macbeth", "c", "Her part is larger than this suggests.")
	by("witches", "p", "Good point, and well put.")
	by("the", "r", "The")
	tb.shot("zz-2-macbeth")
	for _, w := range []int64{1440, 1024, 768} {
		for _, c := range []string{"light", "dark"} {
			tb.size(w, c)
			tb.keys(kb.Escape, kb.Escape)
			eval[any](tb, `document.activeElement.blur(); 0`)
			tb.keys(kb.ArrowRight, ".")
			tb.shot(fmt.Sprintf("zz-%d-%s-palette", w, c))
			tb.keys("s")
			tb.until("form", `document.activeElement.id === "c-comment"`)
			tb.typed("Say **why** this follows, and from what.")
			tb.until("preview", `!document.querySelector("#c-preview").hidden`)
			tb.shot(fmt.Sprintf("zz-%d-%s-compose", w, c))
			tb.keys(kb.Escape)
			eval[any](tb, `document.querySelector(".draft button:last-child").click(); document.activeElement.blur(); 0`)
			tb.keys("g")
			tb.until("panel", `document.activeElement.id === "p-overall"`)
			tb.shot(fmt.Sprintf("zz-%d-%s-panel", w, c))
			tb.keys(kb.Escape)
		}
	}
	tb.size(1440, "light")
	_ = chromedp.Flag
	fmt.Println(s.file("pile/macbeth.yaml"))
	os.WriteFile(filepath.Join("/tmp/mk", "macbeth.yaml"), []byte(s.file("pile/macbeth.yaml")), 0o644)
	tb.quiet()
}

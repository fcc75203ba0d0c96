package web

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	cdruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// needOracles skips the test where foreign programs are not asked for.
func needOracles(t *testing.T) {
	t.Helper()
	if os.Getenv("GLOSS_ORACLES") == "" {
		t.Skip("a browser judges the page only with GLOSS_ORACLES=1")
	}
}

// newBrowser starts Chromium with an empty profile.
func newBrowser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	needOracles(t)
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Fatal("no chromium on the path")
	}
	ctx, stop := chromedp.NewExecAllocator(t.Context(), append([]chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("hide-scrollbars", true),
	}, more...)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// served is a folder that is being marked.
type served struct {
	dir string
	url string // opens the page, once
	at  string // the origin

	server *Server
}

// serve writes the files into a folder and serves the page for them.
func serve(t testing.TB, files map[string]string) *served {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Listen(Options{Path: dir, Log: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return &served{dir: dir, url: s.URL, at: "http://" + s.listener.Addr().String(), server: s}
}

// file is what a file of the folder holds now; "" where it is not there.
func (s *served) file(name string) string {
	data, _ := os.ReadFile(filepath.Join(s.dir, name))
	return string(data)
}

func (s *served) write(t testing.TB, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// tab is one page in the browser and what it did.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	messages []string
	foreign  []string // requests that went elsewhere
	origin   string
}

func newTab(t *testing.T, browser context.Context, origin string) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	ctx, cancel := context.WithTimeout(ctx, 9*time.Minute)
	t.Cleanup(cancel)
	tb := &tab{t: t, ctx: ctx, origin: origin}
	tb.do(chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, tb.note); err != nil {
		t.Fatal(err)
	}
	go func() {
		for m, err := range chromedp.Console(ctx) {
			if err != nil {
				return
			}
			// That a change was refused is told by the browser, too.
			if said := m.String(); !strings.Contains(said, "Failed to load resource: the server responded with a status of 4") {
				tb.mu.Lock()
				tb.messages = append(tb.messages, said)
				tb.mu.Unlock()
			}
		}
	}()
	return tb
}

func (tb *tab) note(ev any) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		url := ev.Request.URL
		if !strings.HasPrefix(url, tb.origin) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "about:") && !strings.HasPrefix(url, "blob:"+tb.origin) {
			tb.foreign = append(tb.foreign, url)
		}
	case *cdruntime.EventExceptionThrown:
		said := ev.ExceptionDetails.Text
		if ev.ExceptionDetails.Exception != nil {
			said += " " + ev.ExceptionDetails.Exception.Description
		}
		tb.messages = append(tb.messages, "exception: "+said)
	}
}

// quiet fails the test where the page said anything, or asked anybody else.
func (tb *tab) quiet() {
	tb.t.Helper()
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, m := range tb.messages {
		tb.t.Errorf("the console says %q", m)
	}
	for _, f := range tb.foreign {
		tb.t.Errorf("the page asked for %s", f)
	}
	tb.messages, tb.foreign = nil, nil
}

func (tb *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, steps...); err != nil {
		tb.t.Fatal(err)
	}
}

// enter opens the page and goes to an essay.
func (tb *tab) enter(s *served, path string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(s.url))
	tb.until("the list", `location.pathname === "/" && document.querySelector("#list")`)
	tb.open(s, path)
}

func (tb *tab) open(s *served, path string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(s.at + path))
	if path != "/" {
		tb.until("the script", `document.body.dataset.ready`)
	}
	// What is pressed goes to what has been painted.
	eval[bool](tb, `document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
}

// size sets the window and the colours that the reader prefers.
func (tb *tab) size(width int64, scheme string) {
	tb.t.Helper()
	tb.do(chromedp.EmulateViewport(width, 900))
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
	if err != nil {
		tb.t.Fatal(err)
	}
}

// eval is the value of an expression in the page.
func eval[T any](tb *tab, expression string) T {
	tb.t.Helper()
	got, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// until waits until an expression holds.
func (tb *tab) until(what, expression string) {
	tb.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(15 * time.Millisecond) {
		got, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool](`Boolean(`+expression+`)`))
		if err == nil && got {
			return
		}
		if time.Now().After(deadline) {
			status, _ := chromedp.Run(tb.ctx, chromedp.Evaluate[string](`document.querySelector("#status")?.textContent + " | " + document.querySelector("#fault")?.textContent + " | " + document.querySelector("#trouble")?.textContent`))
			tb.t.Fatalf("never happened: %s (%v; the page says %q; console %q)", what, err, status, tb.messages)
		}
	}
}

// keys presses keys one after the other: "x", or names such as kb.Enter.
func (tb *tab) keys(keys ...string) {
	tb.t.Helper()
	for _, k := range keys {
		tb.with(k)
	}
}

// with presses a key with modifiers, as a keyboard does: what the page prevents
// types nothing.
func (tb *tab) with(key string, mods ...chromedp.Modifier) {
	tb.t.Helper()
	for _, r := range key {
		var down, up *input.DispatchKeyEventParams
		for _, k := range kb.Encode(r) {
			switch k.Type {
			case kb.KeyUp:
				up = k
			case kb.KeyChar:
				down.Text = k.Text
			default:
				down = k
			}
		}
		for _, m := range mods {
			down.Modifiers |= int64(m)
			up.Modifiers |= int64(m)
			if m != chromedp.ModifierShift {
				down.Text = ""
			}
		}
		for _, k := range []*input.DispatchKeyEventParams{down, up} {
			if _, err := chromedp.Call(tb.ctx, input.DispatchKeyEvent, *k); err != nil {
				tb.t.Fatal(err)
			}
		}
	}
}

// typed types a text.
func (tb *tab) typed(text string) {
	tb.t.Helper()
	if _, err := chromedp.Call(tb.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		tb.t.Fatal(err)
	}
}

type point struct{ X, Y float64 }

// drag selects from before one phrase to behind another, as a mouse does.
func (tb *tab) drag(from, to string) {
	tb.t.Helper()
	tb.dragWhile(from, to, func() {})
}

// dragWhile is drag with something that happens before the button is let go.
func (tb *tab) dragWhile(from, to string, meanwhile func()) {
	tb.t.Helper()
	at := func(words string, end bool) point {
		return eval[point](tb, `(() => {
			const words = `+quoted(words)+`, end = `+map[bool]string{true: "true", false: "false"}[end]+`;
			const walk = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
			for (let n = walk.nextNode(); n; n = walk.nextNode()) {
				const i = n.parentElement.closest(".notes") ? -1 : n.data.indexOf(words);
				if (i < 0) continue;
				n.parentElement.scrollIntoView({block: "center", behavior: "instant"});
				const r = document.createRange();
				r.setStart(n, end ? i + words.length - 1 : i); r.setEnd(n, end ? i + words.length : i + 1);
				const b = r.getClientRects()[0];
				return {X: end ? b.right - 1 : b.left + 2.5, Y: (b.top + b.bottom) / 2};
			}
			return {X: -1, Y: -1};
		})()`)
	}
	at(from, false) // the page is scrolled once
	b, a := at(to, true), at(from, false)
	if a.X < 0 || b.X < 0 {
		tb.t.Fatalf("%q or %q is not on the page", from, to)
	}
	mouse := func(kind input.DispatchMouseEventType, p point, buttons int64) {
		tb.t.Helper()
		params := input.DispatchMouseEventParams{Type: kind, X: p.X, Y: p.Y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1}
		if _, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, params); err != nil {
			tb.t.Fatal(err)
		}
	}
	mouse(input.DispatchMouseEventTypeMouseMoved, a, 0)
	mouse(input.DispatchMouseEventTypeMousePressed, a, 1)
	for i := 1; i <= 5; i++ {
		f := float64(i) / 5
		mouse(input.DispatchMouseEventTypeMouseMoved, point{a.X + (b.X-a.X)*f, a.Y + (b.Y-a.Y)*f}, 1)
	}
	meanwhile()
	mouse(input.DispatchMouseEventTypeMouseReleased, b, 0)
	tb.until("the palette", `!document.querySelector("#palette").hidden`)
}

// quoted is a text as a script writes it.
func quoted(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(out)
}

// shot keeps a picture of the page where GLOSS_SHOTS names a folder.
func (tb *tab) shot(name string) {
	tb.t.Helper()
	dir := os.Getenv("GLOSS_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(tb.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		tb.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600); err != nil {
		tb.t.Fatal(err)
	}
}

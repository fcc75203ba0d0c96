package htmlpage_test

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"gloss/internal/format/htmlpage"
	"gloss/internal/report"
)

// needOracles skips the test where foreign programs are not asked for. With
// GLOSS_ORACLES=1 a program that is missing is a failure.
func needOracles(t *testing.T) {
	t.Helper()
	if os.Getenv("GLOSS_ORACLES") == "" {
		t.Skip("a browser judges the page only with GLOSS_ORACLES=1")
	}
}

// browser is the one that all tests share, each in tabs of its own.
type browser struct {
	once sync.Once
	ctx  context.Context
	err  error
	stop []func()
}

var shared browser

func TestMain(m *testing.M) {
	status := m.Run()
	for _, stop := range slices.Backward(shared.stop) {
		stop()
	}
	os.Exit(status)
}

// start starts Chromium with an empty profile.
func (b *browser) start() {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		b.err = errors.New("no chromium on the path")
		return
	}
	profile, err := os.MkdirTemp("", "gloss-browser")
	if err != nil {
		b.err = err
		return
	}
	ctx, stop := chromedp.NewExecAllocator(
		context.Background(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("hide-scrollbars", true),
	)
	b.stop = append(b.stop, func() { os.RemoveAll(profile) }, stop)
	b.ctx, stop = chromedp.NewContext(ctx)
	b.stop = append(b.stop, stop)
	b.err = chromedp.Do(b.ctx)
}

// tab is one page in the browser and what it did.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	messages []string
	requests []string
}

// newTab opens an empty tab.
func newTab(t *testing.T) *tab {
	t.Helper()
	needOracles(t)
	shared.once.Do(shared.start)
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	ctx, stop := chromedp.NewContext(shared.ctx)
	t.Cleanup(stop)
	ctx, cancel := context.WithTimeout(ctx, 9*time.Minute)
	t.Cleanup(cancel)
	tb := &tab{t: t, ctx: ctx}
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
			tb.mu.Lock()
			tb.messages = append(tb.messages, m.String())
			tb.mu.Unlock()
		}
	}()
	return tb
}

func (tb *tab) note(ev any) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		tb.requests = append(tb.requests, ev.Request.URL)
	case *cdruntime.EventExceptionThrown:
		tb.messages = append(tb.messages, "exception")
	}
}

// open shows a page from a file, as a student would open it.
func (tb *tab) open(page string) {
	tb.t.Helper()
	path := filepath.Join(tb.t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		tb.t.Fatal(err)
	}
	tb.mu.Lock()
	tb.messages, tb.requests = nil, nil
	tb.mu.Unlock()
	tb.do(chromedp.Navigate((&url.URL{Scheme: "file", Path: path}).String()))
}

// quiet fails the test where the page said or asked for anything.
func (tb *tab) quiet() {
	tb.t.Helper()
	tb.mu.Lock()
	defer tb.mu.Unlock()
	if len(tb.messages) > 0 {
		tb.t.Errorf("the console says %q", tb.messages)
	}
	if len(tb.requests) != 1 || !strings.HasPrefix(tb.requests[0], "file://") {
		tb.t.Errorf("the page asked for %q, want its own file alone", tb.requests)
	}
}

func (tb *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, steps...); err != nil {
		tb.t.Fatal(err)
	}
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

// write is the page of a report.
func write(t testing.TB, r *report.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := htmlpage.Write(&b, r, htmlpage.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

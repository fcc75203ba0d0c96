package web

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// attack tries from a page all that a page can do to another server in the same
// browser. It comes to what had an effect: what could be read, loaded or opened.
func attack(at, digest, body string) string {
	return `(async () => {
	const at = ` + quoted(at) + `, body = ` + quoted(body) + `, got = [];
	const wait = (ms) => new Promise((done) => setTimeout(done, ms));
	const paths = ["/", "/essay/1", "/essay/1/as/html", "/essay/1/as/json", "/remarks", "/static/mark.js", "/static/mark.css", "/changes"];
	for (const path of paths) {
		for (const mode of ["cors", "no-cors"]) {
			try {
				const r = await fetch(at + path, { mode, credentials: "include" });
				got.push("fetch " + mode + " " + path + " gave " + r.type + " " + (await r.text()).length);
			} catch { /* refused */ }
		}
	}
	const types = ["application/json", "text/plain", "application/x-www-form-urlencoded"];
	for (const type of types) {
		for (const mode of ["cors", "no-cors"]) {
			for (const headers of [{ "Content-Type": type }, { "Content-Type": type, "If-Match": '"` + digest + `"' }]) {
				for (const path of ["/essay/1/changes", "/essay/1/undo", "/preview"]) {
					try {
						const r = await fetch(at + path, { method: "POST", mode, credentials: "include", headers, body });
						if (r.type !== "opaque") got.push("POST " + mode + " " + path + " gave " + r.type);
					} catch { /* refused */ }
				}
			}
		}
		try { navigator.sendBeacon(at + "/essay/1/changes", new Blob([body], { type })); } catch { /* refused */ }
	}
	const load = (tag, attribute, path, more = {}) => new Promise((done) => {
		const e = Object.assign(document.createElement(tag), more);
		e.onload = () => { got.push(tag + " loaded " + path); done(); };
		e.onerror = () => done();
		e[attribute] = at + path;
		document.body.append(e);
		setTimeout(done, 1500);
	});
	for (const path of paths.slice(0, -1)) {
		await Promise.all([load("img", "src", path), load("script", "src", path), load("script", "src", path, { type: "module" }),
			load("link", "href", path, { rel: "stylesheet" }), load("video", "src", path)]);
	}
	for (const path of ["/", "/essay/1"]) {
		for (const tag of [["iframe", "src"], ["object", "data"], ["embed", "src"]]) {
			const e = document.createElement(tag[0]);
			e[tag[1]] = at + path;
			document.body.append(e);
			await wait(150);
			const frame = frames[frames.length - 1];
			try { if (e.contentDocument && e.contentDocument.body.textContent) got.push(tag[0] + " can be read: " + path); } catch { /* another origin */ }
			try { if (frame && frame.length) got.push(tag[0] + " has frames: " + path); } catch { /* another origin */ }
		}
	}
	for (const enctype of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
		const form = Object.assign(document.createElement("form"), { method: "post", enctype, action: at + "/essay/1/changes", target: "_blank" });
		form.append(Object.assign(document.createElement("input"), { name: body.replace("}", ',"x":"'), value: '"}' }));
		document.body.append(form);
		form.submit();
	}
	const stream = (make, name) => new Promise((done) => {
		try {
			const s = make();
			s.onopen = () => { got.push(name + " opened"); done(); };
			s.onmessage = () => { got.push(name + " said something"); done(); };
			s.onerror = () => done();
		} catch { done(); }
		setTimeout(done, 1500);
	});
	await stream(() => new EventSource(at + "/changes", { withCredentials: true }), "EventSource");
	await stream(() => new WebSocket(at.replace("http", "ws") + "/changes"), "WebSocket");
	const heard = [];
	addEventListener("message", (e) => heard.push(String(e.data)));
	const other = open(at + "/essay/1");
	for (let i = 0; other && i < 50; i++) { // a window is ours until something has come
		await wait(100);
		try { if (other.location.href !== "about:blank") break; } catch { break; }
	}
	if (!other) got.push("the window was not opened: the attempt is void");
	else {
		try { if (other.document.body.textContent) got.push("the window can be read"); } catch { /* another origin */ }
		try { other.postMessage({ do: "remove", id: "first" }, "*"); } catch { /* closed */ }
		try { other.location = at + "/essay/1/undo"; } catch { /* closed */ }
		await wait(500);
	}
	if (heard.length) got.push("it answered " + heard);
	return got;
})()`
}

// A hostile page is open in the same browser, which was let in: one of another
// port, one that is a file, and one whose name leads here (DNS rebinding). It
// changes nothing and learns nothing.
func TestHostilePageBesideOracle(t *testing.T) {
	const remarks = "annotations:\n  - {id: first, quote: two, comment: private thoughts}\n"
	s := serve(t, map[string]string{"a.txt": "One two secret three.", "a.yaml": remarks})
	browser := newBrowser(t, chromedp.Flag("disable-popup-blocking", true), chromedp.Flag("host-resolver-rules", "MAP evil.example 127.0.0.1"))
	tb := newTab(t, browser, s.at)
	tb.size(1440, "light")
	tb.enter(s, "/essay/1")
	digest := eval[string](tb, `JSON.parse(document.querySelector("#state").textContent).digest`)
	body := `{"changes":[{"do":"edit","id":"first","remark":{"comment":"planted"}}]}`

	var seen atomic.Int32
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		seen.Add(1)
		_, _ = fmt.Fprint(w, `<!doctype html><title>evil</title><body>`)
	}))
	defer evil.Close()
	_, port, err := net.SplitHostPort(strings.TrimPrefix(evil.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "evil.html")
	if err := os.WriteFile(file, []byte(`<!doctype html><title>evil</title><body>`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]string{
		"another port": evil.URL, "another name": "http://localhost:" + port, "a name that leads here": "http://evil.example:" + port,
		"a file": (&url.URL{Scheme: "file", Path: file}).String(),
	} {
		page := newTab(t, browser, from)
		page.do(chromedp.Navigate(from))
		page.until("the page", `document.title === "evil"`)
		if got := eval[[]string](page, attack(s.at, digest, body)); len(got) > 0 {
			t.Errorf("%s: %s", name, strings.Join(got, "\n"))
		}
		if diff := cmp.Diff(remarks, s.file("a.yaml")); diff != "" {
			t.Fatalf("%s: the file was changed (-want +got):\n%s", name, diff)
		}
	}
	if seen.Load() == 0 {
		t.Error("the hostile page was never shown")
	}
	// Our own server by another name shows nothing.
	rebound := newTab(t, browser, "http://evil.example")
	for _, path := range []string{"/", "/essay/1", "/remarks"} {
		rebound.do(chromedp.Navigate(strings.Replace(s.at, "127.0.0.1", "evil.example", 1) + path))
		rebound.until("a refusal", `document.body.textContent.includes("this is another address")`)
	}
	// The same change from our own page is one that is made.
	if got := eval[int](tb, `fetch("/essay/1/changes", {method: "POST", headers: {"Content-Type": "application/json", "If-Match": '"`+digest+`"'}, body: `+quoted(body)+`}).then((r) => r.status)`); got != http.StatusOK {
		t.Errorf("our own page: %d", got)
	}
	if got := s.file("a.yaml"); !strings.Contains(got, "planted") {
		t.Errorf("the file holds\n%s", got)
	}
}

package web

import (
	"bufio"
	"context"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const secretWords = "Thevery secret essay"

func secretFolder() map[string]string {
	return map[string]string{
		"a.txt":  secretWords + " of a student.",
		"a.yaml": "annotations:\n  - quote: secret\n    comment: Why?\n",
		"b.txt":  "Another.",
	}
}

// raw sends the bytes of a request and gives the status and the body.
func raw(t *testing.T, s *served, request string) (status, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.at, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	// A server that refuses early may not read to the end.
	_, _ = io.WriteString(conn, request)
	method, _, _ := strings.Cut(request, " ")
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		return "hung up", ""
	}
	defer resp.Body.Close()
	all, _ := io.ReadAll(resp.Body)
	return resp.Status[:3], string(all)
}

// cookieOf is the line of a request that lets it in.
func cookieOf(c *client) string {
	r, _ := http.NewRequest(http.MethodGet, c.s.at, nil)
	for _, k := range c.http.Jar.Cookies(r.URL) {
		return "Cookie: " + k.Name + "=" + k.Value + "\r\n"
	}
	return ""
}

// S2: whoever asks by another name gets nothing, with the cookie or without.
func TestOtherNames(t *testing.T) {
	s := serve(t, secretFolder())
	c := letIn(t, s)
	own := strings.TrimPrefix(s.at, "http://")
	port := own[strings.LastIndexByte(own, ':')+1:]
	get := func(target, version, headers string) string {
		return "GET " + target + " HTTP/" + version + "\r\n" + headers + cookieOf(c) + "\r\n"
	}
	host := func(h string) string { return "Host: " + h + "\r\n" }
	for _, test := range []struct{ name, request, want string }{
		{"ours", get("/essay/1", "1.1", host(own)), "200"},
		{"another host", get("/essay/1", "1.1", host("evil.example:"+port)), "403"},
		{"a name that leads here", get("/essay/1", "1.1", host("127.0.0.1.nip.io:"+port)), "403"},
		{"localhost with a dot", get("/essay/1", "1.1", host("localhost.:"+port)), "403"},
		{"no port", get("/essay/1", "1.1", host("127.0.0.1")), "403"},
		{"another port", get("/essay/1", "1.1", host("127.0.0.1:1")), "403"},
		{"another writing", get("/essay/1", "1.1", host("127.1:"+port)), "403"},
		{"in capitals", get("/essay/1", "1.1", host("LOCALHOST:"+port)), "403"},
		{"empty", get("/essay/1", "1.1", "Host:\r\n"), "403"},
		{"none", get("/essay/1", "1.1", ""), "400"},
		{"none, HTTP/1.0", get("/essay/1", "1.0", ""), "403"},
		{"two", get("/essay/1", "1.1", host(own)+host("evil.example")), "400"},
		{"absolute form", get("http://evil.example/essay/1", "1.1", host(own)), "403"},
		{"absolute form of ours", get(s.at+"/essay/1", "1.1", host(own)), "403"},
		{"all addresses", get("/essay/1", "1.1", host("0.0.0.0:"+port)), "403"},
	} {
		status, body := raw(t, s, test.request)
		if status != test.want {
			t.Errorf("%s: %s, want %s", test.name, status, test.want)
		}
		if shows := strings.Contains(body, "secret"); shows != (test.want == "200") {
			t.Errorf("%s: the essay is shown: %v", test.name, shows)
		}
	}
}

// S3: no other page, and no careless request, changes anything.
func TestOtherPages(t *testing.T) {
	s := serve(t, secretFolder())
	c := letIn(t, s)
	st := c.state("1")
	before := s.file("a.yaml")
	body := addBody(st, "planted")
	for _, test := range []struct {
		name    string
		headers map[string]string // on top of those of our own page; "" takes one away
		method  string
		want    int
	}{
		{"a web site", map[string]string{"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}, "POST", 403},
		{"a web site in an old browser", map[string]string{"Origin": "http://evil.example", "Sec-Fetch-Site": ""}, "POST", 403},
		{"no origin", map[string]string{"Origin": ""}, "POST", 403},
		{"an origin that is none", map[string]string{"Origin": "null"}, "POST", 403},
		{"another local page", map[string]string{"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"}, "POST", 403},
		{"another port", map[string]string{"Origin": "http://127.0.0.1:1"}, "POST", 403},
		{"secure twin", map[string]string{"Origin": strings.Replace(s.at, "http", "https", 1)}, "POST", 403},
		{"the site alone gives it away", map[string]string{"Sec-Fetch-Site": "cross-site"}, "POST", 403},
		{"the same site", map[string]string{"Sec-Fetch-Site": "same-site"}, "POST", 403},
		{"a text", map[string]string{"Content-Type": "text/plain"}, "POST", 415},
		{"a form", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, "POST", 415},
		{"many parts", map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, "POST", 415},
		{"no type", map[string]string{"Content-Type": ""}, "POST", 415},
		{"nearly the type", map[string]string{"Content-Type": "application/json5"}, "POST", 415},
		{"no cookie", map[string]string{"Cookie": ""}, "POST", 401},
		{"a wrong cookie", map[string]string{"Cookie": strings.TrimPrefix(strings.TrimSpace(cookieOf(c)), "Cookie: ") + "0"}, "POST", 401},
		{"a question", nil, "GET", 413},
		{"PUT", nil, "PUT", 405},
		{"PATCH", nil, "PATCH", 405},
		{"DELETE", nil, "DELETE", 405},
		{"OPTIONS", nil, "OPTIONS", 405},
	} {
		headers := map[string]string{
			"Origin": s.at, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json", "If-Match": `"` + st.Digest + `"`,
			"Cookie": strings.TrimPrefix(strings.TrimSpace(cookieOf(c)), "Cookie: "),
		}
		maps.Copy(headers, test.headers)
		r, err := http.NewRequestWithContext(t.Context(), test.method, s.at+"/essay/1/changes", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range headers {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != test.want {
			t.Errorf("%s: %d, want %d", test.name, resp.StatusCode, test.want)
		}
		if s.file("a.yaml") != before {
			t.Fatalf("%s: the file was changed", test.name)
		}
	}
	// The same request from our own page is one that would have changed it.
	if resp, said := c.post("/essay/1/changes", st.Digest, body); resp.StatusCode != http.StatusOK || s.file("a.yaml") == before {
		t.Errorf("our own page: %d %s", resp.StatusCode, said)
	}
}

// S4: the address works once, and nothing is shown without the cookie.
func TestOneBrowser(t *testing.T) {
	s := serve(t, secretFolder())
	for _, path := range append(routesToTry(), "/start/", "/start/0", "/start/"+strings.Repeat("0", 32)) {
		resp, err := http.Get(s.at + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != http.StatusUnauthorized || strings.Contains(string(body), "secret") {
			t.Errorf("%s without the cookie: %d %.80s", path, resp.StatusCode, body)
		}
	}
	c := letIn(t, s)
	if resp, _ := c.get("/essay/1"); resp.StatusCode != http.StatusOK {
		t.Errorf("with the cookie: %d", resp.StatusCode)
	}
	resp, err := http.Get(s.url)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized || len(resp.Cookies()) > 0 {
		t.Errorf("the address a second time: %d, %v", resp.StatusCode, resp.Cookies())
	}
	r, _ := http.NewRequest(http.MethodGet, s.at, nil)
	for _, k := range c.http.Jar.Cookies(r.URL) {
		if len(k.Value) != 32 || strings.HasSuffix(s.url, k.Value) {
			t.Errorf("the cookie %s is %q", k.Name, k.Value)
		}
	}
}

func TestCookieIsKeptIn(t *testing.T) {
	p := newPass(8080)
	c, ok := p.redeem(p.token)
	if !ok || c.Name != "gloss-8080" || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("cookie %v, %v", c, ok)
	}
}

// routesToTry are addresses of every kind, such as are there and such as are not.
func routesToTry() []string {
	return []string{
		"/", "/essay/1", "/essay/2", "/essay/1/as/html", "/essay/1/as/json", "/remarks", "/static/mark.js", "/static/mark.css",
		"/static/report.css", "/static/report.js", "/changes", "/nowhere", "/essay/1/changes", "/essay/9", "/static/../a.txt",
	}
}

// S5: an id is a number of the list; nothing else leads to a file.
func TestPathsLeadNowhere(t *testing.T) {
	s := serve(t, secretFolder())
	c := letIn(t, s)
	own := "Host: " + strings.TrimPrefix(s.at, "http://") + "\r\n" + cookieOf(c)
	for _, path := range []string{
		"/essay/../../etc/passwd", "/essay/%2e%2e/%2e%2e/etc/passwd", "/essay/..%5c..%5cetc", "/essay/%00", "//etc/passwd",
		"/essay//etc/passwd", "/essay/%2fetc%2fpasswd", "/essay/a.txt", "/essay/a", "/essay/01", "/essay/1/", "/essay/-1",
		"/essay/0", "/essay/3", "/essay/1%00", "/essay/1/as/../../2", "/essay/1/as/..%2f..", "/essay/1/as/exe", "/static/",
		"/static/../web.go", "/static/%2e%2e/shell.tmpl", "/static/shell.tmpl", "/static/mark.css%00.js", "/a.txt", "/a.yaml",
		"/essay/1?x=1", "/?token=1", "/essay/1;x", "/ESSAY/1", "/./essay/1", "/essay/./1",
	} {
		status, body := raw(t, s, "GET "+path+" HTTP/1.1\r\n"+own+"\r\n")
		if status != "404" && status != "400" || strings.Contains(body, "secret") || strings.Contains(body, "root:") {
			t.Errorf("%s: %s %.80s", path, status, body)
		}
	}
}

// S10: every answer has the headers, whatever it is.
func TestHeadersOnEveryRoute(t *testing.T) {
	s := serve(t, secretFolder())
	c := letIn(t, s)
	check := func(name string, resp answer) {
		t.Helper()
		for header, want := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "no-referrer",
		} {
			if got := resp.Header.Get(header); got != want {
				t.Errorf("%s (%d): %s is %q", name, resp.StatusCode, header, got)
			}
		}
		if len(resp.Header.Values("Access-Control-Allow-Origin")) > 0 {
			t.Errorf("%s: other pages may read it", name)
		}
	}
	for _, path := range routesToTry() {
		if path == "/changes" {
			continue // it does not end
		}
		resp, _ := c.get(path)
		check("GET "+path, resp)
		resp, _ = c.post(path, "none", "{}")
		check("POST "+path, resp)
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodDelete, s.at+path, nil)
		resp, _ = c.do(r)
		check("DELETE "+path, resp)
	}
	resp, err := http.Get(s.at + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	check("without the cookie", answer{resp.StatusCode, resp.Header})
}

// S11: a fault of ours costs one request, says so, and tells nothing.
func TestFaultCostsOneRequest(t *testing.T) {
	p := newPass(1)
	g := &guard{hosts: []string{"127.0.0.1:1"}, pass: p, log: log.New(io.Discard, "", 0), next: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		panic("the essay's words")
	})}
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = "127.0.0.1:1"
	cookie, _ := p.redeem(p.token)
	r.AddCookie(cookie)
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "essay's words") || w.Header().Get("Content-Security-Policy") != policy {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// S11: the server ends soon, however many pages listen.
func TestEndsWhilePagesListen(t *testing.T) {
	s, err := Listen(Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	cookie, _ := s.pass.redeem(s.pass.token)
	for range 20 {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.listener.Addr().String()+"/changes", nil)
		r.AddCookie(cookie)
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatal(resp, err)
		}
		defer resp.Body.Close()
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(farewell + time.Second):
		t.Error("the server does not end")
	}
}

// A person is answered with a page, a script with data; neither runs anything.
func TestRefusalsForPeople(t *testing.T) {
	s := serve(t, secretFolder())
	c := letIn(t, s)
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.at+"/nowhere", nil)
	r.Header.Set("Accept", "text/html,*/*")
	if resp, body := c.do(r); resp.StatusCode != http.StatusNotFound || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") || !strings.Contains(body, "<p>there is nothing here</p>") || resp.Header.Get("Content-Security-Policy") != policy {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	if resp, body := c.get("/nowhere"); resp.Header.Get("Content-Type") != "application/json" || says(body).Problem != "there is nothing here" {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

// S6: what is too much is refused.
func TestTooMuch(t *testing.T) {
	s := serve(t, secretFolder())
	c := letIn(t, s)
	own := "Host: " + strings.TrimPrefix(s.at, "http://") + "\r\n" + cookieOf(c) + "Origin: " + s.at + "\r\nContent-Type: application/json\r\nIf-Match: \"none\"\r\n"
	st := c.state("1")
	for _, test := range []struct{ name, request, want string }{
		{"a body of 2 MiB", "POST /essay/1/changes HTTP/1.1\r\n" + own + "Content-Length: 2097152\r\n\r\n" + strings.Repeat(" ", 2097152), "413"},
		{"a negative length", "POST /essay/1/changes HTTP/1.1\r\n" + own + "Content-Length: -1\r\n\r\n", "400"},
		{"pieces without end", "POST /essay/1/changes HTTP/1.1\r\n" + own + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("10000\r\n"+strings.Repeat(" ", 0x10000)+"\r\n", 20), "413"},
		{"a header of 1 MiB", "GET / HTTP/1.1\r\n" + own + "X: " + strings.Repeat("x", 1<<20) + "\r\n\r\n", "431"},
		{"a header of 20 KiB", "GET / HTTP/1.1\r\n" + own + "X: " + strings.Repeat("x", 20<<10) + "\r\n\r\n", "431"},
		{"TRACE", "TRACE / HTTP/1.1\r\n" + own + "\r\n", "405"},
		{"CONNECT", "CONNECT / HTTP/1.1\r\n" + own + "\r\n", "405"},
		{"HEAD", "HEAD / HTTP/1.1\r\n" + own + "\r\n", "405"},
	} {
		if status, _ := raw(t, s, test.request); status != test.want && (test.want != "413" && test.want != "431" || status != "hung up") {
			t.Errorf("%s: %s, want %s", test.name, status, test.want)
		}
	}
	for name, body := range map[string]string{
		"deep":        strings.Repeat("[", 100_000),
		"no JSON":     "quote: words",
		"unknown key": `{"path":"/etc/passwd"}`,
		"a key twice": `{"text":"a","text":"b"}`,
		"not a text":  "{\"text\":\"\xff\"}",
		"two answers": `{}{}`,
		"nothing":     "",
	} {
		if resp, said := c.post("/essay/1/changes", st.Digest, body); resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, resp.StatusCode, said)
		}
	}
}

// S1: nothing is served but on the loopback interface.
func TestLoopbackOnly(t *testing.T) {
	s := serve(t, secretFolder())
	host, _, err := net.SplitHostPort(strings.TrimPrefix(s.at, "http://"))
	if err != nil || !net.ParseIP(host).IsLoopback() {
		t.Errorf("it listens on %s", s.at)
	}
}

package live

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func startServer(t *testing.T) (*Server, *url.URL) {
	t.Helper()
	s := &Server{}
	address, err := s.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return s, u
}

// listen opens the stream as a page from a file does, and returns its lines.
func listen(t *testing.T, u *url.URL) (*http.Response, *bufio.Reader) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", "null")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp, bufio.NewReader(resp.Body)
}

func wantEvent(t *testing.T, r *bufio.Reader) {
	t.Helper()
	var got [2]string
	for i := range got {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		got[i] = line
	}
	if diff := cmp.Diff([2]string{"data: changed\n", "\n"}, got); diff != "" {
		t.Fatalf("event (-want +got):\n%s", diff)
	}
}

func TestStream(t *testing.T) {
	s, u := startServer(t)
	resp, one := listen(t, u)
	_, two := listen(t, u)
	for name, want := range map[string]string{
		"Content-Type": "text/event-stream", "Access-Control-Allow-Origin": "null",
		"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
	} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for range 3 {
		s.Notify()
		wantEvent(t, one)
		wantEvent(t, two)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if rest, err := io.ReadAll(one); err != nil || len(rest) > 0 {
		t.Errorf("the stream ended with %q, %v", rest, err)
	}
}

func TestAddress(t *testing.T) {
	_, a := startServer(t)
	_, b := startServer(t)
	form := regexp.MustCompile(`^http://127\.0\.0\.1:[0-9]+/[0-9a-f]{32}$`)
	if !form.MatchString(a.String()) {
		t.Errorf("address %s, want %s", a, form)
	}
	if a.Path == b.Path {
		t.Errorf("two servers have the path %s", a.Path)
	}
}

// Rows S1, S2 and S3 of the threat list: what is not a page of ours gets nothing.
func TestRefusals(t *testing.T) {
	_, u := startServer(t)
	_, port, err := net.SplitHostPort(u.Host)
	if err != nil {
		t.Fatal(err)
	}
	get := func(path, version, headers string) string {
		return "GET " + path + " HTTP/" + version + "\r\n" + headers + "\r\n"
	}
	own := "Host: " + u.Host + "\r\n"
	for _, test := range []struct{ name, request, want string }{
		{"ours", get(u.Path, "1.1", own), "200"},
		{"ours, from a file", get(u.Path, "1.1", own+"Origin: null\r\n"), "200"},
		{"ours, HTTP/1.0", get(u.Path, "1.0", own), "200"},
		{"another host", get(u.Path, "1.1", "Host: evil.example:"+port+"\r\n"), "403"},
		{"a name that leads here", get(u.Path, "1.1", "Host: 127.0.0.1.nip.io:"+port+"\r\n"), "403"},
		{"localhost", get(u.Path, "1.1", "Host: localhost:"+port+"\r\n"), "403"},
		{"localhost with a dot", get(u.Path, "1.1", "Host: localhost.:"+port+"\r\n"), "403"},
		{"no port", get(u.Path, "1.1", "Host: 127.0.0.1\r\n"), "403"},
		{"another port", get(u.Path, "1.1", "Host: 127.0.0.1:1\r\n"), "403"},
		{"another writing of the host", get(u.Path, "1.1", "Host: 127.1:"+port+"\r\n"), "403"},
		{"empty host", get(u.Path, "1.1", "Host:\r\n"), "403"},
		{"no host", get(u.Path, "1.1", ""), "400"},
		{"no host, HTTP/1.0", get(u.Path, "1.0", ""), "403"},
		{"two hosts", get(u.Path, "1.1", own+own), "400"},
		{"absolute form", get("http://evil.example"+u.Path, "1.1", own), "403"},
		{"absolute form of ours", get(u.String(), "1.1", own), "403"},
		{"a web site", get(u.Path, "1.1", own+"Origin: http://evil.example\r\n"), "403"},
		{"another local page", get(u.Path, "1.1", own+"Origin: http://127.0.0.1:3000\r\n"), "403"},
		{"two origins", get(u.Path, "1.1", own+"Origin: null\r\nOrigin: http://evil.example\r\n"), "403"},
		{"the root", get("/", "1.1", own), "404"},
		{"a guess", get("/"+strings.Repeat("0", 32), "1.1", own), "404"},
		{"more path", get(u.Path+"/x", "1.1", own), "404"},
		{"less path", get(u.Path[:len(u.Path)-1], "1.1", own), "404"},
		{"a query", get(u.Path+"?x", "1.1", own), "404"},
		{"a way up", get("/../"+u.Path, "1.1", own), "404"},
		{"an escape", get("/%2e%2e"+u.Path, "1.1", own), "404"},
		{"POST", "POST " + u.Path + " HTTP/1.1\r\n" + own + "Content-Length: 0\r\n\r\n", "405"},
		{"HEAD", "HEAD " + u.Path + " HTTP/1.1\r\n" + own + "\r\n", "405"},
		{"OPTIONS", "OPTIONS " + u.Path + " HTTP/1.1\r\n" + own + "\r\n", "405"},
		{"TRACE", "TRACE " + u.Path + " HTTP/1.1\r\n" + own + "\r\n", "405"},
		{"a body", get(u.Path, "1.1", own+"Content-Length: 3\r\n") + "abc", "413"},
		{"an endless body", get(u.Path, "1.1", own+"Transfer-Encoding: chunked\r\n"), "413"},
		{"an endless header", get(u.Path, "1.1", own+"X: "+strings.Repeat("x", 20<<10)+"\r\n"), "431"},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, origin := ask(t, u.Host, test.request)
			if status != test.want {
				t.Errorf("status %s, want %s", status, test.want)
			}
			if test.want != "200" && origin != "" {
				t.Errorf("a refusal may be read by %q", origin)
			}
		})
	}
}

// ask sends a request byte for byte and returns the status of the answer and who
// may read it.
func ask(t *testing.T, address, request string) (status, origin string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(deadline)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	// The body is left open: closing it would read a stream to its end.
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(resp.StatusCode), resp.Header.Get("Access-Control-Allow-Origin")
}

func TestTooManyPages(t *testing.T) {
	s, u := startServer(t)
	var pages []*bufio.Reader
	for range maxStreams {
		_, page := listen(t, u)
		pages = append(pages, page)
	}
	if resp, _ := listen(t, u); resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one page too many got %s", resp.Status)
	}
	s.Notify()
	for _, page := range pages {
		wantEvent(t, page)
	}
}

// A page that went makes room for another.
func TestPageLeaves(t *testing.T) {
	s, u := startServer(t)
	resp, _ := listen(t, u)
	resp.Body.Close()
	again := time.NewTicker(time.Millisecond)
	defer again.Stop()
	for end := time.After(deadline); ; {
		s.streams.mu.Lock()
		left := len(s.streams.open)
		s.streams.mu.Unlock()
		if left == 0 {
			return
		}
		select {
		case <-again.C:
		case <-end:
			t.Fatal("the stream of a page that went is still there")
		}
	}
}

// A page that does not read must not hold up the others.
func TestNotifyDoesNotWait(t *testing.T) {
	s, u := startServer(t)
	if _, _, ok := s.streams.join(); !ok {
		t.Fatal("there is no room for a page")
	}
	_, page := listen(t, u)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Notify()
		s.Notify()
	}()
	select {
	case <-done:
	case <-time.After(deadline):
		t.Fatal("it waits for a page that does not read")
	}
	wantEvent(t, page)
}

func TestCloseWithoutAndTwice(t *testing.T) {
	s := &Server{}
	s.Notify()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Start(); err == nil {
		t.Error("a server that runs was started again")
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Start(); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestLimitsAreSet(t *testing.T) {
	s, _ := startServer(t)
	h := s.http
	if h.ReadHeaderTimeout == 0 || h.ReadTimeout == 0 || h.WriteTimeout == 0 || h.MaxHeaderBytes == 0 {
		t.Errorf("a limit is missing: %v, %v, %v, %d bytes", h.ReadHeaderTimeout, h.ReadTimeout, h.WriteTimeout, h.MaxHeaderBytes)
	}
}

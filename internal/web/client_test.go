package web

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"
)

// client is a browser that was let in, without the browser.
type client struct {
	t    testing.TB
	s    *served
	http *http.Client
}

// letIn uses the start address up.
func letIn(t testing.TB, s *served) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &client{t: t, s: s, http: &http.Client{Jar: jar, Transport: &http.Transport{}}}
	t.Cleanup(c.http.CloseIdleConnections)
	if resp, body := c.get(strings.TrimPrefix(s.url, s.at)); resp.StatusCode != http.StatusOK {
		t.Fatalf("the start answers %d: %s", resp.StatusCode, body)
	}
	return c
}

// answer is what came back, but for the body.
type answer struct {
	StatusCode int
	Header     http.Header
}

func (c *client) do(r *http.Request) (answer, string) {
	c.t.Helper()
	resp, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header}, string(body)
}

func (c *client) get(path string) (answer, string) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.s.at+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.do(r)
}

// post sends a change as the page does; digest "" leaves If-Match out.
func (c *client) post(path, digest, body string) (answer, string) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.s.at+path, bytes.NewReader([]byte(body)))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", c.s.at)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if digest != "" {
		r.Header.Set("If-Match", `"`+digest+`"`)
	}
	return c.do(r)
}

// state is what the page of an essay knows.
func (c *client) state(essay string) state {
	c.t.Helper()
	resp, body := c.get("/essay/" + essay)
	found := regexp.MustCompile(`(?s)<script type="application/json" id="state">(.*?)</script>`).FindStringSubmatch(body)
	if resp.StatusCode != http.StatusOK || found == nil {
		c.t.Fatalf("essay %s answers %d: %.300s", essay, resp.StatusCode, body)
	}
	var out state
	if err := json.Unmarshal([]byte(found[1]), &out); err != nil {
		c.t.Fatal(err)
	}
	return out
}

// add is the body of a change that adds a remark on the first letters.
func addBody(st state, comment string) string {
	return `{"text":"` + st.Text + `","changes":[{"do":"add","at":{"start":0,"end":3},"remark":{"comment":` + quoted(comment) + `}}]}`
}

// says is the problem that an answer names, and its help.
func says(body string) problem {
	var p problem
	_ = json.Unmarshal([]byte(body), &p)
	return p
}

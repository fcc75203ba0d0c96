package web

import (
	"fmt"
	"log"
	"mime"
	"net"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strings"

	"gloss/internal/live"
)

// startPath is where the token is brought.
const startPath = "/start/"

// policy lets in what the program serves itself, and nothing else; and no text is
// ever made into markup by a script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// guard lets only those requests through that our own page makes, in the browser
// that was let in.
type guard struct {
	hosts []string // the names that the server may be called by
	pass  *pass
	home  string // where the start leads
	next  http.Handler
	log   *log.Logger
}

// hosts are the server's names. Any other name was made to lead here by somebody
// else.
func hosts(address string) []string {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil
	}
	return []string{net.JoinHostPort("127.0.0.1", port), net.JoinHostPort("localhost", port)}
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	live.Harden(h)
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	defer g.survive(w, r)
	if p := g.stranger(r); p != nil {
		p.write(w, r)
		return
	}
	if token, ok := strings.CutPrefix(r.URL.Path, startPath); ok && r.Method == http.MethodGet {
		g.start(w, r, token)
		return
	}
	if p := g.refusal(r); p != nil {
		if p.Status == http.StatusMethodNotAllowed {
			h.Set("Allow", "GET, POST")
		}
		p.write(w, r)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	g.next.ServeHTTP(w, r)
}

// survive answers where a handler did not come to its end.
func (g *guard) survive(w http.ResponseWriter, r *http.Request) {
	fault := recover()
	if fault == nil {
		return
	}
	g.log.Printf("a fault in the marking page, please report it: %v\n%s", fault, debug.Stack())
	(&problem{
		Status: http.StatusInternalServerError, Problem: "gloss has a fault here; nothing was saved by this request",
		Help: "the terminal in which gloss runs says more",
	}).write(w, r)
}

// stranger says why a request is not for this server, or from another page.
func (g *guard) stranger(r *http.Request) *problem {
	origins := r.Header.Values("Origin")
	site := r.Header.Get("Sec-Fetch-Site")
	arrives := r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, startPath)
	switch {
	case !slices.Contains(g.hosts, r.Host) || r.URL.Host != "":
		return &problem{Status: http.StatusForbidden, Problem: "this is another address"}
	case len(origins) > 1, len(origins) == 1 && origins[0] != "http://"+r.Host:
		return &problem{Status: http.StatusForbidden, Problem: "another page may not ask here"}
	case !arrives && site != "" && site != "same-origin" && site != "none":
		return &problem{Status: http.StatusForbidden, Problem: "another page may not ask here"}
	case r.Method == http.MethodPost && len(origins) == 0:
		return &problem{Status: http.StatusForbidden, Problem: "a change must say which page it comes from"}
	}
	return nil
}

// refusal says why a request is not answered, before it is known what it wants.
func (g *guard) refusal(r *http.Request) *problem {
	at := r.URL
	switch {
	case !g.pass.admits(r):
		return &problem{
			Status: http.StatusUnauthorized, Problem: "this browser was not let in",
			Help: "open the address that gloss mark printed; it can be used once",
		}
	case r.Method != http.MethodGet && r.Method != http.MethodPost:
		return &problem{Status: http.StatusMethodNotAllowed, Problem: "only GET and POST are answered"}
	case at.RawQuery != "" || at.RawPath != "" || at.Path != path.Clean(at.Path) || strings.ContainsAny(at.Path, "\\\x00"):
		return notFound()
	case r.Method == http.MethodGet && r.ContentLength != 0:
		return &problem{Status: http.StatusRequestEntityTooLarge, Problem: "a question has no content"}
	case r.Method == http.MethodPost && !isJSON(r.Header.Get("Content-Type")):
		return &problem{Status: http.StatusUnsupportedMediaType, Problem: "a change is sent as application/json"}
	}
	return nil
}

func isJSON(contentType string) bool {
	kind, params, err := mime.ParseMediaType(contentType)
	charset, given := params["charset"]
	return err == nil && kind == "application/json" && (!given || strings.EqualFold(charset, "utf-8"))
}

// start lets the browser in that brings the token. It answers with a page that
// leads on, not with a redirection: a cookie that keeps to its own site is not
// sent along a redirection that began elsewhere.
func (g *guard) start(w http.ResponseWriter, r *http.Request, token string) {
	cookie, ok := g.pass.redeem(token)
	if !ok {
		(&problem{
			Status: http.StatusUnauthorized, Problem: "this address has been used already, or never was one",
			Help: "stop gloss mark and start it again",
		}).write(w, r)
		return
	}
	http.SetCookie(w, cookie)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = fmt.Fprintf(w, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>gloss</title>`+
		`<meta http-equiv="refresh" content="0;url=%s"></head><body><main><h1>gloss</h1><p><a href="%[1]s">Open the marking page</a></p></main></body></html>`, g.home)
}

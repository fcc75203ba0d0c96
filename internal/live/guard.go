package live

import (
	"crypto/subtle"
	"net/http"
)

// guard lets only those requests through that a page of ours makes.
type guard struct {
	host string // the server's address and port
	path string // the secret path
	next http.HandlerFunc
}

// ServeHTTP refuses before it answers. The host is compared because another
// site's name can be made to lead here, and with it that site's pages.
func (g guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	Harden(h)
	h.Set("Vary", "Origin")
	origins := r.Header.Values("Origin")
	switch {
	case r.Host != g.host || r.URL.Host != "":
		http.Error(w, "this is another address", http.StatusForbidden)
		return
	case len(origins) > 1, len(origins) == 1 && origins[0] != "null" && origins[0] != "http://"+g.host:
		http.Error(w, "this page may not listen", http.StatusForbidden)
		return
	case r.Method != http.MethodGet:
		h.Set("Allow", http.MethodGet)
		http.Error(w, "only GET is answered", http.StatusMethodNotAllowed)
		return
	case subtle.ConstantTimeCompare([]byte(r.URL.Path), []byte(g.path)) != 1 || r.URL.RawQuery != "" || r.URL.RawPath != "":
		http.Error(w, "there is nothing here", http.StatusNotFound)
		return
	case r.ContentLength != 0:
		http.Error(w, "a request here has no content", http.StatusRequestEntityTooLarge)
		return
	}
	// A page opened from a file is of no origin; nobody else gets to read.
	h.Set("Access-Control-Allow-Origin", "null")
	g.next(w, r)
}

// Harden sets the headers that keep an answer to those who asked for it: it is
// not stored, taken for something else, framed, read by other sites or named to
// them, and nothing in it runs or is fetched.
func Harden(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
}

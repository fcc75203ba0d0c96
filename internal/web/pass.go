package web

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strconv"
	"sync"
)

// pass lets one browser in: the first that brings the token gets a cookie, and
// the token is worth nothing from then on.
type pass struct {
	token   string
	session string
	cookie  string // the cookie's name: cookies know no ports

	mu   sync.Mutex
	used bool
}

func newPass(port int) *pass {
	return &pass{token: secret(), session: secret(), cookie: "gloss-" + strconv.Itoa(port)}
}

// secret is 128 bits that cannot be guessed.
func secret() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// redeem gives the cookie for the token, once.
func (p *pass) redeem(token string) (*http.Cookie, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.used || !same(token, p.token) {
		return nil, false
	}
	p.used = true
	return &http.Cookie{ //nolint:gosec // not Secure: it goes over the loopback interface, without TLS
		Name: p.cookie, Value: p.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}, true
}

// admits reports whether a request comes from the browser that was let in.
func (p *pass) admits(r *http.Request) bool {
	for _, c := range r.CookiesNamed(p.cookie) {
		if same(c.Value, p.session) {
			return true
		}
	}
	return false
}

// same compares without telling by its time how much is right.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

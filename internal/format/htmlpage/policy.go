package htmlpage

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
)

// policy is the page's content security policy: our style and our script, no
// other, and no request but to the origin of the event stream, if there is one.
func policy(style, script, live string) string {
	rules := []string{"default-src 'none'", "style-src " + digest(style)}
	if script != "" {
		rules = append(rules, "script-src "+digest(script))
	}
	rules = append(rules, "img-src data:")
	if live != "" {
		rules = append(rules, "connect-src "+live)
	}
	return strings.Join(append(rules, "base-uri 'none'", "form-action 'none'"), "; ")
}

// digest names an inline style or script in a policy.
func digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// liveOrigin is the origin of the event stream; "" where there is none.
func liveOrigin(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("the address of the event stream: %w", err)
	}
	host := u.Hostname()
	if u.Scheme != "http" || (host != "127.0.0.1" && host != "localhost" && host != "::1") {
		return "", fmt.Errorf("the event stream %q is not an http address on this computer", address)
	}
	return "http://" + u.Host, nil
}

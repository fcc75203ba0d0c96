package richtext

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"
)

// Address is raw as a URL that a link may lead to: http or https with a host,
// mailto, or a fragment of the same page. It reports false for all else. Raw is
// a plain string: entities and escapes of a markup language are resolved.
func Address(raw string) (string, bool) {
	raw = strings.TrimFunc(raw, unicode.IsSpace)
	if strings.IndexFunc(raw, isControl) >= 0 {
		return "", false // browsers drop some of these, and so make a new scheme
	}
	safe := string(util.URLEscape([]byte(strings.ToValidUTF8(raw, "\uFFFD")), false))
	if fragment, ok := strings.CutPrefix(safe, "#"); ok {
		return safe, fragment != ""
	}
	u, err := url.Parse(safe)
	if err != nil || strings.Contains(safe, `\`) {
		return "", false
	}
	switch u.Scheme {
	case "http", "https":
		return safe, u.Host != ""
	case "mailto":
		return safe, u.Opaque != ""
	}
	return "", false
}

func isControl(r rune) bool { return r < 0x20 || 0x7F <= r && r <= 0x9F }

// unescape resolves the backslash escapes and the character references of
// Markdown, each once: `\&amp;` is the four letters after an ampersand.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
			continue
		case s[i] == '&':
			if to, n := reference(s[i:]); n > 0 {
				b.WriteString(to)
				i += n
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// reference is the character reference that s begins with and its length; 0
// where s begins with none.
func reference(s string) (string, int) {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 0 {
		return "", 0
	}
	name := s[1:end]
	digits, isNumber := strings.CutPrefix(name, "#")
	if !isNumber {
		entity, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return "", 0
		}
		return string(entity.Characters), end + 1
	}
	base, most := 10, 7
	if hex := strings.TrimLeft(digits, "xX"); len(hex) == len(digits)-1 {
		digits, base, most = hex, 16, 6
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || len(digits) > most || strings.ContainsAny(digits, "+-_") {
		return "", 0
	}
	return string(util.ToValidRune(rune(n))), end + 1
}

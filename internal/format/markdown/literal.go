package markdown

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape is the length of the backslash escape or character reference at the
// start of s and the text that it stands for; 0 where there is none, and the
// characters stand for themselves.
func unescape(s string) (length int, text string) {
	if len(s) >= 2 && s[0] == '\\' && isPunct(s[1]) {
		return 2, s[1:2]
	}
	if len(s) < 3 || s[0] != '&' {
		return 0, ""
	}
	// The longest name that HTML knows has 31 letters.
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return 0, ""
	}
	if s[1] == '#' {
		text = numeric(s[2:end])
	} else if text = html.UnescapeString(s[:end+1]); !named(s[1:end], text) {
		text = ""
	}
	if text == "" {
		return 0, ""
	}
	return end + 1, text
}

// named reports whether text is what HTML reads for the whole of "&name;", and
// not for the beginning of it, as in "&notit;".
func named(name, text string) bool {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf || !isWordByte(name[i]) {
			return false
		}
	}
	return !strings.HasSuffix(text, ";") || name == "semi"
}

// numeric is the character of a numeric reference such as "233" or "xE9"; ""
// where it is none. Characters that cannot be are U+FFFD.
func numeric(digits string) string {
	base, most := 10, 7
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) > most {
		return ""
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || strings.HasPrefix(digits, "+") || strings.HasPrefix(digits, "-") {
		return ""
	}
	if r := rune(n); n != 0 && utf8.ValidRune(r) {
		return string(r)
	}
	return string(utf8.RuneError)
}

// isPunct reports whether c is ASCII punctuation, which a backslash escapes.
func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

package annotation

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// digest checks a SHA-256 digest as the tools write it.
func digest(r *reader, _ field, t Text) bool {
	hex, ok := strings.CutPrefix(t.Value, "sha256:")
	if ok && len(hex) == 64 && strings.Trim(hex, "0123456789abcdef") == "" {
		return true
	}
	r.Error("digest", t.Span, fmt.Sprintf("%q is not sha256: and 64 hexadecimal digits", t.Value),
		"delete this line; it is written by gloss and not by hand")
	return false
}

// date checks a day such as 2026-11-20.
func date(r *reader, _ field, t Text) bool {
	if _, err := time.Parse(time.DateOnly, t.Value); err == nil {
		return true
	}
	if regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(t.Value) {
		r.Error("date", t.Span, fmt.Sprintf("there is no such day as %s", t.Value), "write year-month-day, such as 2026-11-20")
		return false
	}
	r.Error("date", t.Span, fmt.Sprintf("%q is not a date in the form year-month-day", t.Value), "write date: "+dateGuess(t.Value))
	return false
}

// dateGuess is the date that was probably meant, or an example.
func dateGuess(s string) string {
	for _, layout := range []string{
		"2006-1-2", "2006/1/2", "2006.1.2", "2.1.2006", "2. 1. 2006", "2 January 2006", "January 2, 2006", "2 Jan 2006", "Jan 2, 2006", "20060102",
		time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04",
	} {
		if day, err := time.Parse(layout, s); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return "2026-11-20"
}

// timestamp checks a time such as 2026-11-20T19:42:00Z.
func timestamp(r *reader, f field, t Text) bool {
	if _, err := time.Parse(time.RFC3339, t.Value); err == nil {
		return true
	}
	guess := "2026-11-20T19:42:00Z"
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, t.Value); err == nil {
			guess = at.Format("2006-01-02T15:04:05Z")
		}
	}
	r.Error("time", t.Span, fmt.Sprintf("%q is not a date with a time and a time zone (RFC 3339)", t.Value),
		fmt.Sprintf("write %s: %s", f.Key, guess))
	return false
}

// languageTag checks a language code of BCP 47, such as en or pt-BR.
func languageTag(r *reader, _ field, t Text) bool {
	_, err := language.Parse(t.Value)
	if err == nil && !strings.Contains(t.Value, "_") {
		return true
	}
	help := "write the code of the language, such as en, en-GB, de, fr, uk or zh-Hant"
	if fixed := strings.ReplaceAll(t.Value, "_", "-"); err == nil {
		help = "write language: " + fixed
	} else if code := languageNamed(t.Value); code != "" {
		help = "write language: " + code
	}
	message := fmt.Sprintf("%q is not a language code", t.Value)
	var unknown language.ValueError
	if errors.As(err, &unknown) && languageNamed(t.Value) == "" {
		message = fmt.Sprintf("%q is not a known language code: %q is unknown", t.Value, unknown.Subtag())
	}
	r.Error("language", t.Span, message, help)
	return false
}

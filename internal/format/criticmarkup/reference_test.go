package criticmarkup_test

import (
	"regexp"
	"strings"
)

// What follows is another program's reading of CriticMarkup: the regular
// expressions of its reference implementation, criticParser, in its order. Go's
// regular expressions have no look-ahead, so the substitution is matched by hand.

// accept is the text with every change made and every comment left out.
func accept(text string) string { return resolve(text, "${value}", "", "$new") }

// reject is the text with no change made and every comment left out.
func reject(text string) string { return resolve(text, "", "${value}", "$old") }

func resolve(text, added, deleted, substituted string) string {
	text = regexp.MustCompile(`(?s)\{--(?P<value>.*?)--[ \t]*(\[(?P<meta>.*?)\])?[ \t]*\}`).ReplaceAllString(text, deleted)
	text = regexp.MustCompile(`(?s)\{\+\+(?P<value>.*?)\+\+[ \t]*(\[(?P<meta>.*?)\])?[ \t]*\}`).ReplaceAllString(text, added)
	text = regexp.MustCompile(`(?s)\{==(?P<value>.*?)==\}`).ReplaceAllString(text, "${value}")
	text = regexp.MustCompile(`(?s)\{>>(?P<value>.*?)<<\}`).ReplaceAllString(text, "")
	return substitutions(text, substituted)
}

// substitutions resolves {~~old~>new~~}, where old holds neither ">" nor "~>" and
// new holds no "~" but before anything else than "~}", both at least one character:
//
//	\{~~(?P<original>(?:[^~>]|(?:~(?!>)))+)~>(?P<new>(?:[^~~]|(?:~(?!~\})))+)~~\}
func substitutions(text, what string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{~~")
		if !ok {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before)
		old, tail, ok := strings.Cut(rest, "~>")
		new, after, closed := strings.Cut(tail, "~~}")
		if !ok || !closed || old == "" || new == "" || strings.Contains(old, ">") {
			b.WriteString("{~~")
			text = rest
			continue
		}
		b.WriteString(map[string]string{"$old": old, "$new": new}[what])
		text = after
	}
}

// comments are the texts of all comments.
func comments(text string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`(?s)\{>>(.*?)<<\}`).FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

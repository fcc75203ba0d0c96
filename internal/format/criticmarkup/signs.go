package criticmarkup

import (
	"regexp"
	"strings"
)

// openers are the signs that begin a mark.
func openers() []string { return []string{"{++", "{--", "{~~", "{>>", "{=="} }

// closers are the signs that end one.
func closers() []string { return []string{"++}", "--}", "~~}", "<<}", "==}"} }

// holdsSign reports whether text holds any sign, so that it cannot stand in a
// mark or near one.
func holdsSign(text string) bool {
	for _, sign := range append(append(openers(), closers()...), "~>") {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// earlyEnd finds what readers of CriticMarkup may take for the end of an
// addition or a deletion: they allow blanks and a [remark] before the brace.
func earlyEnd() *regexp.Regexp { return regexp.MustCompile(`(\+\+|--)[ \t]*[\[}]`) }

// defused is text in which no reader finds a sign: they are written apart, as in
// "{ ++" and "++ }". It has no line ends.
func defused(text string) string {
	for _, sign := range openers() {
		text = strings.ReplaceAll(text, sign, "{ "+sign[1:])
	}
	for _, sign := range closers() {
		text = strings.ReplaceAll(text, sign, sign[:2]+" }")
	}
	return strings.ReplaceAll(text, "~>", "~ >")
}

// oneLine is Markdown on one line: line ends as spaces, blank lines as " ¶ ".
func oneLine(text string) string {
	var parts []string
	var words []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n") + "\n\n") {
		fields := strings.Fields(line)
		words = append(words, fields...)
		if len(fields) == 0 && len(words) > 0 {
			parts = append(parts, strings.Join(words, " "))
			words = nil
		}
	}
	return strings.Join(parts, " ¶ ")
}

// comment is a comment mark.
func comment(text string) string { return "{>>" + defused(oneLine(text)) + "<<}" }

// highlight is the mark of a passage; false where the passage cannot stand in one.
func highlight(text string) (string, bool) {
	if strings.ContainsAny(text, "\n\r") || holdsSign(text) || edged(text) {
		return "", false
	}
	return "{==" + text + "==}", true
}

// replace is the mark by which new stands for old; false where one of them
// cannot stand in a mark.
func replace(old, new string) (string, bool) {
	if strings.ContainsAny(old+new, "\n\r") || holdsSign(old) || holdsSign(new) || edged(old) || edged(new) {
		return "", false
	}
	if earlyEnd().MatchString(old) || earlyEnd().MatchString(new) {
		return "", false
	}
	switch {
	case new == "" && old == "":
		return "", true
	case new == "":
		return "{--" + old + "--}", true
	case old == "":
		return "{++" + new + "++}", true
	case strings.ContainsAny(old, "~>") || strings.Contains(new, "~"):
		// Readers find no substitution in these.
		return "{--" + old + "--}{++" + new + "++}", true
	}
	return "{~~" + old + "~>" + new + "~~}", true
}

// edged reports whether text begins or ends with a brace, which would run
// together with the sign beside it.
func edged(text string) bool {
	return text != "" && strings.ContainsAny(text[:1]+text[len(text)-1:], "{}")
}

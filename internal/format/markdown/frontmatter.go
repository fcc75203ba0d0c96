package markdown

import (
	"regexp"
	"strings"
)

// frontMatter is the length of the YAML front matter at the start of text: from
// a line "---" to the next line "---" or "...". It is 0 where there is none. So
// that no essay loses words to two thematic breaks, every line between must look
// like YAML, and the first must not be blank.
func frontMatter(text string) int {
	first, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t") != "---" {
		return 0
	}
	yaml := regexp.MustCompile(`^([\w"'][\w .\-"']*:([ \t].*)?|[ \t]+\S.*|- .*|-|#.*|[\]}],?|)$`)
	at := len(first) + 1
	for n := 0; ; n++ {
		line, after, more := strings.Cut(rest, "\n")
		at += len(line)
		if more {
			at++
		}
		line = strings.TrimRight(line, " \t")
		switch {
		case n > 0 && (line == "---" || line == "..."):
			return at
		case !more, n == 0 && line == "", !yaml.MatchString(line):
			return 0
		}
		rest = after
	}
}

package yamlfile

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// suspect is the value that the library most likely stumbled over, in quotes:
// the last one that begins at or before the line that it names and is not mended
// yet.
func (p *parsing) suspect(scan *scanner, over *overlay, bad *fault) (slip, bool) {
	limit := len(p.file.Text)
	if starts := yamlLines(over.text); bad.line > 0 && bad.line < len(starts) {
		limit = over.origin(starts[bad.line])
	}
	mended := map[int]bool{}
	for _, fix := range patches(p.slips) {
		mended[fix.at.Start] = true
	}
	for _, v := range slices.Backward(scan.values) {
		if v.span.Start >= limit || mended[v.span.Start] {
			continue
		}
		helper := scanner{file: p.file}
		s := helper.quoted(v, "syntax", fmt.Sprintf("this value cannot be read: %s", plainWords(bad.problem)))
		return *s, true
	}
	return slip{}, false
}

// hopeless is the finding of a file that cannot be mended any further.
func (p *parsing) hopeless(over *overlay, bad *fault) slip {
	at := source.Span{}
	starts := yamlLines(over.text)
	at.Start = over.origin(starts[faultyLine(over.text, starts, bad)])
	at.End = lineEnd(p.file.Text, at.Start)
	at.Start = min(at.Start+spaceRun(at.Of(p.file.Text)), at.End)
	return slip{finding: diag.Finding{
		Severity: diag.Error, Rule: "syntax", Span: at,
		Message: "the file cannot be read beyond this place: " + plainWords(bad.problem),
		Help:    []string{"look at this line and the one before it: each has a key, a colon, a space and a value", "a text with unusual characters stands in quotes, or on the lines below a bar: comment: |"},
	}}
}

// faultyLine is the first line, from 0, without which a text can be read: the line
// that the library names is often that where the list or map around it begins.
func faultyLine(text string, starts []int, bad *fault) int {
	const largest = 256 << 10
	if len(text) > largest {
		return max(0, min(bad.line, len(starts))-1)
	}
	good, beyond := 0, len(starts)
	for beyond-good > 1 {
		middle := (good + beyond) / 2
		if _, fault := decode(text[:starts[middle]]); fault == nil {
			good = middle
		} else {
			beyond = middle
		}
	}
	return good
}

// plainWords says what the library found in words for people who do not know
// YAML.
func plainWords(problem string) string {
	for _, t := range []struct{ theirs, ours string }{
		{"mapping values are not allowed", "there is a colon where no key can be"},
		{"block sequence entries are not allowed", "there is a list item where none can be"},
		{"mapping keys are not allowed", "there is a key where none can be"},
		{"could not find expected ':'", "a colon is missing"},
		{"did not find expected key", "a key was expected"},
		{"did not find expected '-' indicator", "a list item with a - was expected"},
		{"did not find expected ',' or ']'", "a comma or ] was expected"},
		{"did not find expected ',' or '}'", "a comma or } was expected"},
		{"did not find expected node content", "a value was expected"},
		{"found character that cannot start any token", "a text cannot begin with this character"},
		{"found a tab character", "there is a tab where only spaces can be"},
		{"found unexpected end of stream", "a quotation mark or bracket is not closed"},
		{"found unexpected document indicator", "a --- stands inside a text in quotes"},
		{"found unknown escape character", `a \ stands before a character where it means nothing`},
		{"did not find expected comment or line break", "text stands where the line must end"},
		{"exceeded max depth", "lists and maps are nested too deep"},
		{"unknown anchor", "a * at the beginning of a text repeats a value from elsewhere"},
		{"incomplete UTF-8", "the text is damaged"},
	} {
		if strings.Contains(problem, t.theirs) {
			return t.ours
		}
	}
	return "it does not have the form of keys, values and lists"
}

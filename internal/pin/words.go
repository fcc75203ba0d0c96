package pin

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// selectorKeys are the keys of a selector in the order in which they are written.
func selectorKeys() []string {
	return []string{"quote", "prefix", "suffix", "occurrence", "paragraph", "lines", "position"}
}

// Selector is the selector of a span of an essay: its words, the words before and
// after it, and its position.
func Selector(e *essay.Essay, span source.Span) annotation.Selector {
	return newPage(e).selector(span)
}

// page is an essay made ready for looking up.
type page struct {
	*essay.Essay
	text *anchor.Text
}

func newPage(e *essay.Essay) page {
	return page{Essay: e, text: anchor.Prepare(e.Text, e.ParagraphSpans())}
}

func (p page) selector(span source.Span) annotation.Selector {
	d := p.text.Describe(span)
	at := *d.Position
	return annotation.Selector{
		Quote:    text(d.Quote),
		Prefix:   text(joined(before(p.Essay, at.Start, len(d.Prefix)), strings.TrimRightFunc)),
		Suffix:   text(joined(after(p.Essay, at.End, len(d.Suffix)), strings.TrimLeftFunc)),
		Position: position(p.Essay, at),
	}
}

func text(s string) annotation.Text { return annotation.Text{Value: s, Set: s != ""} }

func number(n int) annotation.Int { return annotation.Int{Value: n, Set: n > 0} }

func position(e *essay.Essay, s source.Span) annotation.Position {
	start := source.CodePoints(e.Text, s.Start)
	return annotation.Position{Start: start, End: start + source.CodePoints(s.Of(e.Text), s.Len()), Set: true}
}

// joined is the text beside a passage without the white space between the two where
// a line ends in it: a line end at the end of a text would not be read back.
func joined(s string, trim func(string, func(rune) bool) string) string {
	t := trim(s, unicode.IsSpace)
	if t != "" && strings.Contains(strings.Replace(s, t, "", 1), "\n") {
		return t
	}
	return s
}

// before is at most n bytes of the text that ends at an offset: whole words, and
// of one block only. Where a block begins there, it is the end of the block before
// it.
func before(e *essay.Essay, end, n int) string {
	start := end - n
	for i := e.BlockAt(end - 1); i >= 0; i-- {
		if b := e.Blocks[i].Span; b.Start < end {
			start = max(start, b.Start)
			break
		}
	}
	words := e.Text[start:end]
	if start > 0 && inWord(e.Text, start) {
		if i := strings.IndexFunc(words, func(r rune) bool { return !isWord(r) }); i >= 0 {
			words = words[i:]
		}
	}
	words = strings.TrimLeftFunc(words, unicode.IsSpace)
	if words == "" { // of scripts without blanks every part is as good
		return e.Text[start:end]
	}
	return words
}

// after is at most n bytes of the text that begins at an offset, as before is.
func after(e *essay.Essay, start, n int) string {
	end := start + n
	for _, b := range e.Blocks[max(0, e.BlockAt(start)):] {
		if b.Span.End > start {
			end = min(end, b.Span.End)
			break
		}
	}
	words := e.Text[start:max(start, end)]
	if inWord(e.Text, end) {
		if i := strings.LastIndexFunc(words, func(r rune) bool { return !isWord(r) }); i >= 0 {
			_, size := utf8.DecodeRuneInString(words[i:])
			words = words[:i+size]
		}
	}
	words = strings.TrimRightFunc(words, unicode.IsSpace)
	if words == "" {
		return e.Text[start:max(start, end)]
	}
	return words
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || r == '\'' || r == '’'
}

// inWord reports whether an offset lies between two characters of a word.
func inWord(text string, at int) bool {
	if at <= 0 || at >= len(text) {
		return false
	}
	left, _ := utf8.DecodeLastRuneInString(text[:at])
	right, _ := utf8.DecodeRuneInString(text[at:])
	return isWord(left) && isWord(right)
}

// Fields are the keys of a selector with their values, as they are written into a
// file. A selector of an annotation of its own has all keys, the empty ones to be
// taken away.
func Fields(s annotation.Selector) []yamlfile.Entry {
	var out []yamlfile.Entry
	for _, f := range allFields(s) {
		if !f.Value.IsEmpty() {
			out = append(out, f)
		}
	}
	return out
}

func allFields(s annotation.Selector) []yamlfile.Entry {
	values := map[string]yamlfile.Content{}
	for key, t := range map[string]annotation.Text{"quote": s.Quote, "prefix": s.Prefix, "suffix": s.Suffix} {
		if t.Set {
			values[key] = yamlfile.Text(t.Value)
		}
	}
	if s.Occurrence.Set {
		values["occurrence"] = yamlfile.Integer(s.Occurrence.Value)
	}
	if s.All {
		values["occurrence"] = yamlfile.Text("all")
	}
	if s.Paragraph.Set {
		values["paragraph"] = yamlfile.Integer(s.Paragraph.Value)
	}
	switch {
	case s.Lines.Set && s.Lines.First == s.Lines.Last:
		values["lines"] = yamlfile.Integer(s.Lines.First)
	case s.Lines.Set:
		values["lines"] = yamlfile.Text(strconv.Itoa(s.Lines.First) + "-" + strconv.Itoa(s.Lines.Last))
	}
	if s.Position.Set {
		values["position"] = yamlfile.InlineMap(
			yamlfile.Entry{Key: "start", Value: yamlfile.Integer(s.Position.Start)},
			yamlfile.Entry{Key: "end", Value: yamlfile.Integer(s.Position.End)},
		)
	}
	var out []yamlfile.Entry
	for _, key := range selectorKeys() {
		out = append(out, yamlfile.Entry{Key: key, Value: values[key]})
	}
	return out
}

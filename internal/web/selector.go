package web

import (
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/essay"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// selectorKeys are the keys that a selector is made of.
func selectorKeys() []string {
	return []string{"quote", "prefix", "suffix", "occurrence", "paragraph", "lines", "position"}
}

// selector names a stretch of an essay so that it is found again, here and in a
// later draft. A whole paragraph is named by its number; anything else by its
// words and those around it, and by its position only where the words alone lead
// elsewhere.
func selector(e *essay.Essay, span source.Span) []yamlfile.Entry {
	text := anchor.Prepare(e.Text, e.ParagraphSpans())
	found := text.Describe(span)
	if at := e.BlockAt(found.Position.Start); at >= 0 && e.Blocks[at].Number > 0 && e.Blocks[at].Span == *found.Position {
		return []yamlfile.Entry{{Key: "paragraph", Value: yamlfile.Integer(e.Blocks[at].Number)}}
	}
	out := []yamlfile.Entry{{Key: "quote", Value: yamlfile.Text(found.Quote)}}
	found.Prefix, found.Suffix = before(found.Prefix), after(found.Suffix)
	for _, context := range []struct{ key, words string }{{"prefix", found.Prefix}, {"suffix", found.Suffix}} {
		if context.words != "" {
			out = append(out, yamlfile.Entry{Key: context.key, Value: yamlfile.Text(context.words)})
		}
	}
	words := found
	words.Position = nil
	if m := text.Resolve(words, anchor.Options{}); m.Verdict == anchor.Exact && m.Span == *found.Position {
		return out
	}
	return append(out, yamlfile.Entry{Key: "position", Value: yamlfile.MapOf(
		yamlfile.Entry{Key: "start", Value: yamlfile.Integer(source.CodePoints(e.Text, found.Position.Start))},
		yamlfile.Entry{Key: "end", Value: yamlfile.Integer(source.CodePoints(e.Text, found.Position.End))},
	)})
}

// before is the context in front of a passage as a teacher would write it: of the
// same paragraph, in whole words, without the white space at the joint, which
// says nothing.
func before(context string) string {
	if i := strings.LastIndexAny(context, "\n\t"); i >= 0 {
		context = context[i+1:]
	} else if i := strings.IndexByte(context, ' '); i >= 0 {
		context = context[i+1:]
	}
	return strings.TrimSpace(context)
}

// after is the context behind a passage.
func after(context string) string {
	if i := strings.IndexAny(context, "\n\t"); i >= 0 {
		context = context[:i]
	} else if i := strings.LastIndexByte(context, ' '); i > 0 {
		context = context[:i]
	}
	return strings.TrimSpace(context)
}

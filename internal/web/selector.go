package web

import (
	"slices"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/pin"
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
// elsewhere, or the file has remarks that were made on another draft.
func selector(e *essay.Essay, set *annotation.Set, span source.Span) []yamlfile.Entry {
	if at := e.BlockAt(span.Start); at >= 0 && e.Blocks[at].Number > 0 && e.Blocks[at].Span == span && !set.MadeOn.Set {
		return []yamlfile.Entry{{Key: "paragraph", Value: yamlfile.Integer(e.Blocks[at].Number)}}
	}
	named := pin.Selector(e, span)
	words := named
	words.Position = annotation.Position{}
	found := pin.Find(e, words)
	if len(found) == 1 && found[0].Verdict == anchor.Exact && found[0].Span.Contains(span) && found[0].Span.Of(e.Text) == named.Quote.Value && !set.MadeOn.Set {
		return pin.Fields(words)
	}
	return pin.Fields(named)
}

// others are the places that a remark on every one of several equal passages
// keeps when the first of them is moved, and those that it has besides; none
// where it is on one passage.
func (t target) others(id string) []yamlfile.Content {
	at := slices.IndexFunc(t.set.Annotations, func(a *annotation.Annotation) bool { return a.ID.Value == id })
	if at < 0 || !t.set.Annotations[at].Selector.All {
		return nil
	}
	var out []yamlfile.Content
	first := true
	for _, p := range pin.Find(t.essay, t.set.Annotations[at].Selector) {
		if p.Placed() && !first {
			out = append(out, yamlfile.MapOf(selector(t.essay, t.set, p.Span)...))
		}
		first = first && !p.Placed()
	}
	if len(out) == 0 {
		return nil
	}
	for _, s := range t.set.Annotations[at].Also {
		out = append(out, yamlfile.MapOf(pin.Fields(s)...))
	}
	return out
}

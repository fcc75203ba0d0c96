package web

import (
	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/pin"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

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

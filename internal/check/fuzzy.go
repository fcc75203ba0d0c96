package check

import (
	"fmt"
	"math"

	"gloss/internal/diag"
	"gloss/internal/report"
)

func fuzzy() rule {
	return rule{
		Rule: Rule{
			ID: "fuzzy", Severity: diag.Warning,
			Doc:     "The words that an annotation quotes are not quite those of the essay.",
			Why:     "The remark was placed where the words are most alike, and that is a guess.",
			Example: "quote: the collapse of farming, where the essay has the collapse of agriculture.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				for _, p := range n.Places {
					if p.Changed() {
						out = append(out, c.fuzzy(n, p))
					}
				}
			}
			return out
		},
	}
}

func (c *context) fuzzy(n note, p report.Place) diag.Finding {
	now := p.Span.Of(c.essay.Text)
	sure := fmt.Sprintf("(%d %% sure)", int(math.Round(100*min(p.Confidence, 0.99))))
	var f diag.Finding
	switch {
	case p.Quote == "":
		f = c.at(n.where(p), "the essay has changed here, and the remark was put where it seemed to belong "+sure)
	case excerpt(now, len(now)) == excerpt(p.Quote, len(p.Quote)):
		f = c.at(n.where(p), "these words are in the essay, but not where the annotation says "+sure,
			"look whether this is the place, and mend the prefix and the suffix")
	default:
		f = c.at(n.where(p), "these words are not in the essay, and the most like them were taken "+sure,
			fmt.Sprintf("was %s\nnow %s", quoted(excerpt(p.Quote, 100)), quoted(excerpt(now, 100))))
		if length(now) <= 160 {
			f.Help = append(f.Help, "if that is the place, write\nquote: "+quoted(excerpt(now, len(now))))
		}
	}
	f.Notes = c.inEssay(p.Span, "the remark stands here")
	return f
}

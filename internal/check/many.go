package check

import (
	"fmt"
	"slices"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/essay"
)

const (
	manyMechanical = 8  // remarks of a category that names slips
	manyOthers     = 15 // remarks of any other category
	crowd          = 7  // remarks in one paragraph
	longRemark     = 400
)

func tooManyOfAKind() rule {
	return rule{
		Rule: Rule{
			ID: "too-many-of-a-kind", Severity: diag.Advice,
			Doc:     "Many remarks are of one category.",
			Why:     "Too many marks discourage, and a pattern is learnt more easily than twenty slips.",
			Example: "Twelve spelling marks: mark the first few, and name the pattern in one of them.",
		},
		run: func(c *context) []diag.Finding {
			of := map[string][]note{}
			for _, n := range c.shown {
				if n.Category != "" && n.Kind != annotation.Praise {
					of[n.Category] = append(of[n.Category], n)
				}
			}
			var out []diag.Finding // in any order: Run sorts them, and no two have one place
			for category, notes := range of {
				most, help := manyOthers, "which of them matter most? The others could become one remark on what they have in common"
				if mechanical(category) || slices.Contains([]string{"word-choice", "style", "citation"}, category) {
					most, help = manyMechanical, "it may help more to mark the first few and to name the pattern in one remark"
				}
				if len(notes) <= most {
					continue
				}
				at := notes[most].Item.Key
				if notes[most].Item.Category.Set {
					at = notes[most].Item.Category.Span
				}
				out = append(out, c.at(at, fmt.Sprintf("%s are about %s, which is a lot to take in", count(len(notes), "remark"), category), help))
			}
			return out
		},
	}
}

func crowdedParagraph() rule {
	return rule{
		Rule: Rule{
			ID: "crowded-paragraph", Severity: diag.Advice,
			Doc:     "One paragraph has many remarks.",
			Why:     "Where everything is marked nothing stands out.",
			Example: "Nine remarks on one paragraph; keep those that change how the next one is written.",
		},
		run: func(c *context) []diag.Finding {
			in := map[int][]note{} // by block
			for _, n := range c.shown {
				if first, ok := n.First(); ok {
					i := c.essay.BlockAt(first.Start)
					in[i] = append(in[i], n)
				}
			}
			var out []diag.Finding
			for i, b := range c.essay.Blocks {
				notes := in[i]
				if len(notes) < crowd {
					continue
				}
				f := c.at(notes[crowd-1].Item.Key, fmt.Sprintf("this is one of %s in one %s", count(len(notes), "remark"), blockNoun(b)),
					"which two or three should the student remember?")
				f.Notes = c.inEssay(b.Span, "the "+blockNoun(b))
				out = append(out, f)
			}
			return out
		},
	}
}

func blockNoun(b essay.Block) string {
	switch b.Kind {
	case essay.Heading, essay.Footnote:
		return string(b.Kind)
	case essay.Row:
		return "table row"
	case essay.Item:
		return "list item"
	default:
		return "paragraph"
	}
}

func longerThanParagraph() rule {
	return rule{
		Rule: Rule{
			ID: "longer-than-paragraph", Severity: diag.Advice,
			Doc:     "A remark is longer than the paragraph that it is about.",
			Why:     "A long remark is often two, or one that belongs into the overall comment.",
			Example: "Two hundred words on a paragraph of sixty.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				first, ok := n.First()
				if !ok || length(n.comment) < longRemark {
					continue
				}
				b, ok := c.block(first.Start)
				if !ok || !b.Kind.Counted() {
					continue
				}
				if own := length(b.Span.Of(c.essay.Text)); length(n.comment) > own {
					out = append(out, c.at(n.remark(), fmt.Sprintf("this remark has %d characters, and the paragraph %d", length(n.comment), own),
						"could a part of it go into overall, or into next?"))
				}
			}
			return out
		},
	}
}

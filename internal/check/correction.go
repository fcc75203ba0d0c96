package check

import (
	"regexp"
	"slices"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/diag"
)

func withoutSource() rule {
	return rule{
		Rule: Rule{
			ID: "correction-without-source", Severity: diag.Advice,
			Doc:     "A correction of fact names no source.",
			Why:     "With a source the student can look it up, and see that it is more than an opinion.",
			Example: "Under the correction: sources: [{title: The Years of Hunger, author: R. W. Davies, year: 2004}]",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			cites := citation()
			for _, n := range c.notes {
				i := n.Item
				if n.Kind != annotation.Correction || n.Category != "fact" || len(i.Sources) > 0 || i.Use.Set || n.mentions(cites) {
					continue
				}
				at := n.Item.Key
				for _, t := range []annotation.Text{i.Correction, i.Replacement, i.Comment} {
					if t.Set {
						at = t.Span
						break
					}
				}
				out = append(out, c.at(at, "this corrects a fact and names no source",
					"so that it can be looked up, add\nsources:\n  - {title: …, author: …, year: …}"))
			}
			return out
		},
	}
}

// mentions reports whether the words of the remark match.
func (n note) mentions(pattern *regexp.Regexp) bool {
	words := []string{n.Item.Comment.Value, n.Item.Correction.Value, n.Item.Next.Value}
	return slices.ContainsFunc(words, pattern.MatchString)
}

// citation matches what a source within a sentence is known by: an address, a page, a
// year in brackets after a name, or a place in a play, a poem or a book.
func citation() *regexp.Regexp {
	return regexp.MustCompile(`(?i)://|www\.|\bdoi:|\bpp?\. ?[0-9]|\bvol\. ?[0-9]|\b(?:act|scene|chapter|line|lines|verse|page|footnote) [0-9]+|\([1-5]\.[0-9]|\pL,? \((?:1[5-9]|20)[0-9][0-9][a-z]?[),:]`)
}

func withoutQuestionMark() rule {
	return rule{
		Rule: Rule{
			ID: "question-without-question-mark", Severity: diag.Advice,
			Doc:     "An annotation of the kind question asks nothing (in English).",
			Why:     "A question makes the student think; a statement under that name only puzzles.",
			Example: "kind: question with the comment This needs a date; ask When was this?, or make it a suggestion.",
		},
		run: func(c *context) []diag.Finding {
			if !c.english {
				return nil
			}
			var out []diag.Finding
			for _, n := range c.notes {
				asks := strings.ContainsAny(n.comment+n.Item.Next.Value, "?？؟⸮")
				if n.Kind == annotation.Question && n.comment != "" && !asks {
					out = append(out, c.at(n.remark(), "this is a question by its kind, and has no question mark",
						"ask something, or write\nkind: suggestion"))
				}
			}
			return out
		},
	}
}

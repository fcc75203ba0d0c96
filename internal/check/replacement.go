package check

import (
	"sort"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/report"
	"gloss/internal/source"
)

func overlap() rule {
	return rule{
		Rule: Rule{
			ID: "replacement-overlap", Severity: diag.Warning,
			Doc:     "A replacement overlaps another and is not put in.",
			Why:     "Only one text can stand in a place; the first is taken, and the others are shown as remarks.",
			Example: "One remark replaces a word, another the whole sentence that it stands in.",
		},
		run: overlaps,
	}
}

func overlaps(c *context) []diag.Finding {
	put := c.putIn()
	var out []diag.Finding
	for _, n := range c.notes {
		for _, p := range n.replaced() {
			if p.Replaced {
				continue
			}
			f := c.at(n.Item.Replacement.Span, "this replacement overlaps another, and is shown as a remark only",
				"make one replacement of the two, or quote words that do not overlap")
			// The one that was put in is the first to end behind the beginning.
			i := sort.Search(len(put), func(i int) bool { return put[i].span.End > p.Span.Start })
			if i < len(put) && put[i].span.Overlaps(p.Span) {
				f.Notes = append(f.Notes, c.here(put[i].text.Span, "this one is put in"))
			}
			out = append(out, f)
			break // once for each annotation
		}
	}
	return out
}

// replacing is a replacement and the place that it is put in.
type replacing struct {
	span source.Span
	text annotation.Text
}

// putIn are the replacements that are put in, by their place.
func (c *context) putIn() []replacing {
	var out []replacing
	for _, n := range c.notes {
		for _, p := range n.Places {
			if p.Replaced {
				out = append(out, replacing{p.Span, n.Item.Replacement})
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].span.Start < out[j].span.Start })
	return out
}

// replaced are the places that the note's replacement is for: those of its own
// selector, without those under also.
func (n note) replaced() []report.Place {
	if !n.Item.Replacement.Set {
		return nil
	}
	var out []report.Place
	for _, p := range n.Places {
		if p.Placed() && p.Selector == &n.Item.Selector {
			out = append(out, p)
		}
	}
	return out
}

func sameReplacement() rule {
	return rule{
		Rule: Rule{
			ID: "replacement-same", Severity: diag.Warning,
			Doc:     "A replacement is the same as the words that it replaces.",
			Why:     "The report would strike out words and put the same words in.",
			Example: "quote: peasants with replacement: peasants.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				places := n.replaced()
				same := len(places) > 0
				for _, p := range places {
					same = same && p.Span.Of(c.essay.Text) == n.Item.Replacement.Value
				}
				if same {
					f := c.at(n.Item.Replacement.Span, "the replacement is what the essay has already",
						"write what should stand there, or delete this line")
					f.Notes = c.inEssay(places[0].Span, "these words")
					out = append(out, f)
				}
			}
			return out
		},
	}
}

func nowhere() rule {
	return rule{
		Rule: Rule{
			ID: "correction-nowhere", Severity: diag.Warning,
			Doc:     "A correction or replacement names no place in the essay.",
			Why:     "The student cannot see what is to be corrected.",
			Example: "correction: Millions died, without a quote.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			for _, n := range c.notes {
				if n.Standing() != report.Whole {
					continue
				}
				const help = "add the words that it is about:\nquote: words of the essay"
				switch {
				case n.Item.Replacement.Set:
					out = append(out, c.at(n.Item.Replacement.Span, "this replacement is for no words of the essay", help))
				case n.Item.Correction.Set:
					out = append(out, c.at(n.Item.Correction.Span, "this correction is of no words of the essay", help,
						"if it is about the whole essay, make it a comment"))
				}
			}
			return out
		},
	}
}

func twice() rule {
	return rule{
		Rule: Rule{
			ID: "said-twice", Severity: diag.Warning,
			Doc:     "Two annotations say the same about the same words.",
			Why:     "The student would read it twice, and marks tied to it would count twice.",
			Example: "An annotation that was copied to be changed, and then was not.",
		},
		run: func(c *context) []diag.Finding {
			var out []diag.Finding
			first := map[string]source.Span{}
			for _, n := range c.notes {
				key, says := n.says()
				if !says {
					continue
				}
				before, twice := first[key]
				if !twice {
					first[key] = n.Item.Key
					continue
				}
				f := c.at(n.Item.Key, "this says the same about the same words as another annotation", "delete one of them")
				f.Notes = append(f.Notes, c.here(before, "the other one"))
				out = append(out, f)
			}
			return out
		},
	}
}

// says is equal for notes that say the same about the same words. It reports
// false for one that says nothing.
func (n note) says() (string, bool) {
	var b strings.Builder
	for _, p := range n.Places {
		b.WriteString(quoted(p.Quote))
		for _, at := range []int{int(p.Verdict), p.Span.Start, p.Span.End} {
			b.WriteString(" " + count(at, ""))
		}
	}
	i := n.Item
	said := []string{
		n.comment, i.Correction.Value, i.Replacement.Value, i.Next.Value, i.Use.Value,
		string(n.Kind), n.Category, n.Criterion,
	}
	for _, s := range said {
		b.WriteString(quoted(strings.ToLower(s)))
	}
	return b.String(), strings.Join(said[:5], "") != "" || i.Replacement.Set
}

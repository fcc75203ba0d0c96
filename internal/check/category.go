package check

import (
	"fmt"
	"slices"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/yamlfile"
)

func misspeltCategory() rule {
	return rule{
		Rule: Rule{
			ID: "category-misspelt", Severity: diag.Advice,
			Doc:     "A category is nearly one of those that are built in (in English).",
			Why:     "It gets no colour of its own and is counted apart from the others.",
			Example: "category: speling; other words are fine, where they are meant.",
		},
		run: func(c *context) []diag.Finding {
			if !c.english {
				return nil
			}
			var out []diag.Finding
			for _, n := range c.notes {
				category := n.Item.Category
				if !category.Set || slices.Contains(annotation.Categories(), category.Value) {
					continue
				}
				if near := yamlfile.Nearest(category.Value, annotation.Categories()); near != "" {
					out = append(out, c.at(category.Span, fmt.Sprintf("%s is a category of its own, and nearly %s", quoted(category.Value), near),
						"did you mean "+quoted(near)+"?"))
				}
			}
			return out
		},
	}
}

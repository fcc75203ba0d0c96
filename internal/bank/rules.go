package bank

import "gloss/internal/yamlfile"

// Rules are the rules that only a comment bank is held to; those of every YAML
// file hold besides.
func Rules() []yamlfile.Rule {
	return []yamlfile.Rule{
		{ID: "entry-name", Doc: "the name of an entry has a space or a colon in it"},
		{ID: "match", Doc: "a pattern would fit every sentence"},
	}
}

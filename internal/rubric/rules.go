package rubric

import "gloss/internal/yamlfile"

// Rules are the rules that only a rubric is held to; those of every YAML file
// hold besides.
func Rules() []yamlfile.Rule {
	return []yamlfile.Rule{
		{ID: "missing-key", Doc: "a criterion, level or band lacks a key that it must have"},
	}
}

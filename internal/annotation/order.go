package annotation

import (
	"slices"

	"gloss/internal/yamlfile"
)

// FileKeys are the keys at the top of an annotation file in the order in which
// they are best written.
func FileKeys() []string { return yamlfile.Names(fileKeys()) }

// Keys are the keys of an annotation in the order in which they are best written:
// its id, where it points, then what it says.
func Keys() []string {
	first := slices.Concat([]string{"id"}, yamlfile.Names(selectorKeys()), []string{"also"})
	out := slices.Clone(first)
	for _, name := range yamlfile.Names(annotationKeys()) {
		if !slices.Contains(first, name) {
			out = append(out, name)
		}
	}
	return out
}

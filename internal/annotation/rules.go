package annotation

import (
	"cmp"
	"slices"

	"gloss/internal/yamlfile"
)

// Rules are the rules that an annotation file is held to, by their ids.
func Rules() []yamlfile.Rule {
	own := []yamlfile.Rule{
		{ID: "date", Doc: "a date is not written as year-month-day"},
		{ID: "digest", Doc: "a digest is not sha256: and 64 hexadecimal digits"},
		{ID: "empty-quote", Doc: "a quote has no value (a warning)"},
		{ID: "empty-selector", Doc: "an item of also names no place"},
		{ID: "id-form", Doc: "an id has other characters than a to z, 0 to 9 and -"},
		{ID: "language", Doc: "a language is not given by its code (BCP 47)"},
		{ID: "lines", Doc: "lines are no number or range, or end before they begin"},
		{ID: "position", Doc: "a position lacks its start or end, or ends before it begins"},
		{ID: "time", Doc: "a time is not written as RFC 3339 says"},
		{ID: "too-many-annotations", Doc: "the file has more than 10,000 annotations"},
		{ID: "two-marks", Doc: "a score has a level and points"},
	}
	all := append(yamlfile.Rules(), own...)
	slices.SortFunc(all, func(a, b yamlfile.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

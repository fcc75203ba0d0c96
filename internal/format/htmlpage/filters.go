package htmlpage

import (
	"slices"
	"strings"

	"gloss/internal/annotation"
)

// filters are the boxes that show and hide notes. They work without script: each
// box has a rule in the page's style.
type filters struct {
	Kinds      []filter
	Categories []filter
	Severities []filter
}

// filter is one box.
type filter struct {
	Class string // "k-praise": also the name of the box's id
	Label []run
	Count int
}

func (b *pageBuilder) filters() filters {
	kinds, categories, severities := map[string]int{}, map[string]int{}, map[string]int{}
	names := map[string]string{}
	for i := range b.report.Notes {
		n := &b.report.Notes[i]
		kinds[string(b.classes.kind(n.Kind))]++
		class := b.classes.category(n.Category)
		categories[class]++
		if _, ok := names[class]; !ok {
			names[class] = b.classes.label(n.Category)
		} else if names[class] != b.classes.label(n.Category) {
			names[class] = "Other categories"
		}
		severities[b.classes.severity(n.Severity)]++
	}
	var out filters
	for _, k := range annotation.Kinds() {
		out.Kinds = add(out.Kinds, filter{"k-" + string(k), runs(kindNames()[k][1]), kinds[string(k)]})
	}
	names["none"] = "No category"
	for _, c := range b.classes.inOrder(categories) {
		out.Categories = add(out.Categories, filter{"c-" + c, runs(names[c]), categories[c]})
	}
	for _, s := range []string{"major", "minor", "none"} {
		name := severityNames()[s]
		if name == "" {
			name = "Neither"
		}
		out.Severities = add(out.Severities, filter{"s-" + s, runs(name), severities[s]})
	}
	return out
}

func add(to []filter, f filter) []filter {
	if f.Count == 0 {
		return to
	}
	return append(to, f)
}

// inOrder are the categories that occur: the built-in ones, the teacher's own,
// none.
func (c classes) inOrder(counts map[string]int) []string {
	out := annotation.Categories()
	var own []string
	for class := range counts {
		if !slices.Contains(out, class) && class != "none" {
			own = append(own, class)
		}
	}
	slices.SortFunc(own, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return append(append(out, own...), "none")
}

// HasMore reports whether there is more to choose from than kinds.
func (f filters) HasMore() bool { return f.HasCategories() || f.HasSeverities() }

// HasCategories reports whether any note has a category.
func (f filters) HasCategories() bool { return len(f.Categories) > 1 }

// HasSeverities reports whether any note has a severity.
func (f filters) HasSeverities() bool { return len(f.Severities) > 1 }

// rules are the rules that make the boxes work. They are made of our own words
// alone.
func (f filters) rules() string {
	var b strings.Builder
	for _, list := range [][]filter{f.Kinds, f.Categories, f.Severities} {
		for _, box := range list {
			off := "body:has(#f-" + box.Class + ":not(:checked)) "
			b.WriteString(off + ":is(.note,.ref,.bar)." + box.Class + "{display:none}\n")
			b.WriteString(off + "mark." + box.Class + "{text-decoration:none;background:none}\n")
		}
	}
	return b.String()
}

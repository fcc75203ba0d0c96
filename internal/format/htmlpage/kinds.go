package htmlpage

import (
	"slices"
	"strconv"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/report"
)

// kindNames are how readers know the kinds. The classes are words of our own:
// nothing that a user wrote becomes a class, an id or a style.
func kindNames() map[annotation.Kind][2]string {
	return map[annotation.Kind][2]string{
		annotation.Correction: {"Correction", "Corrections"},
		annotation.Suggestion: {"Suggestion", "Suggestions"},
		annotation.Question:   {"Question", "Questions"},
		annotation.Praise:     {"Praise", "Praise"},
		annotation.Comment:    {"Comment", "Comments"},
	}
}

// maxOwn is how many categories of a teacher's own have a filter to themselves.
const maxOwn = 24

// classes gives every kind, category and severity of a report its class.
type classes struct {
	own map[string]string // a teacher's own categories
}

func newClasses(notes []report.Note) classes {
	c := classes{own: map[string]string{}}
	builtIn := annotation.Categories()
	for i := range notes {
		category := notes[i].Category
		if _, known := c.own[category]; known || category == "" || slices.Contains(builtIn, category) {
			continue
		}
		c.own[category] = "own" + strconv.Itoa(min(len(c.own)+1, maxOwn))
	}
	return c
}

// kind is the kind itself, and a comment where it is none that we know.
func (classes) kind(k annotation.Kind) annotation.Kind {
	if slices.Contains(annotation.Kinds(), k) {
		return k
	}
	return annotation.Comment
}

func (c classes) category(name string) string {
	if name == "" {
		return "none"
	}
	if own, ok := c.own[name]; ok {
		return own
	}
	return name
}

func (classes) severity(s annotation.Severity) string {
	if slices.Contains(annotation.Severities(), s) {
		return string(s)
	}
	return "none"
}

// of are the classes of everything that belongs to the note.
func (c classes) of(n *report.Note) string {
	return "k-" + string(c.kind(n.Kind)) + " c-" + c.category(n.Category) + " s-" + c.severity(n.Severity)
}

// label is a category as its readers see it: "word-choice" is "Word choice". A
// word of the teacher's own stays as it was written.
func (c classes) label(category string) string {
	if _, own := c.own[category]; own || category == "" {
		return category
	}
	s := strings.ReplaceAll(category, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// name is what a note is called where it is not seen: "Note 5, correction,
// fact, major".
func (c classes) name(n *report.Note) string {
	parts := []string{"Note " + strconv.Itoa(n.Number), string(c.kind(n.Kind))}
	if n.Category != "" {
		parts = append(parts, visible(strings.ToLower(c.label(n.Category))))
	}
	if s := c.severity(n.Severity); s != "none" {
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

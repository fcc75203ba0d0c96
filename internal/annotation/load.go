package annotation

import (
	"fmt"

	"gloss/internal/diag"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// The limits of an annotation file.
const (
	// MaxBytes is the largest file that is read: 4 MiB.
	MaxBytes = yamlfile.MaxBytes
	// MaxAnnotations is how many annotations one file may have.
	MaxAnnotations = 10_000
	// NewestVersion is the newest version of the format that is understood.
	NewestVersion = 1
)

// Load reads an annotation file. The Set is never nil and holds what could be
// understood. Every fault of the file is among the findings; where one of them is
// an error, the Set can lack what stands there.
//
// Load looks at the file alone: whether the essay has the quoted words, or the
// rubric the criteria, is found out elsewhere.
func Load(f *source.File) (*Set, []diag.Finding) {
	return Read(yamlfile.Open(f, Options()))
}

// Options are how an annotation file is parsed.
func Options() yamlfile.Options {
	return yamlfile.Options{
		Names: keyNames(),
		Prose: []string{"comment", "correction", "next", "overall", "prefix", "quote", "replacement", "suffix"},
		List:  "annotations",
		Top:   yamlfile.Names(fileKeys()),
		Words: func() yamlfile.Words { return yamlfile.Words{Synonyms: synonyms(), Homes: homes()} },
	}
}

// Read is Load for a file that has been parsed.
func Read(r *yamlfile.Reader, root *yamlfile.Node) (*Set, []diag.Finding) {
	l := &loader{Reader: r, set: &Set{File: r.File(), Version: NewestVersion}}
	l.file(root)
	l.finish()
	return l.set, l.Findings()
}

// loader fills one Set.
type loader struct {
	*yamlfile.Reader
	set *Set
}

func (l *loader) file(root *yamlfile.Node) {
	switch root.Kind {
	case yamlfile.Absent:
	case yamlfile.List:
		l.Error("bare-list", source.Span{Start: root.Span.Start, End: root.Span.Start + 1},
			"the list of annotations has no key before it",
			"begin the file with the line\nannotations:")
		fileAnnotations(l.Reader, yamlfile.Field{Key: "annotations", At: root.Span, Node: root}, l.set)
	case yamlfile.Scalar:
		l.Error("wrong-type", root.Span, "this is a text, and not an annotation file", smallest()...)
	default:
		yamlfile.ReadMap(l.Reader, yamlfile.Top(root), fileKeys(), l.set)
	}
}

// smallest is the help for somebody who has no idea what to write.
func smallest() []string {
	return []string{"the smallest file that works is\nannotations:\n  - quote: words of the essay\n    comment: what you have to say about them"}
}

// finish does what needs the whole file: derived ids, and the marker's name where
// an annotation has none.
func (l *loader) finish() {
	l.uniqueIDs()
	deriveIDs(l.set.Annotations)
	for _, a := range l.set.Annotations {
		if !a.By.Set {
			a.By = l.set.Marker
		}
	}
}

// uniqueIDs reports ids that are written twice.
func (l *loader) uniqueIDs() {
	first := map[string]source.Span{}
	for _, a := range l.set.Annotations {
		if !a.ID.Set {
			continue
		}
		before, twice := first[a.ID.Value]
		if !twice {
			first[a.ID.Value] = a.ID.Span
			continue
		}
		l.Add(diag.Finding{
			Severity: diag.Error, Rule: "duplicate-id", Span: a.ID.Span,
			Message: fmt.Sprintf("the id %q is taken", a.ID.Value),
			Help:    []string{"give this annotation another id, or leave the id out"},
			Notes:   []diag.Note{{File: l.set.File, Span: before, Message: "it is the id of this annotation"}},
		})
	}
}

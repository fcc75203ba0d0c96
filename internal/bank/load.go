package bank

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// NewestVersion is the newest version of the format that is understood.
const NewestVersion = 1

type (
	reader = yamlfile.Reader
	field  = yamlfile.Field
)

// Load reads a comment bank. The Bank is never nil and holds what could be
// understood; every fault of the file is among the findings. The banks that it
// includes are not read.
func Load(f *source.File) (*Bank, []diag.Finding) {
	r, root := yamlfile.Open(f, yamlfile.Options{
		Names: keyNames(),
		Prose: []string{"comment", "correction", "next", "replacement"},
		Words: func() yamlfile.Words { return yamlfile.Words{Synonyms: synonyms()} },
	})
	out := &Bank{File: f, Version: NewestVersion}
	if root.Kind != yamlfile.Absent && !yamlfile.ReadMap(r, yamlfile.Top(root), fileKeys(), out) {
		r.Error("wrong-type", source.Span{Start: root.Span.Start, End: min(root.Span.Start+1, root.Span.End)},
			"this is not a comment bank", smallest()...)
	}
	return out, r.Findings()
}

// smallest is the help for somebody who has no idea what to write.
func smallest() []string {
	return []string{"the smallest comment bank is\nentries:\n  name-of-the-remark:\n    comment: what you have to say"}
}

// fileKeys are the keys at the top of a comment bank.
func fileKeys() []yamlfile.Key[Bank] {
	return []yamlfile.Key[Bank]{
		{Name: "version", Read: version},
		{Name: "title", Read: text(func(b *Bank) *Text { return &b.Title })},
		{Name: "include", Read: texts(func(b *Bank) *[]Text { return &b.Include })},
		{Name: "entries", Read: entries},
	}
}

func version(r *reader, f field, into *Bank) {
	if n, ok := r.Version(f, NewestVersion); ok {
		into.Version = n
	}
}

func text[T any](at func(*T) *Text) func(*reader, field, *T) {
	return func(r *reader, f field, into *T) { *at(into) = r.Text(f) }
}

func texts[T any](at func(*T) *[]Text) func(*reader, field, *T) {
	return func(r *reader, f field, into *T) { *at(into) = r.Texts(f) }
}

func oneOf[T any](at func(*T) *Text, legal []string) func(*reader, field, *T) {
	return func(r *reader, f field, into *T) { *at(into) = r.OneOf(f, legal...) }
}

// kinds and severities are the words that an annotation may have there.
func kinds() []string      { return []string{"correction", "suggestion", "question", "praise", "comment"} }
func severities() []string { return []string{"minor", "major"} }

func entryKeys() []yamlfile.Key[Entry] {
	return []yamlfile.Key[Entry]{
		{Name: "kind", Read: oneOf(func(e *Entry) *Text { return &e.Kind }, kinds())},
		{Name: "category", Read: text(func(e *Entry) *Text { return &e.Category })},
		{Name: "severity", Read: oneOf(func(e *Entry) *Text { return &e.Severity }, severities())},
		{Name: "match", Read: match},
		{Name: "comment", Read: func(r *reader, f field, e *Entry) { e.Comment = r.Block(f) }},
		{Name: "correction", Read: text(func(e *Entry) *Text { return &e.Correction })},
		{Name: "replacement", Read: replacement, Empty: emptyReplacement},
		{Name: "sources", Read: sources},
		{Name: "next", Read: text(func(e *Entry) *Text { return &e.Next })},
		{Name: "criterion", Read: text(func(e *Entry) *Text { return &e.Criterion })},
		{Name: "marks", Read: func(r *reader, f field, e *Entry) {
			if d, ok := r.Decimal(f); ok {
				e.Marks = Number{Value: d, Span: f.Node.Span, Set: true}
			}
		}},
		{Name: "tags", Read: texts(func(e *Entry) *[]Text { return &e.Tags })},
		{Name: "with", Read: variables},
	}
}

func entries(r *reader, f field, b *Bank) {
	if f.Node.Kind != yamlfile.Map {
		r.Error("wrong-type", f.Node.Span, "entries must be names, each with a remark under it", smallest()...)
		return
	}
	for _, p := range f.Node.Pairs {
		e := Entry{Name: Text{Text: p.Key.Value, Span: p.Key.Span, Set: true}}
		at := field{Key: p.Key.Value, At: p.Key.Span, Node: p.Value}
		if strings.ContainsAny(p.Key.Value, ": \t\n") || p.Key.Value == "" {
			r.Error("entry-name", p.Key.Span, fmt.Sprintf("the name %q has a space or a colon in it, so no annotation could use it", p.Key.Value),
				"write the words with a - between them")
		}
		switch {
		case p.Value.Kind == yamlfile.Absent:
		case yamlfile.ReadMap(r, at, entryKeys(), &e):
			b.Entries = append(b.Entries, e.checked(r))
		default:
			r.Error("wrong-type", p.Value.Span, fmt.Sprintf("the entry %q is made of keys, such as comment:", p.Key.Value), smallest()...)
		}
	}
}

// checked is the entry without a severity where it is praise.
func (e Entry) checked(r *reader) Entry {
	if e.Kind.Text == "praise" && e.Severity.Set {
		r.Error("praise-severity", e.Severity.Span, "praise has no severity", "delete this line, or give the entry another kind")
		e.Severity = Text{}
	}
	return e
}

// match reads the patterns; one alone may stand without a list around it.
func match(r *reader, f field, e *Entry) {
	for _, t := range r.Texts(f) {
		if strings.Trim(t.Text, "* ") == "" {
			r.Error("match", t.Span, fmt.Sprintf("the pattern %q would fit every sentence", t.Text), "write words around the *, such as: famine * thousands")
			continue
		}
		e.Match = append(e.Match, t)
	}
}

func replacement(r *reader, f field, e *Entry) {
	e.Replacement = r.Exact(f)
	e.Replacement.Text = strings.TrimSuffix(e.Replacement.Text, "\n")
}

func emptyReplacement(r *reader, f field) {
	r.Warn("empty-replacement", f.At, "replacement has no value, and is taken as absent",
		`to delete the quoted words, write: replacement: ""`, "if that is not meant, delete this line")
}

func sourceKeys() []yamlfile.Key[Source] {
	return []yamlfile.Key[Source]{
		{Name: "title", Read: text(func(s *Source) *Text { return &s.Title })},
		{Name: "author", Read: text(func(s *Source) *Text { return &s.Author })},
		{Name: "year", Read: text(func(s *Source) *Text { return &s.Year })},
		{Name: "page", Read: text(func(s *Source) *Text { return &s.Page })},
		{Name: "url", Read: text(func(s *Source) *Text { return &s.URL })},
	}
}

func sources(r *reader, f field, e *Entry) {
	items, ok := r.Items(f)
	if !ok {
		r.Error("wrong-type", f.Node.Span, "sources must be a list, each with a - before it",
			"sources:\n  - {title: The title, author: The author, year: 2004}\n  - or a plain text")
		return
	}
	for _, item := range items {
		var s Source
		if !yamlfile.ReadMap(r, item, sourceKeys(), &s) {
			s.Title = r.Text(item)
		}
		e.Sources = append(e.Sources, s)
	}
}

func variables(r *reader, f field, e *Entry) {
	if f.Node.Kind != yamlfile.Map {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%s must be names and their values", f.Key),
			fmt.Sprintf("write, for example, %s: {magnitude: millions}", f.Key))
		return
	}
	for _, p := range f.Node.Pairs {
		if p.Value.Kind == yamlfile.Absent {
			continue
		}
		e.With = append(e.With, Variable{
			Name:  Text{Text: p.Key.Value, Span: p.Key.Span, Set: true},
			Value: r.Text(field{Key: p.Key.Value, At: p.Key.Span, Node: p.Value}),
		})
	}
}

// keyNames are all keys that are legal anywhere in the file.
func keyNames() []string {
	names := slices.Concat(yamlfile.Names(fileKeys()), yamlfile.Names(entryKeys()), yamlfile.Names(sourceKeys()))
	slices.Sort(names)
	return slices.Compact(names)
}

// synonyms are what people call the keys who do not know them.
func synonyms() map[string][]string {
	return map[string][]string{
		"quote": {"match"}, "pattern": {"match"}, "patterns": {"match"}, "matches": {"match"}, "words": {"match"},
		"note": {"comment"}, "text": {"comment"}, "remark": {"comment"}, "feedback": {"comment"}, "message": {"comment"},
		"type": {"kind"}, "points": {"marks"}, "variables": {"with"}, "remarks": {"entries"}, "comments": {"entries"},
		"annotations": {"entries"}, "banks": {"include"}, "includes": {"include"},
	}
}

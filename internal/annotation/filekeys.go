package annotation

import (
	"fmt"
	"slices"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

type (
	reader = yamlfile.Reader
	field  = yamlfile.Field
)

// fileKeys are the keys at the top of an annotation file.
func fileKeys() []yamlfile.Key[Set] {
	return []yamlfile.Key[Set]{
		{Name: "version", Read: version},
		{Name: "essay", Read: text(func(s *Set) *Text { return &s.Essay })},
		{Name: "made_on", Read: text(func(s *Set) *Text { return &s.MadeOn })},
		{Name: "digest", Read: checked(func(s *Set) *Text { return &s.Digest }, digest)},
		{Name: "language", Read: checked(func(s *Set) *Text { return &s.Language }, languageTag)},
		{Name: "student", Read: text(func(s *Set) *Text { return &s.Student })},
		{Name: "marker", Read: text(func(s *Set) *Text { return &s.Marker })},
		{Name: "date", Read: checked(func(s *Set) *Text { return &s.Date }, date)},
		{Name: "task", Read: text(func(s *Set) *Text { return &s.Task })},
		{Name: "overall", Read: block(func(s *Set) *Text { return &s.Overall })},
		{Name: "strengths", Read: texts(func(s *Set) *[]Text { return &s.Strengths })},
		{Name: "next_steps", Read: texts(func(s *Set) *[]Text { return &s.NextSteps })},
		{Name: "rubric", Read: text(func(s *Set) *Text { return &s.Rubric })},
		{Name: "scores", Read: scores},
		{Name: "banks", Read: texts(func(s *Set) *[]Text { return &s.Banks })},
		{Name: "annotations", Read: fileAnnotations},
	}
}

// keyNames are all keys that are legal anywhere in the file, for messages about
// lines that are not even YAML.
func keyNames() []string {
	names := slices.Concat(
		yamlfile.Names(fileKeys()), yamlfile.Names(annotationKeys()), yamlfile.Names(sourceKeys()),
		yamlfile.Names(replyKeys()), yamlfile.Names(scoreKeys()), yamlfile.Names(positionKeys()),
	)
	slices.Sort(names)
	return slices.Compact(names)
}

func version(r *reader, f field, s *Set) {
	if n, ok := r.Version(f, NewestVersion); ok {
		s.Version = n
	}
}

func fileAnnotations(r *reader, f field, s *Set) {
	if f.Node.Kind == yamlfile.Map && len(f.Node.Pairs) > 0 {
		first := f.Node.Pairs[0]
		message := fmt.Sprintf("%q is a list, and a list item begins with a -", f.Key)
		if first.Value.Kind == yamlfile.Map {
			numberedAnnotations(r, f, s, message)
			return
		}
		item, _ := r.DashForgotten(f)
		s.Annotations = readAnnotations(r, []field{item})
		return
	}
	items, ok := r.Items(f)
	if !ok {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%q must be a list", f.Key), smallest()...)
		return
	}
	if len(items) > MaxAnnotations {
		r.Error("too-many-annotations", source.Span{Start: items[MaxAnnotations].At.Start, End: items[MaxAnnotations].At.Start + 1},
			fmt.Sprintf("the file has %d annotations, and %d are the most that are read", len(items), MaxAnnotations),
			"split the essay, and give each part a file of its own")
		items = items[:MaxAnnotations]
	}
	s.Annotations = readAnnotations(r, items)
}

// numberedAnnotations reads annotations that have a number or name each, in place
// of a dash.
func numberedAnnotations(r *reader, f field, s *Set, message string) {
	first := f.Node.Pairs[0]
	r.Error("wrong-type", first.Key.Span, message+fmt.Sprintf(", not with %q", first.Key.Value+":"),
		"put a - in the place of each number or name, and the keys behind it and below\n- quote: words of the essay\n  comment: what you have to say about them")
	var items []field
	for _, p := range f.Node.Pairs {
		items = append(items, field{Key: f.Key, At: p.Key.Span, Node: p.Value, Item: true})
	}
	s.Annotations = readAnnotations(r, items)
}

func readAnnotations(r *reader, items []field) []*Annotation {
	keys := annotationKeys()
	var out []*Annotation
	for _, item := range items {
		if a := readAnnotation(r, item, keys); a != nil {
			out = append(out, a)
		}
	}
	return out
}

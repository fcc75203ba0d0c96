package annotation

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/yamlfile"
)

// annotationKeys are the keys of one annotation: what it says, then where it
// points.
func annotationKeys() []yamlfile.Key[Annotation] {
	keys := []yamlfile.Key[Annotation]{
		{Name: "id", Read: checked(func(a *Annotation) *Text { return &a.ID }, identifier)},
		{Name: "kind", Read: oneOf(words(Kinds()), func(a *Annotation, t Text) { a.Kind, a.KindText = Kind(t.Value), t })},
		{Name: "category", Read: text(func(a *Annotation) *Text { return &a.Category })},
		{Name: "severity", Read: oneOf(words(Severities()), func(a *Annotation, t Text) { a.Severity, a.SevText = Severity(t.Value), t })},
		{Name: "comment", Read: block(func(a *Annotation) *Text { return &a.Comment })},
		{Name: "correction", Read: text(func(a *Annotation) *Text { return &a.Correction })},
		{Name: "replacement", Read: replacement, Empty: emptyReplacement},
		{Name: "sources", Read: sources},
		{Name: "next", Read: text(func(a *Annotation) *Text { return &a.Next })},
		{Name: "criterion", Read: text(func(a *Annotation) *Text { return &a.Criterion })},
		{Name: "marks", Read: number(func(a *Annotation) *Number { return &a.Marks })},
		{Name: "tags", Read: texts(func(a *Annotation) *[]Text { return &a.Tags })},
		{Name: "by", Read: text(func(a *Annotation) *Text { return &a.By })},
		{Name: "created", Read: checked(func(a *Annotation) *Text { return &a.Created }, timestamp)},
		{Name: "private", Read: func(r *reader, f field, a *Annotation) { a.Private, _ = r.Bool(f) }},
		{Name: "origin", Read: oneOf([]string{"suggested"}, func(a *Annotation, _ Text) { a.Suggested = true })},
		{Name: "use", Read: checked(func(a *Annotation) *Text { return &a.Use }, entryName)},
		{Name: "with", Read: variables},
		{Name: "status", Read: oneOf([]string{"open", "resolved"}, func(a *Annotation, t Text) { a.Resolved = t.Value == "resolved" })},
		{Name: "replies", Read: replies},
	}
	for _, k := range selectorKeys() {
		keys = append(keys, yamlfile.Key[Annotation]{Name: k.Name, Empty: k.Empty, Read: func(r *reader, f field, a *Annotation) {
			readSelectorKey(r, f, k, &a.Selector)
		}})
	}
	return append(keys, yamlfile.Key[Annotation]{Name: "also", Read: also})
}

// readAnnotation reads one item of the list by the table of its keys, or nothing
// where it is no map.
func readAnnotation(r *reader, f field, keys []yamlfile.Key[Annotation]) *Annotation {
	a := &Annotation{Span: f.Node.Span}
	if isShorthand(r, f, keys) {
		p := f.Node.Pairs[0]
		r.Error("wrong-type", p.Key.Span, "an annotation is made of keys, such as quote: and comment:",
			fmt.Sprintf("write:\n- quote: %s\n  comment: %s", yamlfile.Quoted(p.Key.Value), yamlfile.Quoted(firstLine(p.Value))))
		return nil
	}
	if !yamlfile.ReadMap(r, f, keys, a) {
		help := "write: - quote: words of the essay\n  comment: what you have to say about them"
		if said := strings.TrimSpace(firstLine(f.Node)); said != "" {
			help = "write: - comment: " + said
		}
		r.Error("wrong-type", f.Node.Span, "an annotation is made of keys, such as quote: and comment:", help)
		return nil
	}
	a.Key = f.Node.Span
	if len(f.Node.Pairs) > 0 {
		a.Key = f.Node.Pairs[0].Key.Span
	}
	if a.Kind == "" {
		a.Kind = Comment
		if a.Correction.Set || a.Replacement.Set {
			a.Kind = Correction
		}
	}
	if a.Kind == Praise && a.Severity != "" {
		r.Error("praise-severity", a.SevText.Span, "praise has no severity", "delete this line, or give the annotation another kind")
		a.Severity, a.SevText = "", Text{}
	}
	return a
}

// isShorthand reports whether an item has words of the essay in the place of a key,
// and the comment behind them.
func isShorthand(r *reader, f field, keys []yamlfile.Key[Annotation]) bool {
	if f.Node.Kind != yamlfile.Map || f.Node.Style == yamlfile.Flow || len(f.Node.Pairs) != 1 {
		return false
	}
	p := f.Node.Pairs[0]
	words := p.Key.Style != yamlfile.Plain || strings.Contains(strings.TrimSpace(p.Key.Value), " ")
	return words && p.Value.Kind == yamlfile.Scalar && !slices.Contains(yamlfile.Names(keys), p.Key.Value) && r.Meant(p.Key.Value, yamlfile.Names(keys)) == ""
}

func firstLine(n *yamlfile.Node) string {
	s, _, _ := strings.Cut(n.Value, "\n")
	return s
}

// replacement reads the words to put in place of the span. Unlike other texts it
// may be empty: that deletes the span.
func replacement(r *reader, f field, a *Annotation) {
	v := r.Exact(f)
	v.Text = strings.TrimSuffix(v.Text, "\n")
	a.Replacement = asText(v)
}

func emptyReplacement(r *reader, f field) {
	r.Warn("empty-replacement", f.At, "replacement has no value, and is taken as absent",
		`to delete the quoted words, write: replacement: ""`, "if that is not meant, delete this line")
}

// sourceKeys are the keys of one source.
func sourceKeys() []yamlfile.Key[Source] {
	return []yamlfile.Key[Source]{
		{Name: "title", Read: text(func(s *Source) *Text { return &s.Title })},
		{Name: "author", Read: text(func(s *Source) *Text { return &s.Author })},
		{Name: "year", Read: text(func(s *Source) *Text { return &s.Year })},
		{Name: "page", Read: text(func(s *Source) *Text { return &s.Page })},
		{Name: "url", Read: text(func(s *Source) *Text { return &s.URL })},
	}
}

func sources(r *reader, f field, a *Annotation) { a.Sources = readSources(r, f) }

// readSources reads a list of sources: maps, or plain texts.
func readSources(r *yamlfile.Reader, f yamlfile.Field) []Source {
	items, ok := r.Items(f)
	if item, forgotten := r.DashForgotten(f); forgotten {
		items = []yamlfile.Field{item}
	} else if !ok {
		help := "sources:\n  - {title: The title, author: The author, year: 2004}\n  - or a plain text"
		if said := strings.TrimSpace(firstLine(f.Node)); said != "" && f.Node.Style == yamlfile.Plain {
			help = f.Key + ":\n  - " + said
		}
		r.Error("wrong-type", f.Node.Span, "sources must be a list, each with a - before it", help)
		return nil
	}
	var out []Source
	for _, item := range items {
		var s Source
		if r.ColonText(item, "title") {
			continue
		}
		if !yamlfile.ReadMap(r, item, sourceKeys(), &s) {
			s.Title = asText(r.Text(item))
		}
		out = append(out, s)
	}
	return out
}

// replyKeys are the keys of one reply.
func replyKeys() []yamlfile.Key[Reply] {
	return []yamlfile.Key[Reply]{
		{Name: "by", Read: text(func(p *Reply) *Text { return &p.By })},
		{Name: "created", Read: checked(func(p *Reply) *Text { return &p.Created }, timestamp)},
		{Name: "comment", Read: block(func(p *Reply) *Text { return &p.Comment })},
	}
}

func replies(r *reader, f field, a *Annotation) {
	items, ok := r.Items(f)
	if item, forgotten := r.DashForgotten(f); forgotten {
		items = []field{item}
	} else if !ok {
		r.Error("wrong-type", f.Node.Span, "replies must be a list, each with a - before it",
			"replies:\n  - by: Your name\n    comment: What you have to say")
		return
	}
	for _, item := range items {
		var p Reply
		if !yamlfile.ReadMap(r, item, replyKeys(), &p) {
			r.Error("wrong-type", item.Node.Span, "a reply is made of keys, such as by: and comment:", "write: - comment: …")
			continue
		}
		a.Replies = append(a.Replies, p)
	}
}

func variables(r *reader, f field, a *Annotation) {
	a.With = readVariables(r, f)
}

// readVariables reads a map of names and their values.
func readVariables(r *yamlfile.Reader, f yamlfile.Field) []Variable {
	if f.Node.Kind != yamlfile.Map {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%s must be names and their values", f.Key),
			fmt.Sprintf("write, for example, %s: {magnitude: millions}", f.Key))
		return nil
	}
	var out []Variable
	for _, p := range f.Node.Pairs {
		if p.Value.Kind == yamlfile.Absent {
			continue
		}
		name := Text{Value: p.Key.Value, Span: p.Key.Span, Set: true}
		out = append(out, Variable{Name: name, Value: asText(r.Text(field{Key: p.Key.Value, At: p.Key.Span, Node: p.Value}))})
	}
	return out
}

// identifier checks an id.
func identifier(r *reader, _ field, t Text) bool {
	if isIdentifier(t.Value) {
		return true
	}
	f := diag.Finding{
		Severity: diag.Error, Rule: "id-form", Span: t.Span,
		Message: fmt.Sprintf("the id %q has other characters in it than a to z, 0 to 9 and -", t.Value),
		Help:    []string{"leave the id out, and it is made from the quote"},
	}
	if s := slug(t.Value, len(t.Value)); s != "" {
		f.Help = []string{"write id: " + s}
	}
	r.Add(f)
	return false
}

func isIdentifier(s string) bool {
	return s != "" && s[0] != '-' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// entryName checks the name of a comment bank's entry.
func entryName(r *reader, _ field, t Text) bool {
	bank, entry, named := strings.Cut(t.Value, ":")
	if bank != "" && (!named || entry != "") && !strings.ContainsAny(t.Value, " \t\n") {
		return true
	}
	r.Error("wrong-type", t.Span, fmt.Sprintf("%q does not name an entry of a comment bank", t.Value),
		"write use: entry, or use: bank:entry where two banks have an entry of that name")
	return false
}

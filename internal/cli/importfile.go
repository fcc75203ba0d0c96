package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/format/docx"
	"gloss/internal/pipeline"
	"gloss/internal/richtext"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// importTarget is the annotation file that an import goes into.
type importTarget struct {
	file     *store.File // as it was; nil for a new file
	essay    string      // of a new file: the essay's path
	document string      // the path of what is imported
	output   string      // the path of the new file; it may be ""
	student  string      // as the user named them

	ops  []store.Op // on the file
	lost []docx.Loss
}

// annotations are those of the file.
func (t *importTarget) annotations() []*annotation.Annotation {
	if t.file == nil {
		return nil
	}
	return t.file.Set.Annotations
}

// ids are the ids of the annotations that are there already.
func (t *importTarget) ids() []string {
	var ids []string
	for _, a := range t.annotations() {
		ids = append(ids, a.ID.Value)
	}
	return ids
}

// create is a new file with what was said in a document.
func (t *importTarget) create(said *docx.Imported) ([]byte, error) {
	top := t.head(said)
	var all []yamlfile.Content
	for i := range said.Notes {
		all = append(all, yamlfile.MapOf(asAnnotation(&said.Notes[i])...))
	}
	if s := said.Summary; s != nil {
		for _, n := range append(s.Notes, s.Unplaced...) {
			all = append(all, yamlfile.MapOf(asAnnotation(&n)...))
		}
		t.missing(s)
	}
	var edits []yamlfile.Edit
	for _, e := range append(top, yamlfile.Entry{Key: "annotations", Value: yamlfile.ListOf(all...)}) {
		edits = append(edits, yamlfile.Edit{Op: yamlfile.Set, Path: yamlfile.Path{yamlfile.KeyStep(e.Key)}, Value: e.Value})
	}
	return yamlfile.Apply(source.NewFile("", ""), edits)
}

// head are the first keys of a new file.
func (t *importTarget) head(said *docx.Imported) []yamlfile.Entry {
	top := fields{{Key: "version", Value: yamlfile.Integer(1)}}
	essay := t.essay
	if essay == "" {
		essay = t.document
		if slices.ContainsFunc(said.Notes, func(n docx.ImportedNote) bool { return n.Replacement != nil }) {
			t.lose("essay", "the quotes are of the text before the tracked changes, which "+t.document+
				" is not: name the file that the student handed in under essay:")
		}
	}
	if essay != source.Stdin {
		top.text("essay", pipeline.Relative(t.output, essay))
	}
	s := said.Summary
	if s == nil {
		s = &docx.ImportedSummary{}
	}
	top.text("student", cmp.Or(t.student, s.Student))
	top.text("marker", s.Marker)
	top.text("date", s.Date)
	top.text("task", s.Task)
	top.text("overall", s.Overall)
	top.list("strengths", s.Strengths)
	top.list("next_steps", s.NextSteps)
	return top
}

// missing says what of the page of feedback is in the file not as it was, or not at
// all.
func (t *importTarget) missing(s *docx.ImportedSummary) {
	if len(s.Marks) > 0 {
		t.lose("scores", "the table of marks is not imported, because it does not name the rubric: put the marks under scores: ("+
			strings.Join(s.Marks, "; ")+")")
	}
	if n := len(s.Notes) + len(s.Unplaced); n > 0 {
		t.lose("summary", fmt.Sprintf("the document does not name the author, time, tags and criterion of what its page of feedback remarks on the whole essay (%d in all): name its annotation file with -a", n))
	}
}

// merge says how the file changes by what was said in a document that was marked
// with it.
func (t *importTarget) merge(said *docx.Imported) {
	all := t.annotations()
	seen := map[string]bool{}
	for i := range said.Notes {
		n := &said.Notes[i]
		at := slices.IndexFunc(all, func(a *annotation.Annotation) bool { return n.ID != "" && a.ID.Value == n.ID })
		if at < 0 {
			at = t.imported(n)
		}
		if at < 0 {
			t.ops = append(t.ops, store.Add(asAnnotation(n)...))
			continue
		}
		seen[all[at].ID.Value] = true
		t.update(all[at], n)
	}
	for _, a := range all {
		if !seen[a.ID.Value] && !a.Hidden() && !a.Selector.IsEmpty() && !unplaced(said, a) {
			t.lose("gone", fmt.Sprintf("no comment of the document is made from the annotation %s; it is kept as it was", a.ID.Value))
		}
	}
	if s := said.Summary; s != nil && s.Edited {
		t.lose("summary", "the page of feedback was changed since gloss wrote it, and "+t.file.Path+
			" keeps what it has: change overall, strengths, next_steps and the remarks on the whole essay there")
	}
	essay := t.file.Set.Essay
	if essay.Set && t.output != "" && !filepath.IsAbs(essay.Value) && !sameFile(t.file.Path, t.output) {
		old := filepath.Join(filepath.Dir(t.file.Path), filepath.FromSlash(essay.Value))
		if moved := pipeline.Relative(t.output, old); moved != essay.Value {
			t.ops = append(t.ops, store.SetKey("essay", yamlfile.Text(moved)))
		}
	}
}

// unplaced reports whether an annotation stands on the page of feedback, because its
// words were not found.
func unplaced(said *docx.Imported, a *annotation.Annotation) bool {
	quote := strings.Join(strings.Fields(a.Selector.Quote.Value), " ")
	return said.Summary != nil && quote != "" && slices.ContainsFunc(said.Summary.Unplaced, func(n docx.ImportedNote) bool { return n.Quote == quote })
}

// imported is the annotation that an earlier import made of a note; -1 where there
// is none.
func (t *importTarget) imported(n *docx.ImportedNote) int {
	return slices.IndexFunc(t.annotations(), func(a *annotation.Annotation) bool {
		return a.By.Value == n.Author && a.Created.Value == n.Created && n.Created != "" && a.Selector.Quote.Value == n.Quote &&
			a.Replacement.Set == (n.Replacement != nil) && saysTheSame(a.Comment.Value, n.Said().Comment)
	})
}

// saysTheSame reports whether two remarks have the same letters, whatever became
// of their form.
func saysTheSame(a, b string) bool {
	return letters(richtext.Plain(richtext.Parse(a))) == letters(richtext.Plain(richtext.Parse(b)))
}

func (t *importTarget) lose(rule, message string) {
	t.lost = append(t.lost, docx.Loss{Rule: rule, Message: message})
}

// fields collects the keys that have a value.
type fields []yamlfile.Entry

func (f *fields) text(key, value string) {
	if value != "" {
		*f = append(*f, yamlfile.Entry{Key: key, Value: yamlfile.Text(value)})
	}
}

// list adds a list of texts, where there are any.
func (f *fields) list(key string, values []string) {
	var all []yamlfile.Content
	for _, v := range values {
		all = append(all, yamlfile.Text(v))
	}
	if len(all) > 0 {
		*f = append(*f, yamlfile.Entry{Key: key, Value: yamlfile.ListOf(all...)})
	}
}

// asAnnotation is a note as a new annotation.
func asAnnotation(n *docx.ImportedNote) fields {
	var f fields
	f.text("quote", n.Quote)
	f.text("prefix", n.Prefix)
	f.text("suffix", n.Suffix)
	if slices.Contains(words(annotation.Kinds()), n.Kind) {
		f.text("kind", n.Kind)
	}
	f.text("category", n.Category)
	f.text("severity", n.Severity)
	said := n.Said()
	f.text("comment", said.Comment)
	f.text("correction", said.Correction)
	if n.Replacement != nil {
		f = append(f, yamlfile.Entry{Key: "replacement", Value: yamlfile.Text(*n.Replacement)})
	}
	f.list("sources", said.Sources)
	f.text("next", said.Next)
	if marks, err := decimal.NewFromString(n.Marks); err == nil {
		f = append(f, yamlfile.Entry{Key: "marks", Value: yamlfile.Number(marks)})
	}
	f.text("by", n.Author)
	f.text("created", n.Created)
	if n.Resolved {
		f.text("status", "resolved")
	}
	var replies []yamlfile.Content
	for _, r := range n.Replies {
		replies = append(replies, yamlfile.MapOf(asReply(r)...))
	}
	if len(replies) > 0 {
		f = append(f, yamlfile.Entry{Key: "replies", Value: yamlfile.ListOf(replies...)})
	}
	return f
}

func asReply(r docx.ImportedReply) fields {
	var f fields
	f.text("by", r.Author)
	f.text("created", r.Created)
	f.text("comment", r.Comment)
	return f
}

// update puts into an annotation what was changed in Word.
func (t *importTarget) update(a *annotation.Annotation, n *docx.ImportedNote) {
	var f fields
	set := func(key, value string) { f = append(f, yamlfile.Entry{Key: key, Value: yamlfile.Text(value)}) }
	if n.Edited {
		said := n.Said()
		for _, p := range []struct{ key, was, now string }{
			{"correction", a.Correction.Value, said.Correction},
			{"comment", a.Comment.Value, said.Comment},
			{"next", a.Next.Value, said.Next},
		} {
			if !saysTheSame(p.was, p.now) {
				set(p.key, p.now)
			}
		}
	}
	if n.Replacement != nil && *n.Replacement != a.Replacement.Value {
		set("replacement", *n.Replacement)
	}
	if n.Resolved != a.Resolved {
		set("status", map[bool]string{true: "resolved", false: "open"}[n.Resolved])
	}
	if len(f) > 0 {
		t.ops = append(t.ops, store.Edit(a.ID.Value, f...))
	}
	for _, r := range n.Replies {
		known := slices.ContainsFunc(a.Replies, func(have annotation.Reply) bool {
			return have.By.Value == r.Author && saysTheSame(have.Comment.Value, r.Comment)
		})
		if !r.Ours && !known {
			t.ops = append(t.ops, store.Reply(a.ID.Value, asReply(r)...))
		}
	}
}

// letters are the letters and digits of a text: what is left of it when it has
// gone through another program's formatting.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

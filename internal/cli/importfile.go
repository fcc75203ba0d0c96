package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"gloss/internal/annotation"
	"gloss/internal/format/docx"
	"gloss/internal/richtext"
	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// importTarget is the annotation file that an import goes into.
type importTarget struct {
	file     *source.File
	set      *annotation.Set
	essay    string // of a new file: the essay's path
	document string // the path of what is imported
	output   string // the path of the new file; it may be ""
	student  string // as the user named them

	edits []yamlfile.Edit
	lost  []docx.Loss
}

// ids are the ids of the annotations that are there already.
func (t *importTarget) ids() []string {
	var ids []string
	for _, a := range t.set.Annotations {
		ids = append(ids, a.ID.Value)
	}
	return ids
}

// put is the file with what was said in the document.
func (t *importTarget) put(said *docx.Imported) ([]byte, []docx.Loss, error) {
	var added []yamlfile.Content
	seen := map[string]bool{}
	for i := range said.Notes {
		n := &said.Notes[i]
		at := slices.IndexFunc(t.set.Annotations, func(a *annotation.Annotation) bool { return n.ID != "" && a.ID.Value == n.ID })
		if at < 0 {
			added = append(added, asAnnotation(n))
			continue
		}
		seen[n.ID] = true
		t.update(at, n)
	}
	for _, a := range t.set.Annotations {
		if !seen[a.ID.Value] && !a.Hidden() && !a.Selector.IsEmpty() {
			t.lose("gone", fmt.Sprintf("no comment of the document is made from the annotation %s; it is kept as it was", a.ID.Value))
		}
	}
	t.head(said)
	list := yamlfile.Path{yamlfile.KeyStep("annotations")}
	switch {
	case len(t.set.Annotations) == 0:
		t.edits = append(t.edits, yamlfile.Edit{Op: yamlfile.Set, Path: list, Value: yamlfile.ListOf(added...)})
	default:
		for _, a := range added {
			t.edits = append(t.edits, yamlfile.Edit{Op: yamlfile.Insert, Path: append(list[:1:1], yamlfile.End()), Value: a})
		}
	}
	out, err := yamlfile.Apply(t.file, t.edits)
	return out, t.lost, err
}

func (t *importTarget) lose(rule, message string) {
	t.lost = append(t.lost, docx.Loss{Rule: rule, Message: message})
}

// head says in a file which essay it is about, seen from where it will lie.
func (t *importTarget) head(said *docx.Imported) {
	set := func(key string, value yamlfile.Content) {
		t.edits = append(t.edits, yamlfile.Edit{Op: yamlfile.Set, Path: yamlfile.Path{yamlfile.KeyStep(key)}, Value: value})
	}
	if t.file.Name != "" {
		old := filepath.Join(filepath.Dir(t.file.Name), filepath.FromSlash(t.set.Essay.Value))
		if moved := fromFolderOf(t.output, old); t.output != "" && t.set.Essay.Set && !filepath.IsAbs(t.set.Essay.Value) && !sameFile(t.file.Name, t.output) && moved != t.set.Essay.Value {
			set("essay", yamlfile.Text(moved))
		}
		return
	}
	set("version", yamlfile.Integer(1))
	essay := t.essay
	if essay == "" {
		essay = t.document
		if slices.ContainsFunc(said.Notes, func(n docx.ImportedNote) bool { return n.Replacement != nil }) {
			t.lose("essay", "the quotes are of the text before the tracked changes, which "+t.document+
				" is not: name the file that the student handed in under essay:")
		}
	}
	if essay != source.Stdin {
		set("essay", yamlfile.Text(fromFolderOf(t.output, essay)))
	}
	if t.student != "" {
		set("student", yamlfile.Text(t.student))
	}
}

// fromFolderOf is a path as a file would name it.
func fromFolderOf(file, path string) string {
	rel, err := filepath.Rel(filepath.Dir(file), path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

// fields collects the keys that have a value.
type fields []yamlfile.Entry

func (f *fields) text(key, value string) {
	if value != "" {
		*f = append(*f, yamlfile.Entry{Key: key, Value: yamlfile.Text(value)})
	}
}

// asAnnotation is a note as a new annotation.
func asAnnotation(n *docx.ImportedNote) yamlfile.Content {
	var f fields
	f.text("quote", n.Quote)
	f.text("prefix", n.Prefix)
	f.text("suffix", n.Suffix)
	if slices.Contains(words(annotation.Kinds()), n.Kind) {
		f.text("kind", n.Kind)
	}
	said := n.Said()
	f.text("comment", said.Comment)
	f.text("correction", said.Correction)
	if n.Replacement != nil {
		f = append(f, yamlfile.Entry{Key: "replacement", Value: yamlfile.Text(*n.Replacement)})
	}
	var sources []yamlfile.Content
	for _, s := range said.Sources {
		sources = append(sources, yamlfile.Text(s))
	}
	if len(sources) > 0 {
		f = append(f, yamlfile.Entry{Key: "sources", Value: yamlfile.ListOf(sources...)})
	}
	f.text("next", said.Next)
	f.text("by", n.Author)
	f.text("created", n.Created)
	if n.Resolved {
		f.text("status", "resolved")
	}
	var replies []yamlfile.Content
	for _, r := range n.Replies {
		replies = append(replies, asReply(r))
	}
	if len(replies) > 0 {
		f = append(f, yamlfile.Entry{Key: "replies", Value: yamlfile.ListOf(replies...)})
	}
	return yamlfile.MapOf(f...)
}

func asReply(r docx.ImportedReply) yamlfile.Content {
	var f fields
	f.text("by", r.Author)
	f.text("created", r.Created)
	f.text("comment", r.Comment)
	return yamlfile.MapOf(f...)
}

// update puts into an annotation what was changed in Word.
func (t *importTarget) update(at int, n *docx.ImportedNote) {
	a := t.set.Annotations[at]
	before := len(t.edits)
	set := func(key string, value yamlfile.Content) {
		t.edits = append(t.edits, yamlfile.Edit{
			Op: yamlfile.Set, Value: value,
			Path: yamlfile.Path{yamlfile.KeyStep("annotations"), yamlfile.IndexStep(at), yamlfile.KeyStep(key)},
		})
	}
	if n.Edited {
		said := n.Said()
		for _, p := range []struct{ key, was, now string }{
			{"correction", a.Correction.Value, said.Correction},
			{"comment", a.Comment.Value, said.Comment},
			{"next", a.Next.Value, said.Next},
		} {
			if letters(richtext.Plain(richtext.Parse(p.was))) != letters(richtext.Plain(richtext.Parse(p.now))) {
				set(p.key, yamlfile.Text(p.now))
			}
		}
	}
	if n.Replacement != nil && *n.Replacement != a.Replacement.Value {
		set("replacement", yamlfile.Text(*n.Replacement))
	}
	if n.Resolved != a.Resolved {
		set("status", yamlfile.Text(map[bool]string{true: "resolved", false: "open"}[n.Resolved]))
	}
	t.replies(at, n)
	if len(t.edits) > before && !a.ID.Set {
		set("id", yamlfile.Text(a.ID.Value))
	}
}

// replies appends the replies that were given in Word.
func (t *importTarget) replies(at int, n *docx.ImportedNote) {
	for _, r := range n.Replies {
		if r.Ours {
			continue
		}
		t.edits = append(t.edits, yamlfile.Edit{
			Op: yamlfile.Insert, Value: asReply(r),
			Path: yamlfile.Path{yamlfile.KeyStep("annotations"), yamlfile.IndexStep(at), yamlfile.KeyStep("replies"), yamlfile.End()},
		})
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

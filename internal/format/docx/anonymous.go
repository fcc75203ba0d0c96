package docx

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
	"gloss/internal/format/docx/opc"
	"gloss/internal/report"
)

// anonymised is the report as a document without names shows it: its student is
// the candidate, in what they signed too.
func (d *document) anonymised(r *report.Report, o Options) *report.Report {
	out := *r
	number := oneLine(r.Head.Student)
	if !strings.ContainsAny(number, "0123456789") || slices.Contains(d.ownNames(), number) {
		number = ""
	}
	out.Head.Student = cmp.Or(oneLine(o.Candidate), number, "Candidate")
	own := append(d.ownNames(), oneLine(r.Head.Student))
	signed := func(by string) string {
		if by = oneLine(by); by != "" && slices.Contains(own, by) {
			return out.Head.Student
		}
		return by
	}
	out.Notes = slices.Clone(r.Notes)
	for i := range out.Notes {
		n := &out.Notes[i]
		n.By, n.Replies = signed(n.By), slices.Clone(n.Replies)
		for k := range n.Replies {
			n.Replies[k].By = signed(n.Replies[k].By)
		}
	}
	return &out
}

// untitled is the report without a title that is only the name of the file, which
// students call by their names.
func untitled(r *report.Report) *report.Report {
	out := *r
	if out.Head.Title == filepath.Base(r.Essay.Path) {
		out.Head.Title = ""
	}
	return &out
}

// ownNames are the names that the document's properties give to who wrote it.
func (d *document) ownNames() []string {
	if d.fresh {
		return nil // its properties came from the report
	}
	return []string{oneLine(d.property("dc", "creator")), oneLine(d.property("cp", "lastModifiedBy"))}
}

// anonymise takes the names out of the document: of its properties, of the
// authors of comments and changes, of the people and paths that it names, and the
// ids of editing sessions, which tell documents of one computer. The student
// becomes the candidate, everybody else who is not a marker of the report
// "Author 2" and so on.
func (d *document) anonymise(r *report.Report, student string) error {
	a := &anonymiser{d: d, names: map[string]string{}, candidate: r.Head.Student}
	for _, name := range append(d.ownNames(), oneLine(student)) {
		if name != "" && name != a.candidate {
			a.names[name] = a.candidate
			a.student = append(a.student, name)
		}
	}
	slices.SortFunc(a.student, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	for _, name := range markers(r, d.signature(r.Head)) {
		if _, student := a.names[name]; !student {
			a.names[name] = name
		}
	}
	for _, name := range d.allNames() {
		if err := a.part(name); err != nil {
			return err
		}
	}
	return nil
}

// markers are the names that the report itself is signed with.
func markers(r *report.Report, s signature) []string {
	names := []string{s.author}
	for _, n := range r.Notes {
		names = append(names, oneLine(n.By))
		for _, reply := range n.Replies {
			names = append(names, oneLine(reply.By))
		}
	}
	return names
}

// allNames are the names of all parts, new ones included, in a fixed order.
func (d *document) allNames() []string {
	names := d.pkg.Names()
	var added []string
	for name := range d.texts {
		if !d.pkg.Has(name) {
			added = append(added, name)
		}
	}
	slices.Sort(added)
	return append(names, added...)
}

type anonymiser struct {
	d         *document
	names     map[string]string // what each name becomes
	student   []string          // the names of the student, the longest first
	candidate string
	others    int
}

// name is what a name becomes.
func (a *anonymiser) name(was string) string {
	key := oneLine(was)
	if key == "" {
		return was
	}
	if name, ok := a.names[key]; ok {
		return name
	}
	a.others++
	a.names[key] = "Author " + strconv.Itoa(a.others+1)
	return a.names[key]
}

func (a *anonymiser) part(name string) error {
	lower := strings.ToLower(name)
	if !strings.HasSuffix(lower, ".xml") && !strings.HasSuffix(lower, ".rels") || name == opc.TypesName {
		return nil
	}
	return a.d.edit(name, "", func(doc *markup.Doc, e *markup.Edits) error {
		switch {
		case strings.HasSuffix(lower, ".rels"):
			a.rels(doc, e)
		case strings.HasPrefix(lower, "docprops/"):
			a.properties(doc, e)
		case strings.HasPrefix(lower, "customxml/"):
			a.mentions(doc, e)
		default:
			a.story(doc, e)
			a.shown(doc, e)
		}
		return nil
	})
}

// rels takes out paths of the student's own computer, and the template, which
// goes from the settings too.
func (a *anonymiser) rels(doc *markup.Doc, e *markup.Edits) {
	for i := range doc.Children(0) {
		kind, _ := doc.Attr(i, "", "Type")
		target, _ := doc.Attr(i, "", "Target")
		mode, _ := doc.Attr(i, "", "TargetMode")
		switch {
		case mode != "External":
		case path.Base(kind) == "attachedTemplate", strings.HasPrefix(path.Base(kind), "mailMerge"):
			leftOut(doc, e, i)
		case strings.HasPrefix(strings.ToLower(target), "file:"), strings.HasPrefix(target, `\\`), strings.Contains(target, `:\`):
			start, end, _ := doc.AttrSpan(i, "", "Target")
			e.Replace(start, end, "file:///")
		}
	}
}

// properties clears the properties that name people and places.
func (a *anonymiser) properties(doc *markup.Doc, e *markup.Edits) {
	for i := range doc.Nodes {
		n := doc.Name(i)
		switch {
		case !doc.IsElement(i):
		case n.Local == "creator" || n.Local == "lastModifiedBy":
			a.fill(doc, e, i, a.candidate)
		case slices.Contains([]string{"Manager", "Company", "HyperlinkBase", "Template"}, n.Local):
			a.fill(doc, e, i, "")
		case strings.HasSuffix(n.Space, "/docPropsVTypes") && int(doc.Nodes[i].Next) <= i+2 && strings.HasPrefix(n.Local, "lp"):
			a.fill(doc, e, i, "")
		}
	}
	a.mentions(doc, e)
}

// fill puts text in place of what an element holds.
func (a *anonymiser) fill(doc *markup.Doc, e *markup.Edits, i int, text string) {
	if !doc.SelfClosed(i) {
		e.Replace(int(doc.Nodes[i].Open), int(doc.Nodes[i].Close), markup.Escape(text))
	}
}

// mentions puts the candidate in place of the student's names wherever they are
// mentioned in a part that is not the text.
func (a *anonymiser) mentions(doc *markup.Doc, e *markup.Edits) {
	a.mentionsIn(doc, e, 0, len(doc.Text))
}

// story renames the authors in a part of the document proper, and takes out the
// ids of sessions.
func (a *anonymiser) story(doc *markup.Doc, e *markup.Edits) {
	for i := 0; i < len(doc.Nodes); i++ {
		if !doc.IsElement(i) {
			continue
		}
		n := doc.Name(i)
		switch n.Local {
		case "rsids", "docVars", "attachedTemplate", "mailMerge", "docId", "rsid":
			leftOut(doc, e, i)
			i = int(doc.Nodes[i].Next) - 1
			continue
		}
		author := ""
		if v, ok := doc.Attr(i, n.Space, "author"); ok {
			author = a.name(v)
		}
		a.attributes(doc, e, i, author)
	}
}

func (a *anonymiser) attributes(doc *markup.Doc, e *markup.Edits, i int, author string) {
	for raw, value := range doc.Attributes(i) {
		_, local, _ := strings.Cut(raw, ":")
		was := doc.Text[value[0]:value[1]]
		switch {
		case strings.HasPrefix(local, "rsid"):
			tag := doc.Text[doc.Nodes[i].Start : value[0]-1]
			e.Replace(int(doc.Nodes[i].Start)+strings.LastIndexAny(tag, " \t\r\n"), value[1]+1, "")
		case local == "author" && author != "":
			e.Replace(value[0], value[1], markup.Escape(author))
		case local == "initials" && author != "" && doc.Is(i, "w", "comment"):
			e.Replace(value[0], value[1], markup.Escape(initials(author)))
		case slices.Contains([]string{"descr", "title", "name", "alt", "tooltip"}, cmp.Or(local, raw)):
			a.mentionsIn(doc, e, value[0], value[1])
		case local == "userId" && was != "":
			parent, _ := doc.Attr(int(doc.Nodes[i].Parent), "w15", "author")
			e.Replace(value[0], value[1], markup.Escape(a.name(parent)))
		case local == "providerId":
			e.Replace(value[0], value[1], "None")
		}
	}
}

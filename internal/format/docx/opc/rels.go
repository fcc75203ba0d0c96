package opc

import (
	"net/url"
	"path"
	"strings"

	"gloss/internal/format/docx/markup"
)

// Relationship leads from one part to another, or out of the package.
type Relationship struct {
	ID       string
	Kind     string // the last word of the type: "comments", "hyperlink", …
	Target   string // the part's name; the address where External
	External bool
}

// RelsName is the name of the part that holds the relationships of a part; of
// the package itself where the part is "".
func RelsName(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base("/"+part)+".rels")
}

// Rels are the relationships of a part; of the package itself where the part is
// "".
func (p *Package) Rels(part string) ([]Relationship, error) {
	if out, ok := p.rels[part]; ok {
		return out, nil
	}
	name := RelsName(part)
	if part == "" {
		name = "_rels/.rels"
	}
	doc, err := p.Scan(name)
	if err != nil || doc == nil {
		return nil, err
	}
	var out []Relationship
	for i := range doc.Children(0) {
		if doc.Is(i, "rel", "Relationship") {
			out = append(out, relationship(doc, i, part))
		}
	}
	p.rels[part] = out
	return out, nil
}

func relationship(doc *markup.Doc, i int, part string) Relationship {
	attr := func(name string) string {
		v, _ := doc.Attr(i, "", name)
		return v
	}
	r := Relationship{ID: attr("Id"), Kind: path.Base(attr("Type")), Target: attr("Target"), External: attr("TargetMode") == "External"}
	if !r.External {
		target, _, _ := strings.Cut(r.Target, "#")
		if plain, err := url.PathUnescape(target); err == nil {
			target = plain
		}
		r.Target = Resolve(part, target)
	}
	return r
}

// Related is the part that the first relationship of that kind leads to; "" where
// there is none.
func (p *Package) Related(part, kind string) (string, error) {
	rels, err := p.Rels(part)
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.Kind == kind && !r.External && p.Has(r.Target) {
			return p.Exact(r.Target), nil
		}
	}
	return "", nil
}

// types are what [Content_Types].xml says.
type types struct {
	byPart map[string]string // by the part's name in lower case
	byEnd  map[string]string // by the ending in lower case
}

// TypesName is the name of the part that names the types of all others.
const TypesName = "[Content_Types].xml"

func (p *Package) readTypes() (*types, error) {
	doc, err := p.Scan(TypesName)
	if err != nil {
		return nil, err
	}
	if doc == nil {
		return nil, &Error{Reason: "is a zip archive, not a Word file (.docx)", Help: "unpack it and name the essay inside it"}
	}
	t := &types{byPart: map[string]string{}, byEnd: map[string]string{}}
	for i := range doc.Children(0) {
		kind, _ := doc.Attr(i, "", "ContentType")
		if part, ok := doc.Attr(i, "", "PartName"); ok {
			t.byPart[strings.ToLower(strings.TrimPrefix(part, "/"))] = kind
		}
		if end, ok := doc.Attr(i, "", "Extension"); ok {
			t.byEnd[strings.ToLower(end)] = kind
		}
	}
	return t, nil
}

// Type is the content type of a part; "" where the package names none.
func (p *Package) Type(part string) string {
	lower := strings.ToLower(part)
	if kind, ok := p.types.byPart[lower]; ok {
		return kind
	}
	return p.types.byEnd[strings.TrimPrefix(path.Ext(lower), ".")]
}

// Main is the name of the main part of a Word document.
func (p *Package) Main() (string, error) {
	main, err := p.Related("", "officeDocument")
	if err != nil {
		return "", err
	}
	if main == "" {
		for _, name := range p.Names() {
			if strings.HasSuffix(p.Type(name), "wordprocessingml.document.main+xml") {
				main = name
			}
		}
	}
	if main == "" && p.Has("word/document.xml") {
		main = p.Exact("word/document.xml")
	}
	kind := p.Type(main)
	switch {
	case main == "":
		return "", &Error{Reason: "is a zip archive, not a Word file (.docx)", Help: "unpack it and name the essay inside it"}
	case strings.Contains(kind, "macroEnabled"):
		return "", &Error{Reason: "is a Word file with macros (.docm)", Help: "open it in a word processor, without running the macros, and save it as .docx"}
	case strings.Contains(kind, "spreadsheetml"), strings.Contains(kind, "presentationml"), strings.Contains(kind, "visio"):
		return "", &Error{Reason: "is a spreadsheet or presentation, not a Word file (.docx)", Help: "save the essay's text as .docx"}
	}
	return main, nil
}

package docx

import (
	"path"
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
	"gloss/internal/format/docx/opc"
)

// uri is the namespace of a short name in this document, which may be a strict
// one.
func (d *document) uri(space string) string {
	strict := map[string]string{
		"w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
		"r": "http://purl.oclc.org/ooxml/officeDocument/relationships",
	}
	if u, ok := strict[space]; ok && d.strict {
		return u
	}
	return markup.URI(space)
}

// declare makes sure that what we write with the given prefixes means what it
// should in a part.
func (d *document) declare(doc *markup.Doc, e *markup.Edits, spaces ...string) error {
	at := int(doc.Nodes[0].Start) + 1 + len(doc.RawName(0))
	for _, space := range spaces {
		switch {
		case doc.Prefix(space) == space+":":
		case doc.Bound(space):
			return &opc.Error{
				Reason: "uses the prefix " + space + ": in a way of its own",
				Help:   "open it in a word processor and save it as .docx",
			}
		default:
			e.Insert(at, " xmlns:"+space+`="`+d.uri(space)+`"`)
		}
	}
	return nil
}

// ignorable adds prefixes to those that older programs may ignore.
func (d *document) ignorable(doc *markup.Doc, e *markup.Edits, spaces ...string) error {
	if err := d.declare(doc, e, append([]string{"mc"}, spaces...)...); err != nil {
		return err
	}
	start, end, ok := doc.AttrSpan(0, "mc", "Ignorable")
	if !ok {
		e.Insert(int(doc.Nodes[0].Start)+1+len(doc.RawName(0)), ` mc:Ignorable="`+strings.Join(spaces, " ")+`"`)
		return nil
	}
	have := strings.Fields(doc.Text[start:end])
	for _, space := range spaces {
		known := false
		for _, h := range have {
			known = known || h == space
		}
		if !known {
			e.Insert(end, " "+space)
		}
	}
	return nil
}

// appendTo puts XML behind all that the root element of a part holds.
func appendTo(doc *markup.Doc, e *markup.Edits, xml string) { appendInside(doc, e, 0, xml) }

// appendInside puts XML behind all that element i holds.
func appendInside(doc *markup.Doc, e *markup.Edits, i int, xml string) {
	n := doc.Nodes[i]
	if !doc.SelfClosed(i) {
		e.Insert(int(n.Close), xml)
		return
	}
	e.Replace(int(n.Open)-len("/>"), int(n.Open), ">"+xml+"</"+doc.RawName(i)+">")
}

// edit makes edits to a part that is no part of the story, such as one of
// relationships. A missing part is begun as empty.
func (d *document) edit(name, empty string, change func(*markup.Doc, *markup.Edits) error) error {
	text, err := d.text(name)
	if err != nil {
		return err
	}
	if text == "" {
		text = empty
	}
	doc, err := markup.Scan(text)
	if err != nil {
		return &opc.Error{Reason: "is damaged: its part " + name + " cannot be read", Err: err}
	}
	var e markup.Edits
	if err := change(doc, &e); err != nil {
		return err
	}
	if e.Any() {
		d.texts[d.pkg.Exact(name)] = e.Apply(text)
	}
	return nil
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func emptyRels() string {
	return declaration + `<Relationships xmlns="` + markup.URI("rel") + `"></Relationships>`
}

// relate makes sure that a part has a relationship to a target, and is its id.
// An external target is an address.
func (d *document) relate(part string, r opc.Relationship, typ string) (string, error) {
	id := r.ID
	err := d.edit(opc.RelsName(part), emptyRels(), func(doc *markup.Doc, e *markup.Edits) error {
		taken := map[string]bool{}
		for i := range doc.Children(0) {
			have, _ := doc.Attr(i, "", "Id")
			target, _ := doc.Attr(i, "", "Target")
			kind, _ := doc.Attr(i, "", "Type")
			taken[have] = true
			if r.External && target == r.Target && kind == typ {
				id = have
				return nil
			}
		}
		for n := 1; taken[id]; n++ {
			id = r.ID + strconv.Itoa(n)
		}
		name := doc.RawName(0)
		name = name[:strings.IndexByte(name, ':')+1] + "Relationship"
		xml := "<" + name + ` Id="` + id + `" Type="` + typ + `" Target="` + markup.Escape(r.Target) + `"`
		if r.External {
			xml += ` TargetMode="External"`
		}
		appendTo(doc, e, xml+"/>")
		return nil
	})
	return id, err
}

// linkFrom gives out the ids of relationships to addresses. An error is kept for
// later, because prose is written in one go.
func (d *document) linkFrom(part string, failed *error) func(string) string {
	known := map[string]string{}
	return func(url string) string {
		if id, ok := known[url]; ok {
			return id
		}
		id, err := d.relate(part, opc.Relationship{ID: "rIdGlossLink", Target: url, External: true}, d.uri("r")+"/hyperlink")
		if err != nil && *failed == nil {
			*failed = err
		}
		known[url] = id
		return id
	}
}

// partName is the name of the part of that kind; where there is none, the name
// that it will have.
func (d *document) partName(kind string) string {
	if name, ok := d.names[kind]; ok {
		return name
	}
	name := path.Join(path.Dir(d.main), kind+".xml")
	for n := 1; d.pkg.Has(name); n++ {
		name = path.Join(path.Dir(d.main), kind+strconv.Itoa(n)+".xml")
	}
	return name
}

// begin adds a new part beside the main part, with its content type and the
// relationship that leads to it.
func (d *document) begin(kind, contentType, text string) error {
	name := d.partName(kind)
	types := d.uri("r") + "/" + kind
	if kind == extendedPart {
		types = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
	}
	if _, err := d.relate(d.main, opc.Relationship{ID: "rIdGloss" + kind, Target: path.Base(name)}, types); err != nil {
		return err
	}
	err := d.edit(opc.TypesName, "", func(doc *markup.Doc, e *markup.Edits) error {
		root := doc.RawName(0)
		appendTo(doc, e, "<"+root[:strings.IndexByte(root, ':')+1]+`Override PartName="/`+name+`" ContentType="`+contentType+`"/>`)
		return nil
	})
	if err != nil {
		return err
	}
	d.names[kind] = name
	return d.set(kind, text)
}

// styleID is the id of the style of that name, however it is written; "" where the
// document has none.
func (d *document) styleID(name string) string {
	if d.styleIDs == nil {
		d.styleIDs = styleIDs(d.styles)
	}
	return d.styleIDs[strings.ToLower(name)]
}

// styleIDs are the ids of the styles by their names in lower case; of two of one
// name the first counts.
func styleIDs(doc *markup.Doc) map[string]string {
	out := map[string]string{}
	if doc == nil {
		return out
	}
	for i := range doc.Children(0) {
		name := strings.ToLower(doc.Val(doc.Child(i, "w", "name")))
		if _, there := out[name]; doc.Is(i, "w", "style") && !there {
			out[name], _ = doc.Attr(i, "w", "styleId")
		}
	}
	return out
}

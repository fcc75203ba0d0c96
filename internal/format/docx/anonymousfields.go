package docx

import (
	"strings"

	"gloss/internal/format/docx/markup"
)

// shown puts the candidate in place of the student where a part shows the names
// that its properties or the program hold: in the results of fields, in controls
// that are bound to a property, and in headers and footers, which students sign.
func (a *anonymiser) shown(doc *markup.Doc, e *markup.Edits) {
	signed := doc.Is(0, "w", "hdr") || doc.Is(0, "w", "ftr")
	var fields []field
	until, filled := 0, false
	for i := range doc.Nodes {
		n := doc.Name(i)
		switch {
		case n.Space != "w":
		case n.Local == "fldChar":
			fields = step(fields, doc, i)
		case n.Local == "instrText" && len(fields) > 0:
			fields[len(fields)-1].code += doc.Data(i)
		case namesSomebody(doc, i) && i >= until:
			until, filled = int(doc.Nodes[i].Next), false
		case n.Local != "t":
		case i < until:
			filled = a.instead(doc, e, i, filled)
		case len(fields) > 0 && fields[len(fields)-1].result && asksForName(fields[len(fields)-1].code):
			last := &fields[len(fields)-1]
			last.filled = a.instead(doc, e, i, last.filled)
		case signed:
			a.mentionsIn(doc, e, int(doc.Nodes[i].Open), int(doc.Nodes[i].Close))
		}
	}
}

// field is a field of several runs: its code, and what has been seen of it.
type field struct {
	code           string
	result, filled bool
}

// step follows the begin, middle and end of fields.
func step(fields []field, doc *markup.Doc, i int) []field {
	kind, _ := doc.Attr(i, "w", "fldCharType")
	switch n := len(fields); {
	case kind == "begin":
		return append(fields, field{})
	case n == 0:
	case kind == "separate":
		fields[n-1].result = true
	case kind == "end":
		return fields[:n-1]
	}
	return fields
}

// asksForName reports whether a field's result is the name of a person.
func asksForName(code string) bool {
	words := strings.Fields(strings.ToUpper(code))
	if len(words) == 0 {
		return false
	}
	switch words[0] {
	case "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS":
		return true
	case "DOCPROPERTY", "INFO":
		return len(words) > 1 && strings.Contains("AUTHOR LASTSAVEDBY MANAGER COMPANY", strings.Trim(words[1], `"`))
	}
	return false
}

// namesSomebody reports whether element i is a simple field, or a content control,
// that shows the name of a person.
func namesSomebody(doc *markup.Doc, i int) bool {
	switch doc.Name(i).Local {
	case "fldSimple":
		code, _ := doc.Attr(i, "w", "instr")
		return asksForName(code)
	case "sdt":
		path, _ := doc.Attr(max(doc.Child(doc.Child(i, "w", "sdtPr"), "w", "dataBinding"), 0), "w", "xpath")
		for _, property := range []string{"creator", "lastModifiedBy", "Manager", "Company"} {
			if strings.Contains(path, ":"+property) {
				return true
			}
		}
	}
	return false
}

// instead puts the candidate in place of the first text of a field or control,
// and nothing in place of the others.
func (a *anonymiser) instead(doc *markup.Doc, e *markup.Edits, i int, filled bool) bool { //nolint:revive // filled is what has been done so far
	text := a.candidate
	if filled {
		text = ""
	}
	a.fill(doc, e, i, text)
	return true
}

// mentionsIn puts the candidate in place of the student's names in a stretch of a
// part.
func (a *anonymiser) mentionsIn(doc *markup.Doc, e *markup.Edits, from, to int) {
	text := doc.Text[from:to]
	for at := 0; at < len(text); {
		size := 0
		for _, name := range a.student {
			if raw := markup.Escape(name); strings.HasPrefix(text[at:], raw) {
				size = len(raw)
				break
			}
		}
		if size == 0 {
			at++
			continue
		}
		e.Replace(from+at, from+at+size, markup.Escape(a.candidate))
		at += size
	}
}

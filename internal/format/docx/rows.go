package docx

import (
	"strings"

	"gloss/internal/format/docx/markup"
)

// writeRows puts comments into the tables that say which of them are replies and
// which are done. The tables of durable ids are continued where there are any.
func (d *document) writeRows(list []*newComment) error {
	if d.docs[extendedPart] == nil {
		err := d.begin(extendedPart, "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
			declaration+`<w15:commentsEx xmlns:mc="`+d.uri("mc")+`" xmlns:w15="`+d.uri("w15")+`" mc:Ignorable="w15">`+
				d.olderRows(list)+`</w15:commentsEx>`)
		if err != nil {
			return err
		}
	}
	var ex, ids, cex strings.Builder
	for _, c := range list {
		ex.WriteString(`<w15:commentEx w15:paraId="` + c.key + `"`)
		if c.parent != "" {
			ex.WriteString(` w15:paraIdParent="` + c.parent + `"`)
		}
		ex.WriteString(` w15:done="` + map[bool]string{true: "1", false: "0"}[c.done] + `"/>`)
		durable := paraID("gloss durable", c.key)
		ids.WriteString(`<w16cid:commentId w16cid:paraId="` + c.key + `" w16cid:durableId="` + durable + `"/>`)
		cex.WriteString(`<w16cex:commentExtensible w16cex:durableId="` + durable + `"/>`)
	}
	for _, row := range []struct{ kind, space, xml string }{
		{extendedPart, "w15", ex.String()}, {idsPart, "w16cid", ids.String()}, {extensiblePart, "w16cex", cex.String()},
	} {
		if row.kind == extensiblePart && d.docs[idsPart] == nil || d.docs[row.kind] == nil {
			continue
		}
		var e markup.Edits
		if err := d.declare(d.docs[row.kind], &e, row.space); err != nil {
			return err
		}
		appendTo(d.docs[row.kind], &e, row.xml)
		if err := d.change(row.kind, &e); err != nil {
			return err
		}
	}
	return nil
}

// olderRows are rows for the comments that were there before: a table that
// leaves comments out makes Word drop what it knew of them.
func (d *document) olderRows(list []*newComment) string {
	ours := map[string]bool{}
	for _, c := range list {
		ours[c.key] = true
	}
	var b strings.Builder
	for _, c := range d.comments() {
		n := len(c.paras)
		if n > 0 && isParaID(c.paras[n-1]) && !ours[c.paras[n-1]] {
			b.WriteString(`<w15:commentEx w15:paraId="` + c.paras[n-1] + `" w15:done="0"/>`)
		}
	}
	return b.String()
}

// release lets the replies that others made to comments of ours stand for
// themselves, where those comments are not written again.
func (d *document) release(list []*newComment) error {
	doc := d.docs[extendedPart]
	if doc == nil || len(d.taken) == 0 {
		return nil
	}
	gone := map[string]bool{}
	for _, c := range d.taken {
		gone[c.key] = true
	}
	for _, c := range list {
		delete(gone, c.key)
	}
	var e markup.Edits
	for i := range doc.Children(0) {
		start, end, ok := doc.AttrSpan(i, "w15", "paraIdParent")
		if !ok || !gone[strings.ToUpper(doc.Text[start:end])] {
			continue
		}
		from := strings.LastIndexAny(doc.Text[:start-1], " \t\r\n")
		e.Replace(from, end+1, "")
	}
	return d.change(extendedPart, &e)
}

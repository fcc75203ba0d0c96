package docx

import (
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
)

// freshStyles are the styles of a new document.
func freshStyles(language string) string {
	var b strings.Builder
	b.WriteString(declaration + `<w:styles xmlns:w="` + markup.URI("w") + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>`)
	if language != "" {
		b.WriteString(`<w:lang w:val="` + markup.Escape(oneLine(language)) + `"/>`)
	}
	b.WriteString(`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	for _, s := range append(paragraphStyles(), headingStyles()...) {
		b.WriteString(s.String())
	}
	b.WriteString(characterStyles())
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>` +
		`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	b.WriteString(`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString("<w:" + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	b.WriteString(`</w:tblBorders></w:tblPr></w:style></w:styles>`)
	return b.String()
}

// paragraphStyle is one style of a new document.
type paragraphStyle struct {
	id, name, basedOn, next string
	props                   string // inside w:pPr
	form                    form
}

func (s paragraphStyle) String() string {
	text := `<w:style w:type="paragraph" w:styleId="` + s.id + `">`
	if s.id == "Normal" {
		text = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal">`
	}
	text += `<w:name w:val="` + s.name + `"/>`
	if s.basedOn != "" {
		text += `<w:basedOn w:val="` + s.basedOn + `"/>`
	}
	if s.next != "" {
		text += `<w:next w:val="` + s.next + `"/>`
	}
	text += `<w:qFormat/>`
	if s.props != "" {
		text += `<w:pPr>` + s.props + `</w:pPr>`
	}
	return text + s.form.String() + `</w:style>`
}

func paragraphStyles() []paragraphStyle {
	return []paragraphStyle{
		{id: "Normal", name: "Normal"},
		{id: "BodyText", name: "Body Text", basedOn: "Normal"},
		{id: "Title", name: "Title", basedOn: "Normal", next: "BodyText", props: `<w:keepNext/><w:spacing w:before="0" w:after="240"/>`, form: form{size: 40}},
		{id: "ListParagraph", name: "List Paragraph", basedOn: "Normal", props: `<w:spacing w:after="80"/><w:ind w:left="720"/>`},
		{id: "Quote", name: "Quote", basedOn: "Normal", props: `<w:ind w:left="567" w:right="567"/>`, form: form{italic: true}},
		{id: "SourceCode", name: "Source Code", basedOn: "Normal", props: `<w:spacing w:after="160" w:line="240" w:lineRule="auto"/>`, form: form{mono: true, size: 20}},
		{id: "TableText", name: "Table Text", basedOn: "Normal", props: `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>`},
		{id: "FootnoteText", name: "footnote text", basedOn: "Normal", props: `<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>`, form: form{size: 20}},
		{id: "CommentText", name: "annotation text", basedOn: "Normal", props: `<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>`, form: form{size: 20}},
	}
}

func headingStyles() []paragraphStyle {
	var out []paragraphStyle
	for level, size := range []int{32, 28, 24, 22, 22, 22} {
		n := strconv.Itoa(level + 1)
		out = append(out, paragraphStyle{
			id: "Heading" + n, name: "heading " + n, basedOn: "Normal", next: "BodyText",
			props: `<w:keepNext/><w:keepLines/><w:spacing w:before="` + strconv.Itoa(320-40*level) + `" w:after="120"/><w:outlineLvl w:val="` + strconv.Itoa(level) + `"/>`,
			form:  form{bold: true, italic: level > 3, size: size},
		})
	}
	return out
}

func characterStyles() string {
	style := func(id, name string, f form) string {
		return `<w:style w:type="character" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + f.String() + `</w:style>`
	}
	return `<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>` +
		style("Hyperlink", "Hyperlink", form{color: "0563C1", under: true}) +
		style("VerbatimChar", "Verbatim Char", form{mono: true}) +
		style("CommentReference", "annotation reference", form{size: 16})
}

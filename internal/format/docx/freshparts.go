package docx

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/internal/format/docx/markup"
	"gloss/internal/report"
)

// freshMain is the main part around the body of a new document, which is a page
// of A4 with margins of 2.5 cm.
func freshMain(body string) string {
	return declaration + `<w:document xmlns:w="` + markup.URI("w") + `" xmlns:r="` + markup.URI("r") + `"><w:body>` + body +
		`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>` +
		`</w:body></w:document>`
}

func freshTypes() string {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	var b strings.Builder
	b.WriteString(declaration + `<Types xmlns="` + markup.URI("ct") + `">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, o := range [][2]string{
		{"/word/document.xml", word + "document.main+xml"},
		{"/word/styles.xml", word + "styles+xml"},
		{"/word/numbering.xml", word + "numbering+xml"},
		{"/word/settings.xml", word + "settings+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
	} {
		b.WriteString(`<Override PartName="` + o[0] + `" ContentType="` + o[1] + `"/>`)
	}
	return b.String() + "</Types>"
}

// freshRels are relationships: targets by the last word of their types.
func freshRels(targets map[string]string) string {
	var b strings.Builder
	b.WriteString(declaration + `<Relationships xmlns="` + markup.URI("rel") + `">`)
	for i, kind := range slices.Sorted(maps.Keys(targets)) {
		typ := markup.URI("r") + "/" + kind
		if kind == "core-properties" {
			typ = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i+1, typ, targets[kind])
	}
	return b.String() + "</Relationships>"
}

func freshCore(r *report.Report) string {
	text := declaration + `<cp:coreProperties xmlns:cp="` + markup.URI("cp") + `" xmlns:dc="` + markup.URI("dc") +
		`" xmlns:dcterms="` + markup.URI("dcterms") + `" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + markup.Escape(oneLine(r.Head.Title)) + `</dc:title><dc:creator>` + markup.Escape(oneLine(r.Head.Student)) + `</dc:creator>`
	if r.Head.Language != "" {
		text += `<dc:language>` + markup.Escape(oneLine(r.Head.Language)) + `</dc:language>`
	}
	if date := wordDate(r.Head.Date); date != "" {
		text += `<dcterms:modified xsi:type="dcterms:W3CDTF">` + date + `</dcterms:modified>`
	}
	return text + `</cp:coreProperties>`
}

func freshApp() string {
	return declaration + `<Properties xmlns="` + markup.URI("ep") + `"><Application>gloss</Application></Properties>`
}

// isFresh reports whether gloss made the document.
func (d *document) isFresh() bool {
	part, err := d.pkg.Related("", "extended-properties")
	if err != nil || part == "" {
		return false
	}
	text, err := d.pkg.Text(part)
	return err == nil && text == freshApp()
}

func freshSettings() string {
	return declaration + `<w:settings xmlns:w="` + markup.URI("w") + `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
}

// numbering are the lists of the new document: bullets, and one list for each
// that counts or has markers of its own.
func (f *fresh) numbering() string {
	var abstracts, nums strings.Builder
	level := func(n int, format, text string, start int) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/>`+
			`<w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr></w:lvl>`, n, start, format, markup.Escape(text), 720+360*n)
	}
	abstracts.WriteString(`<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>`)
	for n := range maxListLevels {
		abstracts.WriteString(level(n, "bullet", []string{"•", "◦", "▪"}[n%3], 1))
	}
	abstracts.WriteString(`</w:abstractNum>`)
	nums.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for i, l := range f.lists {
		format := "bullet"
		if l.number {
			format = "decimal"
		}
		fmt.Fprintf(&abstracts, `<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="hybridMultilevel"/>`, i+1)
		for n := range l.level {
			abstracts.WriteString(level(n, "bullet", "•", 1))
		}
		abstracts.WriteString(level(l.level, format, l.text, l.start) + `</w:abstractNum>`)
		fmt.Fprintf(&nums, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+2, i+1)
	}
	return declaration + `<w:numbering xmlns:w="` + markup.URI("w") + `">` + abstracts.String() + nums.String() + `</w:numbering>`
}

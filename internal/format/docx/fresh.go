package docx

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/essay"
	"gloss/internal/format/docx/body"
	"gloss/internal/format/docx/markup"
	"gloss/internal/format/docx/opc"
	"gloss/internal/report"
	"gloss/internal/source"
)

// newDocument makes a Word document of an essay of another format, without any
// marks. Everything in it has a style.
func newDocument(r *report.Report) (*document, error) {
	f := &fresh{r: r, segments: segmentsOf(r.Essay)}
	f.write()
	parts := []struct{ name, text string }{
		{opc.TypesName, freshTypes()},
		{"_rels/.rels", freshRels(map[string]string{
			"officeDocument": "word/document.xml", "core-properties": "docProps/core.xml", "extended-properties": "docProps/app.xml",
		})},
		{"docProps/core.xml", freshCore(r)},
		{"docProps/app.xml", freshApp()},
		{"word/document.xml", freshMain(f.out.String())},
		{"word/_rels/document.xml.rels", freshRels(map[string]string{
			"styles": "styles.xml", "numbering": "numbering.xml", "settings": "settings.xml",
		})},
		{"word/styles.xml", freshStyles(r.Head.Language)},
		{"word/numbering.xml", f.numbering()},
		{"word/settings.xml", freshSettings()},
	}
	var names []string
	texts := map[string]string{}
	for _, p := range parts {
		names = append(names, p.name)
		texts[p.name] = p.text
	}
	var out bytes.Buffer
	if err := opc.Create(&out, names, texts); err != nil {
		return nil, err
	}
	d, err := open(out.Bytes())
	if d != nil {
		d.fresh = true
	}
	return d, err
}

// fresh writes the body of a new document.
type fresh struct {
	r        *report.Report
	segments []styled
	next     int // the first segment that is not written yet
	out      strings.Builder
	lists    []freshList
	counts   [maxListLevels]int // the last number, by level
	list     [maxListLevels]int // the w:num of the numbered list at hand, by level
}

// freshList is a list of the new document.
type freshList struct {
	start  int
	text   string // of the marker: %1 for the number
	level  int
	number bool
}

// maxListLevels is how many levels a list of Word has.
const maxListLevels = 9

func (f *fresh) write() {
	blocks := f.r.Essay.Blocks
	for i, b := range blocks {
		if b.Kind == essay.Row {
			f.row(b, i == 0 || blocks[i-1].Kind != essay.Row)
			if i+1 == len(blocks) || blocks[i+1].Kind != essay.Row {
				f.out.WriteString("</w:tbl>")
				if i+1 == len(blocks) {
					f.out.WriteString("<w:p/>")
				}
			}
			continue
		}
		f.out.WriteString("<w:p><w:pPr>" + f.props(b) + rtlProps(b.Span.Of(f.r.Essay.Text)) + "</w:pPr>")
		f.runs(b.Span)
		f.out.WriteString("</w:p>")
	}
}

// props are the paragraph properties of a block.
func (f *fresh) props(b essay.Block) string {
	style := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	if b.Kind != essay.Item && b.Kind != essay.Footnote {
		f.counts = [maxListLevels]int{}
	}
	switch b.Kind {
	case essay.Heading:
		return style("Heading" + strconv.Itoa(max(1, min(b.Level, 6))))
	case essay.Item:
		return style("ListParagraph") + f.item(b)
	case essay.Quote:
		return style("Quote")
	case essay.Code:
		return style("SourceCode")
	case essay.Footnote:
		return style("FootnoteText") + f.item(b)
	case essay.Paragraph, essay.Row:
	}
	return style("BodyText")
}

// item are the list properties of a list item.
func (f *fresh) item(b essay.Block) string {
	level := max(0, min(b.Level-1, maxListLevels-1))
	indent := `<w:ind w:left="` + strconv.Itoa(720+360*level) + `"/>`
	if b.Marker == "" {
		return indent
	}
	for k := level + 1; k < maxListLevels; k++ {
		f.counts[k] = 0
	}
	digits := strings.TrimRight(b.Marker, ".)")
	n, err := strconv.Atoi(digits)
	num := 1
	switch {
	case err == nil && n >= 0:
		if f.counts[level] == 0 || n != f.counts[level]+1 {
			f.lists = append(f.lists, freshList{start: n, text: "%" + strconv.Itoa(level+1) + b.Marker[len(digits):], level: level, number: true})
			f.list[level] = len(f.lists) + 1
		}
		f.counts[level], num = n, f.list[level]
	case strings.Contains("•◦▪-*+–", b.Marker):
		f.counts[level] = 0
	default:
		f.counts[level] = 0
		f.lists = append(f.lists, freshList{start: 1, text: b.Marker, level: level})
		num = len(f.lists) + 1
	}
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, num)
}

// row writes a table row; its cells are apart by tabs.
func (f *fresh) row(b essay.Block, first bool) { //nolint:revive // where the row stands
	text := b.Span.Of(f.r.Essay.Text)
	cells := strings.Split(text, "\t")
	if first {
		f.out.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>`)
		f.out.WriteString(strings.Repeat(`<w:gridCol w:w="`+strconv.Itoa(9000/len(cells))+`"/>`, len(cells)) + `</w:tblGrid>`)
	}
	f.out.WriteString("<w:tr>")
	at := b.Span.Start
	for _, cell := range cells {
		f.out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>` + rtlProps(cell) + `</w:pPr>`)
		f.runs(source.Span{Start: at, End: at + len(cell)})
		f.out.WriteString("</w:p></w:tc>")
		at += len(cell) + 1
	}
	f.out.WriteString("</w:tr>")
}

// runs writes a stretch of the essay with its styles.
func (f *fresh) runs(span source.Span) {
	for f.next < len(f.segments) && f.segments[f.next].span.End <= span.Start {
		f.next++
	}
	for _, s := range f.segments[f.next:] {
		if s.span.Start >= span.End {
			return
		}
		text := source.Span{Start: max(s.span.Start, span.Start), End: min(s.span.End, span.End)}.Of(f.r.Essay.Text)
		look := s.look
		look.rtl = isRTL(text)
		f.run(look, text)
	}
}

// styled is a stretch of the essay that looks the same throughout.
type styled struct {
	span source.Span
	look form
}

func segmentsOf(e *essay.Essay) []styled {
	var out []styled
	for s := range (&report.Report{Essay: e}).Segments() {
		var look form
		for _, kind := range s.Styles {
			look = look.with(kind)
		}
		out = append(out, styled{span: s.Span, look: look})
	}
	return out
}

func (f form) with(kind essay.StyleKind) form {
	switch kind {
	case essay.Emphasis:
		f.italic = true
	case essay.Strong:
		f.bold = true
	case essay.Struck:
		f.struck = true
	case essay.Monospace:
		f.style = "VerbatimChar"
	}
	return f
}

// run writes a run. A character that XML cannot hold stands in a run of its own,
// so that every piece of text can be led back to the essay.
func (f *fresh) run(look form, text string) {
	for text != "" {
		i := strings.IndexFunc(text, func(r rune) bool { return !markup.Legal(r) || r == '\r' })
		switch {
		case i < 0:
			f.out.WriteString(look.run(text))
			return
		case i > 0:
			f.out.WriteString(look.run(text[:i]))
			text = text[i:]
		}
		_, size := utf8.DecodeRuneInString(text)
		sign := markup.Visible(text[:size])
		if text[0] == '\r' {
			sign = "␍"
		}
		f.out.WriteString(look.run(sign))
		text = text[size:]
	}
}

// rtlProps are the properties of a paragraph that is written from right to left.
func rtlProps(text string) string {
	if isRTL(text) {
		return "<w:bidi/>"
	}
	return ""
}

// isRTL reports whether the first letter is of a script written from right to
// left.
func isRTL(text string) bool {
	for _, r := range text {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return true
		}
		if unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

// alignBlocks says where the pieces of a new document stand in the essay that it
// was made from, whose blocks it has one by one.
func alignBlocks(e *essay.Essay, story *body.Story) ([]placed, error) {
	var all []placed
	blocks := story.Blocks
	for _, b := range e.Blocks {
		if len(blocks) == 0 {
			break
		}
		rest := b.Span.Of(e.Text)
		at := b.Span.Start
		for k := range blocks[0].Pieces {
			p := &blocks[0].Pieces[k]
			at += len(p.Sep)
			rest = rest[min(len(p.Sep), len(rest)):]
			size := 0
			for range utf8.RuneCountInString(p.Text) {
				_, n := utf8.DecodeRuneInString(rest[size:])
				size += n
			}
			all = append(all, placed{Piece: p, at: at, size: size, block: len(e.Blocks) - len(blocks)})
			at += size
			rest = rest[size:]
		}
		if strings.Trim(rest, "\t") != "" {
			return nil, fmt.Errorf("docx: the new document lost %q", rest)
		}
		blocks = blocks[1:]
	}
	return all, nil
}

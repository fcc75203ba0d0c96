package docx

import (
	"strings"

	"gloss/internal/report"
	"gloss/internal/richtext"
)

// bullet adds a remark as one item of a list.
func (s *page) bullet(text string) {
	item := richtext.Node{Kind: richtext.Item, Children: richtext.Parse(text)}
	s.item(richtext.Node{Kind: richtext.List}, item, 0, 0)
}

// marks adds the table of marks.
func (s *page) marks() {
	m := s.r.Marks
	if m == nil {
		return
	}
	title := titles()[marksSection]
	if m.Rubric != "" {
		title += " · " + oneLine(m.Rubric)
	}
	s.subtitle(title)
	s.flush()
	s.out.WriteString(`<w:tbl><w:tblPr>` + s.tableLook() + `</w:tblPr><w:tblGrid><w:gridCol w:w="3400"/><w:gridCol w:w="1900"/><w:gridCol w:w="4000"/></w:tblGrid>`)
	bold := s.looks.body.form
	bold.bold = true
	s.row(s.one(bold.run("Criterion")), s.one(bold.run("Marks")), s.one(bold.run("Remark")))
	for _, c := range m.Criteria {
		s.row(s.one(s.looks.body.form.run(oneLine(c.Name()))), s.one(s.looks.body.form.run(c.Text())), s.level(c))
	}
	s.row(s.one(bold.run("Total")), s.one(bold.run(m.TotalText())), s.one(""))
	s.out.WriteString("</w:tbl>")
	s.paragraph(s.looks.body, "")
}

// tableLook is a style in a document of ours, and direct borders in another.
func (s *page) tableLook() string {
	const width = `<w:tblW w:w="9300" w:type="dxa"/>`
	if strings.Contains(s.looks.body.props, "pStyle") {
		return `<w:tblStyle w:val="TableGrid"/>` + width + `<w:tblLayout w:type="fixed"/>`
	}
	var b strings.Builder
	b.WriteString(width + "<w:tblBorders>")
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString("<w:" + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/>`)
	return b.String()
}

// one is a cell's contents of one paragraph.
func (s *page) one(runs string) []string {
	was := s.paragraphs
	s.paragraphs = nil
	s.paragraph(s.looks.body, runs)
	out := s.paragraphs
	s.paragraphs = was
	return out
}

// level is what was said about a criterion.
func (s *page) level(c report.CriterionMarks) []string {
	was := s.paragraphs
	s.paragraphs = nil
	if c.Level != "" {
		text := oneLine(c.Level)
		if c.Descriptor != "" {
			text += ": " + oneLine(c.Descriptor)
		}
		s.paragraph(s.looks.body, s.looks.body.form.run(text))
	}
	s.markdown(c.Comment)
	if len(s.paragraphs) == 0 {
		s.paragraph(s.looks.body, "")
	}
	out := s.paragraphs
	s.paragraphs = was
	return out
}

func (s *page) row(cells ...[]string) {
	widths := []string{"3400", "1900", "4000"}
	s.out.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
	for i, cell := range cells {
		s.out.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + widths[i] + `" w:type="dxa"/></w:tcPr>`)
		for _, p := range cell {
			s.out.WriteString("<w:p>" + flat(p) + "</w:p>")
		}
		s.out.WriteString("</w:tc>")
	}
	s.out.WriteString("</w:tr>")
}

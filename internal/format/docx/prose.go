package docx

import (
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
	"gloss/internal/richtext"
)

// form is how a run of ours looks, in the order in which WordprocessingML wants
// it.
type form struct {
	style  string // id of a character style
	mono   bool
	bold   bool
	italic bool
	struck bool
	color  string // six hexadecimal digits
	size   int    // in half points; 0: as around
	under  bool
	rtl    bool
}

func (f form) String() string {
	var b strings.Builder
	add := func(when bool, text string) {
		if when {
			b.WriteString(text)
		}
	}
	add(f.style != "", `<w:rStyle w:val="`+f.style+`"/>`)
	add(f.mono, `<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>`)
	add(f.bold, `<w:b/><w:bCs/>`)
	add(f.italic, `<w:i/><w:iCs/>`)
	add(f.struck, `<w:strike/>`)
	add(f.color != "", `<w:color w:val="`+f.color+`"/>`)
	size := strconv.Itoa(f.size)
	add(f.size > 0, `<w:sz w:val="`+size+`"/><w:szCs w:val="`+size+`"/>`)
	add(f.under, `<w:u w:val="single"/>`)
	add(f.rtl, `<w:rtl/>`)
	if b.Len() == 0 {
		return ""
	}
	return "<w:rPr>" + b.String() + "</w:rPr>"
}

// run is a run of text in that form.
func (f form) run(text string) string {
	if text == "" {
		return ""
	}
	return "<w:r>" + f.String() + runText(text) + "</w:r>"
}

// runText is text as it stands in a run: line ends and tabs are elements, and
// what XML cannot hold is shown by a sign.
func runText(text string) string {
	var b strings.Builder
	for text != "" {
		n := strings.IndexAny(text, "\n\t")
		switch {
		case n < 0:
			n = len(text)
		case n == 0 && text[0] == '\n':
			b.WriteString("<w:br/>")
			text = text[1:]
			continue
		case n == 0:
			b.WriteString("<w:tab/>")
			text = text[1:]
			continue
		}
		b.WriteString(`<w:t xml:space="preserve">` + markup.Escape(text[:n]) + `</w:t>`)
		text = text[n:]
	}
	return b.String()
}

// looks are the forms of the paragraphs that gloss writes: properties of the
// paragraph, and the form of its runs.
type looks struct {
	body, title, heading, quote, code paragraphLook
	link                              form
}

type paragraphLook struct {
	props string // inside w:pPr
	form  form
}

// prose writes rich text as paragraphs.
type prose struct {
	looks      looks
	link       func(url string) string // the id of a relationship
	paragraphs []string                // the contents of each w:p
}

// paragraph adds a paragraph of runs.
func (p *prose) paragraph(look paragraphLook, runs string) {
	props := ""
	if look.props != "" {
		props = "<w:pPr>" + look.props + "</w:pPr>"
	}
	p.paragraphs = append(p.paragraphs, props+runs)
}

// markdown adds the paragraphs of a remark.
func (p *prose) markdown(text string) { p.blocks(richtext.Parse(text), 0) }

// labelled adds a remark behind a label: in one paragraph where the remark is
// one, else the label stands alone.
func (p *prose) labelled(label, text string) {
	if text == "" {
		return
	}
	nodes := richtext.Parse(text)
	bold := p.looks.body.form
	bold.bold = true
	if inner, ok := richtext.Inline(nodes); ok {
		p.paragraph(p.looks.body, bold.run(label+" ")+p.inlines(inner, p.looks.body.form))
		return
	}
	p.paragraph(p.looks.body, bold.run(label))
	p.blocks(nodes, 0)
}

func (p *prose) blocks(nodes []richtext.Node, depth int) {
	for _, n := range nodes {
		p.block(n, depth)
	}
}

func (p *prose) block(n richtext.Node, depth int) {
	body := p.looks.body
	if depth > 0 {
		body.props = indented(body.props, depth, 0)
	}
	switch n.Kind {
	case richtext.Paragraph:
		p.paragraph(body, p.inlines(n.Children, body.form))
	case richtext.Heading:
		body.form.bold = true
		p.paragraph(body, p.inlines(n.Children, body.form))
	case richtext.Quote:
		was := p.looks.body
		p.looks.body = p.looks.quote
		p.blocks(n.Children, depth)
		p.looks.body = was
	case richtext.List:
		for i, item := range n.Children {
			p.item(n, item, n.Start+i, depth)
		}
	case richtext.CodeBlock:
		p.paragraph(p.looks.code, p.looks.code.form.run(n.Text))
	case richtext.Rule:
		p.paragraph(body, body.form.run("* * *"))
	case richtext.Table:
		for _, row := range n.Children {
			var cells []string
			for _, cell := range row.Children {
				cells = append(cells, p.inlines(cell.Children, body.form))
			}
			p.paragraph(body, strings.Join(cells, body.form.run(" | ")))
		}
	default:
		p.paragraph(body, p.inlines([]richtext.Node{n}, body.form))
	}
}

// item adds one item of a list: its bullet or number hangs before its first
// paragraph.
func (p *prose) item(list, item richtext.Node, number, depth int) {
	marker := "•\t"
	if list.Ordered {
		marker = strconv.Itoa(number) + ".\t"
	}
	first := p.looks.body
	first.props = indented(first.props, depth+1, 1)
	rest := item.Children
	lead := ""
	if len(rest) > 0 && rest[0].Kind == richtext.Paragraph {
		lead, rest = p.inlines(rest[0].Children, first.form), rest[1:]
	}
	p.paragraph(first, first.form.run(marker)+lead)
	p.blocks(rest, depth+1)
}

// indentStep is half a centimetre in twentieths of a point.
const indentStep = 284

// indented are paragraph properties with an indent of so many steps, the first
// line hanging out by some of them. The indent stands behind all that ours have.
func indented(props string, steps, hanging int) string {
	ind := `<w:ind w:left="` + strconv.Itoa(steps*indentStep) + `"`
	if hanging > 0 {
		ind += ` w:hanging="` + strconv.Itoa(hanging*indentStep) + `"`
	}
	return props + ind + "/>"
}

// inlines are the runs of inline nodes.
func (p *prose) inlines(nodes []richtext.Node, f form) string {
	var b strings.Builder
	for _, n := range nodes {
		inner := f
		switch n.Kind {
		case richtext.Text:
			b.WriteString(f.run(n.Text))
			continue
		case richtext.Code:
			inner.mono = true
			b.WriteString(inner.run(n.Text))
			continue
		case richtext.Break:
			b.WriteString(f.run("\n"))
			continue
		case richtext.Link:
			b.WriteString(p.linked(n, f))
			continue
		case richtext.Emphasis:
			inner.italic = true
		case richtext.Strong:
			inner.bold = true
		case richtext.Struck:
			inner.struck = true
		default:
		}
		b.WriteString(p.inlines(n.Children, inner))
	}
	return b.String()
}

// linked are the runs of a link; one that leads nowhere outside is plain text.
func (p *prose) linked(n richtext.Node, f form) string {
	if strings.HasPrefix(n.URL, "#") || n.URL == "" {
		return p.inlines(n.Children, f)
	}
	look := p.looks.link
	look.bold, look.italic, look.struck, look.mono = f.bold, f.italic, f.struck, f.mono
	if look.size == 0 {
		look.size = f.size
	}
	return `<w:hyperlink r:id="` + p.link(n.URL) + `" w:history="1">` + p.inlines(n.Children, look) + `</w:hyperlink>`
}

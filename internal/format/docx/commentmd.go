package docx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/format/docx/markup"
)

// markdown is what a comment says, as Markdown that reads the same. It reports
// whether something had to be left out.
func (im *importer) markdown(node int, doc *markup.Doc) (string, bool) {
	m := &commentText{doc: doc, links: im.linksOf(im.d.names[commentsPart])}
	var paragraphs []string
	for p := node + 1; p < int(doc.Nodes[node].Next); p++ {
		if !doc.Is(p, "w", "p") {
			continue
		}
		paragraphs = append(paragraphs, m.listed(p))
	}
	lost := doc.Find(node, "w", "drawing") >= 0 || doc.Find(node, "w", "pict") >= 0 || doc.Find(node, "w", "tbl") >= 0
	return strings.Trim(strings.Join(paragraphs, "\n\n"), "\n"), lost
}

// linksOf are the addresses of the links in a part, by relationship.
func (im *importer) linksOf(part string) map[string]string {
	out := map[string]string{}
	rels, err := im.d.pkg.Rels(part)
	if err != nil {
		return out
	}
	for _, r := range rels {
		if r.External {
			out[r.ID] = r.Target
		}
	}
	return out
}

// commentText writes the runs of one paragraph.
type commentText struct {
	doc   *markup.Doc
	links map[string]string
	out   strings.Builder
}

func (m *commentText) paragraph(p int) string {
	m.out.Reset()
	m.inlines(p)
	return lineStart(strings.TrimSpace(m.out.String()))
}

// listed is a paragraph that may be one of a list, as gloss lays lists out.
func (m *commentText) listed(p int) string {
	const inner = "   " // enough for what stands under a number
	text := m.paragraph(p)
	ind := m.doc.Child(m.doc.Child(p, "w", "pPr"), "w", "ind")
	left, ok := m.doc.Attr(ind, "w", "left")
	if !ok {
		left, _ = m.doc.Attr(ind, "w", "start")
	}
	n, _ := strconv.Atoi(left)
	depth := n / indentStep
	if depth <= 0 || depth > maxListLevels || n%indentStep != 0 {
		return text
	}
	marker, rest, hangs := strings.Cut(text, "\t")
	number := strings.TrimSuffix(marker, `\.`)
	switch {
	case marker == "•":
		return strings.Repeat(inner, depth-1) + "- " + rest
	case hangs && number != marker && strings.Trim(number, "0123456789") == "":
		return strings.Repeat(inner, depth-1) + number + ". " + rest
	}
	return strings.Repeat(inner, depth) + text
}

func (m *commentText) inlines(parent int) {
	for i := range m.doc.Children(parent) {
		n := m.doc.Name(i)
		if n.Space != "w" {
			continue
		}
		switch n.Local {
		case "r":
			m.run(i)
		case "hyperlink":
			m.hyperlink(i)
		case "ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdtContent", "sdt":
			m.inlines(i)
		}
	}
}

func (m *commentText) hyperlink(i int) {
	id, _ := m.doc.Attr(i, "r", "id")
	url, ok := m.links[id]
	if !ok || strings.ContainsAny(url, " <>\n") {
		m.inlines(i)
		return
	}
	inner := &commentText{doc: m.doc, links: m.links}
	inner.inlines(i)
	label := inner.out.String()
	if strings.TrimSpace(label) == "" {
		return
	}
	m.out.WriteString("[" + label + "](<" + url + ">)")
}

func (m *commentText) run(i int) {
	props := m.doc.Child(i, "w", "rPr")
	var b strings.Builder
	for c := range m.doc.Children(i) {
		switch n := m.doc.Name(c); {
		case n.Space != "w":
		case n.Local == "t":
			b.WriteString(literal(m.doc.Data(c)))
		case n.Local == "tab":
			b.WriteByte('\t')
		case n.Local == "br" || n.Local == "cr":
			b.WriteString("\\\n")
		case n.Local == "noBreakHyphen":
			b.WriteRune('\u2011')
		}
	}
	text := b.String()
	for _, mark := range []struct{ name, sign string }{{"i", "*"}, {"b", "**"}} {
		if c := m.doc.Child(props, "w", mark.name); c >= 0 && m.isOn(c) {
			text = m.set(text, mark.sign)
		}
	}
	m.out.WriteString(text)
}

func (m *commentText) isOn(i int) bool {
	v := m.doc.Val(i)
	return v != "0" && v != "false" && v != "off"
}

// set puts text between signs of emphasis, where Markdown will take them as such.
func (m *commentText) set(text, sign string) string {
	inner := strings.TrimSpace(text)
	if inner == "" || strings.Contains(inner, "\n") {
		return text
	}
	before, _ := utf8.DecodeLastRuneInString(m.out.String())
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(inner, "*"))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(inner, "*"))
	lead := text[:strings.Index(text, inner)]
	if !isWord(first) || !isWord(last) || before == '*' && lead == "" {
		return text
	}
	return lead + sign + inner + sign + text[len(lead)+len(inner):]
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// literal is text that Markdown shows as it stands.
func literal(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
		"<", `\<`, ">", `\>`, "~", `\~`, "|", `\|`, "&", `\&`, "\n", " ", "\r", " ").Replace(s)
}

// lineStart is a paragraph whose lines begin no list, heading or rule.
func lineStart(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = strings.TrimLeft(line, " \t")
		digits := strings.TrimLeft(line, "0123456789")
		switch {
		case line == "":
		case strings.ContainsRune("#+-=", rune(line[0])):
			line = `\` + line
		case digits != line && digits != "" && (digits[0] == '.' || digits[0] == ')'):
			line = line[:len(line)-len(digits)] + `\` + digits
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}

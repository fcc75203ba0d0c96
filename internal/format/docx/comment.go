package docx

import (
	"strings"

	"gloss/internal/format/docx/markup"
)

// comment is one w:comment of a document.
type comment struct {
	node     int // in the comments part
	id       string
	author   string
	initials string
	date     string
	utc      string // the date in UTC, where the document has it
	paras    []string
	textIDs  []string
	text     string // its paragraphs, a line each

	key    string // of what gloss wrote: the id of its last paragraph
	edited bool   // gloss wrote it, and somebody changed it since
	sealed bool   // gloss wrote it, and nobody changed it since
	still  bool   // gloss wrote it, and no tracked change for it
	parent string // id of the last paragraph of the comment that it replies to
	done   bool
}

// excerpt is the beginning of what the comment says, on one line.
func (c *comment) excerpt() string {
	words := strings.Fields(c.text)
	if len(words) > 8 {
		words = append(words[:8:8], "…")
	}
	return strings.Join(words, " ")
}

// comments reads the comments of the document, with what the other parts say of
// them.
func (d *document) comments() []*comment {
	doc := d.docs[commentsPart]
	if doc == nil {
		return nil
	}
	var out []*comment
	byPara := map[string]*comment{}
	for i := range doc.Children(0) {
		if !doc.Is(i, "w", "comment") {
			continue
		}
		c := readComment(doc, i)
		out = append(out, c)
		if n := len(c.paras); n > 0 && c.paras[n-1] != "" {
			byPara[strings.ToUpper(c.paras[n-1])] = c
		}
	}
	if ext := d.docs[extendedPart]; ext != nil {
		for i := range ext.Children(0) {
			para, _ := ext.Attr(i, "w15", "paraId")
			c, ok := byPara[strings.ToUpper(para)]
			if !ok {
				continue
			}
			c.parent, _ = ext.Attr(i, "w15", "paraIdParent")
			done, _ := ext.Attr(i, "w15", "done")
			c.done = done == "1" || done == "true" || done == "on"
		}
	}
	d.recognise(out)
	return out
}

func readComment(doc *markup.Doc, i int) *comment {
	c := &comment{node: i}
	c.id, _ = doc.Attr(i, "w", "id")
	c.author, _ = doc.Attr(i, "w", "author")
	c.initials, _ = doc.Attr(i, "w", "initials")
	c.date, _ = doc.Attr(i, "w", "date")
	c.utc, _ = doc.Attr(i, "w16du", "dateUtc")
	var lines []string
	for p := i + 1; p < int(doc.Nodes[i].Next); p++ {
		if !doc.Is(p, "w", "p") {
			continue
		}
		id, _ := doc.Attr(p, "w14", "paraId")
		textID, _ := doc.Attr(p, "w14", "textId")
		c.paras, c.textIDs = append(c.paras, id), append(c.textIDs, textID)
		lines = append(lines, plainText(doc, p))
	}
	c.text = strings.Join(lines, "\n")
	return c
}

// plainText is what a paragraph of a comment says. Tracked changes in it are
// read as accepted.
func plainText(doc *markup.Doc, p int) string {
	var b strings.Builder
	for i := p + 1; i < int(doc.Nodes[p].Next); i++ {
		n := doc.Name(i)
		if n.Space != "w" {
			continue
		}
		switch n.Local {
		case "del", "moveFrom", "instrText", "pPr", "rPr":
			i = int(doc.Nodes[i].Next) - 1
		case "t":
			b.WriteString(doc.Data(i))
		case "tab":
			b.WriteByte('\t')
		case "br", "cr":
			b.WriteByte('\n')
		case "noBreakHyphen":
			b.WriteRune('\u2011')
		}
	}
	return b.String()
}

// recognise finds out which comments gloss wrote. A reply of ours is also known
// by the comment of ours that it replies to, and any comment by our bookmarks.
func (d *document) recognise(all []*comment) {
	keys := map[string]bool{}
	for _, c := range all {
		if c.key = c.ownKey(); c.key != "" {
			keys[c.key] = true
		}
	}
	for _, c := range all {
		parent, n := strings.ToUpper(c.parent), len(c.paras)
		if c.key != "" || !keys[parent] || n == 0 {
			continue
		}
		for k := range maxReplies {
			if replyKey(parent, k) == strings.ToUpper(c.paras[n-1]) {
				c.key = replyKey(parent, k)
				keys[c.key] = true
			}
		}
	}
	own := d.ownMarks()
	own.claim(all, keys)
	for _, c := range all {
		c.still = own.still[c.key]
	}
}

// maxReplies is how many replies to one comment are looked for by their ids.
const maxReplies = 64

// ownKey is the key of a comment that gloss wrote, and "" of any other. The last
// paragraph of ours is sealed; where Word dropped the seal or somebody added to
// the comment, two of its paragraphs still have ids of which one is made from
// the other.
func (c *comment) ownKey() string {
	n := len(c.paras)
	for i := n - 1; i >= max(0, n-maxMoved); i-- {
		if c.paras[i] != "" && c.textIDs[i] != "" && strings.EqualFold(c.textIDs[i], seal(c.paras[i], c.text)) {
			c.sealed = true
			return c.paras[i]
		}
	}
	for i := n - 1; i >= max(0, n-maxMoved); i-- {
		for j := max(0, i-maxMoved); j < i; j++ {
			for k := 1; k <= i-j+2 && c.paras[i] != "" && c.paras[j] != ""; k++ {
				if nthFromLast(c.paras[i], k) == strings.ToUpper(c.paras[j]) {
					c.edited = c.hasSeal(i)
					return c.paras[i]
				}
			}
		}
	}
	return ""
}

// maxMoved is how many paragraphs may have been added to a comment of ours that is
// still known.
const maxMoved = 16

// hasSeal reports whether the paragraph has a text id that is not the one that
// Word gives to every paragraph: then the seal is there and does not hold.
func (c *comment) hasSeal(i int) bool { return c.textIDs[i] != "" && c.textIDs[i] != "77777777" }

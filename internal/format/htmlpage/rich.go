package htmlpage

import (
	"strconv"
	"strings"

	"gloss/internal/richtext"
)

// rich is a node of a remark as the page shows it.
type rich struct {
	Is       richtext.Kind
	Runs     []run
	URL      string
	ID       string
	Outside  bool // the link leads out of the page
	Note     int  // the number of the note that the link leads to
	Ordered  bool
	Start    int
	Header   bool
	Children []rich
}

// prose is a remark: inline content where it is one paragraph, else blocks.
type prose struct {
	ID     string // of its first paragraph
	Inline []rich
	Blocks []rich
}

// IsEmpty reports whether nothing was said.
func (p prose) IsEmpty() bool { return len(p.Inline) == 0 && len(p.Blocks) == 0 }

// named gives the first paragraph an id, if the remark begins with one.
func (p *prose) named(id string) bool {
	switch {
	case len(p.Inline) > 0:
		p.ID = id
	case len(p.Blocks) > 0 && p.Blocks[0].Is == richtext.Paragraph:
		p.Blocks[0].ID = id
	default:
		return false
	}
	return true
}

// prose reads a remark. Links to a note by its id lead to that note.
func (b *pageBuilder) prose(markdown string) prose {
	if strings.TrimSpace(markdown) == "" {
		return prose{}
	}
	nodes := richtext.Parse(markdown)
	if inline, ok := richtext.Inline(nodes); ok {
		return prose{Inline: b.rich(inline)}
	}
	return prose{Blocks: b.rich(nodes)}
}

func (b *pageBuilder) rich(nodes []richtext.Node) []rich {
	out := make([]rich, 0, len(nodes))
	for _, n := range nodes {
		r := rich{
			Is: n.Kind, Runs: runs(n.Text), Ordered: n.Ordered, Start: n.Start, Header: n.Header,
			Children: b.rich(n.Children),
		}
		if n.Kind == richtext.Item && len(n.Children) == 1 && n.Children[0].Kind == richtext.Paragraph {
			r.Children = r.Children[0].Children
		}
		if n.Kind == richtext.Link && !b.link(&r, n.URL) {
			out = append(out, r.Children...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// link leads a link to where it goes: out of the page, or to a note. It reports
// false where the page has no such place.
func (b *pageBuilder) link(r *rich, url string) bool {
	id, inPage := strings.CutPrefix(url, "#")
	if !inPage {
		r.URL, r.Outside = url, true
		return true
	}
	number, ok := b.numbers[id]
	if !ok {
		r.Children = append(r.Children, rich{Is: richtext.Text, Runs: runs(" (#" + id + ")")})
		return false
	}
	r.URL, r.Note = "#n"+strconv.Itoa(number), number
	return true
}

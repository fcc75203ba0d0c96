package docx

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format/docx/body"
	"gloss/internal/format/docx/opc"
	"gloss/internal/source"
)

// Read makes an essay of a Word file; see the package comment. The encoding is
// not looked at: the parts of a Word file say their own. Findings are warnings
// about what the file holds beside the essay. A file that cannot be read, or
// that no word processor writes, is refused with a *source.Error.
func Read(in source.Input, _ string) (*essay.Essay, []diag.Finding, error) {
	d, err := openClean(in.Data)
	if err != nil {
		return nil, nil, asInputError(in.Name, err)
	}
	story := d.story(body.View{})
	e, pieces, err := compose(in, story)
	if err != nil {
		return nil, nil, err
	}
	e.Kept = essay.Keep(&opened{document: d, story: story, pieces: pieces, text: e.Text})
	return e, d.findings(in.Name, story), nil
}

// opened is a Word file as it was read, ready to be written into.
type opened struct {
	document *document
	story    *body.Story
	pieces   []placed
	text     string // of the essay
}

// openClean opens a Word file and takes the marks of gloss back.
func openClean(data []byte) (*document, error) {
	d, err := open(data)
	if err != nil {
		return nil, err
	}
	return d, d.takeBack()
}

// placed is a piece of the story and where its text begins in the essay.
type placed struct {
	*body.Piece
	at    int
	size  int // in the essay's text
	block int // index in the story's blocks
}

func (p placed) end() int { return p.at + p.size }

// compose makes the essay of a story, and says where each of its pieces stands.
func compose(in source.Input, story *body.Story) (*essay.Essay, []placed, error) {
	if story.Overlong {
		return nil, nil, &source.Error{
			Name: in.Name, Reason: fmt.Sprintf("holds more than %d MiB of text, or text in too many pieces", source.DefaultLimit>>20), Help: "an essay is shorter than that; is it the right file?",
		}
	}
	file := source.NewFile(in.Name, joined(story.Parts))
	b := essay.NewBuilder(Format, file)
	count := 0
	for i := range story.Blocks {
		count += len(story.Blocks[i].Pieces)
	}
	all := make([]placed, 0, count)
	b.Grow(count)
	title := ""
	for i := range story.Blocks {
		block := &story.Blocks[i]
		b.Open(block.Block, block.Sep)
		base := story.Parts[block.Part].Base
		from := len(all)
		var look body.Look
		for k := range block.Pieces {
			p := &block.Pieces[k]
			if p.Text == "" {
				all = append(all, placed{Piece: p, at: b.Len(), block: i})
				continue
			}
			if look != p.Look && block.Kind != essay.Code {
				restyle(b, look, p.Look)
				look = p.Look
			}
			put(b, p, base)
			all = append(all, placed{Piece: p, at: b.Len() - len(p.Text), size: len(p.Text), block: i})
		}
		if title == "" && block.Kind == essay.Heading {
			title = textOf(all[from:])
		}
	}
	b.SetTitle(title)
	e := b.Essay()
	e.Raw = in.Data
	return e, all, nil
}

// put adds a piece of the part that begins at base.
func put(b *essay.Builder, p *body.Piece, base int) {
	if p.Sep != "" {
		b.Separate(p.Sep)
	}
	if p.Verbatim {
		b.Verbatim(p.Text, base+p.Start)
		return
	}
	b.Piece(p.Text, source.Span{Start: base + p.Start, End: base + p.End})
}

func textOf(pieces []placed) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func joined(parts []body.Part) string {
	if len(parts) == 1 {
		return parts[0].Doc.Text
	}
	var texts []string
	for _, p := range parts {
		texts = append(texts, p.Doc.Text)
	}
	return strings.Join(texts, "\n")
}

// restyle goes from one look to another.
func restyle(b *essay.Builder, from, to body.Look) {
	kinds := []struct {
		bit  body.Look
		kind essay.StyleKind
	}{
		{body.Bold, essay.Strong}, {body.Italic, essay.Emphasis}, {body.Struck, essay.Struck}, {body.Mono, essay.Monospace},
	}
	for _, k := range kinds {
		if from&k.bit != 0 {
			b.CloseStyle()
		}
	}
	for _, k := range kinds {
		if to&k.bit != 0 {
			b.OpenStyle(k.kind)
		}
	}
}

// findings say what the file holds that its teacher should know of.
func (d *document) findings(name string, story *body.Story) []diag.Finding {
	var out []diag.Finding
	warn := func(rule, message, help string) {
		out = append(out, diag.Finding{Severity: diag.Warning, Rule: rule, Path: name, Message: message, Help: []string{help}})
	}
	if story.Embedded {
		warn("embedded-file", "the document takes in other files, and their text is not read",
			"open it in a word processor and save it anew")
	}
	names := d.pkg.Names()
	if slices.ContainsFunc(names, func(n string) bool { return path.Base(n) == "vbaProject.bin" }) {
		warn("macros", "the file holds macros; gloss does not run them, and hands them back untouched",
			"do not open it in a word processor that runs macros")
	}
	if d.outside() {
		warn("outside-template", "the document asks for a template from the network when it is opened in Word",
			"do not open it in Word unless you know who made it")
	}
	if d.summaryEdited {
		warn("edited-summary", "the page of feedback was changed since gloss wrote it",
			"to keep the change, bring it into the annotations with gloss import")
	}
	if d.changed > 0 {
		warn("edited-comment", fmt.Sprintf("comments written by gloss were changed since, %d of them, and are kept as they are now", d.changed),
			"to have what they say in the annotations, bring it there with gloss import")
	}
	for _, c := range d.taken {
		if c.edited {
			warn("edited-comment", "a comment written by gloss was changed since: "+c.excerpt(),
				"to keep the change, bring it into the annotations with gloss import")
		}
	}
	return out
}

// outside reports whether a template of the document lies on a network.
func (d *document) outside() bool {
	settings, err := d.pkg.Related(d.main, "settings")
	if err != nil || settings == "" {
		return false
	}
	rels, err := d.pkg.Rels(settings)
	return err == nil && slices.ContainsFunc(rels, func(r opc.Relationship) bool {
		return r.External && r.Kind == "attachedTemplate" && (strings.HasPrefix(r.Target, "http") || strings.HasPrefix(r.Target, `\\`))
	})
}

package docx

import (
	"fmt"
	"strings"

	"gloss/internal/format/docx/body"
	"gloss/internal/format/docx/markup"
	"gloss/internal/format/docx/opc"
)

// document is an open Word file without the marks that gloss left in it.
type document struct {
	pkg  *opc.Package
	main string // the name of the main part

	// docs are the parts that comments have to do with, by the kind of their
	// relationship; those of kind "" is the main part. Missing parts are missing.
	docs  map[string]*markup.Doc
	names map[string]string

	styles, numbering *markup.Doc
	styleIDs          map[string]string // of styles; nil before it is needed
	strict            bool

	// texts are the parts that differ from the package.
	texts map[string]string
	ids   *ids
	// taken are the comments of ours that were taken back, and changed those of
	// them that somebody changed.
	taken   []*comment
	changed int  // how many comments of ours were changed by another program
	summary bool // a summary page was taken back
	// summaryEdited is set where somebody changed what that page says.
	summaryEdited bool

	// fresh is set for a document that is made from an essay of another format.
	fresh bool
}

// The kinds of part that are read and written.
const (
	mainPart       = ""
	footnotesPart  = "footnotes"
	endnotesPart   = "endnotes"
	commentsPart   = "comments"
	extendedPart   = "commentsExtended"
	idsPart        = "commentsIds"
	extensiblePart = "commentsExtensible"
)

func storyParts() []string { return []string{mainPart, footnotesPart, endnotesPart} }

func partKinds() []string {
	return []string{mainPart, footnotesPart, endnotesPart, commentsPart, extendedPart, idsPart, extensiblePart}
}

// open opens a Word file as it is, marks of ours included.
func open(data []byte) (*document, error) {
	d, err := unread(data)
	if err != nil {
		return nil, err
	}
	if err := d.load(partKinds()...); err != nil {
		return nil, err
	}
	if d.styles, err = d.optional("styles"); err != nil {
		return nil, err
	}
	if d.numbering, err = d.optional("numbering"); err != nil {
		return nil, err
	}
	if err := d.refuseMain(); err != nil {
		return nil, err
	}
	return d, d.refuseComments()
}

// The bounds of the comments that are read: as many as an annotation file may hold,
// and more text than it may.
const (
	maxComments    = 10_000
	maxCommentText = 16 << 20
)

func (d *document) refuseComments() error {
	doc := d.docs[commentsPart]
	if doc == nil {
		return nil
	}
	count := 0
	for i := range doc.Children(0) {
		if doc.Is(i, "w", "comment") {
			count++
		}
	}
	if count <= maxComments && len(doc.Text) <= maxCommentText {
		return nil
	}
	return &opc.Error{
		Reason: fmt.Sprintf("holds more than %d comments, or more than %d MiB of them", maxComments, maxCommentText>>20),
		Help:   "no teacher writes as many; is it the right file?",
	}
}

// unread is a Word file of which no part was read.
func unread(data []byte) (*document, error) {
	pkg, err := opc.Open(data)
	if err != nil {
		return nil, err
	}
	d := &document{
		pkg: pkg, docs: map[string]*markup.Doc{}, names: map[string]string{}, texts: map[string]string{},
	}
	d.main, err = pkg.Main()
	return d, err
}

// load reads the parts of those kinds, as far as the document has them.
func (d *document) load(kinds ...string) error {
	for _, kind := range kinds {
		name := d.main
		if kind != mainPart {
			var err error
			if name, err = d.pkg.Related(d.main, kind); err != nil {
				return err
			}
		}
		if name == "" {
			continue
		}
		doc, err := d.pkg.Scan(name)
		if err != nil {
			return err
		}
		if doc != nil {
			d.docs[kind], d.names[kind] = doc, name
		}
	}
	return nil
}

func (d *document) optional(kind string) (*markup.Doc, error) {
	name, err := d.pkg.Related(d.main, kind)
	if err != nil || name == "" {
		return nil, err
	}
	return d.pkg.Scan(name)
}

func (d *document) refuseMain() error {
	doc := d.docs[mainPart]
	if doc == nil || !doc.Is(0, "w", "document") {
		return &opc.Error{
			Reason: "is damaged: its main part is no Word document",
			Help:   "open it in a word processor, which may mend it, and save it anew",
		}
	}
	d.strict = strings.Contains(doc.Tag(0), "http://purl.oclc.org/ooxml/wordprocessingml/main")
	return nil
}

// story reads what the document says.
func (d *document) story(v body.View) *body.Story {
	part := func(kind string) body.Part { return body.Part{Name: d.names[kind], Doc: d.docs[kind]} }
	return body.Read(body.Source{
		Main: part(mainPart), Footnotes: part(footnotesPart), Endnotes: part(endnotesPart),
		Styles: d.styles, Numbering: d.numbering,
	}, v)
}

// change makes edits to a part of that kind and reads it anew.
func (d *document) change(kind string, e *markup.Edits) error {
	if !e.Any() {
		return nil
	}
	return d.set(kind, e.Apply(d.docs[kind].Text))
}

func (d *document) set(kind, text string) error {
	doc, err := markup.Scan(text)
	if err != nil {
		return err
	}
	d.docs[kind] = doc
	d.texts[d.names[kind]] = text
	return nil
}

package docx

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"gloss/internal/anchor"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format/docx/body"
	"gloss/internal/format/docx/markup"
	"gloss/internal/source"
)

// ImportOptions are what Import can be told.
type ImportOptions struct {
	// Student is the author whose tracked changes are the essay's own; "" takes
	// the document's creator.
	Student string
	// IDs are the ids of the annotations that the document may have been marked
	// with, so that the comments made from them are known again.
	IDs []string
}

// Imported is what was said in a Word file, as data that annotations can be made
// of.
type Imported struct {
	// Essay is the text that the quotes are of: with the tracked changes of the
	// student as accepted, and those of everybody else as rejected.
	Essay *essay.Essay
	// Student is the author who was taken for the student; "" where the document
	// names no creator.
	Student string
	// Notes are the comments and the changes, in the order of the text.
	Notes []ImportedNote
	// Summary is the page of feedback that gloss wrote; nil where there is none.
	Summary *ImportedSummary
	// Losses say what of the document no annotation can hold, and what of an
	// annotation the document does not.
	Losses []Loss
}

// ImportedNote is one comment, one tracked change, or one that says why of the
// other.
type ImportedNote struct {
	// ID is the annotation that the comment was made from, where gloss wrote it
	// and ImportOptions.IDs names it.
	ID string
	// Ours is set where gloss wrote the comment, and Edited where somebody changed
	// what it says, or may have: the seal that would tell is not there.
	Ours, Edited bool

	// Span is the passage in Essay.Text, with the selector that finds it again.
	// Both are empty where the comment stands nowhere in the text.
	Span                  source.Span
	Quote, Prefix, Suffix string
	// Beside is set where the comment stands between two words, and the quote is
	// the word beside it.
	Beside bool

	Author   string
	Created  string // RFC 3339; "" where the document does not say
	Text     string // what the comment says, a line for each paragraph
	Comment  string // the same as Markdown
	Resolved bool
	Replies  []ImportedReply

	// What the first line of a comment of ours says of it, as annotations do.
	Kind, Category, Severity, Marks string

	// Replacement are the words to put in place of the passage; nil where there is
	// no tracked change.
	Replacement *string
}

// ImportedReply is one turn of the conversation about a comment.
type ImportedReply struct {
	Author, Created string
	Ours            bool
	Text            string
	Comment         string // Markdown
}

// Loss is something that an import leaves behind.
type Loss struct {
	Rule    string // what sort of loss
	Message string
}

// Import reads the comments and tracked changes of a Word file. Findings are
// warnings; a file that cannot be read is refused with a *source.Error.
func Import(in source.Input, o ImportOptions) (*Imported, []diag.Finding, error) {
	d, err := open(in.Data)
	if err != nil {
		return nil, nil, asInputError(in.Name, err)
	}
	im := &importer{d: d, out: &Imported{Student: oneLine(cmp.Or(o.Student, d.property("dc", "creator")))}}
	var e markup.Edits
	page := d.takeSummary(d.docs[mainPart], &e)
	if page.to > 0 {
		im.out.Summary = im.readSummary(d.docs[mainPart], page)
	}
	if err := d.change(mainPart, &e); err != nil {
		return nil, nil, asInputError(in.Name, err)
	}
	im.story = d.story(body.View{Rejects: func(author string) bool {
		return !strings.EqualFold(oneLine(author), im.out.Student) || im.out.Student == ""
	}})
	im.out.Essay, im.pieces, err = compose(in, im.story)
	if err != nil {
		return nil, nil, err
	}
	im.text = anchor.Prepare(im.out.Essay.Text, im.out.Essay.ParagraphSpans())
	im.read(o.IDs)
	return im.out, im.findings(in.Name, o), nil
}

// importer turns comments and changes into notes.
type importer struct {
	d      *document
	story  *body.Story
	pieces []placed
	text   *anchor.Text
	out    *Imported
	marks  map[string]*commentMarks // of the comments that stand in the text, by id
	ranges map[string]source.Span   // the same: their passages
	begins map[int]bool             // the pieces that those of ours with a tracked change begin with
	// foreign is set where somebody else than the student changed the text, and not
	// gloss.
	foreign bool
}

func (im *importer) findings(name string, o ImportOptions) []diag.Finding {
	message := fmt.Sprintf("the tracked changes of %q are taken for the student's own", im.out.Student)
	switch {
	case !im.foreign && !im.tracked():
		return nil
	case im.out.Student == "":
		message = "the document does not say who made it; all tracked changes are taken for the teacher's"
	case o.Student == "":
		message += ", because the document says that they made it"
	}
	return []diag.Finding{{
		Severity: diag.Advice, Rule: "student", Path: name, Message: message,
		Help: []string{"if that is not right, name the student with --student"},
	}}
}

// tracked reports whether the main part holds a tracked change of the student.
func (im *importer) tracked() bool {
	doc := im.d.docs[mainPart]
	for i := range doc.Nodes {
		if doc.Is(i, "w", "ins") || doc.Is(i, "w", "del") {
			if author, _ := doc.Attr(i, "w", "author"); strings.EqualFold(oneLine(author), im.out.Student) {
				return true
			}
		}
	}
	return false
}

// read makes the notes.
func (im *importer) read(ids []string) {
	im.ranges = im.commentRanges()
	known := knownKeys(ids)
	comments := im.d.comments()
	parents := threads(comments)
	var notes []*ImportedNote
	var from []*comment
	for _, c := range comments {
		if parents[c] == nil {
			n := im.note(c)
			notes, from = append(notes, &n), append(from, c)
		}
	}
	im.begins = map[int]bool{}
	for _, c := range comments {
		if m := im.marks[c.id]; c.key != "" && !c.still && m != nil && m.start != nil {
			im.begins[m.start.Piece] = true
		}
	}
	changes := im.attach(notes, from, im.changes())
	byComment := map[*comment]int{}
	for i, n := range notes {
		if !n.Ours || im.identify(n, known[from[i].key]) {
			byComment[from[i]] = len(im.out.Notes)
			im.out.Notes = append(im.out.Notes, *n)
		}
	}
	for _, c := range comments {
		if i, ok := byComment[parents[c]]; ok && parents[c] != nil {
			im.out.Notes[i].Replies = append(im.out.Notes[i].Replies, im.reply(c))
		}
	}
	for _, g := range changes {
		im.out.Notes = append(im.out.Notes, im.changeNote(g))
	}
	slices.SortStableFunc(im.out.Notes, func(a, b ImportedNote) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	im.otherLosses()
}

// identify says which annotation a comment of ours was made from. It reports
// whether the comment is the one that says everything, and does not only lead to
// another.
func (im *importer) identify(n *ImportedNote, key placeKey) bool {
	n.ID = key.annotation
	if key.place > 0 || n.ID == "" && strings.HasPrefix(n.Text, asAbove) {
		return false
	}
	if n.ID == "" {
		im.lose("ours", fmt.Sprintf("the comment on “%s” was written by gloss, but its tags, criterion and selectors are not in the document: name its annotation file with -a", shortened(n.Quote)))
	}
	return true
}

func (im *importer) reply(c *comment) ImportedReply {
	md, _ := im.markdown(c.node, im.d.docs[commentsPart])
	return ImportedReply{Author: c.by(), Created: im.created(c.date), Ours: c.key != "", Text: c.text, Comment: md}
}

// by is who wrote the comment; "" for one of ours that names nobody.
func (c *comment) by() string {
	if c.key != "" && c.author == nobody {
		return ""
	}
	return c.author
}

func (im *importer) lose(rule, message string) {
	im.out.Losses = append(im.out.Losses, Loss{Rule: rule, Message: message})
}

// placeKey is the annotation and the place of it that a comment was made from.
type placeKey struct {
	annotation string
	place      int
}

// maxPlaces is how many places of one annotation are looked for by their ids. The
// comments on further places are known by what they say: that they lead to the
// first.
const maxPlaces = 16

func knownKeys(ids []string) map[string]placeKey {
	known := map[string]placeKey{}
	for _, id := range ids {
		for n := range maxPlaces {
			known[commentKey(id, n)] = placeKey{id, n}
		}
	}
	return known
}

// maxThread is how far up replies to replies are followed; Word knows one level.
const maxThread = 32

// threads are the comments that each reply belongs to, in the end.
func threads(all []*comment) map[*comment]*comment {
	byPara := map[string]*comment{}
	for _, c := range all {
		if n := len(c.paras); n > 0 {
			byPara[strings.ToUpper(c.paras[n-1])] = c
		}
		if c.key != "" {
			byPara[c.key] = c
		}
	}
	out := map[*comment]*comment{}
	for _, c := range all {
		top := byPara[strings.ToUpper(c.parent)]
		if c.parent == "" || top == c {
			continue
		}
		for n := 0; top != nil && top.parent != "" && n < maxThread; n++ {
			up := byPara[strings.ToUpper(top.parent)]
			if up == nil {
				break
			}
			top = up
		}
		if top != nil && top.parent == "" {
			out[c] = top
		}
	}
	return out
}

// note is a comment without its replies and changes.
func (im *importer) note(c *comment) ImportedNote {
	n := ImportedNote{
		Ours: c.key != "", Edited: c.key != "" && !c.sealed, Author: c.by(), Created: im.created(c.date), Text: c.text, Resolved: c.done,
	}
	md, lost := im.markdown(c.node, im.d.docs[commentsPart])
	n.Comment = md
	if lost {
		im.lose("comment-object", fmt.Sprintf("the comment “%s” holds a picture or table, which is left out", shortened(c.text)))
	}
	if n.Ours {
		heading, rest, _ := strings.Cut(n.Text, "\n")
		n.classify(heading)
		n.Text = rest
		_, n.Comment, _ = strings.Cut(n.Comment, "\n\n")
	}
	span, ok := im.ranges[c.id]
	if !ok {
		im.lose("comment-nowhere", fmt.Sprintf("the comment “%s” stands nowhere in the text; it is taken for one on the whole essay", shortened(c.text)))
		return n
	}
	span = im.told(&n, c.id, span)
	if span.IsEmpty() {
		span, n.Beside = im.wordBeside(span.Start), true
	}
	im.describe(&n, span)
	return n
}

func (im *importer) describe(n *ImportedNote, span source.Span) {
	n.Span = span
	if span.IsEmpty() {
		return
	}
	s := im.text.Describe(span)
	n.Quote, n.Prefix, n.Suffix = s.Quote, s.Prefix, s.Suffix
	if s.Position != nil {
		n.Span = *s.Position
	}
}

// created is a date of the document as a time in RFC 3339; "" for what is none.
func (im *importer) created(date string) string {
	if date == "" {
		return ""
	}
	for _, form := range []string{date, date + "Z"} {
		if t, err := time.Parse(time.RFC3339, form); err == nil && t.Year() > 1601 {
			return form
		}
	}
	if len(date) != len("2006-01-02T15:04:05Z") || date[:4] > "1601" {
		im.lose("date", fmt.Sprintf("the date %q of a comment is no date", date))
	}
	return ""
}

func shortened(s string) string {
	words := strings.Fields(s)
	if len(words) > 8 {
		words = append(words[:8:8], "…")
	}
	return strings.Join(words, " ")
}

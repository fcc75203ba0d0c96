package docx

import (
	"cmp"
	"strings"

	"gloss/internal/format/docx/markup"
)

// ownMarks are the bookmarks that gloss left in the text. A program that gives the
// paragraphs of comments no ids, as LibreOffice does, still keeps bookmarks: the
// name of one says which comment stands there, and what it said.
type ownMarks struct {
	keys   map[string][]string // of comments, by the seal of what they say
	stamps map[string]bool     // of the tracked changes that comments are about
	all    map[string]bool     // the keys of all comments
	still  map[string]bool     // those that no tracked change belongs to
}

// The names of our bookmarks. Word hides what begins with a line, and takes names
// of up to 40 characters.
const (
	bookmarkPrefix  = "_gloss_"
	summaryBookmark = bookmarkPrefix + "summary_"
)

// bookmark is an empty one before the range of a comment.
func (d *document) bookmark(c *newComment) string {
	name := bookmarkPrefix + c.key + "_" + saidSeal(c.author, c.text)
	if c.tracked {
		name += "_" + stampSeal(c.author, c.date)
	}
	id := d.nextID()
	return `<w:bookmarkStart w:id="` + id + `" w:name="` + name + `"/><w:bookmarkEnd w:id="` + id + `"/>`
}

// saidSeal is the id of who says what in a comment.
func saidSeal(author, text string) string { return paraID("gloss said", oneLine(author), text) }

// stampSeal is the id of who changed the text, and when.
func stampSeal(author, date string) string { return paraID("gloss stamp", oneLine(author), date) }

// ownMarks are those of the main part.
func (d *document) ownMarks() *ownMarks {
	m := &ownMarks{keys: map[string][]string{}, stamps: map[string]bool{}, all: map[string]bool{}, still: map[string]bool{}}
	doc := d.docs[mainPart]
	if doc == nil || !strings.Contains(doc.Text, bookmarkPrefix) {
		return m
	}
	for i := range doc.Nodes {
		ids := commentBookmark(doc, i)
		if ids == nil || m.all[ids[0]] || len(m.all) == maxComments {
			continue
		}
		m.all[ids[0]] = true
		m.keys[ids[1]] = append(m.keys[ids[1]], ids[0])
		if len(ids) > 2 {
			m.stamps[ids[2]] = true
		} else {
			m.still[ids[0]] = true
		}
	}
	return m
}

// commentBookmark are the ids in the name of a bookmark that stands at a comment of
// ours: its key, the seal of what it says, and that of its tracked change where it
// has one. Of anything else it is nil.
func commentBookmark(doc *markup.Doc, i int) []string {
	if !doc.Is(i, "w", "bookmarkStart") {
		return nil
	}
	name, _ := doc.Attr(i, "w", "name")
	rest, ok := strings.CutPrefix(name, bookmarkPrefix)
	if !ok {
		return nil
	}
	ids := strings.Split(rest, "_")
	if len(ids) < 2 || len(ids) > 3 {
		return nil
	}
	for _, id := range ids {
		if !isParaID(id) {
			return nil
		}
	}
	return ids
}

// claim gives keys to the comments that say what a bookmark says they do. A
// comment that was changed since is whoever's who changed it.
func (m *ownMarks) claim(all []*comment, taken map[string]bool) {
	parents := m.parents()
	for _, c := range all {
		if c.key != "" {
			continue
		}
		seal := saidSeal(c.author, c.text)
		for keys := m.keys[seal]; len(keys) > 0 && c.key == ""; keys = m.keys[seal] {
			m.keys[seal] = keys[1:]
			if !taken[keys[0]] {
				c.key, c.sealed = keys[0], true
				c.parent = cmp.Or(c.parent, parents[c.key])
			}
		}
	}
}

// parents are the keys of the comments that the replies among ours belong to.
func (m *ownMarks) parents() map[string]string {
	out := map[string]string{}
	if len(m.all) > maxLive {
		return out
	}
	for key := range m.all {
		for n := range maxReplies {
			if reply := replyKey(key, n); m.all[reply] {
				out[reply] = key
			}
		}
	}
	return out
}

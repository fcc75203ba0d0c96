package docx

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/format/docx/body"
	"gloss/internal/source"
)

// edit is one change of the teacher: neighbouring deletions and insertions by
// one author.
type edit struct {
	from, to int // pieces
	deleted  bool
	words    string
	author   string
	date     string
	moved    bool
}

// changes are the changes of everybody but the student.
func (im *importer) changes() []edit {
	var out []edit
	for _, m := range im.story.Marks {
		if m.Kind != body.Inserted && m.Kind != body.Deleted {
			continue
		}
		e := edit{from: m.Piece, to: m.Until, deleted: m.Kind == body.Deleted && m.Until > m.Piece, author: m.Author, date: m.Date, moved: m.Moved}
		if m.Kind == body.Inserted {
			e.to, e.words = m.Piece, m.Text
		}
		if !e.deleted && e.words == "" {
			continue
		}
		if n := len(out); n > 0 && im.joins(out[n-1], e) {
			out[n-1].to = max(out[n-1].to, e.to)
			out[n-1].deleted = out[n-1].deleted || e.deleted
			out[n-1].words += e.words
			continue
		}
		out = append(out, e)
	}
	return out
}

// joins reports whether one change goes on with the one before.
func (im *importer) joins(a, b edit) bool {
	if a.to != b.from || a.author != b.author || a.moved != b.moved || b.deleted && im.begins[b.from] {
		return false
	}
	k := a.to
	return !b.deleted || !a.deleted || k == 0 || k >= len(im.pieces) || im.pieces[k-1].block == im.pieces[k].block
}

// spanOf is the passage of a change, and what is to stand there instead. An
// insertion alone is widened to the word beside it.
func (im *importer) spanOf(e edit) (source.Span, string) {
	if e.deleted {
		return im.between(e.from, e.to), e.words
	}
	at := im.endBefore(e.from)
	if e.from < len(im.pieces) && e.from > 0 && im.pieces[e.from-1].block != im.pieces[e.from].block && im.inBlockOf(e) {
		at = im.pieces[e.from].at
	} else if e.from == 0 && len(im.pieces) > 0 {
		at = im.pieces[0].at
	}
	span := im.wordBeside(at)
	text := im.out.Essay.Text
	at = max(span.Start, min(at, span.End))
	before, after := text[span.Start:at], text[at:span.End]
	return span, before + e.words + after
}

// inBlockOf reports whether an insertion stands in the block of the piece behind
// it, and not at the end of the block before.
func (im *importer) inBlockOf(e edit) bool {
	for _, m := range im.story.Marks {
		if m.Kind != body.Inserted || m.Piece != e.from || !strings.HasPrefix(e.words, m.Text) {
			continue
		}
		b := im.story.Blocks[im.pieces[e.from].block]
		doc := im.story.Parts[m.Part].Doc
		return b.Part == m.Part && doc.Within(m.Node, b.Node)
	}
	return false
}

// wordBeside is the word that stands around or beside a place: the one it is in
// or touches, else the one before it in its block, else the one behind it.
func (im *importer) wordBeside(at int) source.Span {
	text := im.out.Essay.Text
	block := source.Span{Start: 0, End: len(text)}
	if i := im.out.Essay.BlockAt(at); i >= 0 {
		block = im.out.Essay.Blocks[i].Span
	} else if len(im.out.Essay.Blocks) > 0 {
		block = im.out.Essay.Blocks[0].Span
	}
	at = max(block.Start, min(at, block.End))
	before, after := text[block.Start:at], text[at:block.End]
	s := source.Span{Start: at - lastWord(before), End: at + firstWord(after)}
	if !s.IsEmpty() {
		return s
	}
	if trimmed := strings.TrimRightFunc(before, unicode.IsSpace); trimmed != "" {
		end := block.Start + len(trimmed)
		return source.Span{Start: end - lastWord(trimmed), End: at}
	}
	blanks := len(after) - len(strings.TrimLeftFunc(after, unicode.IsSpace))
	return source.Span{Start: at, End: at + blanks + firstWord(after[blanks:])}
}

// lastWord is the length of the word that a text ends with.
func lastWord(s string) int {
	return len(s) - 1 - strings.LastIndexFunc(s, unicode.IsSpace) - spaceTail(s)
}

// spaceTail corrects for a last space that is longer than one byte.
func spaceTail(s string) int {
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return size - 1
}

// firstWord is the length of the word that a text begins with.
func firstWord(s string) int {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return i
	}
	return len(s)
}

// changeNote is a change that no comment speaks of.
func (im *importer) changeNote(e edit) ImportedNote {
	span, words := im.spanOf(e)
	n := ImportedNote{Author: e.author, Created: im.created(e.date), Replacement: &words, Beside: !e.deleted}
	im.describe(&n, span)
	im.foreign = true
	if e.moved {
		im.lose("move", fmt.Sprintf("“%s” was moved by %s; it is imported as taken out in one place and put in at the other", shortened(n.Quote), e.author))
	}
	if span.IsEmpty() {
		im.lose("change-nowhere", fmt.Sprintf("the insertion “%s” by %s stands beside no word", shortened(words), e.author))
	}
	return n
}

// otherLosses are the changes of form, and what of the annotations no Word file
// holds.
func (im *importer) otherLosses() {
	count := map[string]int{}
	var authors []string
	for _, m := range im.story.Marks {
		if m.Kind == body.Changed {
			if count[m.Author] == 0 {
				authors = append(authors, m.Author)
			}
			count[m.Author]++
		}
	}
	for _, a := range authors {
		im.lose("form", fmt.Sprintf("%d tracked changes of formatting by %s have no words to replace", count[a], a))
	}
}

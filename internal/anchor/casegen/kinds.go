package casegen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/source"
)

// A kind is a kind of edit: what is quoted, and what then happens to the text. The
// edit gives where the passage is in the new text, or false where it is gone.
type kind struct {
	name  string
	quote func(*draft) source.Span
	edit  func(*draft, source.Span) (source.Span, bool)
}

func kinds() []kind {
	sentence, part := (*draft).sentence, (*draft).part
	return []kind{
		{"untouched", part, (*draft).around},
		{"misspelled", sentence, (*draft).misspell},
		{"misspelled-words", part, (*draft).misspell},
		{"words-replaced", sentence, (*draft).reword},
		{"words-put-in", sentence, (*draft).widen},
		{"cut-short", sentence, (*draft).cut},
		{"noted", sentence, (*draft).note},
		{"typography", sentence, (*draft).typeset},
		{"rewrapped", sentence, (*draft).rewrap},
		{"capitals", part, (*draft).shout},
		{"split", sentence, (*draft).split},
		{"moved", sentence, (*draft).move},
		{"moved-and-edited", sentence, (*draft).moveEdited},
		{"context-rewritten", part, (*draft).recontext},
		{"repeated", sentence, (*draft).repeat},
		{"deleted", sentence, (*draft).remove},
		{"deleted-with-lookalike", (*draft).resembled, (*draft).remove},
		{"replaced", sentence, (*draft).supplant},
	}
}

// around rewrites another sentence and puts one in at the start.
func (d *draft) around(q source.Span) (source.Span, bool) {
	at := d.elsewhere(q)
	extra := " " + d.changed(d.sentence().Of(d.old), 0.5)
	d.put(source.Span{Start: at, End: at}, extra)
	return shifted(q, at, len(extra)), true
}

// shifted is a span after so many bytes were put in at an offset outside it.
func shifted(s source.Span, at, n int) source.Span {
	if at <= s.Start {
		return source.Span{Start: s.Start + n, End: s.End + n}
	}
	return s
}

// misspell swaps two letters of its longest word.
func (d *draft) misspell(q source.Span) (source.Span, bool) {
	words := fields(d.text, q)
	w := words[0]
	for _, other := range words[1:] {
		if other.Len() > w.Len() {
			w = other
		}
	}
	letters := []rune(w.Of(d.text))
	i := 1 + d.rng.IntN(max(1, len(letters)-2))
	for n := 0; n < len(letters) && letters[i] == letters[i-1]; n++ {
		i = 1 + i%(len(letters)-1)
	}
	letters[i-1], letters[i] = letters[i], letters[i-1]
	d.put(w, string(letters))
	return q, true
}

// reword replaces every fifth word.
func (d *draft) reword(q source.Span) (source.Span, bool) {
	return d.replace(q, d.changed(q.Of(d.text), 0.2)), true
}

// widen puts a clause in.
func (d *draft) widen(q source.Span) (source.Span, bool) {
	words := fields(d.text, q)
	at := words[1+d.rng.IntN(len(words)-2)].End
	clause := ", " + d.word() + " " + d.word() + " " + d.word() + " " + d.word() + ","
	d.put(source.Span{Start: at, End: at}, clause)
	return source.Span{Start: q.Start, End: q.End + len(clause)}, true
}

// cut ends the sentence after two thirds of its words.
func (d *draft) cut(q source.Span) (source.Span, bool) {
	words := strings.Fields(q.Of(d.text))
	return d.replace(q, strings.TrimRight(strings.Join(words[:2*len(words)/3], " "), ",;:")+"."), true
}

// note puts the number of a note behind a word.
func (d *draft) note(q source.Span) (source.Span, bool) {
	words := fields(d.text, q)
	at := words[d.rng.IntN(len(words)-1)].End
	d.put(source.Span{Start: at, End: at}, "[12]")
	return source.Span{Start: q.Start, End: q.End + len("[12]")}, true
}

// typeset writes quotation marks, dashes and blanks as word processors do.
func (d *draft) typeset(q source.Span) (source.Span, bool) {
	r := strings.NewReplacer(" a ", " a\u00A0", "'", "’", " - ", " – ", "“", "\"", "”", "\"", "’", "'", "—", "–")
	head, passage, tail := r.Replace(d.text[:q.Start]), r.Replace(q.Of(d.text)), r.Replace(d.text[q.End:])
	d.text = head + passage + tail
	return source.Span{Start: len(head), End: len(head) + len(passage)}, true
}

// rewrap breaks lines at every eighth blank.
func (d *draft) rewrap(q source.Span) (source.Span, bool) {
	n := 0
	text := []byte(d.text)
	for i, c := range text {
		if c == ' ' {
			if n++; n%8 == 0 {
				text[i] = '\n'
			}
		}
	}
	d.text = string(text)
	return q, true
}

// shout writes the passage in capitals.
func (d *draft) shout(q source.Span) (source.Span, bool) {
	return d.replace(q, strings.ToUpper(q.Of(d.text))), true
}

// split makes two sentences of one.
func (d *draft) split(q source.Span) (source.Span, bool) {
	words := strings.Fields(q.Of(d.text))
	i := len(words) / 2
	words[i-1] = strings.TrimRight(words[i-1], ",;:") + "."
	first, size := utf8.DecodeRuneInString(words[i])
	words[i] = string(unicode.ToUpper(first)) + words[i][size:]
	return d.replace(q, strings.Join(words, " ")), true
}

// move puts the sentence behind another one.
func (d *draft) move(q source.Span) (source.Span, bool) { return d.moved(q, q.Of(d.text)) }

// moveEdited moves it and replaces one word in ten.
func (d *draft) moveEdited(q source.Span) (source.Span, bool) {
	return d.moved(q, d.changed(q.Of(d.text), 0.1))
}

func (d *draft) moved(q source.Span, as string) (source.Span, bool) {
	d.remove(q)
	at := d.elsewhere(q)
	d.put(source.Span{Start: at, End: at}, " "+as)
	return source.Span{Start: at + 1, End: at + 1 + len(as)}, true
}

// recontext rewrites what stands around the passage.
func (d *draft) recontext(q source.Span) (source.Span, bool) {
	tail := source.Span{Start: q.End, End: min(len(d.text), q.End+60)}
	if i := strings.LastIndexByte(tail.Of(d.text), ' '); i > 0 {
		tail.End = tail.Start + i
		d.put(tail, " "+d.changed(tail.Of(d.text)+" "+d.word(), 0.7))
	}
	head := source.Span{Start: max(0, q.Start-60), End: q.Start}
	if i := strings.IndexByte(head.Of(d.text), ' '); i >= 0 {
		head.Start += i + 1
		as := d.changed(d.word()+" "+head.Of(d.text), 0.7) + " "
		d.put(head, as)
		grown := len(as) - head.Len()
		return source.Span{Start: q.Start + grown, End: q.End + grown}, true
	}
	return q, true
}

// repeat puts the same sentence in once more elsewhere.
func (d *draft) repeat(q source.Span) (source.Span, bool) {
	at := d.elsewhere(q)
	again := " " + q.Of(d.text)
	d.put(source.Span{Start: at, End: at}, again)
	return shifted(q, at, len(again)), true
}

// remove takes the sentence out, and the blank before it.
func (d *draft) remove(q source.Span) (source.Span, bool) {
	if q.Start > 0 && d.text[q.Start-1] == ' ' {
		q.Start--
	}
	d.put(q, "")
	return source.Span{}, false
}

// resembled draws a sentence that another one, put into the old text, is much
// like.
func (d *draft) resembled() source.Span {
	q := d.sentence()
	at := d.elsewhere(q)
	like := " " + d.changed(q.Of(d.old), 0.4)
	d.put(source.Span{Start: at, End: at}, like)
	d.old = d.text
	return shifted(q, at, len(like))
}

// supplant writes another sentence in its place.
func (d *draft) supplant(q source.Span) (source.Span, bool) {
	words := make([]string, len(strings.Fields(q.Of(d.text))))
	for i := range words {
		words[i] = d.word()
	}
	d.replace(q, strings.Join(words, " ")+".")
	return source.Span{}, false
}

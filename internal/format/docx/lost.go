package docx

import (
	"fmt"
	"slices"
	"strings"
)

// Lost says what is lost where a Word file takes the place of another: a comment
// or tracked change that somebody put there by hand and that the new file does not
// hold. It is "" where nothing is.
func Lost(old, replacement []byte) string {
	was, err := unread(old)
	if err != nil || was.load(commentsPart, extendedPart) != nil || was.asWritten() {
		return ""
	}
	if was, err = open(old); err != nil {
		return ""
	}
	changed := slices.DeleteFunc(was.comments(), func(c *comment) bool { return c.key == "" || !c.edited })
	if err := was.takeBack(); err != nil {
		return ""
	}
	now, err := open(replacement)
	if err != nil {
		return ""
	}
	kept := map[string]bool{}
	for _, c := range now.comments() {
		kept[c.date+c.text] = true
	}
	for _, c := range append(changed, was.comments()...) {
		if !kept[c.date+c.text] {
			return fmt.Sprintf("the comment “%s” by %s", c.excerpt(), oneLine(c.author))
		}
	}
	for s := range now.stamps() {
		kept[s.date] = true
	}
	for s := range was.stamps() {
		if !kept[s.date] {
			return "a tracked change by " + oneLine(s.author)
		}
	}
	return ""
}

// asWritten reports whether the comments of a document whose main part was not read
// are all of gloss and as it wrote them, and the tracked changes signed like them.
func (d *document) asWritten() bool {
	stamps := map[string]bool{}
	for _, c := range d.comments() {
		if !c.sealed {
			return false
		}
		stamps[c.author+"\x00"+c.date] = true
	}
	text, err := d.pkg.Text(d.main)
	if err != nil {
		return false
	}
	for tag := range tagsWith(text, `:author="`) {
		if !stamps[valueIn(tag, `:author="`)+"\x00"+valueIn(tag, `:date="`)] {
			return false
		}
	}
	return true
}

// tagsWith yields the tags that hold a word.
func tagsWith(text, word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for {
			at := strings.Index(text, word)
			if at < 0 {
				return
			}
			end := at + len(word)
			if n := strings.IndexByte(text[end:], '>'); n >= 0 {
				end += n
			}
			if !yield(text[strings.LastIndexByte(text[:at], '<')+1 : end]) {
				return
			}
			text = text[end:]
		}
	}
}

// valueIn is the value behind an attribute's name in a tag, as it is written.
func valueIn(tag, attr string) string {
	_, rest, _ := strings.Cut(tag, attr)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

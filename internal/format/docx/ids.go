package docx

import (
	"strconv"
	"strings"
)

// ids gives out ids for comments and tracked changes that nothing in the
// document has yet.
type ids struct {
	next int
	used map[int]bool // set where the numbers above the highest are too few
}

// largestID is the highest number from which counting on is safe; Word's ids are
// 32-bit numbers.
const largestID = 1 << 30

// nextID is an id that is not used yet.
func (d *document) nextID() string {
	if d.ids == nil {
		d.ids = d.countIDs()
	}
	for d.ids.used[d.ids.next] {
		d.ids.next++
	}
	n := d.ids.next
	d.ids.next++
	return strconv.Itoa(n)
}

// countIDs looks through every part of the document. Comments, bookmarks and
// tracked changes share one space of numbers.
func (d *document) countIDs() *ids {
	highest := -1
	all := map[int]bool{}
	for _, name := range d.pkg.Names() {
		if !strings.HasSuffix(strings.ToLower(name), ".xml") || !strings.Contains(d.pkg.Type(name), "wordprocessingml") {
			continue
		}
		text, err := d.text(name)
		if err != nil {
			continue // a part that cannot be read holds no mark of ours either
		}
		for n := range numbersOf(text) {
			highest = max(highest, n)
			all[n] = true
		}
	}
	if highest < largestID {
		return &ids{next: highest + 1}
	}
	return &ids{used: all}
}

// text is a part as it stands now.
func (d *document) text(name string) (string, error) {
	if text, ok := d.texts[name]; ok {
		return text, nil
	}
	return d.pkg.Text(name)
}

// numbersOf yields the numbers of all attributes called id, of any prefix.
func numbersOf(text string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for {
			i := strings.Index(text, `:id=`)
			if i < 0 || i+5 >= len(text) {
				return
			}
			quote := text[i+4]
			text = text[i+5:]
			end := strings.IndexByte(text[:min(len(text), 16)], quote)
			if end < 0 {
				continue
			}
			if n, err := strconv.Atoi(text[:end]); err == nil && n >= 0 && !yield(n) {
				return
			}
		}
	}
}

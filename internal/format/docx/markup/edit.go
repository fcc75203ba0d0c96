package markup

import (
	"cmp"
	"slices"
	"strings"
)

// Edits are changes to a text, each a stretch of it and what stands there
// instead. The zero value changes nothing.
type Edits struct{ list []edit }

type edit struct {
	start, end int
	text       string
}

// Insert puts text before the byte at an offset. What is inserted at one offset
// stands in the order of the calls.
func (e *Edits) Insert(at int, text string) { e.Replace(at, at, text) }

// Replace puts text in place of a stretch.
func (e *Edits) Replace(start, end int, text string) {
	if start != end || text != "" {
		e.list = append(e.list, edit{start, end, text})
	}
}

// Any reports whether there is anything to change.
func (e *Edits) Any() bool { return len(e.list) > 0 }

// Apply makes the changes. A change inside a larger stretch that is replaced
// is left out.
func (e *Edits) Apply(text string) string {
	if len(e.list) == 0 {
		return text
	}
	list := slices.Clone(e.list)
	slices.SortStableFunc(list, func(a, b edit) int {
		if a.start != b.start || a.start == a.end && b.start == b.end {
			return cmp.Compare(a.start, b.start)
		}
		if a.start == a.end || b.start == b.end {
			return cmp.Compare(a.end, b.end) // what is inserted stands before what is replaced
		}
		return cmp.Compare(b.end, a.end)
	})
	var out strings.Builder
	size := len(text)
	for _, c := range list {
		size += len(c.text)
	}
	out.Grow(size)
	done := 0
	for _, c := range list {
		if c.start < done {
			continue
		}
		out.WriteString(text[done:c.start])
		out.WriteString(c.text)
		done = c.end
	}
	out.WriteString(text[done:])
	return out.String()
}

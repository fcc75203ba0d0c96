package markdown

import "strings"

// doc is a Markdown document in the making: blocks apart by blank lines, nested
// in containers by what their lines begin with.
type doc struct {
	b      strings.Builder
	lead   string // what the next line begins with, where it opens a container
	opens  bool   // lead is to be used
	prefix string // what every other line begins with
	gap    string // the blank line before the next block: the prefix around it
	tight  bool   // no blank line before the next block
	begun  bool
}

// block writes one block, which may have several lines.
func (d *doc) block(text string) {
	if d.begun {
		d.b.WriteString("\n")
		if !d.tight {
			gap := d.prefix
			if d.opens {
				gap = d.gap
			}
			d.b.WriteString(strings.TrimRight(gap, " ") + "\n")
		}
	}
	d.begun, d.tight = true, false
	for i, line := range strings.Split(text, "\n") {
		start := d.prefix
		if i > 0 {
			d.b.WriteString("\n")
		} else if d.opens {
			start, d.opens = d.lead, false
		}
		if line == "" {
			start = strings.TrimRight(start, " ")
		}
		d.b.WriteString(start + line)
	}
}

// nest writes the blocks of write in a container: its first line begins with
// first, the others with rest.
func (d *doc) nest(first, rest string, write func()) {
	outer := d.prefix
	if !d.opens {
		d.lead, d.gap, d.opens = outer, outer, true
	}
	d.lead += first
	d.prefix = outer + rest
	write()
	if d.opens {
		d.block("")
	}
	d.prefix = outer
}

// String is the document, with a line end behind its last line.
func (d *doc) String() string { return d.b.String() + "\n" }

// Package terminal writes a report as text for a terminal or a pipe: the head,
// the essay with its passages marked, and every note under its paragraph.
//
// A passage stands between brackets that the essay itself does not hold, and
// the closing one carries the notes that speak of it: "[claiming thousands of
// lives ×5]". Colour, underline and bold repeat what these characters say and
// add nothing: without colour the output is the same, byte for byte, but for
// the escape sequences.
//
// Widths are terminal columns: a wide character takes two, a combining mark
// none. No grapheme cluster is ever cut. Nothing that comes from a file can
// reach the terminal as a control: see diag.Visible.
package terminal

import (
	"bufio"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"gloss/internal/report"
)

// DefaultWidth is the width where Options name none.
const DefaultWidth = 80

// minWidth is the least width that is wrapped to; a narrower terminal wraps for
// itself.
const minWidth = 20

// minText is the least width of text behind an indentation.
const minText = 8

// Options are how a report is to be shown. The zero value is plain text in
// DefaultWidth columns.
type Options struct {
	Width            int  // in columns; 0: DefaultWidth
	Color            bool // style what the characters say
	ParagraphNumbers bool // show the numbers by which annotations count
}

// Write writes the report to w.
func Write(w io.Writer, r *report.Report, o Options) error {
	out := bufio.NewWriter(w)
	p := &page{out: out, r: r, width: o.Width, opts: o, brackets: bracketsFor(r.Essay.Text)}
	if p.width == 0 {
		p.width = DefaultWidth
	}
	p.width = max(p.width, minWidth)
	p.head()
	p.marks()
	p.essay()
	p.onWhole()
	p.unplaced()
	return out.Flush()
}

// Ours reports whether a file begins like one that Write wrote: it has the line
// that stands before the essay.
func Ours(data []byte) bool { return strings.Contains(ansi.Strip(string(data)), "\n── The essay") }

// page is one report on its way out.
type page struct {
	out      *bufio.Writer // keeps the first error
	r        *report.Report
	width    int
	opts     Options
	brackets brackets
	begun    bool // something was written
	gap      bool // the last line was blank
}

// indent is what stands before the first line of a block and before the others.
type indent struct {
	first, rest line
}

// spaces is an indent of n columns.
func spaces(n int) indent {
	blank := line{{text: blanks(n)}}
	return indent{first: blank, rest: blank}
}

// then is the indent in with another inside it.
func (in indent) then(inner indent) indent {
	return indent{first: join(in.first, inner.first), rest: join(in.rest, inner.rest)}
}

// hanging is the indent with its first line taken up: what it looks like from
// the second line on.
func (in indent) hanging() indent { return indent{first: in.rest, rest: in.rest} }

// block writes runs, wrapped, at an indent.
func (p *page) block(in indent, runs []run) {
	width := p.width - max(in.first.columns(), in.rest.columns())
	for i, l := range wrap(runs, max(width, minText)) {
		lead := in.rest
		if i == 0 {
			lead = in.first
		}
		p.line(join(lead, l))
	}
}

// line writes one line, without the blanks at its end.
func (p *page) line(l line) {
	l = l.trimmed()
	for _, r := range l {
		text := r.text
		if p.opts.Color {
			text = r.styled()
		}
		p.out.WriteString(text) //nolint:errcheck // kept until Flush
	}
	p.out.WriteByte('\n') //nolint:errcheck // kept until Flush
	p.begun, p.gap = true, len(l) == 0
}

// space leaves one blank line before what follows.
func (p *page) space() {
	if p.begun && !p.gap {
		p.line(nil)
	}
}

// section writes the heading of a part of the report.
func (p *page) section(title string) {
	p.space()
	lead := indent{first: line{{text: "── ", style: style{attr: faint}}}, rest: spaces(3).rest}
	runs := []run{{text: title, style: style{attr: bold}}}
	if rule := p.width - 4 - displayWidth(title); rule > 0 {
		runs = append(runs, glue(" "), run{text: repeat("─", rule), style: style{attr: faint}})
	}
	p.block(lead, runs)
	p.space()
}

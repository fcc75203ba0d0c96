package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"

	"gloss/internal/diag"
)

// attr is a set of text attributes.
type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	underline
	struck
	glued // not seen: no line ends at a blank in it
)

// style is how a run looks on a terminal that can show it.
type style struct {
	attr attr
	hue  ansi.BasicColor // Black is the terminal's own colour
}

// with is the style with more attributes.
func (s style) with(a attr) style {
	s.attr |= a
	return s
}

// run is a stretch of text in one style. Its text holds nothing that a terminal
// would act on but line feeds.
type run struct {
	text  string
	style style
}

// plain is text from the program itself.
func plain(text string) run { return run{text: text} }

// glue is text from the program itself that no line ends in.
func glue(text string) run { return run{text: text, style: style{attr: glued}} }

// clean is text from a file, made safe to print: controls are shown, tabs and
// the rarer line ends become what they stand for.
func clean(text string) string {
	return strings.NewReplacer("\t", " ", "\u2028", "\n", "\u2029", "\n").Replace(diag.Visible(text))
}

// oneLine is clean for text that has to stay on one line, spaces run together.
func oneLine(text string) string {
	return strings.Join(strings.Fields(clean(text)), " ")
}

// styled is the run with its escape sequences, one pair of them.
func (r run) styled() string {
	r.style.attr &^= glued
	if r.style == (style{}) || r.text == "" {
		return r.text
	}
	s := ansi.NewStyle()
	if r.style.attr&bold != 0 {
		s = s.Bold()
	}
	if r.style.attr&faint != 0 {
		s = s.Faint()
	}
	if r.style.attr&italic != 0 {
		s = s.Italic(true)
	}
	if r.style.attr&underline != 0 {
		s = s.Underline(true)
	}
	if r.style.attr&struck != 0 {
		s = s.Strikethrough(true)
	}
	if r.style.hue != ansi.Black {
		s = s.ForegroundColor(r.style.hue)
	}
	return s.Styled(r.text)
}

// line is the runs of one line of output.
type line []run

func (l line) columns() int {
	n := 0
	for _, r := range l {
		n += displayWidth(r.text)
	}
	return n
}

func displayWidth(text string) int { return displaywidth.String(text) }

// trimmed is the line without the blanks at its end.
func (l line) trimmed() line {
	l = append(line(nil), l...)
	for len(l) > 0 {
		last := &l[len(l)-1]
		last.text = strings.TrimRight(last.text, " ")
		if last.text != "" {
			break
		}
		l = l[:len(l)-1]
	}
	return l
}

// join is the lines one after another as one.
func join(lines ...line) line {
	var out line
	for _, l := range lines {
		out = append(out, l...)
	}
	return out
}

func blanks(n int) string { return repeat(" ", n) }

func repeat(s string, n int) string { return strings.Repeat(s, max(0, n)) }

package criticmarkup

import (
	"sort"
	"strings"

	"gloss/internal/essay"
	"gloss/internal/source"
)

// pieces are the stretches of the file that show a span of the text: one on
// every line of the file, and in a table one in every cell.
func pieces(e *essay.Essay, s source.Span) []source.Span {
	c := collector{file: e.File.Text}
	i := sort.Search(len(e.Origins), func(i int) bool { return e.Origins[i].Text.End > s.Start })
	for ; i < len(e.Origins) && e.Origins[i].Text.Start < s.End; i++ {
		o := e.Origins[i]
		shown := source.Span{Start: max(s.Start, o.Text.Start), End: min(s.End, o.Text.End)}
		switch {
		case o.Verbatim:
			c.lines(shown.Of(e.Text), o.File.Start+shown.Start-o.Text.Start)
		case strings.TrimSpace(shown.Of(e.Text)) == "" && separates(e, o):
			c.apart = true // what separates lines, blocks and cells is no part of them
		default:
			c.add(o.File)
		}
	}
	return trimmed(e, c.all)
}

// collector puts pieces together.
type collector struct {
	file  string
	all   []source.Span
	apart bool // the next stretch does not go on from the last one
}

// lines adds text that stands in the file from the offset on, each line of it.
func (c *collector) lines(text string, at int) {
	for i, line := range strings.Split(text, "\n") {
		c.apart = c.apart || i > 0
		c.add(source.Span{Start: at, End: at + len(line)})
		at += len(line) + 1
	}
}

// add adds a stretch of one line, joined to the last where only the marks of
// Markdown stand between the two.
func (c *collector) add(s source.Span) {
	n := len(c.all)
	if !c.apart && n > 0 && c.all[n-1].End <= s.Start && !strings.ContainsAny(c.file[c.all[n-1].End:s.Start], "\n\r") {
		c.all[n-1].End = s.End
		return
	}
	c.all, c.apart = append(c.all, s), false
}

// separates reports whether a piece of white space stands for a line end or for
// the border of a table's cells.
func separates(e *essay.Essay, o essay.Origin) bool {
	return strings.ContainsAny(o.File.Of(e.File.Text), "\n\r|") || strings.ContainsAny(o.Text.Of(e.Text), "\n\t")
}

// trimmed leaves out the white space at both ends of the pieces, and the pieces
// that hold nothing else.
func trimmed(e *essay.Essay, all []source.Span) []source.Span {
	var out []source.Span
	for i, s := range all {
		text := s.Of(e.File.Text)
		// The teacher's own choice of words stays as it is at its two ends.
		if i > 0 {
			s.Start += len(text) - len(strings.TrimLeft(text, " \t"))
		}
		if i < len(all)-1 {
			s.End -= len(text) - len(strings.TrimRight(text, " \t"))
		}
		if s.Start < s.End && strings.TrimSpace(s.Of(e.File.Text)) != "" || len(all) == 1 {
			out = append(out, s)
		}
	}
	return out
}

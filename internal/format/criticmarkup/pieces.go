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
	var out []source.Span
	joins := false // the next stretch goes on from the one before
	i := sort.Search(len(e.Origins), func(i int) bool { return e.Origins[i].Text.End > s.Start })
	for ; i < len(e.Origins) && e.Origins[i].Text.Start < s.End; i++ {
		o := e.Origins[i]
		shown := source.Span{Start: max(s.Start, o.Text.Start), End: min(s.End, o.Text.End)}
		if !o.Verbatim {
			// What separates lines, blocks and cells is no part of them.
			if gap := strings.TrimSpace(shown.Of(e.Text)); gap == "" && separates(e, o) {
				joins = false
				continue
			}
			out, joins = appendPiece(e, out, o.File, joins), true
			continue
		}
		at := o.File.Start + shown.Start - o.Text.Start
		lines := strings.Split(shown.Of(e.Text), "\n")
		for j, line := range lines {
			out = appendPiece(e, out, source.Span{Start: at, End: at + len(line)}, joins && j == 0)
			at += len(line) + 1
		}
		joins = true
	}
	return trimmed(e, out)
}

// separates reports whether a piece of white space stands for a line end or for
// the border of a table's cells.
func separates(e *essay.Essay, o essay.Origin) bool {
	return strings.ContainsAny(o.File.Of(e.File.Text), "\n\r|") || strings.ContainsAny(o.Text.Of(e.Text), "\n\t")
}

// appendPiece adds a stretch of one line, joined to the last where only the
// marks of Markdown stand between the two.
func appendPiece(e *essay.Essay, out []source.Span, s source.Span, joins bool) []source.Span {
	if n := len(out); joins && n > 0 && out[n-1].End <= s.Start &&
		!strings.ContainsAny(e.File.Text[out[n-1].End:s.Start], "\n\r") {
		out[n-1].End = s.End
		return out
	}
	return append(out, s)
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

package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// cluster is one grapheme cluster with its width and style.
type cluster struct {
	text  string
	width int
	style style
}

// blank reports whether a line may end here.
func (c cluster) blank() bool { return c.text == " " && c.style.attr&glued == 0 }

// wrap breaks runs into lines of at most width columns: at line feeds, after
// blanks and hyphens, and between ideographs. A word that is wider than a line
// is broken between two of its grapheme clusters. The blanks at a break are
// dropped; all else stays.
func wrap(runs []run, width int) []line {
	var lines []line
	var hard []cluster
	for _, c := range clustersOf(runs) {
		if c.text == "\n" {
			lines = append(lines, fill(hard, width)...)
			hard = hard[:0]
			continue
		}
		hard = append(hard, c)
	}
	return append(lines, fill(hard, width)...)
}

// clustersOf cuts runs into grapheme clusters. One that begins in one run and
// ends in the next has the style of the first.
func clustersOf(runs []run) []cluster {
	var text strings.Builder
	for _, r := range runs {
		text.WriteString(r.text)
	}
	var out []cluster
	i, end := -1, 0
	for it := graphemes.FromString(text.String()); it.Next(); {
		for i < 0 || it.Start() >= end {
			i++
			end += len(runs[i].text)
		}
		c := cluster{text: it.Value(), width: displaywidth.String(it.Value()), style: runs[i].style}
		out = append(out, c)
	}
	return out
}

// fill lays clusters without line feeds out in lines.
func fill(clusters []cluster, width int) []line {
	var lines []line
	start, at, used := 0, 0, 0 // the line's first cluster, the last break, the columns
	for i, c := range clusters {
		if i > start && breakable(clusters[i-1], c) {
			at = i
		}
		used += c.width
		for used > width && !c.blank() && i > start {
			if at <= start {
				at = i
			}
			lines = append(lines, lineOf(clusters[start:at]))
			start, used = at, columns(clusters[at:i+1])
		}
	}
	return append(lines, lineOf(clusters[start:]))
}

func columns(clusters []cluster) int {
	n := 0
	for _, c := range clusters {
		n += c.width
	}
	return n
}

// lineOf joins clusters of the same style again and drops the blanks at the end.
func lineOf(clusters []cluster) line {
	var l line
	for i := 0; i < len(clusters); {
		var text strings.Builder
		s := clusters[i].style
		for i < len(clusters) && clusters[i].style == s {
			text.WriteString(clusters[i].text)
			i++
		}
		l = append(l, run{text: text.String(), style: s})
	}
	return l.trimmed()
}

// breakable reports whether a line may end between two clusters.
func breakable(before, after cluster) bool {
	switch {
	case after.blank():
		return false
	case before.blank():
		return true
	case before.text == "-", before.text == "–", before.text == "—":
		r, _ := utf8.DecodeRuneInString(after.text)
		return unicode.IsLetter(r)
	case before.width < 2 && after.width < 2:
		return false
	}
	return !strings.Contains(noEnd, before.text) && !strings.Contains(noStart, after.text)
}

// What may not end a line, and what may not begin one, where lines are broken
// between ideographs.
const (
	noEnd   = " ([{⟦⟪❲\u00a0“‘（［｛「『【〔〖《〈"
	noStart = " )]}⟧⟫❳\u00a0”’.,;:!?%…，。、．；：？！）］｝」』】〕〗》〉々ー·・—"
)

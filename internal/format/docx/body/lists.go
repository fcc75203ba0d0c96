package body

import (
	"fmt"
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
)

// maxLevels is the number of levels that a list can have.
const maxLevels = 9

// maxLists is how many lists of a document are told apart.
const maxLists = 1 << 14

// listLevel is how the items of one level of a list are marked.
type listLevel struct {
	start  int
	format string
	text   string // with %1 for the number of level 1, and so on
}

// list is a w:num: the levels of a w:abstractNum, some of them changed.
type list struct {
	levels  [maxLevels]listLevel
	counter *[maxLevels]int // shared by the lists of one w:abstractNum
	restart [maxLevels]bool // the level begins anew where this list is first used
}

type lists struct{ byID map[string]*list }

func newLists(doc *markup.Doc) *lists {
	l := &lists{byID: map[string]*list{}}
	if doc == nil {
		return l
	}
	abstract := map[string]*list{}
	for i := range doc.Children(0) {
		switch {
		case doc.Is(i, "w", "abstractNum"):
			id, _ := doc.Attr(i, "w", "abstractNumId")
			a := &list{counter: &[maxLevels]int{}}
			a.read(doc, i)
			abstract[id] = a
		case doc.Is(i, "w", "num"):
			id, _ := doc.Attr(i, "w", "numId")
			base, ok := abstract[doc.Val(doc.Child(i, "w", "abstractNumId"))]
			if !ok || len(l.byID) >= maxLists {
				continue
			}
			n := *base
			n.override(doc, i)
			l.byID[id] = &n
		}
	}
	return l
}

// read takes over the w:lvl elements inside node i.
func (l *list) read(doc *markup.Doc, i int) {
	for c := range doc.Children(i) {
		if !doc.Is(c, "w", "lvl") {
			continue
		}
		n := levelNumber(doc, c)
		level := listLevel{start: 1, format: doc.Val(doc.Child(c, "w", "numFmt")), text: doc.Val(doc.Child(c, "w", "lvlText"))}
		if v, err := strconv.Atoi(doc.Val(doc.Child(c, "w", "start"))); err == nil {
			level.start = v
		}
		l.levels[n] = level
	}
}

func levelNumber(doc *markup.Doc, i int) int {
	v, _ := doc.Attr(i, "w", "ilvl")
	n, _ := strconv.Atoi(v)
	return max(0, min(n, maxLevels-1))
}

func (l *list) override(doc *markup.Doc, i int) {
	for c := range doc.Children(i) {
		if !doc.Is(c, "w", "lvlOverride") {
			continue
		}
		l.read(doc, c)
		n := levelNumber(doc, c)
		if start := doc.Child(c, "w", "startOverride"); start >= 0 {
			l.levels[n].start, _ = strconv.Atoi(doc.Val(start))
			l.restart[n] = true
		}
	}
}

// next is the marker of a paragraph and its level in the list, from 1; level 0
// where the paragraph is no list item.
func (l *lists) next(doc *markup.Doc, props int, st *style) (marker string, level int) {
	id, at := st.numID, st.level
	if num := doc.Child(props, "w", "numPr"); num >= 0 {
		if v := doc.Val(doc.Child(num, "w", "numId")); v != "" {
			id = v
		}
		if v := doc.Val(doc.Child(num, "w", "ilvl")); v != "" {
			at = v
		}
	}
	list, ok := l.byID[id]
	if !ok {
		return "", 0
	}
	n, _ := strconv.Atoi(at)
	n = max(0, min(n, maxLevels-1))
	return strings.TrimSpace(list.mark(n)), n + 1
}

// mark counts on and is the marker of the next item on level n.
func (l *list) mark(n int) string {
	if l.restart[n] {
		l.counter[n], l.restart[n] = 0, false
	}
	if l.counter[n] == 0 {
		l.counter[n] = max(l.levels[n].start, 1)
	} else {
		l.counter[n]++
	}
	for k := n + 1; k < maxLevels; k++ {
		l.counter[k] = 0
	}
	level := l.levels[n]
	if level.format == "bullet" {
		return bullet(level.text)
	}
	text := level.text
	for k := 0; k <= n; k++ {
		count := l.counter[k]
		if count == 0 {
			count = max(l.levels[k].start, 1)
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(k+1), formatNumber(l.levels[k].format, count))
	}
	return text
}

// bullet is a bullet as Unicode has it: fonts for signs have their own codes.
func bullet(text string) string {
	r := []rune(text)
	switch {
	case len(r) == 0:
		return ""
	case r[0] == 'o':
		return "◦"
	case r[0] == 0xF0A7:
		return "▪"
	case r[0] >= 0xE000 && r[0] <= 0xF8FF:
		return "•"
	}
	return text
}

// formatNumber writes a number in one of Word's formats.
func formatNumber(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "upperLetter":
		return letters(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	}
	return strconv.Itoa(n)
}

// letters are A to Z, then AA, BB, and so on, as Word counts.
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		text  string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}

package yamlfile

import (
	"strings"

	"gloss/internal/source"
)

// splicer finds the bytes that an edit changes. Whether the result is right is
// found out by parsing it.
type splicer struct {
	text  string
	eol   string
	root  *Node
	style style
}

// slot is a place that holds a value: behind a key, or behind a dash.
type slot struct {
	holder *Node // the map or list
	index  int   // of the pair or item in it; -1 where it is not there yet
	value  *Node // nil where it is not there yet
}

func (s *splicer) edit(e Edit) ([]patch, bool) {
	last := e.Path[len(e.Path)-1]
	holder := s.root.follow(e.Path[:len(e.Path)-1])
	switch {
	case holder == nil && (e.Op != Insert || len(e.Path) < 2):
		return nil, false // an edit before this one makes it
	case holder == nil:
		return s.edit(Edit{Op: Set, Path: e.Path[:len(e.Path)-1], Value: ListOf(e.Value)})
	case e.Op == Insert && holder.Kind == Absent, e.Op == Insert && len(holder.Items) == 0 && len(e.Path) >= 2:
		return s.edit(Edit{Op: Set, Path: e.Path[:len(e.Path)-1], Value: ListOf(e.Value)})
	case e.Op == Insert:
		return s.insert(holder, min(last.index, len(holder.Items)), e.Value)
	}
	at := slot{holder: holder, index: -1}
	if last.list {
		at.index, at.value = last.index, holder.step(last)
	}
	for i, p := range holder.Pairs {
		if !last.list && p.Key.Value == last.key {
			at.index, at.value = i, p.Value
		}
	}
	switch {
	case e.Op == Remove && at.value != nil:
		return s.remove(at, e.Path[:len(e.Path)-1])
	case e.Op == Set && at.value != nil:
		return s.replace(at, e.Value)
	case e.Op == Set:
		return s.add(holder, e)
	}
	return nil, false
}

func at(start, end int, with string) patch {
	return patch{at: source.Span{Start: start, End: end}, with: with}
}

// lines are lines with an indentation.
func (s *splicer) lines(lines []string, columns int) string {
	return strings.Join(indentLines(lines, columns), s.eol)
}

// end is the end of a value. A text that keeps the blank lines at the end of the
// file (|+) ends before the last of their line ends.
func (s *splicer) end(v source.Span) int {
	if v.End == len(s.text) && v.End > v.Start && v.End == lineStart(s.text, v.End) {
		return v.End - breakBefore(s.text, v.End)
	}
	return v.End
}

// under is the beginning of the line under an offset, or the end of the file.
func (s *splicer) under(offset int) int {
	end := lineEnd(s.text, offset)
	if end < len(s.text) {
		end += breakAt(s.text, end)
	}
	return end
}

// below puts lines under the line of an offset.
func (s *splicer) below(offset int, lines []string, columns int) patch {
	text, under := s.lines(lines, columns), s.under(offset)
	if under == lineEnd(s.text, offset) && under != lineStart(s.text, under) { // the file's last line has no end
		return at(under, under, s.eol+text+s.style.last)
	}
	return at(under, under, text+s.eol)
}

// tail is the last line that belongs to what ends at an offset: below it there
// may be comments that are indented deeper than the columns of what comes next.
func (s *splicer) tail(offset, columns int) int {
	for next := s.under(offset); next < len(s.text) && next != lineStart(s.text, len(s.text)); next = s.under(next) {
		line := s.text[next:lineEnd(s.text, next)]
		lead := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case lead > columns && (lead == len(line) || line[lead] == '#'):
			offset = next
		case strings.TrimLeft(line, " ") != "":
			return offset
		}
	}
	return offset
}

// replace puts a new value in the place of the one that is there.
func (s *splicer) replace(in slot, c Content) ([]patch, bool) {
	v := in.value
	if in.holder.Style == Flow {
		if v.Kind == Absent {
			return []patch{at(v.Span.Start, v.Span.Start, " "+s.style.flow(c))}, true
		}
		return []patch{at(v.Span.Start, v.Span.End, s.style.flow(c))}, true
	}
	columns, mark := s.mark(in)
	r := s.style.below(c)
	switch {
	case in.holder.Kind == List:
		lines := s.style.item(c)
		r = rendered{head: lines[0][2:], body: lines[1:]}
	case c.kind == List && len(c.items) > 0 && v.Kind == List: // an empty list is spliced into a block list
		r = rendered{body: indentLines(s.style.items(c.items), s.style.list)}
	case v.Style == Literal && strings.HasPrefix(r.head, "|"):
		r.body = indentLines(unindent(r.body), s.textIndent(v, columns))
	}
	head := ""
	if r.head != "" {
		head = " " + r.head
	}
	first, end := lineEnd(s.text, mark), max(mark, s.end(v.Span))
	out := []patch{at(mark, end, head)}
	switch {
	case v.Kind != Absent && v.Span.Start > first: // it stands on the lines below
		out = []patch{at(mark, mark, head), at(first, end, "")}
	case v.Style == Literal || v.Style == Folded: // a comment may stand behind the bar
		bar := v.Span.Start + len(s.text[v.Span.Start:first]) - len(strings.TrimLeft(s.text[v.Span.Start:first], "|>+-0123456789"))
		out = []patch{at(mark, bar, head), at(first, end, "")}
	}
	if len(r.body) > 0 {
		out = append(out, s.below(end, r.body, columns))
	}
	return out, true
}

// mark is the column of the key or dash of a slot in block style, and the offset
// after its colon or dash.
func (s *splicer) mark(in slot) (columns, mark int) {
	if in.holder.Kind == Map {
		key := in.holder.Pairs[in.index].Key.Span
		return column(s.text, key.Start), afterColon(s.text, key.End)
	}
	dash := s.dash(in.holder, in.holder.Items[in.index])
	return column(s.text, dash), dash + 1
}

// textIndent is how far a text below a bar is indented, from the column of its
// key.
func (s *splicer) textIndent(v *Node, columns int) int {
	header := s.text[v.Span.Start:lineEnd(s.text, v.Span.Start)]
	for line := s.under(v.Span.Start); line < v.Span.End; line = s.under(line) {
		text := s.text[line:lineEnd(s.text, line)]
		lead := len(text) - len(strings.TrimLeft(text, " "))
		if lead < len(text) {
			if lead > columns && !strings.ContainsAny(strings.SplitN(header, "#", 2)[0], "123456789") {
				return lead - columns
			}
			break
		}
	}
	return 2
}

func unindent(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimPrefix(l, "  ")
	}
	return out
}

// add puts a new key into its map.
func (s *splicer) add(holder *Node, e Edit) ([]patch, bool) {
	path := e.Path[:len(e.Path)-1]
	f := Entry{Key: e.Path[len(path)].key, Value: e.Value}
	switch {
	case holder == s.root && holder.Kind == Absent:
		text, end := s.lines(s.style.fields([]Entry{f}), 0), len(s.text)
		if lineStart(s.text, end) == end {
			return []patch{at(end, end, text+s.eol)}, true
		}
		return []patch{at(end, end, s.eol+text+s.style.last)}, true
	case holder.Kind == Absent || len(holder.Pairs) == 0 && holder != s.root:
		return s.edit(Edit{Op: Set, Path: path, Value: MapOf(f)})
	case holder.Kind != Map:
		return nil, false
	}
	return []patch{s.addKey(holder, e.slot(holder), f)}, true
}

// addKey puts a key before the pair of a map with that index, or behind the last.
func (s *splicer) addKey(holder *Node, slot int, f Entry) patch {
	if holder.Style == Flow {
		text := s.style.flow(MapOf(f))
		text = text[1 : len(text)-1]
		switch {
		case len(holder.Pairs) == 0:
			return at(holder.Span.Start+1, holder.Span.Start+1, text)
		case slot == 0:
			start := holder.Pairs[0].Key.Span.Start
			return at(start, start, text+s.comma(start))
		}
		before := holder.Pairs[slot-1].Span()
		return at(before.End, before.End, s.comma(before.Start)+text)
	}
	start := holder.Pairs[0].Key.Span.Start
	columns := column(s.text, start)
	lines := s.style.fields([]Entry{f})
	if slot == 0 {
		return at(start, start, s.lines(lines, columns)[columns:]+s.eol+strings.Repeat(" ", columns))
	}
	return s.below(s.tail(s.end(holder.Pairs[slot-1].Span()), columns), lines, columns)
}

// comma is what stands between the last thing in brackets and one more: where the
// last begins a line, the next does too.
func (s *splicer) comma(last int) string {
	lead := s.text[lineStart(s.text, last):last]
	if strings.Trim(lead, " ") == "" && lineStart(s.text, last) > 0 {
		return "," + s.eol + lead
	}
	return ", "
}

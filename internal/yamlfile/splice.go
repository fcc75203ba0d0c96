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
		return s.remove(at)
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

// lines are lines with an indentation, each after a line end.
func (s *splicer) lines(lines []string, columns int) string {
	var b strings.Builder
	for _, l := range indentLines(lines, columns) {
		b.WriteString(s.eol + l)
	}
	return b.String()
}

// below puts lines under the line that ends at or after an offset.
func (s *splicer) below(offset int, lines []string, columns int) patch {
	text := s.lines(lines, columns)
	if offset > 0 && offset == lineStart(s.text, offset) {
		// A text that keeps its blank lines (|+) ends where the next line begins.
		return at(offset, offset, strings.TrimPrefix(text, s.eol)+s.eol)
	}
	end := lineEnd(s.text, offset)
	return at(end, end, text)
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
	var columns, mark int // of the key or dash; the offset after the colon or dash
	var r rendered
	if in.holder.Kind == Map {
		key := in.holder.Pairs[in.index].Key.Span
		columns, mark = column(s.text, key.Start), afterColon(s.text, key.End)
		r = s.style.below(c)
		if c.kind == List && len(c.items) > 0 && v.Kind == List { // an empty list is spliced into a block list
			r = rendered{body: indentLines(s.style.items(c.items), s.style.list)}
		}
	} else {
		dash := s.dash(in.holder, v)
		columns, mark = column(s.text, dash), dash+1
		lines := s.style.item(c)
		r = rendered{head: lines[0][2:]}
		for _, l := range lines[1:] {
			r.body = append(r.body, l)
		}
	}
	head := ""
	if r.head != "" {
		head = " " + r.head
	}
	first := lineEnd(s.text, mark)
	var out []patch
	end := max(mark, v.Span.End)
	if v.Kind != Absent && v.Span.Start > first { // on the lines below
		out = append(out, at(mark, mark, head), at(first, end, ""))
	} else {
		out = append(out, at(mark, end, head))
	}
	if len(r.body) > 0 {
		out = append(out, s.below(end, r.body, columns))
	}
	return out, true
}

// add puts a new key into its map.
func (s *splicer) add(holder *Node, e Edit) ([]patch, bool) {
	path := e.Path[:len(e.Path)-1]
	f := Entry{Key: e.Path[len(path)].key, Value: e.Value}
	switch {
	case holder == s.root && holder.Kind == Absent:
		text := strings.TrimPrefix(s.lines(s.style.fields([]Entry{f}), 0), s.eol) + s.eol
		if end := len(s.text); end > 0 && lineStart(s.text, end) != end {
			text = s.eol + strings.TrimSuffix(text, s.eol)
		}
		return []patch{at(len(s.text), len(s.text), text)}, true
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
			return at(start, start, text+", ")
		}
		end := holder.Pairs[slot-1].Span().End
		return at(end, end, ", "+text)
	}
	start := holder.Pairs[0].Key.Span.Start
	columns := column(s.text, start)
	lines := s.style.fields([]Entry{f})
	if slot == 0 {
		text := strings.TrimPrefix(s.lines(lines, columns), s.eol)[columns:]
		return at(start, start, text+s.eol+strings.Repeat(" ", columns))
	}
	return s.below(holder.Pairs[slot-1].Span().End, lines, columns)
}

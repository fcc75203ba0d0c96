package yamlfile

import (
	"strings"

	"gloss/internal/source"
)

// dash is the offset of the dash before an item of a block list.
func (s *splicer) dash(list, item *Node) int {
	columns := column(s.text, list.Span.Start)
	for start := lineStart(s.text, item.Span.Start); start >= list.Span.Start-columns; start = lineStart(s.text, start-1) {
		if i := start + columns; i < len(s.text) && i < max(item.Span.Start, start+columns+1) && s.text[i] == '-' {
			return i
		}
		if start == 0 {
			break
		}
	}
	return list.Span.Start
}

// insert puts a new item into a list that has some.
func (s *splicer) insert(list *Node, i int, c Content) ([]patch, bool) {
	if list.Kind != List {
		return nil, false
	}
	n := len(list.Items)
	if list.Style == Flow {
		switch {
		case n == 0:
			return []patch{at(list.Span.Start+1, list.Span.Start+1, s.style.flow(c))}, true
		case i == n:
			last := list.Items[n-1].Span
			return []patch{at(last.End, last.End, s.comma(last.Start)+s.style.flow(c))}, true
		}
		start := list.Items[i].Span.Start
		return []patch{at(start, start, s.style.flow(c)+", ")}, true
	}
	if n == 0 {
		return nil, false
	}
	columns := column(s.text, list.Span.Start)
	lines := s.style.item(c)
	if i == n {
		return []patch{s.below(s.tail(s.itemEnd(list, n-1), columns), append(make([]string, s.blanks(list)), lines...), columns)}, true
	}
	dash := s.dash(list, list.Items[i])
	text := s.lines(lines, columns)[columns:] + strings.Repeat(s.eol, 1+s.blanks(list)) + strings.Repeat(" ", columns)
	return []patch{at(dash, dash, text)}, true
}

// itemEnd is where an item of a block list ends.
func (s *splicer) itemEnd(list *Node, i int) int {
	return max(s.end(list.Items[i].Span), s.dash(list, list.Items[i])+1)
}

// blanks is the number of blank lines between the last two items of a list, and
// so before a further one. Behind a text with its blank lines kept (|+), one more
// would be a part of the text.
func (s *splicer) blanks(list *Node) int {
	n := len(list.Items)
	if n < 2 || s.keepsBlanks(list.Items[n-1].leaf()) {
		return 0
	}
	blanks, end := 0, lineStart(s.text, s.dash(list, list.Items[n-1]))
	for next := s.under(s.itemEnd(list, n-2)); next < end && strings.Trim(s.text[next:lineEnd(s.text, next)], " ") == ""; next = s.under(next) {
		blanks++
	}
	return blanks
}

func (s *splicer) keepsBlanks(n *Node) bool {
	header := s.text[n.Span.Start:lineEnd(s.text, n.Span.Start)]
	return (n.Style == Literal || n.Style == Folded) && strings.Contains(strings.SplitN(header, "#", 2)[0], "+")
}

// leaf is the last value in a tree.
func (n *Node) leaf() *Node {
	switch {
	case len(n.Items) > 0:
		return n.Items[len(n.Items)-1].leaf()
	case len(n.Pairs) > 0:
		return n.Pairs[len(n.Pairs)-1].Value.leaf()
	}
	return n
}

// remove takes a key or an item away.
func (s *splicer) remove(in slot, path Path) ([]patch, bool) {
	n := max(len(in.holder.Items), len(in.holder.Pairs))
	switch {
	case in.holder.Style == Flow:
		return s.removeFlow(in, n), true
	case n == 1:
		return s.removeOnly(in, path)
	case in.holder.Kind == List:
		return s.removeItem(in), true
	}
	return s.removeKey(in)
}

// removeFlow takes something out of brackets, with the comma on one side of it.
func (s *splicer) removeFlow(in slot, n int) []patch {
	start := func(i int) int {
		if in.holder.Kind == List {
			return in.holder.Items[i].Span.Start
		}
		return in.holder.Pairs[i].Key.Span.Start
	}
	end := func(i int) int {
		if in.holder.Kind == List {
			return in.holder.Items[i].Span.End
		}
		return in.holder.Pairs[i].Span().End
	}
	switch {
	case in.index+1 < n:
		return []patch{at(start(in.index), start(in.index+1), "")}
	case in.index > 0:
		return []patch{at(end(in.index-1), end(in.index), "")}
	}
	return []patch{at(in.holder.Span.Start+1, in.holder.Span.End-1, "")}
}

// removeOnly takes the only key or item away: brackets with nothing in them stay.
func (s *splicer) removeOnly(in slot, path Path) ([]patch, bool) {
	span := source.Span{Start: in.holder.Span.Start, End: s.end(in.holder.Span)}
	lines := s.cut(lineStart(s.text, span.Start), s.under(span.End))
	if len(path) == 0 {
		return []patch{lines}, in.holder.Kind == Map
	}
	empty := map[Kind]string{List: "[]", Map: "{}"}[in.holder.Kind]
	parent, last := s.root.follow(path[:len(path)-1]), path[len(path)-1]
	for i, p := range parent.Pairs {
		if p.Key.Value != last.key || last.list {
			continue
		}
		if _, mark := s.mark(slot{holder: parent, index: i}); lineStart(s.text, span.Start) > mark {
			return []patch{at(mark, mark, " "+empty), lines}, true
		}
	}
	return []patch{at(span.Start, span.End, empty)}, true
}

// removeItem takes an item of a block list away, with the blank lines before it,
// or behind it where it is the first.
func (s *splicer) removeItem(in slot) []patch {
	items := in.holder.Items
	start := lineStart(s.text, s.dash(in.holder, items[in.index]))
	end := s.under(s.itemEnd(in.holder, in.index))
	if in.index == 0 {
		next := lineStart(s.text, s.dash(in.holder, items[1]))
		if end <= next && strings.TrimSpace(s.text[end:next]) == "" {
			end = next
		}
		return []patch{s.cut(start, end)}
	}
	before := s.under(s.itemEnd(in.holder, in.index-1))
	if before <= start && strings.TrimSpace(s.text[before:start]) == "" {
		start = before
	}
	return []patch{s.cut(start, s.pastBlanks(end, items[in.index-1]))}
}

// pastBlanks is the offset after the blank lines at an offset, where they would
// otherwise become a part of the text before them.
func (s *splicer) pastBlanks(offset int, before *Node) int {
	if !s.keepsBlanks(before.leaf()) {
		return offset
	}
	for offset < len(s.text) && strings.Trim(s.text[offset:lineEnd(s.text, offset)], " ") == "" && s.under(offset) > offset {
		offset = s.under(offset)
	}
	return offset
}

// removeKey takes a key of a block map away. Where it stands behind a dash, the
// next key takes its place.
func (s *splicer) removeKey(in slot) ([]patch, bool) {
	pair := in.holder.Pairs[in.index].Span()
	if in.index == 0 && strings.TrimSpace(s.text[lineStart(s.text, pair.Start):pair.Start]) != "" {
		next := in.holder.Pairs[1].Key.Span.Start
		end := lineEnd(s.text, s.end(pair))
		if strings.TrimSpace(s.text[min(end, next):next]) != "" { // comments stay where they are
			return []patch{at(len(strings.TrimRight(s.text[:pair.Start], " ")), end, "")}, true
		}
		return []patch{at(pair.Start, next, "")}, true
	}
	end := s.under(max(s.end(pair), pair.Start))
	if in.index > 0 {
		end = s.pastBlanks(end, in.holder.Pairs[in.index-1].Value)
	}
	return []patch{s.cut(lineStart(s.text, pair.Start), end)}, true
}

// cut takes whole lines away. Where the file's last line has no end, the line
// that becomes the last has none either, unless it needs it.
func (s *splicer) cut(start, end int) patch {
	if s.style.last == "" && end == len(s.text) && end != lineStart(s.text, end) {
		start -= breakBefore(s.text, start)
	}
	return at(start, end, "")
}

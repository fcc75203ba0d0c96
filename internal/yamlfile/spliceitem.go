package yamlfile

import "strings"

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
			end := list.Items[n-1].Span.End
			return []patch{at(end, end, ", "+s.style.flow(c))}, true
		}
		start := list.Items[i].Span.Start
		return []patch{at(start, start, s.style.flow(c)+", ")}, true
	}
	if n == 0 {
		return nil, false
	}
	columns := column(s.text, list.Span.Start)
	lines := s.style.item(c)
	blank := s.blanks(list)
	if i == n {
		p := s.below(max(list.Items[n-1].Span.End, s.dash(list, list.Items[n-1])+1), lines, columns)
		if strings.HasPrefix(p.with, s.eol) {
			p.with = strings.Repeat(s.eol, blank) + p.with
		}
		return []patch{p}, true
	}
	dash := s.dash(list, list.Items[i])
	text := strings.TrimPrefix(s.lines(lines, columns), s.eol)[columns:]
	text += strings.Repeat(s.eol, 1+blank) + strings.Repeat(" ", columns)
	return []patch{at(dash, dash, text)}, true
}

// blanks is the number of blank lines between the last two items of a list.
func (s *splicer) blanks(list *Node) int {
	n := len(list.Items)
	if n < 2 {
		return 0
	}
	start, end := lineEnd(s.text, list.Items[n-2].Span.End), s.dash(list, list.Items[n-1])
	between := s.text[min(start, end):end]
	if strings.TrimSpace(between) != "" {
		return 0
	}
	return max(0, strings.Count(between, s.eol)-1)
}

// remove takes a key or an item away.
func (s *splicer) remove(in slot) ([]patch, bool) {
	n := max(len(in.holder.Items), len(in.holder.Pairs))
	switch {
	case in.holder.Style == Flow:
		return s.removeFlow(in, n), true
	case n == 1:
		return s.removeOnly(in)
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
func (s *splicer) removeOnly(in slot) ([]patch, bool) {
	start, end := in.holder.Span.Start, in.holder.Span.End
	if in.holder == s.root {
		return []patch{s.wholeLines(start, end)}, in.holder.Kind == Map
	}
	empty := map[Kind]string{List: "[]", Map: "{}"}[in.holder.Kind]
	lead := strings.TrimRight(s.text[:start], " \t\r\n")
	if strings.HasSuffix(lead, ":") {
		return []patch{at(len(lead), end, " "+empty)}, true
	}
	return []patch{at(start, end, empty)}, true
}

// removeItem takes an item of a block list away, with the blank lines before it,
// or behind it where it is the first.
func (s *splicer) removeItem(in slot) []patch {
	items := in.holder.Items
	dash := s.dash(in.holder, items[in.index])
	end := max(items[in.index].Span.End, dash+1)
	if in.index == 0 {
		next := s.dash(in.holder, items[1])
		if strings.TrimSpace(s.text[lineEnd(s.text, end):next]) == "" {
			return []patch{at(dash, next, "")}
		}
		return []patch{s.wholeLines(dash, end)}
	}
	before := lineEnd(s.text, max(items[in.index-1].Span.End, s.dash(in.holder, items[in.index-1])+1))
	if before <= dash && strings.TrimSpace(s.text[before:dash]) == "" {
		return []patch{at(before, lineEnd(s.text, end), "")}
	}
	return []patch{s.wholeLines(dash, end)}
}

// removeKey takes a key of a block map away. Where it stands behind a dash, the
// next key takes its place.
func (s *splicer) removeKey(in slot) ([]patch, bool) {
	pair := in.holder.Pairs[in.index].Span()
	if in.index == 0 && strings.TrimSpace(s.text[lineStart(s.text, pair.Start):pair.Start]) != "" {
		next := in.holder.Pairs[1].Key.Span.Start
		between := s.text[min(lineEnd(s.text, pair.End), next):next]
		return []patch{at(pair.Start, next, "")}, strings.TrimSpace(between) == ""
	}
	return []patch{s.wholeLines(pair.Start, pair.End)}, true
}

// wholeLines takes the lines from start to end away, with one line end.
func (s *splicer) wholeLines(start, end int) patch {
	start = lineStart(s.text, start)
	if end == 0 || end != lineStart(s.text, end) {
		end = lineEnd(s.text, end)
	}
	switch {
	case end < len(s.text) && end != lineStart(s.text, end):
		end += breakAt(s.text, end)
	case end == len(s.text) && start > 0 && end != lineStart(s.text, end):
		start -= len(s.eol)
	}
	return at(start, end, "")
}

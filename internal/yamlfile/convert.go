package yamlfile

import (
	"gopkg.in/yaml.v3"

	"gloss/internal/source"
)

// converter makes our tree of the library's. Its offsets are those of the mended
// text; the nodes' spans are those of the file.
type converter struct {
	over *overlay
	at   *cursor
	opts Options
	r    *Reader
	deep bool // the nesting limit has been reported
}

// place is where a node hangs in the tree.
type place struct {
	depth  int
	column int // of the block map or list that holds it, from 0; -1 at the top
	inList bool
}

func (c *converter) span(start, end int) source.Span {
	return c.over.span(source.Span{Start: start, End: end})
}

// node converts a node and returns the offset where it ends.
func (c *converter) node(n *yaml.Node, in place) (*Node, int) {
	start := c.at.at(n.Line, n.Column)
	if in.depth > c.opts.Depth && n.Kind != yaml.ScalarNode {
		c.tooDeep(start)
		return &Node{Span: c.span(start, start)}, start
	}
	start = c.refuse(n, start)
	switch n.Kind {
	case yaml.MappingNode:
		return c.mapping(n, start, in)
	case yaml.SequenceNode:
		return c.list(n, start, in)
	case yaml.ScalarNode:
		return c.scalar(n, start, in)
	default: // an alias, which refuse has spoken of
		return &Node{Span: c.span(start, start)}, start
	}
}

func (c *converter) scalar(n *yaml.Node, start int, in place) (*Node, int) {
	style := styleOf(n)
	if n.Value == "" && style == Plain {
		return &Node{Span: c.span(start, start)}, start
	}
	end := scalarEnd(c.over.text, start, style, n.Value, in.column)
	return &Node{Kind: Scalar, Style: style, Value: n.Value, Span: c.span(start, end)}, end
}

func styleOf(n *yaml.Node) Style {
	for _, s := range []struct {
		theirs yaml.Style
		ours   Style
	}{
		{yaml.DoubleQuotedStyle, DoubleQuoted},
		{yaml.SingleQuotedStyle, SingleQuoted},
		{yaml.LiteralStyle, Literal},
		{yaml.FoldedStyle, Folded},
		{yaml.FlowStyle, Flow},
	} {
		if n.Style&s.theirs != 0 {
			return s.ours
		}
	}
	return Plain
}

func (c *converter) list(n *yaml.Node, start int, in place) (*Node, int) {
	out := &Node{Kind: List, Style: styleOf(n)}
	inside := place{depth: in.depth + 1, column: n.Column - 1, inList: true}
	if out.Style == Flow {
		inside.column = in.column
	}
	end := start
	for _, item := range n.Content {
		child, childEnd := c.node(item, inside)
		out.Items = append(out.Items, child)
		end = max(end, childEnd)
	}
	end = c.closed(out, start, end)
	out.Span = c.span(start, end)
	out.gather(out.Items...)
	return out, end
}

// gather moves parts without a value, which a character that was left out parts
// from the rest, to the end of the list or map.
func (n *Node) gather(parts ...*Node) {
	for _, p := range parts {
		if p.Kind == Absent && p.Span.Start > n.Span.End {
			p.Span = source.Span{Start: n.Span.End, End: n.Span.End}
		}
	}
}

func (c *converter) mapping(n *yaml.Node, start int, in place) (*Node, int) {
	out := &Node{Kind: Map, Style: styleOf(n)}
	inside := place{depth: in.depth + 1, column: n.Column - 1}
	if out.Style == Flow {
		inside.column = in.column
	}
	keys := newKeySet(c, in)
	end := start
	for i := 0; i+1 < len(n.Content); i += 2 {
		if len(out.Pairs) >= c.opts.Keys {
			c.tooManyKeys(start)
			break
		}
		key, keyEnd := c.node(n.Content[i], inside)
		value, valueEnd := c.node(n.Content[i+1], inside)
		if value.Kind == Absent {
			// A colon further on than the parser saw the value is that of another key.
			valueEnd = max(keyEnd, min(valueEnd, afterColon(c.over.text, keyEnd)))
			value.Span = c.span(valueEnd, valueEnd)
		}
		end = max(end, keyEnd, valueEnd)
		if keys.add(key, value) {
			out.Pairs = append(out.Pairs, Pair{Key: key, Value: value})
		}
	}
	end = c.closed(out, start, end)
	out.Span = c.span(start, end)
	for _, p := range out.Pairs {
		out.gather(p.Key, p.Value)
	}
	return out, end
}

// afterColon is the offset after the colon that follows a key.
func afterColon(text string, keyEnd int) int {
	i := keyEnd + spaceRun(text[keyEnd:])
	if i < len(text) && text[i] == ':' {
		return i + 1
	}
	return keyEnd
}

// closed is the offset after the bracket that closes a list or map in flow
// style whose contents end at end.
func (c *converter) closed(n *Node, start, end int) int {
	if n.Style != Flow {
		return end
	}
	text := c.over.text
	if start < len(text) && text[start] != '[' && text[start] != '{' {
		return end // a pair alone among the items of a list in brackets
	}
	for i := max(end, start+1); i < len(text); i++ {
		switch text[i] {
		case ']', '}':
			return i + 1
		case '#':
			i = lineEnd(text, i) - 1
		}
	}
	return len(text)
}

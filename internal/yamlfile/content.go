package yamlfile

import (
	"strconv"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Content is a value to be written into a file. The zero Content is an empty
// text.
type Content struct {
	kind   Kind
	plain  bool // text is a number or a truth value
	inline bool // a map in braces
	text   string
	items  []Content
	fields []Entry
}

// Entry is one key of a map to be written and its value.
type Entry struct {
	Key   string
	Value Content
}

// Text is a text. It is written so that every YAML reader reads the same text.
func Text(s string) Content { return Content{kind: Scalar, text: s} }

// Number is a number.
func Number(d decimal.Decimal) Content {
	return Content{kind: Scalar, plain: true, text: d.String()}
}

// Integer is a whole number.
func Integer(n int) Content { return Content{kind: Scalar, plain: true, text: strconv.Itoa(n)} }

// Truth is true or false.
func Truth(b bool) Content {
	return Content{kind: Scalar, plain: true, text: strconv.FormatBool(b)}
}

// ListOf is a list.
func ListOf(items ...Content) Content { return Content{kind: List, items: items} }

// MapOf is a map with its keys in this order.
func MapOf(fields ...Entry) Content { return Content{kind: Map, fields: fields} }

// InlineMap is a map on one line, in braces.
func InlineMap(fields ...Entry) Content {
	return Content{kind: Map, fields: fields, inline: true}
}

// IsEmpty reports whether the content is a text, list or map with nothing in it.
func (c Content) IsEmpty() bool { return c.text == "" && len(c.items) == 0 && len(c.fields) == 0 }

// isValid reports whether all texts are UTF-8.
func (c Content) isValid() bool {
	for _, item := range c.items {
		if !item.isValid() {
			return false
		}
	}
	for _, f := range c.fields {
		if !utf8.ValidString(f.Key) || !f.Value.isValid() {
			return false
		}
	}
	return utf8.ValidString(c.text)
}

// size is the number of bytes of all texts.
func (c Content) size() int {
	n := len(c.text)
	for _, item := range c.items {
		n += item.size()
	}
	for _, f := range c.fields {
		n += len(f.Key) + f.Value.size()
	}
	return n
}

// Is reports whether a node holds the content already, for every reader of YAML.
func (c Content) Is(n *Node) bool { return n != nil && Same(c.node(), n) }

// node is what Parse makes of the content once it is written.
func (c Content) node() *Node {
	n := &Node{Kind: c.kind}
	switch c.kind {
	case List:
		for _, item := range c.items {
			n.Items = append(n.Items, item.node())
		}
	case Map:
		for _, f := range c.fields {
			n.Pairs = append(n.Pairs, Pair{Key: Text(f.Key).node(), Value: f.Value.node()})
		}
	default:
		n.Kind, n.Value = Scalar, c.text
		if !c.plain {
			n.Style = DoubleQuoted
		}
	}
	return n
}

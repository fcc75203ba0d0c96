// Package richtext is the Markdown of a remark as a small tree that every
// writer can show and that cannot harm its reader.
//
// Parse reads CommonMark with GitHub's extensions. What a page could run or
// fetch does not survive it, and nothing is dropped either: raw HTML becomes
// text, an image becomes a link to it, and a link to anything but the web, mail
// or a place in the same page becomes text with its address behind it.
package richtext

// Kind says what a node is.
type Kind string

// The kinds of node. Blocks hold blocks or inline nodes; Text holds neither.
const (
	Paragraph Kind = "paragraph"
	Heading   Kind = "heading" // Level 1 to 6
	List      Kind = "list"    // Ordered, Start; its children are Items
	Item      Kind = "item"
	Quote     Kind = "quote"
	CodeBlock Kind = "code-block" // Text
	Rule      Kind = "rule"
	Table     Kind = "table" // its children are Rows
	Row       Kind = "row"   // its children are Cells
	Cell      Kind = "cell"  // Header

	Text     Kind = "text"   // Text
	Emphasis Kind = "em"     // inline children
	Strong   Kind = "strong" // inline children
	Struck   Kind = "del"    // inline children
	Code     Kind = "code"   // Text
	Link     Kind = "link"   // URL, inline children
	Break    Kind = "break"  // a hard line break
)

// Node is one node of the tree.
type Node struct {
	Kind     Kind
	Text     string // Text, Code, CodeBlock
	URL      string // Link: http, https, mailto or #fragment
	Level    int    // Heading
	Ordered  bool   // List
	Start    int    // List: its first number
	Header   bool   // Cell
	Children []Node
}

package yamlfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// Op is what an Edit does.
type Op uint8

// The operations.
const (
	// Set gives a key or list item a value. A key that is not there yet goes where
	// Edit.Order says.
	Set Op = iota
	// Insert puts a new item into a list, before the item that the path names; an
	// index beyond the last item appends. A list that is not there yet is made.
	Insert
	// Remove takes a key or list item away, with its value and the comment behind it
	// on its last line.
	Remove
)

// Step is one step of a Path: into a map by its key, or into a list by an index.
type Step struct {
	key   string
	index int
	list  bool
}

// KeyStep is the step to the value of a key.
func KeyStep(key string) Step { return Step{key: key} }

// IndexStep is the step to an item of a list, from 0.
func IndexStep(i int) Step { return Step{index: i, list: true} }

// End is the step past the last item of a list, for Insert.
func End() Step { return Step{index: 1 << 30, list: true} }

// Path leads from the root of a file to a value.
type Path []Step

// String is the path as messages name it, such as annotations[3].comment.
func (p Path) String() string {
	var b strings.Builder
	for i, s := range p {
		switch {
		case s.list:
			fmt.Fprintf(&b, "[%d]", s.index)
		case i > 0:
			b.WriteString("." + s.key)
		default:
			b.WriteString(s.key)
		}
	}
	return b.String()
}

// Edit is one change of a file.
type Edit struct {
	Op    Op
	Path  Path
	Value Content // for Set and Insert
	// Order says where a key that is not there yet goes: behind the last key of its
	// map that stands before it in Order, or first where there is none. Nil, or
	// without the key, it becomes the last.
	Order []string
}

// slot is the index that a new key of a map gets.
func (e Edit) slot(n *Node) int {
	rank := slices.Index(e.Order, e.Path[len(e.Path)-1].key)
	if rank < 0 {
		return len(n.Pairs)
	}
	for i, p := range slices.Backward(n.Pairs) {
		if r := slices.Index(e.Order, p.Key.Value); r >= 0 && r < rank {
			return i + 1
		}
	}
	return 0
}

// ErrNotEditable says that a file has faults, or is not UTF-8, so that nothing is
// written into it.
var ErrNotEditable = errors.New("the file cannot be edited")

// ErrTooLarge says that a file would become larger than files may be.
var ErrTooLarge = errors.New("the file gets too large")

// ErrNotText says that a value is no UTF-8.
var ErrNotText = errors.New("the text is not UTF-8")

// Apply makes the edits one after the other and returns the new bytes of the
// file. Outside of what is asked for, every byte stays: comments, blank lines,
// order, quoting, indentation, line ends, and a missing final line end.
//
// The result is parsed again. If anything but the edits changed, or a new value
// does not read back as it was given, the error says so, and there are no bytes.
// A file that cannot be parsed without errors is not edited.
func Apply(f *source.File, edits []Edit) ([]byte, error) {
	root, findings := Parse(f, Options{})
	if n := diag.Count(findings, diag.Error); n > 0 {
		return nil, fmt.Errorf("%w: %s has %d errors", ErrNotEditable, f.Name, n)
	}
	r, _, err := Splice(f, root, edits, Options{})
	if err != nil {
		return nil, err
	}
	return Bytes(r.File()), nil
}

// Splice is Apply for those who have parsed the file already, without errors, and
// who go on with the new one: it returns what Open would of that.
func Splice(f *source.File, root *Node, edits []Edit, opts Options) (*Reader, *Node, error) {
	if why := Uneditable(f); why != "" {
		return nil, nil, fmt.Errorf("%w: %s %s", ErrNotEditable, f.Name, why)
	}
	at := version{name: f.Name, text: f.Text, root: root, opts: opts, made: NewReader(f)}
	for len(edits) > 0 {
		n := together(edits)
		next, err := at.apply(edits[:n])
		if err != nil {
			return nil, nil, err
		}
		next.made.file.BOM = f.BOM
		at, edits = next, edits[n:]
	}
	return at.made, at.root, nil
}

// Bytes are the bytes of a file that is UTF-8.
func Bytes(f *source.File) []byte {
	if f.BOM {
		return []byte("\ufeff" + f.Text)
	}
	return []byte(f.Text)
}

// Uneditable says why a file's bytes cannot be kept, as the end of a sentence
// that begins with its name; "" where they can.
func Uneditable(f *source.File) string {
	switch {
	case f.Encoding != "utf-8" || f.Guessed:
		return "is not saved as UTF-8"
	case f.Damaged:
		return "is damaged: it has bytes in it that are no UTF-8"
	}
	return ""
}

// lineBreak is the line end that a file uses first.
func lineBreak(text string) string {
	i := strings.IndexAny(text, "\r\n")
	if i < 0 {
		return "\n"
	}
	return text[i : i+breakAt(text, i)]
}

// listIndent is how far the file indents the dashes of a list below its key.
func listIndent(text string, root *Node) int {
	for _, p := range root.Pairs {
		if v := p.Value; v.Kind == List && v.Style == Plain {
			return max(0, column(text, v.Span.Start)-column(text, p.Key.Span.Start))
		}
	}
	return 2
}

// column is the column of an offset, from 0. Before the nodes of block style
// stand only spaces and dashes, so that bytes are columns.
func column(text string, at int) int { return at - lineStart(text, at) }

func lineStart(text string, at int) int { return strings.LastIndexAny(text[:at], "\r\n") + 1 }

// breakBefore is the length of the line break that ends at an offset, or 0.
func breakBefore(text string, at int) int {
	switch {
	case strings.HasSuffix(text[:at], "\r\n"):
		return 2
	case at > 0 && (text[at-1] == '\n' || text[at-1] == '\r'):
		return 1
	}
	return 0
}

package yamlfile

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/source"
)

// Field is a value together with the key that it stands under; messages speak of
// it by that key. In a list the key is that of the list.
type Field struct {
	Key  string
	At   source.Span // the key's place; the value's where there is no key
	Node *Node
	Item bool // an item of the list under Key
}

// Key is one legal key of a map and how its value is read.
type Key[T any] struct {
	Name string
	Read func(r *Reader, f Field, into *T)
	// Empty, if it is there, is called where the key has no value; Read is not
	// called then, because an empty value counts as absent.
	Empty func(r *Reader, f Field)
}

// ReadMap reads a map by the table of its legal keys. A key that is not in the
// table is an error that names the legal ones. It reports false, and nothing
// else, where the field is no map.
func ReadMap[T any](r *Reader, f Field, keys []Key[T], into *T) bool {
	if f.Node.Kind != Map {
		return false
	}
	for _, p := range f.Node.Pairs {
		i := slices.IndexFunc(keys, func(k Key[T]) bool { return k.Name == p.Key.Value })
		if i < 0 {
			if i = r.unknownKey(f.Node, p, Names(keys)); i < 0 {
				continue
			}
		}
		at := Field{Key: p.Key.Value, At: p.Key.Span, Node: p.Value}
		switch {
		case p.Value.Kind != Absent:
			keys[i].Read(r, at, into)
		case keys[i].Empty != nil:
			keys[i].Empty(r, at)
		}
	}
	return true
}

// Names are the names of the keys of a table.
func Names[T any](keys []Key[T]) []string {
	var names []string
	for _, k := range keys {
		names = append(names, k.Name)
	}
	return names
}

// Top is the file's root as a Field.
func Top(root *Node) Field { return Field{At: root.Span, Node: root} }

// Items are the items of a list as Fields; an item without a value is warned of
// and left out. It reports false, and nothing else, where the field is no list.
func (r *Reader) Items(f Field) ([]Field, bool) {
	if f.Node.Kind != List {
		return nil, false
	}
	var out []Field
	for _, n := range f.Node.Items {
		if n.Kind == Absent {
			r.Warn("empty-item", r.dash(n.Span), fmt.Sprintf("this item of %q is empty", f.Key),
				"write something after the -, or delete it")
			continue
		}
		out = append(out, Field{Key: f.Key, At: n.Span, Node: n, Item: true})
	}
	return out, true
}

// dash is the dash before an empty item, if one stands there.
func (r *Reader) dash(s source.Span) source.Span {
	before := strings.TrimRight(r.file.Text[:s.Start], " \t\r\n")
	if strings.HasSuffix(before, "-") {
		return source.Span{Start: len(before) - 1, End: len(before)}
	}
	return s
}

// unknownKey reports a key that no table knows. Where a legal one was probably
// meant, and is not there already, its number is returned, so that the value is
// read as its own and its faults are found too; else -1.
func (r *Reader) unknownKey(in *Node, p Pair, legal []string) int {
	if len(r.findings) >= maxFindings {
		r.left++
		return -1
	}
	f := diag.Finding{
		Severity: diag.Error, Rule: "unknown-key", Span: p.Key.Span,
		Message: fmt.Sprintf("unknown key %q", p.Key.Value),
	}
	near := r.Meant(p.Key.Value, legal)
	switch {
	case in.Style == Flow && r.cutByComma(in, p) && (near == "" || p.Value.Kind == Absent || !slices.Contains(r.known().Synonyms[normal(p.Key.Value)], near) && distance(normal(p.Key.Value), normal(near), 2) > 1):
		f.Message = fmt.Sprintf("unknown key %q: inside { } a comma ends the value", p.Key.Value)
		f.Help = []string{r.joined(in, p)}
		near = ""
	case near != "":
		f.Help = []string{fmt.Sprintf("did you mean %q?", near)}
	case r.known().Homes[p.Key.Value] != "":
		f.Message = fmt.Sprintf("the key %q is not possible here", p.Key.Value)
		f.Help = []string{r.known().Homes[p.Key.Value]}
	default:
		f.Help = []string{"the keys here are: " + strings.Join(legal, ", ")}
	}
	r.Add(f)
	if near == "" || in.Find(near) != nil {
		return -1
	}
	return slices.Index(legal, near)
}

// Meant is the legal key that was probably meant by another word, or "".
func (r *Reader) Meant(word string, legal []string) string {
	if r.known().Homes[word] != "" {
		return ""
	}
	for _, key := range r.known().Synonyms[normal(word)] {
		if slices.Contains(legal, key) {
			return key
		}
	}
	if near := Nearest(word, legal); near != "" {
		return near
	}
	if first, _, _ := strings.Cut(word, " "); slices.Contains(legal, first) {
		return first
	}
	return ""
}

// cutByComma reports whether a pair in braces looks like the rest of the value
// before it.
func (r *Reader) cutByComma(in *Node, p Pair) bool {
	i := slices.IndexFunc(in.Pairs, func(q Pair) bool { return q.Key == p.Key })
	if i <= 0 {
		return false
	}
	before := in.Pairs[i-1].Value
	return before.Kind == Scalar && before.Style == Plain && (p.Value.Kind == Absent || !isDecimal(before.Value))
}

// joined says how the value before p and p itself are written as one.
func (r *Reader) joined(in *Node, p Pair) string {
	i := slices.IndexFunc(in.Pairs, func(q Pair) bool { return q.Key == p.Key })
	before := in.Pairs[i-1]
	text := r.text(source.Span{Start: before.Value.Span.Start, End: p.Span().End})
	if why, fix := decimalFault(text); why != "" && fix != "" {
		return fmt.Sprintf("the fraction comes after a point: %s: %s", before.Key.Value, fix)
	}
	return fmt.Sprintf("put the value that has a comma in quotes: %s: %s", before.Key.Value, quote(text))
}

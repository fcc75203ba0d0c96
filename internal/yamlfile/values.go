package yamlfile

import (
	"fmt"
	"slices"
	"strings"

	"gloss/internal/source"
)

// Value is a text value and its place. Set is false where there is none.
type Value struct {
	Text string
	Span source.Span
	Set  bool
}

// Text reads a text value: every scalar is one, and keeps the characters that
// were written. One final line end is taken off, because block scalars carry it.
// A value of no characters counts as absent.
func (r *Reader) Text(f Field) Value {
	v := r.Block(f)
	v.Text = strings.TrimSuffix(v.Text, "\n")
	v.Set = v.Set && v.Text != ""
	return v
}

// Block reads a text value and leaves its final line ends as they are.
func (r *Reader) Block(f Field) Value {
	v := r.Exact(f)
	v.Set = v.Set && v.Text != ""
	return v
}

// Exact reads a text value that may be empty ("").
func (r *Reader) Exact(f Field) Value {
	if f.Node.Kind != Scalar {
		r.wantText(f)
		return Value{}
	}
	return Value{Text: f.Node.Value, Span: f.Node.Span, Set: true}
}

// Texts reads a list of texts; hint is an example of an item.
func (r *Reader) Texts(f Field) []Value {
	items, ok := r.Items(f)
	if !ok {
		r.wantTexts(f)
		return nil
	}
	var out []Value
	for _, item := range items {
		if v := r.Text(item); v.Set {
			out = append(out, v)
		}
	}
	return out
}

// OneOf reads a text value that must be one of a few words.
func (r *Reader) OneOf(f Field, legal ...string) Value {
	if word := f.Node.single(); word != "" {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%s is one word, and not a list in brackets", named(f)), "leave the brackets out: "+f.Key+": "+word)
		return Value{}
	}
	v := r.Text(f)
	if !v.Set {
		return v
	}
	if slices.Contains(legal, v.Text) {
		return v
	}
	help := []string{"write one of: " + strings.Join(legal, ", ")}
	if len(legal) == 1 {
		help = []string{"write " + f.Key + ": " + legal[0]}
	}
	if near := Nearest(v.Text, legal); near != "" {
		help = append([]string{fmt.Sprintf("did you mean %q?", near)}, help...)
	}
	r.Error("unknown-value", v.Span, fmt.Sprintf("%q is not a possible value of %q", v.Text, f.Key), help...)
	return Value{}
}

// Bool reads true or false.
func (r *Reader) Bool(f Field) (value, ok bool) {
	if f.Node.Kind == Scalar {
		switch f.Node.Value {
		case "true", "True", "TRUE":
			return true, true
		case "false", "False", "FALSE":
			return false, true
		}
	}
	r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%q is either true or false", f.Key),
		fmt.Sprintf("write %s: true, or leave the key out", f.Key))
	return false, false
}

// wantText reports a list or map where a text should stand.
func (r *Reader) wantText(f Field) {
	src := r.text(f.Node.Span)
	oneLine := !strings.ContainsAny(src, "\r\n")
	lead := f.Key + ": "
	if f.Item {
		lead = "- "
		if before := strings.TrimRight(r.file.Text[:f.Node.Span.Start], " \t\r\n"); strings.HasSuffix(before, "[") || strings.HasSuffix(before, ",") {
			lead = ""
		}
	}
	message, help := fmt.Sprintf("%s must be a text, and this is a %s", named(f), kindWord(f.Node)), ""
	switch {
	case f.Node.Style == Flow && oneLine && (strings.HasPrefix(src, "[") || strings.HasPrefix(src, "{")):
		message = fmt.Sprintf("%s must be a text, and %q at its beginning makes it a %s", named(f), src[:1], kindWord(f.Node))
		help = "put the text in quotes: " + lead + quote(src)
		if word := f.Node.single(); word != "" && !strings.Contains(word, " ") {
			r.Error("wrong-type", f.Node.Span, message, help, "or, if the brackets are not meant, leave them out: "+lead+word)
			return
		}
	case f.Node.Kind == Map && oneLine:
		message = fmt.Sprintf("%s must be a text, and the colon followed by a space makes it a key and a value", named(f))
		help = "put the text in quotes: " + lead + quote(src)
	case f.Node.Kind == Map || f.Item:
		help = "put a bar after the " + map[bool]string{true: "-", false: "colon"}[f.Item] + " and the text on the lines below it: " + lead + "|"
	default:
		help = "for a text of several lines put a bar after the colon, and the text on the lines below it: " + lead + "|"
	}
	r.Error("wrong-type", f.Node.Span, message, help)
}

// ColonText reports an item that is one text with a colon in it, which YAML takes
// for a key and its value. Where the item is something else it reports nothing,
// and false.
func (r *Reader) ColonText(f Field, key string) bool {
	src := r.text(f.Node.Span)
	if f.Node.Kind != Map || f.Node.Style == Flow || len(f.Node.Pairs) != 1 || !strings.Contains(f.Node.Pairs[0].Key.Value, " ") || strings.ContainsAny(src, "\r\n") {
		return false
	}
	r.Error("colon", f.Node.Span, "a colon followed by a space makes a key of the words before it",
		"put the text in quotes: - "+quote(src), "or write: - "+key+": "+quote(src))
	return true
}

// wantTexts reports what is no list where a list of texts should stand.
func (r *Reader) wantTexts(f Field) {
	if f.Node.Kind != Scalar {
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("%s must be a list of texts, and this is a map", named(f)),
			"put each text on a line of its own with a - before it", fmt.Sprintf("%s:\n  - first\n  - second", f.Key))
		return
	}
	lines := strings.FieldsFunc(r.text(f.Node.Span), func(r rune) bool { return r == '\n' || r == '\r' })
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
		lines[i] = lines[i][len(numbering.FindString(lines[i])):]
	}
	message := fmt.Sprintf("%s must be a list, and this is a single text", named(f))
	switch words := strings.Split(strings.Trim(lines[0], "()"), ","); {
	case len(lines) > 1:
		r.Error("wrong-type", f.Node.Span, message, "put a - before each line that begins a new text", fmt.Sprintf("%s:\n  - %s", f.Key, strings.Join(lines, "\n  - ")))
	case f.Node.Style == Plain && len(words) > 1 && len(lines[0]) < 12*len(words) && !strings.ContainsAny(lines[0], "[]{}:#\"'"):
		r.Error("wrong-type", f.Node.Span, message, fmt.Sprintf("put brackets around it: %s: [%s]", f.Key, strings.Join(words, ",")))
	default:
		r.Error("wrong-type", f.Node.Span, message, "put it on a line of its own with a - before it", fmt.Sprintf("%s:\n  - %s", f.Key, lines[0]))
	}
}

// DashForgotten reports a map where a list of maps should stand, and gives it back
// as the only item of that list. Where the field is something else it reports
// nothing, and false.
func (r *Reader) DashForgotten(f Field) (Field, bool) {
	if f.Node.Kind != Map || len(f.Node.Pairs) == 0 {
		return Field{}, false
	}
	first := f.Node.Pairs[0]
	r.Error("wrong-type", first.Key.Span, fmt.Sprintf("%q is a list, and a list item begins with a -", f.Key),
		"did you forget the -? write: - "+r.line(first))
	return Field{Key: f.Key, At: f.At, Node: f.Node, Item: true}, true
}

// single is the one plain text of a list in brackets, or "".
func (n *Node) single() string {
	if n.Kind == List && len(n.Items) == 1 && n.Items[0].Kind == Scalar && n.Items[0].Style == Plain {
		return n.Items[0].Value
	}
	return ""
}

// named is how a message calls a field.
func named(f Field) string {
	switch {
	case f.Item:
		return fmt.Sprintf("this item of %q", f.Key)
	case f.Key == "":
		return "the file"
	}
	return fmt.Sprintf("%q", f.Key)
}

// kindWord is how a message calls a kind of node.
func kindWord(n *Node) string {
	return map[Kind]string{Absent: "nothing", Scalar: "text", List: "list", Map: "map of keys and values"}[n.Kind]
}

// Version reads the version of a file's format, and reports one that is newer
// than the newest that is understood.
func (r *Reader) Version(f Field, newest int) (int, bool) {
	n, ok := r.Whole(f, 1)
	if n > newest {
		r.Error("newer-version", f.Node.Span,
			fmt.Sprintf("this file is of version %d, and this gloss understands version %d", n, newest),
			"get a newer gloss; nothing in the file has been changed")
	}
	return n, ok
}

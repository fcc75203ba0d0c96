package markup

import "strings"

// Attr is the value of an attribute of element i. An attribute without a prefix
// is taken for one of its element's own namespace.
func (d *Doc) Attr(i int, space, local string) (string, bool) {
	start, end, ok := d.AttrSpan(i, space, local)
	if !ok {
		return "", false
	}
	return unescape(d.Text[start:end]), true
}

// AttrSpan is where the value of an attribute stands, without its quotes.
func (d *Doc) AttrSpan(i int, space, local string) (start, end int, ok bool) {
	if i < 0 || d.Nodes[i].name < 0 {
		return 0, 0, false
	}
	own := d.Name(i).Space
	for name, value := range d.Attributes(i) {
		prefix, rest, prefixed := strings.Cut(name, ":")
		switch {
		case !prefixed && name == local && (space == "" || space == own):
			return value[0], value[1], true
		case prefixed && rest == local && prefix != "xmlns" && d.spaceOf(i, prefix) == space:
			return value[0], value[1], true
		}
	}
	return 0, 0, false
}

// Val is the attribute val of element i in its own namespace; "" where there is
// none.
func (d *Doc) Val(i int) string {
	if i < 0 {
		return ""
	}
	v, _ := d.Attr(i, d.Name(i).Space, "val")
	return v
}

// Attributes yields the names of an element's attributes as they are written,
// each with the bounds of its value.
func (d *Doc) Attributes(i int) func(yield func(string, [2]int) bool) {
	return func(yield func(string, [2]int) bool) {
		tag, base := d.Tag(i), int(d.Nodes[i].Start)
		pos := 1 + nameLength(tag[1:])
		for {
			for isSpace(tag[pos]) {
				pos++
			}
			n := nameLength(tag[pos:])
			if n == 0 {
				return
			}
			name := tag[pos : pos+n]
			pos += n
			for tag[pos] != '"' && tag[pos] != '\'' {
				pos++
			}
			start := pos + 1
			end := start + strings.IndexByte(tag[start:], tag[pos])
			if !yield(name, [2]int{base + start, base + end}) {
				return
			}
			pos = end + 1
		}
	}
}

// spaceOf is the short name of what a prefix stands for at element i.
func (d *Doc) spaceOf(i int, prefix string) string {
	return short(d.spaces, d.uriOf(i, prefix))
}

func (d *Doc) uriOf(i int, prefix string) string {
	if !d.mixed || prefix == "xml" {
		return d.prefixes[prefix]
	}
	for ; i >= 0; i = int(d.Nodes[i].Parent) {
		for name, value := range d.Attributes(i) {
			if name == "xmlns:"+prefix || prefix == "" && name == "xmlns" {
				return unescape(d.Text[value[0]:value[1]])
			}
		}
	}
	return ""
}

// Prefix is a prefix, with its colon, that stands for the namespace of that
// short name throughout the part; "" where the root declares none.
func (d *Doc) Prefix(space string) string {
	for name, value := range d.Attributes(0) {
		prefix, ok := strings.CutPrefix(name, "xmlns:")
		if ok && short(d.spaces, unescape(d.Text[value[0]:value[1]])) == space && !d.rebound(prefix) {
			return prefix + ":"
		}
	}
	return ""
}

// rebound reports whether a prefix stands for something else further in.
func (d *Doc) rebound(prefix string) bool {
	if !d.mixed {
		return false
	}
	first := ""
	for i := range d.Nodes {
		if d.Nodes[i].name < 0 || !strings.Contains(d.Tag(i), "xmlns:"+prefix) {
			continue
		}
		uri := d.uriOf(i, prefix)
		if first != "" && uri != first {
			return true
		}
		first = uri
	}
	return false
}

// Bound reports whether the prefix stands for anything anywhere in the part.
func (d *Doc) Bound(prefix string) bool {
	_, ok := d.prefixes[prefix]
	return ok
}

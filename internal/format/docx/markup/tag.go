package markup

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// attributes reads the attributes of a start tag up to its end, and reports
// whether the tag closes the element at once.
func (s *scanner) attributes() (closed bool, err error) {
	s.attrs = s.attrs[:0]
	text := s.doc.Text
	for {
		before := s.pos
		s.space()
		if s.pos >= len(text) {
			return false, s.fail(s.pos, "ends inside a tag")
		}
		switch {
		case text[s.pos] == '>':
			s.pos++
			return false, nil
		case strings.HasPrefix(text[s.pos:], "/>"):
			s.pos += 2
			return true, nil
		case s.pos == before:
			return false, s.fail(s.pos, "holds a tag that is written wrongly")
		}
		if err := s.attribute(); err != nil {
			return false, err
		}
	}
}

func (s *scanner) attribute() error {
	text, start := s.doc.Text, s.pos
	n := nameLength(text[start:])
	if n == 0 {
		return s.fail(start, "holds a tag that is written wrongly")
	}
	if len(s.attrs) >= MaxAttributes {
		return s.fail(start, "holds an element with more than %d attributes", MaxAttributes)
	}
	name := text[start : start+n]
	for _, a := range s.attrs {
		if a.name == name {
			return s.fail(start, "holds an element with the attribute %s twice", name)
		}
	}
	s.pos += n
	s.space()
	if s.pos >= len(text) || text[s.pos] != '=' {
		return s.fail(start, "holds the attribute %s without a value", name)
	}
	s.pos++
	s.space()
	if s.pos >= len(text) || text[s.pos] != '"' && text[s.pos] != '\'' {
		return s.fail(start, "holds the attribute %s without quotes around its value", name)
	}
	length := strings.IndexByte(text[s.pos+1:], text[s.pos])
	if length < 0 {
		return s.fail(start, "ends inside the attribute %s", name)
	}
	value := text[s.pos+1 : s.pos+1+length]
	if strings.IndexByte(value, '<') >= 0 || !entitiesHold(value) {
		return s.fail(start, "holds a wrong character in the attribute %s", name)
	}
	s.attrs = append(s.attrs, attribute{name: name, start: s.pos + 1, end: s.pos + 1 + length})
	s.pos += length + 2
	return nil
}

func entitiesHold(value string) bool {
	for {
		i := strings.IndexByte(value, '&')
		if i < 0 {
			return true
		}
		_, n, ok := entity(value[i:])
		if !ok {
			return false
		}
		value = value[i+n:]
	}
}

// bind takes over the namespaces that the tag at hand declares.
func (s *scanner) bind() {
	for _, a := range s.attrs {
		prefix, ok := strings.CutPrefix(a.name, "xmlns:")
		if !ok && a.name != "xmlns" {
			continue
		}
		if !ok {
			prefix = ""
		}
		uri := unescape(s.doc.Text[a.start:a.end])
		if was, ok := s.doc.prefixes[prefix]; ok && was != uri {
			s.doc.mixed = true
		}
		s.doc.prefixes[prefix] = uri
		if s.uri(prefix) != uri {
			s.forget()
		}
		s.scopes = append(s.scopes, binding{prefix, uri, len(s.open) + 1})
	}
}

// forget empties the cache of names, whose prefixes may mean something else now.
func (s *scanner) forget() {
	if len(s.cache) > 64 {
		s.cache = map[string]int32{}
		return
	}
	clear(s.cache)
}

func (s *scanner) uri(prefix string) string {
	for _, v := range slices.Backward(s.scopes) {
		if v.prefix == prefix {
			return v.uri
		}
	}
	return ""
}

// resolve is the index of an element's name, after a look at the prefixes of its
// attributes.
func (s *scanner) resolve(name string, at int) (int32, error) {
	for _, a := range s.attrs {
		if prefix, _, ok := strings.Cut(a.name, ":"); ok && prefix != "xmlns" && s.uri(prefix) == "" {
			return 0, s.fail(at, "uses the prefix %s: without declaring it", prefix)
		}
	}
	if id, ok := s.cache[name]; ok {
		return id, nil
	}
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	uri := s.uri(prefix)
	if ok && uri == "" {
		return 0, s.fail(at, "uses the prefix %s: without declaring it", prefix)
	}
	n := Name{Space: short(s.doc.spaces, uri), Local: local}
	id, known := s.known[n]
	if !known {
		id = int32(len(s.doc.names)) //nolint:gosec // at most MaxNodes
		s.doc.names, s.known[n] = append(s.doc.names, n), id
	}
	s.cache[name] = id
	return id, nil
}

// nameLength is the length of the XML name that s begins with; 0 where it begins
// with none.
func nameLength(s string) int {
	i, colons := 0, 0
	for ; i < len(s) && isNameByte(s[i]); i++ {
		if s[i] == ':' {
			colons++
		}
	}
	if i == 0 || s[0] < 'A' || colons > 1 || s[0] == ':' || s[i-1] == ':' {
		return 0
	}
	return i
}

func isNameByte(c byte) bool {
	return c|0x20-'a' < 26 || c-'0' <= ':'-'0' || c == '_' || c == '-' || c == '.' || c >= utf8.RuneSelf
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// entity reads the character reference that s begins with, and its length.
func entity(s string) (text string, size int, ok bool) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 0 {
		return "", 0, false
	}
	name := s[1:end]
	switch name {
	case "amp":
		return "&", end + 1, true
	case "lt":
		return "<", end + 1, true
	case "gt":
		return ">", end + 1, true
	case "quot":
		return `"`, end + 1, true
	case "apos":
		return "'", end + 1, true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return "", 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || !Legal(rune(n)) {
		return "", 0, false
	}
	return string(rune(n)), end + 1, true
}

package markup

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Error says why a part is refused: what stands where.
type Error struct {
	Offset int
	Reason string // completes "the part ..."
}

func (e *Error) Error() string { return fmt.Sprintf("%s (at byte %d)", e.Reason, e.Offset) }

// xmlSpace is what the prefix xml stands for everywhere.
const xmlSpace = "http://www.w3.org/XML/1998/namespace"

// Scan reads a part that is UTF-8 text; see Decode.
func Scan(text string) (*Doc, error) {
	if len(text) > 1<<30 {
		return nil, &Error{Reason: "is too large"}
	}
	s := &scanner{
		doc:    &Doc{Text: text, Nodes: make([]Node, 0, min(strings.Count(text, "<"), MaxNodes)), prefixes: map[string]string{"xml": xmlSpace}, spaces: spaces()},
		cache:  map[string]int32{},
		known:  map[Name]int32{},
		scopes: []binding{{"xml", xmlSpace, 0}},
	}
	if err := s.scan(); err != nil {
		return nil, err
	}
	return s.doc, nil
}

// binding is one meaning of one prefix, from an element of that depth inward.
type binding struct {
	prefix, uri string
	depth       int
}

type scanner struct {
	doc    *Doc
	pos    int
	open   []int32 // the elements around, by index
	scopes []binding
	cache  map[string]int32 // index of the name, by the name as written, in this scope
	known  map[Name]int32
	attrs  []attribute // of the tag at hand
	root   bool        // the root element was seen
	refs   int         // character references so far, and line ends that are no LF
}

// attribute is one attribute of a tag, as offsets of the text.
type attribute struct {
	name       string
	start, end int // of the value, without quotes
}

func (s *scanner) fail(at int, format string, args ...any) error {
	return &Error{Offset: at, Reason: fmt.Sprintf(format, args...)}
}

func (s *scanner) scan() error {
	if i := badCharacter(s.doc.Text); i >= 0 {
		return s.fail(i, "holds a character that XML does not allow")
	}
	text := s.doc.Text
	for s.pos < len(text) {
		var err error
		rest := text[s.pos:]
		switch {
		case rest[0] != '<':
			err = s.text()
		case strings.HasPrefix(rest, "</"):
			err = s.endTag()
		case strings.HasPrefix(rest, "<?"):
			err = s.skip("?>", 2)
		case strings.HasPrefix(rest, "<!--"):
			err = s.skip("-->", 4)
		case strings.HasPrefix(rest, "<![CDATA["):
			err = s.cdata()
		case strings.HasPrefix(rest, "<!"):
			err = s.fail(s.pos, "declares a document type (DOCTYPE), which no Word file does")
		default:
			err = s.startTag()
		}
		if err != nil {
			return err
		}
	}
	switch {
	case len(s.open) > 0:
		return s.fail(s.pos, "ends before the element <%s> does", s.doc.RawName(int(s.open[len(s.open)-1])))
	case !s.root:
		return s.fail(0, "holds no XML")
	}
	return nil
}

// skip passes over what ends in end; from is the length of what it begins with.
func (s *scanner) skip(end string, from int) error {
	n := strings.Index(s.doc.Text[s.pos+from:], end)
	if n < 0 {
		return s.fail(s.pos, "ends inside a comment or instruction")
	}
	s.pos += from + n + len(end)
	return nil
}

func (s *scanner) text() error {
	n := strings.IndexByte(s.doc.Text[s.pos:], '<')
	if n < 0 {
		n = len(s.doc.Text) - s.pos
	}
	start := s.pos
	s.pos += n
	data := s.doc.Text[start:s.pos]
	if len(s.open) == 0 {
		if strings.Trim(data, " \t\r\n") != "" {
			return s.fail(start, "holds text outside its root element")
		}
		return nil
	}
	s.refs += strings.Count(data, "&") + strings.Count(data, "\r")
	if s.refs > MaxReferences {
		return s.fail(start, "holds more than %d character references", MaxReferences)
	}
	for i := strings.IndexByte(data, '&'); i >= 0; {
		_, size, ok := entity(data[i:])
		if !ok {
			return s.fail(start+i, "holds an & that begins no character reference")
		}
		i += size
		next := strings.IndexByte(data[i:], '&')
		if next < 0 {
			break
		}
		i += next
	}
	if strings.Contains(data, "]]>") {
		return s.fail(start, "holds ]]> in its text")
	}
	return s.add(Node{name: textNode, Start: int32(start), Open: int32(start), Close: int32(s.pos), End: int32(s.pos)}) //nolint:gosec // texts are shorter than 1 GiB
}

func (s *scanner) cdata() error {
	start := s.pos
	if len(s.open) == 0 {
		return s.fail(start, "holds text outside its root element")
	}
	if err := s.skip("]]>", len("<![CDATA[")); err != nil {
		return err
	}
	return s.add(Node{
		name: cdataNode, Start: int32(start), Open: int32(start + len("<![CDATA[")), //nolint:gosec // texts are shorter than 1 GiB
		Close: int32(s.pos - len("]]>")), End: int32(s.pos), //nolint:gosec // the same
	})
}

// add appends a node inside the innermost open element.
func (s *scanner) add(n Node) error {
	if len(s.doc.Nodes) >= MaxNodes {
		return s.fail(s.pos, "holds more than %d elements", MaxNodes)
	}
	n.Parent = -1
	if len(s.open) > 0 {
		n.Parent = s.open[len(s.open)-1]
	}
	n.Next = int32(len(s.doc.Nodes)) + 1 //nolint:gosec // at most MaxNodes
	s.doc.Nodes = append(s.doc.Nodes, n)
	return nil
}

func (s *scanner) startTag() error {
	start := s.pos
	if len(s.open) == 0 && s.root {
		return s.fail(start, "goes on after its root element")
	}
	if len(s.open) >= MaxDepth {
		return s.fail(start, "is nested deeper than %d elements", MaxDepth)
	}
	n := nameLength(s.doc.Text[start+1:])
	if n == 0 {
		return s.fail(start, "holds a < that begins no element")
	}
	name := s.doc.Text[start+1 : start+1+n]
	s.pos = start + 1 + n
	closed, err := s.attributes()
	if err != nil {
		return err
	}
	s.bind()
	id, err := s.resolve(name, start)
	if err != nil {
		return err
	}
	at := int32(s.pos)                                                                               //nolint:gosec // texts are shorter than 1 GiB
	if err := s.add(Node{name: id, Start: int32(start), Open: at, Close: at, End: at}); err != nil { //nolint:gosec // the same
		return err
	}
	s.root = true
	s.open = append(s.open, int32(len(s.doc.Nodes))-1) //nolint:gosec // at most MaxNodes
	if closed {
		s.leave()
	}
	return nil
}

func (s *scanner) endTag() error {
	start := s.pos
	n := nameLength(s.doc.Text[start+2:])
	name := s.doc.Text[start+2 : start+2+n]
	s.pos = start + 2 + n
	s.space()
	if len(s.open) == 0 || s.pos >= len(s.doc.Text) || s.doc.Text[s.pos] != '>' ||
		name != s.doc.RawName(int(s.open[len(s.open)-1])) {
		return s.fail(start, "holds an end tag </%s> that closes nothing", name)
	}
	s.pos++
	node := &s.doc.Nodes[s.open[len(s.open)-1]]
	node.Close, node.End = int32(start), int32(s.pos) //nolint:gosec // texts are shorter than 1 GiB
	s.leave()
	return nil
}

// leave ends the innermost open element.
func (s *scanner) leave() {
	last := s.open[len(s.open)-1]
	s.doc.Nodes[last].Next = int32(len(s.doc.Nodes)) //nolint:gosec // at most MaxNodes
	dropped := false
	for s.scopes[len(s.scopes)-1].depth >= len(s.open) {
		s.scopes, dropped = s.scopes[:len(s.scopes)-1], true
	}
	s.open = s.open[:len(s.open)-1]
	if dropped {
		s.forget()
	}
}

func (s *scanner) space() {
	for s.pos < len(s.doc.Text) && isSpace(s.doc.Text[s.pos]) {
		s.pos++
	}
}

// badCharacter is the offset of the first character that XML does not allow, or
// -1 where there is none.
func badCharacter(text string) int {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= 0x20 && c < utf8.RuneSelf || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 || !Legal(r) {
			return i
		}
		i += size
	}
	return -1
}

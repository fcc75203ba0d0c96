package body

import (
	"strconv"
	"strings"

	"gloss/internal/format/docx/markup"
)

// style is what a style says that matters for reading, its own and what it is
// based on.
type style struct {
	heading int // level from 1; 0: none
	quote   bool
	code    bool
	look    Look
	hidden  bool
	numID   string
	level   string // of the list

	basedOn string
	props   int // w:pPr
}

// styles are the document's styles by id. What a style takes from others is found
// out when it is first used: a document has many more styles than it uses.
type styles struct {
	raw     map[string]*style
	whole   map[string]*style
	initial string // the default paragraph style
}

// maxBased is how far a style's ancestors are followed; they may go in a circle.
const maxBased = 20

func newStyles(doc *markup.Doc) *styles {
	s := &styles{raw: map[string]*style{}, whole: map[string]*style{}}
	if doc == nil {
		return s
	}
	for i := range doc.Children(0) {
		if !doc.Is(i, "w", "style") {
			continue
		}
		id, _ := doc.Attr(i, "w", "styleId")
		s.raw[id] = readStyle(doc, i)
		kind, _ := doc.Attr(i, "w", "type")
		if v, ok := doc.Attr(i, "w", "default"); kind == "paragraph" && on(v, ok) {
			s.initial = id
		}
	}
	return s
}

// named is the style with that id, and what it takes from others.
func (s *styles) named(id string) (*style, bool) {
	if st, ok := s.whole[id]; ok {
		return st, true
	}
	st, ok := s.raw[id]
	if ok {
		s.whole[id] = inherited(s.raw, st)
	}
	return s.whole[id], ok
}

func readStyle(doc *markup.Doc, i int) *style {
	name := strings.ToLower(doc.Val(doc.Child(i, "w", "name")))
	st := &style{basedOn: doc.Val(doc.Child(i, "w", "basedOn")), props: doc.Child(i, "w", "pPr")}
	if rest, ok := strings.CutPrefix(name, "heading "); ok {
		st.heading, _ = strconv.Atoi(rest)
	}
	switch name {
	case "title":
		st.heading = 1
	case "quote", "intense quote", "block text", "quotations":
		st.quote = true
	case "source code", "html preformatted", "preformatted text":
		st.code = true
	case "verbatim char", "html code":
		st.look = Mono
	}
	if level := doc.Val(doc.Child(st.props, "w", "outlineLvl")); level != "" && st.heading == 0 {
		if n, err := strconv.Atoi(level); err == nil && n >= 0 && n < 9 {
			st.heading = n + 1
		}
	}
	if num := doc.Child(st.props, "w", "numPr"); num >= 0 {
		st.numID, st.level = doc.Val(doc.Child(num, "w", "numId")), doc.Val(doc.Child(num, "w", "ilvl"))
	}
	if kind, _ := doc.Attr(i, "w", "type"); kind == "character" {
		st.look, st.hidden = directLook(doc, doc.Child(i, "w", "rPr"), st.look)
	}
	return st
}

// inherited is a style with what it takes from those that it is based on.
func inherited(raw map[string]*style, st *style) *style {
	out := *st
	for n, up := 0, raw[st.basedOn]; up != nil && n < maxBased; n, up = n+1, raw[up.basedOn] {
		if out.heading == 0 {
			out.heading = up.heading
		}
		out.quote, out.code = out.quote || up.quote, out.code || up.code
		out.look |= up.look
		if out.numID == "" {
			out.numID = up.numID
		}
		if out.level == "" {
			out.level = up.level
		}
	}
	return &out
}

// of is the style of a paragraph's or run's properties; never nil.
func (s *styles) of(doc *markup.Doc, props int) *style {
	id := doc.Val(doc.Child(props, "w", "pStyle"))
	if id == "" {
		id = s.initial
	}
	if st, ok := s.named(id); ok {
		return st
	}
	return &style{}
}

// headingLevel is the paragraph's level in the outline, from 1; 0 for body text.
func (s *styles) headingLevel(doc *markup.Doc, props int, st *style) int {
	if level := doc.Val(doc.Child(props, "w", "outlineLvl")); level != "" {
		if n, err := strconv.Atoi(level); err == nil && n >= 0 && n < 9 {
			return n + 1
		}
		return 0
	}
	return st.heading
}

// paragraphLook is how all runs of the paragraph look.
func (s *styles) paragraphLook(doc *markup.Doc, props int) Look {
	if st := s.of(doc, props); st.code {
		return Mono
	}
	return 0
}

// runLook is how a run looks, and whether its text is hidden.
func (s *styles) runLook(doc *markup.Doc, props int, look Look) (Look, bool) {
	if props < 0 {
		return look, false
	}
	hidden := false
	if st, ok := s.named(doc.Val(doc.Child(props, "w", "rStyle"))); ok {
		look, hidden = look|st.look, st.hidden
	}
	direct, directHidden := directLook(doc, props, look)
	return direct, hidden || directHidden
}

// directLook is how properties change a look.
func directLook(doc *markup.Doc, props int, look Look) (Look, bool) {
	hidden := false
	if props < 0 {
		return look, hidden
	}
	for i := range doc.Children(props) {
		name := doc.Name(i)
		if name.Space != "w" {
			continue
		}
		switch name.Local {
		case "b", "i", "strike", "dstrike":
			look = switched(doc, i, look, lookOf(name.Local))
		case "vanish":
			hidden = on(doc.Val(i), true)
		case "rFonts":
			if font, _ := doc.Attr(i, "w", "ascii"); isMono(font) {
				look |= Mono
			}
		}
	}
	return look, hidden
}

// lookOf is what a property turns on and off.
func lookOf(property string) Look {
	switch property {
	case "b":
		return Bold
	case "i":
		return Italic
	}
	return Struck
}

// switched is a look with bits on or off, as property i says.
func switched(doc *markup.Doc, i int, look, bits Look) Look {
	if on(doc.Val(i), true) {
		return look | bits
	}
	return look &^ bits
}

func isMono(font string) bool {
	font = strings.ToLower(font)
	return strings.Contains(font, "courier") || strings.Contains(font, "consolas") || strings.Contains(font, " mono")
}

// on reads a property that is on or off; one that is set without a value is on.
func on(value string, set bool) bool {
	return set && value != "0" && value != "false" && value != "off"
}

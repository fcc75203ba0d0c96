package annotation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gloss/internal/yamlfile"
)

// selectorKeys are the keys that say where an annotation points.
func selectorKeys() []yamlfile.Key[Selector] {
	return []yamlfile.Key[Selector]{
		{Name: "quote", Read: quote, Empty: emptyQuote},
		{Name: "prefix", Read: text(func(s *Selector) *Text { return &s.Prefix })},
		{Name: "suffix", Read: text(func(s *Selector) *Text { return &s.Suffix })},
		{Name: "occurrence", Read: occurrence},
		{Name: "paragraph", Read: wholeNumber(1, func(s *Selector) *Int { return &s.Paragraph })},
		{Name: "lines", Read: lines},
		{Name: "position", Read: position},
	}
}

// readSelectorKey reads one key of a selector and widens the selector's place to
// take its value in.
func readSelectorKey(r *reader, f field, k yamlfile.Key[Selector], s *Selector) {
	if s.Span.IsEmpty() {
		s.Span = f.Node.Span
	}
	s.Span.End = max(s.Span.End, f.Node.Span.End)
	k.Read(r, f, s)
}

// quote reads the words of the essay.
func quote(r *reader, f field, s *Selector) {
	v := r.Exact(f)
	v.Text = strings.TrimSuffix(v.Text, "\n")
	if v.Set && strings.TrimSpace(v.Text) == "" {
		emptyQuote(r, f)
		v.Set = false
	}
	s.Quote = asText(v)
}

func emptyQuote(r *reader, f field) {
	r.Warn("empty-quote", f.At, "quote has no words, and is taken as absent",
		"write the words of the essay behind it", "if the remark is about the whole essay, delete this line")
}

func occurrence(r *reader, f field, s *Selector) {
	if f.Node.Kind == yamlfile.Scalar && f.Node.Value == "all" {
		s.All = true
		return
	}
	if f.Node.Kind == yamlfile.Scalar && !yamlfile.LooksLikeNumber(f.Node.Value) {
		help := "write occurrence: 2 for the second of several equal places, or occurrence: all"
		if meant := occurrenceMeant(f.Node.Value); meant != "" {
			help = "write occurrence: " + meant
		}
		r.Error("wrong-type", f.Node.Span, fmt.Sprintf("occurrence is a whole number or the word all, and not %q", f.Node.Value), help)
		return
	}
	wholeNumber(1, func(s *Selector) *Int { return &s.Occurrence })(r, f, s)
}

// occurrenceMeant is what was probably meant by another word than all, or "".
func occurrenceMeant(word string) string {
	word = strings.ToLower(word)
	switch word {
	case "all", "every", "each", "both", "everywhere":
		return "all"
	}
	for i, ordinal := range []string{"first", "second", "third", "fourth", "fifth"} {
		if word == ordinal {
			return strconv.Itoa(i + 1)
		}
	}
	if number := regexp.MustCompile(`^([1-9][0-9]{0,3})(?:st|nd|rd|th)$`).FindStringSubmatch(word); number != nil {
		return number[1]
	}
	return ""
}

// lines reads a line number, or the first and the last of several.
func lines(r *reader, f field, s *Selector) {
	v := r.Text(f)
	if !v.Set {
		return
	}
	parts := regexp.MustCompile(`^([1-9][0-9]{0,8})(?:\s*-\s*([1-9][0-9]{0,8}))?$`).FindStringSubmatch(v.Text)
	if parts == nil {
		help := "write lines: 12, or lines: 12-15"
		if pair := regexp.MustCompile(`^[^0-9]*([1-9][0-9]{0,8})\s*(?:[–—−‐‑,]|to|and|bis|à)\s*([1-9][0-9]{0,8})$`).FindStringSubmatch(v.Text); pair != nil {
			help = "write lines: " + pair[1] + "-" + pair[2]
		}
		r.Error("lines", v.Span, fmt.Sprintf("%q is neither a line number nor two of them with a - between", v.Text), help)
		return
	}
	first, _ := strconv.Atoi(parts[1]) // digits only
	last := first
	if parts[2] != "" {
		last, _ = strconv.Atoi(parts[2])
	}
	if last < first {
		r.Error("lines", v.Span, fmt.Sprintf("the lines end at %d, before they begin at %d", last, first),
			fmt.Sprintf("did you mean lines: %d-%d?", last, first))
		return
	}
	s.Lines = Lines{First: first, Last: last, Span: v.Span, Set: true}
}

// offsets is a position while it is read.
type offsets struct{ start, end Int }

func positionKeys() []yamlfile.Key[offsets] {
	return []yamlfile.Key[offsets]{
		{Name: "start", Read: wholeNumber(0, func(o *offsets) *Int { return &o.start })},
		{Name: "end", Read: wholeNumber(0, func(o *offsets) *Int { return &o.end })},
	}
}

func position(r *reader, f field, s *Selector) {
	var o offsets
	if !yamlfile.ReadMap(r, f, positionKeys(), &o) {
		r.Error("wrong-type", f.Node.Span, "position is made of a start and an end", "write, for example, position: {start: 120, end: 134}")
		return
	}
	for _, name := range []string{"start", "end"} {
		if f.Node.Find(name) == nil && len(f.Node.Pairs) < 2 {
			r.Error("position", f.Node.Span, fmt.Sprintf("the position has no %s", name), "write, for example, position: {start: 120, end: 134}")
		}
	}
	if !o.start.Set || !o.end.Set {
		return
	}
	if o.end.Value <= o.start.Value {
		r.Error("position", o.end.Span, fmt.Sprintf("the position ends at %d and begins at %d, so there is nothing in it", o.end.Value, o.start.Value),
			"the end is the number of the first character that no longer belongs to it")
		return
	}
	s.Position = Position{Start: o.start.Value, End: o.end.Value, Span: f.Node.Span, Set: true}
}

// also reads further spans of the same annotation.
func also(r *reader, f field, a *Annotation) {
	items, ok := r.Items(f)
	if item, forgotten := r.DashForgotten(f); forgotten {
		items = []field{item}
	} else if !ok {
		said := strings.TrimSpace(firstLine(f.Node))
		if said == "" || f.Node.Style != yamlfile.Plain {
			said = "more words of the essay"
		}
		r.Error("wrong-type", f.Node.Span, "also must be a list of places, each with a - before it", "also:\n  - quote: "+said)
		return
	}
	for _, item := range items {
		if s, ok := readSelector(r, item); ok {
			a.Also = append(a.Also, s)
		}
	}
}

func readSelector(r *reader, f field) (Selector, bool) {
	s := Selector{}
	if !yamlfile.ReadMap(r, f, selectorKeys(), &s) {
		r.Error("wrong-type", f.Node.Span, "a place is named by a key, such as quote:", "write: - quote: "+firstLine(f.Node))
		return s, false
	}
	s.Span = f.Node.Span
	if s.IsEmpty() {
		r.Error("empty-selector", f.Node.Span, "this item of also names no place", "write: - quote: more words of the essay")
		return s, false
	}
	return s, true
}

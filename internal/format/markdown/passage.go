package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/internal/essay"
	"gloss/internal/report"
)

// token is a piece of a block: characters of the essay, or a mark of ours.
type token struct {
	text  string
	style essay.StyleKind // "" for none
	mark  string
	ref   string // the mark of a footnote
}

// tokens are the pieces of every block, with the brackets and footnote marks of
// the notes in them. What begins between two blocks goes to the start of the
// second, what ends there to the end of the first.
func (p *page) tokens() [][]token {
	blocks := make([][]token, len(p.r.Essay.Blocks))
	crossed := p.crossed()
	last := -1
	var carried []token
	for s := range p.r.Segments() {
		opens, closes := p.edges(s, crossed)
		switch {
		case s.Block >= 0:
			last = s.Block
			b := append(append(blocks[last], carried...), opens...)
			b = append(b, token{text: s.Span.Of(p.r.Essay.Text), style: strongest(s.Styles)})
			blocks[last], carried = append(b, closes...), nil
		case last < 0:
			carried = append(append(carried, opens...), closes...)
		default:
			carried = append(carried, opens...)
			blocks[last] = append(blocks[last], closes...)
		}
	}
	return blocks
}

// edges are the marks that stand before a segment and after it.
func (p *page) edges(s report.Segment, crossed map[place]bool) (opens, closes []token) {
	for _, c := range s.Covers {
		// A passage of nothing but blank lines has no words to stand around.
		bare := s.Block < 0 && c.First && c.Last
		if c.First && !bare {
			open := p.brackets.open
			if crossed[place{c.Note, c.Place}] {
				open += superscript(p.labels[c.Note])
			}
			opens = append(opens, token{mark: open})
		}
		if !c.Last {
			continue
		}
		ref := []token{{ref: "[^" + strconv.Itoa(p.labels[c.Note]) + "]"}}
		if !bare {
			ref = append([]token{{mark: p.brackets.close}}, ref...)
		}
		closes = append(ref, closes...) // the innermost closes first
	}
	return opens, closes
}

// label numbers the notes in the order in which they are first referred to, as
// whatever shows the report will number its footnotes. It fills in p.labels, by
// the index of the note, and p.order, the way back.
func (p *page) label() {
	p.labels = make([]int, len(p.r.Notes))
	if len(p.r.Essay.Blocks) == 0 {
		return
	}
	for s := range p.r.Segments() {
		for _, c := range slices.Backward(s.Covers) {
			if c.Last && p.labels[c.Note] == 0 {
				p.order = append(p.order, c.Note)
				p.labels[c.Note] = len(p.order)
			}
		}
	}
}

// place names one place of one note.
type place struct{ note, place int }

// crossed are the places that another crosses, so that their opening brackets
// have to say whose they are.
func (p *page) crossed() map[place]bool {
	out := map[place]bool{}
	var open []report.Cover
	for s := range p.r.Segments() {
		for _, c := range s.Covers {
			if !c.First {
				continue
			}
			kept := open[:0]
			for _, o := range open {
				if o.Span.End <= c.Span.Start {
					continue
				}
				kept = append(kept, o)
				if o.Span.Start < c.Span.Start && o.Span.End < c.Span.End {
					out[place{o.Note, o.Place}], out[place{c.Note, c.Place}] = true, true
				}
			}
			open = append(kept, c)
		}
	}
	return out
}

func superscript(n int) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, strconv.Itoa(n))
}

// strongest is the one style that is shown where several meet.
func strongest(kinds []essay.StyleKind) essay.StyleKind {
	for _, want := range []essay.StyleKind{essay.Monospace, essay.Strong, essay.Emphasis, essay.Struck} {
		for _, k := range kinds {
			if k == want {
				return k
			}
		}
	}
	return ""
}

// tokens appends pieces of the essay.
func (in *inline) tokens(tokens []token) {
	for i, t := range tokens {
		switch {
		case t.mark != "":
			in.mark(t.mark)
		case t.ref != "":
			in.mark(t.ref)
		case t.style == "":
			in.text(t.text)
		default:
			in.styled(t, first(tokens[i+1:]))
		}
	}
}

// first is the first character that follows; a space where nothing does.
func first(tokens []token) rune {
	for _, t := range tokens {
		if s := t.text + t.mark + t.ref; s != "" {
			r, _ := utf8.DecodeRuneInString(s)
			return r
		}
	}
	return ' '
}

// styled appends characters in their style, where the marks for it would be
// read as such, else as they are.
func (in *inline) styled(t token, next rune) {
	inner := strings.TrimSpace(t.text)
	at := strings.Index(t.text, inner)
	marks := map[essay.StyleKind]string{essay.Strong: "**", essay.Emphasis: "*", essay.Struck: "~~", essay.Monospace: "`"}
	mark := marks[t.style]
	after, _ := utf8.DecodeRuneInString(t.text[at+len(inner):] + string(next))
	if inner == "" || mark == "" || strings.Contains(inner, "\n") || !in.fits(inner, after) {
		in.text(t.text)
		return
	}
	in.text(t.text[:at])
	if t.style == essay.Monospace {
		in.code(inner)
	} else {
		in.mark(mark)
		in.text(inner)
		in.mark(mark)
	}
	in.text(t.text[at+len(inner):])
}

// fits reports whether marks of style around the characters open and close, by
// CommonMark's rules for what stands on both sides of them.
func (in *inline) fits(inner string, after rune) bool {
	before := ' '
	if in.spaces == "" && len(in.breaks) == 0 && in.tail != "" {
		before, _ = utf8.DecodeLastRuneInString(in.tail)
	}
	start, _ := utf8.DecodeRuneInString(inner)
	end, _ := utf8.DecodeLastRuneInString(inner)
	if strings.ContainsAny(string([]rune{before, start, end, after}), "*~`") {
		return false
	}
	return (!punctuation(start) || outside(before)) && (!punctuation(end) || outside(after))
}

// outside reports whether the character lets punctuation stand beside a mark.
func outside(r rune) bool { return unicode.IsSpace(r) || punctuation(r) }

func punctuation(r rune) bool {
	r = visible(r)
	return unicode.IsPunct(r) || unicode.IsSymbol(r)
}

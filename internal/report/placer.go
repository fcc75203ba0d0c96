package report

import (
	"strings"
	"unicode"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/source"
)

// placer finds the places of annotations in one essay.
type placer struct {
	now     prepared
	source  *anchor.Text // the essay's file; nil where it was not needed yet
	draft   *prepared    // the changed essay's earlier draft; nil where there is none
	opts    anchor.Options
	changed bool
	// anchored is set where the tools have anchored the file to this very text,
	// so that a position in it can be one of this text.
	anchored bool
	// drifted is set where they have anchored it to a text that is neither this
	// one nor the draft.
	drifted bool
}

// prepared is an essay made ready for looking up.
type prepared struct {
	essay *essay.Essay
	text  *anchor.Text
}

func prepare(e *essay.Essay) prepared {
	return prepared{essay: e, text: anchor.Prepare(e.Text, e.ParagraphSpans())}
}

func newPlacer(in Inputs, opts Options) *placer {
	p := &placer{now: prepare(in.Essay), opts: anchor.Options{NoFuzzy: opts.NoFuzzy}}
	digest := in.Set.Digest
	p.anchored = digest.Set && digest.Value == in.Essay.Digest()
	p.changed = in.Set.MadeOn.Set || digest.Set && !p.anchored
	switch {
	case in.Draft == nil:
	case in.Draft.Text == in.Essay.Text:
		p.changed = digest.Set && !p.anchored
	default:
		draft := prepare(in.Draft)
		p.draft, p.changed = &draft, true
		p.opts.Draft = anchor.Align(draft.text, p.now.text)
		p.drifted = digest.Set && !p.anchored && digest.Value != in.Draft.Digest()
	}
	return p
}

// places are the places of an annotation's selector and of those under `also`.
func (p *placer) places(a *annotation.Annotation) []Place {
	if a.Selector.IsEmpty() && len(a.Also) == 0 {
		return nil
	}
	var out []Place
	if !a.Selector.IsEmpty() {
		out = p.selector(&a.Selector)
	}
	for i := range a.Also {
		out = append(out, p.selector(&a.Also[i])...)
	}
	return out
}

// selector is what became of one selector: one place, or with `occurrence: all`
// one or more.
func (p *placer) selector(s *annotation.Selector) []Place {
	matches := p.confirmed(s)
	if matches == nil {
		matches = p.fromDraft(s)
	}
	if matches == nil {
		matches = p.sinceDraft(s)
	}
	if matches == nil {
		sel, ok := p.now.translate(s)
		if !ok {
			return []Place{{Quote: s.Quote.Value, Selector: s}}
		}
		matches = p.direct(s, sel)
	}
	out := make([]Place, 0, len(matches))
	for _, m := range matches {
		out = append(out, place(s, m))
	}
	if len(out) == 0 {
		out = append(out, Place{Quote: s.Quote.Value, Selector: s})
	}
	return out
}

// sinceDraft are the places of a quote that the draft does not have and the essay
// has: whoever quoted it had the essay before them. It is nil for all others.
func (p *placer) sinceDraft(s *annotation.Selector) []anchor.Match {
	if p.draft == nil || !s.Quote.Set || p.draft.has(s.Quote.Value) {
		return nil
	}
	sel, ok := p.now.translate(s)
	if !ok {
		return nil
	}
	if sel.Changed = p.drifted; p.drifted {
		sel.Position = nil
	}
	matches := p.now.find(s, sel, anchor.Options{NoFuzzy: true})
	if unsettled(matches) {
		return nil
	}
	return matches
}

// direct looks a selector up in the essay.
func (p *placer) direct(s *annotation.Selector, sel anchor.Selector) []anchor.Match {
	sel.Changed = p.changed
	if p.drifted || p.changed && !s.Quote.Set && sel.Within != nil {
		sel.Position = nil // it is of another text, and would cut the paragraph anywhere
	}
	matches := p.now.find(s, sel, p.opts)
	if !s.Quote.Set && p.changed && (sel.Within != nil || sel.Position != nil) {
		for i := range matches {
			matches[i] = unconfirmed(matches[i])
		}
	}
	if unsettled(matches) && s.Quote.Set && !p.now.has(s.Quote.Value) {
		if found := p.inSource(s, sel); found != nil {
			return found
		}
	}
	return matches
}

// has reports whether a quote stands in the text, wherever that is.
func (p *prepared) has(quote string) bool {
	return !unsettled(p.text.ResolveAll(anchor.Selector{Quote: quote}, anchor.Options{NoFuzzy: true}))
}

// unconfirmed is the match of a number that names a place without its words, in
// an essay that has changed since: it is a guess.
func unconfirmed(m anchor.Match) anchor.Match {
	m.Verdict, m.Confidence = min(m.Verdict, anchor.Fuzzy), min(m.Confidence, 0.5)
	return m
}

// confirmed are the places of a selector whose position names them in this very
// text, though the file was made on a draft. It is nil for all others: what the
// tools could not find here still points into the draft.
func (p *placer) confirmed(s *annotation.Selector) []anchor.Match {
	if !p.anchored || !p.changed || !s.Position.Set {
		return nil
	}
	sel, ok := p.now.translate(s)
	if !ok || sel.Position == nil {
		return nil
	}
	at := *sel.Position
	if !s.Quote.Set && sel.Within != nil && *sel.Within != at {
		return nil
	}
	if !s.Quote.Set && sel.Within == nil && !p.now.between(s, at) {
		return nil
	}
	matches := p.now.find(s, sel, anchor.Options{NoFuzzy: true})
	if len(matches) == 0 || matches[0].Verdict < anchor.Folded || matches[0].Span != at || matches[0].Outside {
		return nil
	}
	return matches
}

// between reports whether a span stands between the selector's prefix and
// suffix.
func (p *prepared) between(s *annotation.Selector, at source.Span) bool {
	return s.Prefix.Set && s.Suffix.Set &&
		strings.HasSuffix(p.essay.Text[:at.Start], s.Prefix.Value) &&
		strings.HasPrefix(p.essay.Text[at.End:], s.Suffix.Value)
}

// fromDraft looks a selector up in the draft that it was made on, where all of
// it means what it says, and then follows the passages into the essay. It is nil
// where there is no draft or the draft does not settle it.
func (p *placer) fromDraft(s *annotation.Selector) []anchor.Match {
	if p.draft == nil {
		return nil
	}
	sel, ok := p.draft.translate(s)
	if !ok {
		return nil
	}
	if p.drifted {
		sel.Changed, sel.Position = true, nil
	}
	var out []anchor.Match
	for _, was := range p.draft.find(s, sel, anchor.Options{NoFuzzy: true}) {
		if !was.Verdict.Placed() {
			return nil
		}
		moved := p.draft.text.Describe(was.Span)
		moved.Position, moved.Changed = &was.Span, true
		m := p.now.text.Resolve(moved, p.opts)
		m.Verdict = min(m.Verdict, was.Verdict)
		out = append(out, m)
	}
	return out
}

// find is the one place of a selector that was translated, or with `occurrence:
// all` every place.
func (p *prepared) find(s *annotation.Selector, sel anchor.Selector, opts anchor.Options) []anchor.Match {
	if s.All {
		return p.text.ResolveAll(sel, opts)
	}
	return []anchor.Match{p.text.Resolve(sel, opts)}
}

// unsettled reports whether the quote was not found as it was written.
func unsettled(matches []anchor.Match) bool {
	return len(matches) == 0 || matches[0].Verdict == anchor.Orphaned || matches[0].Verdict == anchor.Fuzzy
}

func place(s *annotation.Selector, m anchor.Match) Place {
	out := Place{
		Quote: s.Quote.Value, Verdict: m.Verdict, Confidence: m.Confidence,
		Disagree: m.Disagree, Outside: m.Outside, Nearest: m.Nearest, Selector: s,
	}
	if out.Placed() {
		out.Span = m.Span
	}
	for _, c := range m.Candidates {
		out.Candidates = append(out.Candidates, c.Span)
	}
	return out
}

// translate turns a selector of the file into one of the text. It reports false
// where the selector names a paragraph, line or position that is not there and
// nothing else.
func (p *prepared) translate(s *annotation.Selector) (anchor.Selector, bool) {
	sel := anchor.Selector{
		Quote: s.Quote.Value, Prefix: s.Prefix.Value, Suffix: s.Suffix.Value,
		Occurrence: s.Occurrence.Value,
	}
	found := true
	if s.Paragraph.Set {
		b, ok := p.essay.NumberedParagraph(s.Paragraph.Value)
		found = found && ok
		sel.Within = &b.Span
	}
	if s.Lines.Set && p.essay.HasLines() {
		span, ok := p.essay.Lines(s.Lines.First, s.Lines.Last)
		found = found && ok
		if sel.Within != nil {
			span = intersection(*sel.Within, span)
		}
		sel.Within = &span
	}
	if s.Position.Set {
		start, ok1 := source.ByteOffset(p.essay.Text, s.Position.Start)
		end, ok2 := source.ByteOffset(p.essay.Text, s.Position.End)
		if ok1 && ok2 {
			sel.Position = &source.Span{Start: start, End: end}
		} else {
			found = false
		}
	}
	return sel, found || s.Quote.Set
}

func intersection(a, b source.Span) source.Span {
	s := source.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
	if s.End < s.Start {
		s.End = s.Start
	}
	return s
}

// inSource looks a quote up in the essay's file, where it stands with its
// markup, and leads what is found back to the text; nil where it is not there.
func (p *placer) inSource(s *annotation.Selector, sel anchor.Selector) []anchor.Match {
	file := p.now.essay.File
	if file == nil || file.Text == p.now.essay.Text || p.now.essay.Raw != nil {
		return nil
	}
	if p.source == nil {
		p.source = anchor.Prepare(file.Text, nil)
	}
	sel.Position = nil
	if sel.Within != nil {
		within := p.now.essay.FileSpan(*sel.Within)
		sel.Within = &within
	}
	opts := anchor.Options{NoFuzzy: true}
	found := []anchor.Match{p.source.Resolve(sel, opts)}
	if s.All {
		found = p.source.ResolveAll(sel, opts)
	}
	if unsettled(found) {
		return nil
	}
	for i := range found {
		if !p.leadBack(&found[i]) {
			return nil
		}
	}
	return found
}

// leadBack turns a match in the file into one in the text.
func (p *placer) leadBack(m *anchor.Match) bool {
	ok := true
	if m.Verdict.Placed() {
		m.Span, ok = p.now.shown(m.Span)
	}
	for i := range m.Candidates {
		span, shown := p.now.shown(m.Candidates[i].Span)
		m.Candidates[i].Span, ok = span, ok && shown
	}
	return ok
}

// shown is what a reader sees of a span of the file, without the white space
// that markup at its ends stands for. It reports false where that is nothing.
func (p *prepared) shown(file source.Span) (source.Span, bool) {
	span, ok := p.essay.TextSpan(file)
	text := span.Of(p.essay.Text)
	span.Start += len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	span.End -= len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace))
	return span, ok && !span.IsEmpty()
}

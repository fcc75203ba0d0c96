package report

import (
	"cmp"
	"path/filepath"
	"slices"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/rubric"
	"gloss/internal/source"
)

// Inputs is what a report is built from.
type Inputs struct {
	Essay  *essay.Essay
	Set    *annotation.Set
	Rubric *rubric.Rubric // nil: none was named
	Draft  *essay.Essay   // the draft that the annotations were made on; nil: none at hand
}

// Options change how a report is built.
type Options struct {
	// NoFuzzy places only passages that stand in the essay as quoted.
	NoFuzzy bool
}

// Build places every annotation of the file in the essay and adds up the marks.
// The report holds everything, also what is for markers only; see Select.
func Build(in Inputs, opts Options) *Report {
	r := &Report{Essay: in.Essay, Head: head(in), Annotations: in.Set.File.Name}
	p := newPlacer(in, opts)
	for _, a := range in.Set.Annotations {
		n := note(a, in.Rubric)
		n.Places = p.places(a)
		r.Notes = append(r.Notes, n)
	}
	order(r.Notes)
	chooseReplacements(r.Notes)
	r.Marks = marksOf(in.Set.Scores, r.Notes, in.Rubric)
	return r
}

func head(in Inputs) Head {
	s := in.Set
	return Head{
		Title:   cmp.Or(s.Task.Value, in.Essay.Title, filepath.Base(in.Essay.Path)),
		Student: s.Student.Value, Marker: s.Marker.Value, Date: s.Date.Value, Task: s.Task.Value,
		Language: s.Language.Value, Overall: s.Overall.Value,
		Strengths: values(s.Strengths), NextSteps: values(s.NextSteps),
	}
}

func values(texts []annotation.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, t.Value)
	}
	return out
}

func note(a *annotation.Annotation, rub *rubric.Rubric) Note {
	n := Note{
		ID: a.ID.Value, Kind: a.Kind, Category: a.Category.Value, Severity: a.Severity,
		Comment: a.Comment.Value, Correction: a.Correction.Value, Next: a.Next.Value,
		Criterion: a.Criterion.Value, CriterionTitle: a.Criterion.Value, Tags: values(a.Tags),
		By: a.By.Value, Created: a.Created.Value,
		Private: a.Private, Suggested: a.Suggested, Resolved: a.Resolved,
		Item: a,
	}
	if a.Replacement.Set {
		words := a.Replacement.Value
		n.Replacement = &words
	}
	if a.Marks.Set {
		marks := a.Marks.Value
		n.Marks = &marks
	}
	if rub != nil {
		if c, ok := rub.Criterion(n.Criterion); ok {
			n.CriterionTitle = c.Title
		}
	}
	for _, s := range a.Sources {
		n.Sources = append(n.Sources, Source{
			Title: s.Title.Value, Author: s.Author.Value, Year: s.Year.Value, Page: s.Page.Value, URL: s.URL.Value,
		})
	}
	for _, r := range a.Replies {
		n.Replies = append(n.Replies, Reply{By: r.By.Value, Created: r.Created.Value, Comment: r.Comment.Value})
	}
	return n
}

// order sorts the notes as their reader meets them and numbers them.
func order(notes []Note) {
	slices.SortStableFunc(notes, func(a, b Note) int {
		sa, sb := a.Standing(), b.Standing()
		if sa != sb || sa != InText {
			return cmp.Compare(sa, sb)
		}
		pa, _ := a.First()
		pb, _ := b.First()
		return cmp.Or(cmp.Compare(pa.Start, pb.Start), cmp.Compare(pb.End, pa.End))
	})
	for i := range notes {
		notes[i].Number = i + 1
	}
}

// chooseReplacements settles which replacements are put in. A replacement goes
// to every place of its annotation's own selector, not to those under `also`.
// Where replacements overlap, the first in the text is put in.
func chooseReplacements(notes []Note) {
	var wanted []*Place
	for i := range notes {
		if notes[i].Replacement == nil || notes[i].Item == nil {
			continue
		}
		for j := range notes[i].Places {
			if p := &notes[i].Places[j]; p.Placed() && p.Selector == &notes[i].Item.Selector {
				wanted = append(wanted, p)
			}
		}
	}
	slices.SortStableFunc(wanted, func(a, b *Place) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	end := 0
	for _, p := range wanted {
		if p.Span.Start >= end {
			p.Replaced, end = true, p.Span.End
		}
	}
}

// placer finds the places of annotations in one essay.
type placer struct {
	essay   *essay.Essay
	text    *anchor.Text
	source  *anchor.Text // the essay's file; nil where the text is the file
	opts    anchor.Options
	changed bool
}

func newPlacer(in Inputs, opts Options) *placer {
	e := in.Essay
	p := &placer{essay: e, text: anchor.Prepare(e.Text, e.ParagraphSpans())}
	p.opts.NoFuzzy = opts.NoFuzzy
	p.changed = in.Set.MadeOn.Set || in.Set.Digest.Set && in.Set.Digest.Value != e.Digest()
	if in.Draft != nil {
		p.changed = in.Draft.Text != e.Text
		if p.changed {
			p.opts.Draft = anchor.Align(anchor.Prepare(in.Draft.Text, in.Draft.ParagraphSpans()), p.text)
		}
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
	sel, ok := p.translate(s)
	if !ok {
		return []Place{{Quote: s.Quote.Value, Selector: s}}
	}
	var matches []anchor.Match
	if s.All {
		matches = p.text.ResolveAll(sel, p.opts)
	} else {
		matches = []anchor.Match{p.text.Resolve(sel, p.opts)}
	}
	if unsettled(matches) && s.Quote.Set {
		if found := p.inSource(sel, s.All); found != nil {
			matches = found
		}
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
func (p *placer) translate(s *annotation.Selector) (anchor.Selector, bool) {
	sel := anchor.Selector{
		Quote: s.Quote.Value, Prefix: s.Prefix.Value, Suffix: s.Suffix.Value,
		Occurrence: s.Occurrence.Value, Changed: p.changed,
	}
	found := true
	if s.Paragraph.Set {
		b, ok := p.essay.NumberedParagraph(s.Paragraph.Value)
		found = found && ok
		sel.Within = &b.Span
	}
	if s.Lines.Set && p.essay.File != nil {
		span, ok := p.lines(s.Lines)
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

// lines is the part of the text that the lines of the file show.
func (p *placer) lines(l annotation.Lines) (source.Span, bool) {
	first, ok := p.essay.File.Line(l.First)
	if !ok {
		return source.Span{}, false
	}
	last, ok := p.essay.File.Line(min(l.Last, p.essay.File.LineCount()))
	if !ok {
		return source.Span{}, false
	}
	return p.essay.TextSpan(source.Span{Start: first.Start, End: last.End})
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
func (p *placer) inSource(sel anchor.Selector, all bool) []anchor.Match {
	file := p.essay.File
	if file == nil || file.Text == p.essay.Text {
		return nil
	}
	if p.source == nil {
		p.source = anchor.Prepare(file.Text, nil)
	}
	sel.Position = nil
	if sel.Within != nil {
		within := p.essay.FileSpan(*sel.Within)
		sel.Within = &within
	}
	opts := anchor.Options{NoFuzzy: true}
	found := []anchor.Match{p.source.Resolve(sel, opts)}
	if all {
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
		m.Span, ok = p.essay.TextSpan(m.Span)
	}
	for i := range m.Candidates {
		span, shown := p.essay.TextSpan(m.Candidates[i].Span)
		m.Candidates[i].Span, ok = span, ok && shown
	}
	return ok && (!m.Verdict.Placed() || !m.Span.IsEmpty())
}

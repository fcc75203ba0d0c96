package pin

import (
	"reflect"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// Fate is what became of a passage in the new draft.
type Fate uint8

// The fates, from the best to the worst.
const (
	Stayed    Fate = iota // the same words in the same paragraph
	Moved                 // the same words in another paragraph, or found again
	Changed               // other words stand there now, or the place is not beyond doubt
	Undecided             // several places fit equally well
	Gone                  // nothing fits well enough
)

// String is the fate as a summary names it.
func (f Fate) String() string {
	return [...]string{Stayed: "stayed", Moved: "moved", Changed: "changed", Undecided: "undecided", Gone: "gone"}[min(f, Gone)]
}

// Passage is one place of an annotation on its way from one draft to the next.
type Passage struct {
	ID   string
	Fate Fate
	// Quote is the passage as the annotation has it; "" where it quotes nothing.
	Quote string
	// Was is the place in the old draft, Is the one in the new; nil where there is
	// none.
	Was, Is *source.Span
	// Confidence is that of Is, from 0 to 1.
	Confidence float64
	// Nearest is the text of the new draft most like a passage that is gone; nil
	// where nothing is.
	Nearest *source.Span
	// Kept is set where the passage was found and its selector stays as it was,
	// because no other leads there beyond doubt.
	Kept bool
}

// Drafts are the texts that annotations are carried between.
type Drafts struct {
	// Old is the essay that the annotations speak of, New the draft that they are
	// carried to.
	Old, New *essay.Essay
	// Before is the draft that the file was made on, where that is not Old; nil
	// where there is none.
	Before *essay.Essay
	// OldPath and BeforePath are the drafts as the new file is to name them.
	OldPath, BeforePath string
	// NoFuzzy carries only what stands in the new draft as it did.
	NoFuzzy bool
}

// Carried is what becomes of a file that is carried to a new draft.
type Carried struct {
	// Data are the bytes of the file for the new draft, Ops the change that makes
	// them of the file.
	Data []byte
	Ops  []store.Op
	// Whole is the number of notes on the whole essay, which stay as they are.
	Whole int
	// Passages are those of all other annotations, in the order of the file.
	Passages []Passage
}

// Carry rewrites the selectors of a file as they now stand in a new draft, and
// gives the keys at its top, such as essay, new values. Every other byte stays.
//
// The annotations whose passages are gone, or in doubt between several places,
// keep their selectors, which still point into the draft that made_on names; the
// report tells them from the others by the digest and the positions. That is the
// old draft, or where something was lost before, the draft that it was lost from:
// the selectors that were carried since have context enough to do without.
func Carry(f *store.File, d Drafts, top []yamlfile.Entry) (*Carried, error) {
	c := &carrier{file: f, drafts: d, then: newPage(d.Old), now: newPage(d.New), top: top}
	c.draft = anchor.Align(c.then.text, c.now.text)
	c.follow()
	for {
		ops := c.ops()
		next, err := f.Preview(ops...)
		if err != nil {
			return nil, err
		}
		places := c.places(next.Set)
		if c.holds(places) {
			return &Carried{Data: next.Data, Ops: ops, Whole: c.whole, Passages: c.passages(places)}, nil
		}
	}
}

// carrier carries one file.
type carrier struct {
	file      *store.File
	drafts    Drafts
	then, now page
	draft     *anchor.Draft
	top       []yamlfile.Entry
	lines     []*line
	whole     int
	lost      bool // something was not found in the old draft either
}

// line is one selector of one annotation.
type line struct {
	item  *annotation.Annotation
	sel   *annotation.Selector
	faith faith
	found []Passage
}

// follow finds out where every selector leads in the new draft.
func (c *carrier) follow() {
	in := report.Inputs{Essay: c.drafts.Old, Set: c.file.Set, Draft: c.drafts.Before}
	old := placesOf(report.Build(in, report.Options{NoFuzzy: c.drafts.NoFuzzy}))
	for _, a := range c.file.Set.Annotations {
		all := selectors(a)
		if len(all) == 0 {
			c.whole++
		}
		for _, s := range all {
			l := &line{item: a, sel: s}
			for i, p := range old[s] {
				if p.Placed() && !p.Span.IsEmpty() {
					l.found = append(l.found, c.passage(l, c.image(p), &old[s][i].Span))
				} else {
					l.found = append(l.found, c.passage(l, report.Place{Quote: p.Quote, Verdict: min(p.Verdict, anchor.Ambiguous)}, nil))
					c.lost = true
				}
			}
			l.begin()
			c.lines = append(c.lines, l)
		}
	}
}

// selectors are the selectors of an annotation; none where it is a note on the
// whole essay.
func selectors(a *annotation.Annotation) []*annotation.Selector {
	var out []*annotation.Selector
	if !a.Selector.IsEmpty() {
		out = append(out, &a.Selector)
	}
	for i := range a.Also {
		out = append(out, &a.Also[i])
	}
	return out
}

func placesOf(r *report.Report) map[*annotation.Selector][]report.Place {
	out := map[*annotation.Selector][]report.Place{}
	for i := range r.Notes {
		for _, p := range r.Notes[i].Places {
			out[p.Selector] = append(out[p.Selector], p)
		}
	}
	return out
}

// image is what a place of the old draft has become.
func (c *carrier) image(was report.Place) report.Place {
	out := report.Place{Quote: was.Quote, Selector: was.Selector}
	if c.then.Text == c.now.Text {
		return was
	}
	sel := c.then.text.Describe(was.Span)
	sel.Changed = true
	m := c.now.text.Resolve(sel, anchor.Options{Draft: c.draft, NoFuzzy: c.drafts.NoFuzzy})
	out.Verdict, out.Span, out.Nearest = min(m.Verdict, was.Verdict), m.Span, m.Nearest
	out.Confidence = min(m.Confidence, was.Confidence)
	return out
}

// passage says what became of a place of the old draft; nil: the selector led
// nowhere there.
func (c *carrier) passage(l *line, p report.Place, was *source.Span) Passage {
	out := Passage{ID: l.item.ID.Value, Quote: p.Quote, Was: was, Confidence: p.Confidence, Nearest: p.Nearest}
	switch {
	case p.Placed() && !p.Span.IsEmpty():
		at := c.now.unit(*l.sel, p.Span)
		out.Is = &at
		out.Fate = c.movement(was, at)
		if p.Verdict == anchor.Fuzzy {
			out.Fate = Changed
		}
	case p.Verdict == anchor.Ambiguous:
		out.Fate = Undecided
	default:
		out.Fate = Gone
	}
	return out
}

// movement is the fate of a passage that reads as before.
func (c *carrier) movement(was *source.Span, is source.Span) Fate {
	if was == nil || paragraphAt(c.then.Essay, was.Start) != paragraphAt(c.now.Essay, is.Start) {
		return Moved
	}
	return Stayed
}

// begin settles how a selector is written at first.
func (l *line) begin() {
	placed, fuzzy := 0, 0
	for _, p := range l.found {
		if p.Is != nil {
			placed++
		}
		if p.Fate == Changed {
			fuzzy++
		}
	}
	switch {
	case placed == 0:
		l.faith = kept
	case fuzzy == placed && !isElided(l.sel.Quote.Value):
		l.faith = literal
	}
}

// worse writes the selector in the next way.
func (l *line) worse() {
	l.faith++
	if l.faith == elided && !isElided(l.sel.Quote.Value) {
		l.faith++
	}
}

// renewed is the selector of a line as it is to be written.
func (c *carrier) renewed(l *line) annotation.Selector {
	switch {
	case l.faith == kept:
		return *l.sel
	case l.sel.All:
		return c.now.renewedAll(*l.sel, l.found, l.faith)
	}
	return c.now.renewed(*l.sel, *l.found[0].Is, l.faith)
}

// ops are the change of the file.
func (c *carrier) ops() []store.Op {
	var out []store.Op
	for _, f := range c.top {
		out = append(out, store.SetKey(f.Key, f.Value))
	}
	made := c.drafts.OldPath
	if c.lost && c.drafts.Before != nil {
		made = c.drafts.BeforePath
	}
	out = append(out, store.SetKey("made_on", yamlfile.Text(made)), store.SetKey("digest", yamlfile.Text(c.now.Digest())))
	renewed := map[*annotation.Selector]annotation.Selector{}
	for _, l := range c.lines {
		if l.faith != kept {
			renewed[l.sel] = c.renewed(l)
		}
	}
	return append(out, edits(c.file.Set, renewed)...)
}

// edits are the Ops that write selectors in the place of those that a set has.
func edits(set *annotation.Set, renewed map[*annotation.Selector]annotation.Selector) []store.Op {
	var out []store.Op
	for _, a := range set.Annotations {
		var fields []yamlfile.Entry
		if now, ok := renewed[&a.Selector]; ok {
			fields = Changes(a.Selector, now)
		}
		var also []yamlfile.Content
		changed := false
		for i := range a.Also {
			now, ok := renewed[&a.Also[i]]
			if !ok {
				now = a.Also[i]
			}
			changed = changed || ok
			also = append(also, yamlfile.MapOf(Fields(now)...))
		}
		if changed {
			fields = append(fields, yamlfile.Entry{Key: "also", Value: yamlfile.ListOf(also...)})
		}
		if len(fields) > 0 {
			out = append(out, store.Edit(a.ID.Value, fields...))
		}
	}
	return out
}

// Changes are the keys that a selector has with another value than before, those
// that it no longer has without one.
func Changes(was, now annotation.Selector) []yamlfile.Entry {
	var out []yamlfile.Entry
	before := allFields(was)
	for i, f := range allFields(now) {
		if !reflect.DeepEqual(f, before[i]) {
			out = append(out, f)
		}
	}
	return out
}

// places are those that the file, as it would be, has for every line.
func (c *carrier) places(set *annotation.Set) map[*line][]report.Place {
	draft := c.drafts.Old
	if c.lost && c.drafts.Before != nil {
		draft = c.drafts.Before
	}
	found := placesOf(report.Build(report.Inputs{Essay: c.drafts.New, Set: set, Draft: draft}, report.Options{NoFuzzy: c.drafts.NoFuzzy}))
	written := map[string][]*annotation.Selector{}
	for _, a := range set.Annotations {
		written[a.ID.Value] = selectors(a)
	}
	out := map[*line][]report.Place{}
	for _, l := range c.lines {
		if id := l.item.ID.Value; len(written[id]) > 0 {
			out[l], written[id] = found[written[id][0]], written[id][1:]
		}
	}
	return out
}

// holds reports whether the file, as it would be, leads to every passage beyond
// doubt. Where it does not, the lines that fail are to be written in the next way.
func (c *carrier) holds(places map[*line][]report.Place) bool {
	ok := true
	for _, l := range c.lines {
		if l.faith != kept && !l.leads(places[l]) {
			l.worse()
			ok = false
		}
	}
	return ok
}

// leads reports whether the places that a selector now has are those that were
// found.
func (l *line) leads(places []report.Place) bool {
	for _, p := range places {
		if p.Verdict != anchor.Exact || p.Outside || !l.sel.All && p.Span != *l.found[0].Is {
			return false
		}
	}
	return len(places) > 0
}

// passages are what became of all places. Of what kept its selector, the report of
// the new file has the last word.
func (c *carrier) passages(places map[*line][]report.Place) []Passage {
	var out []Passage
	for _, l := range c.lines {
		for i, p := range l.found {
			if l.faith == kept && i < len(places[l]) {
				p = c.passage(l, places[l][i], p.Was)
				p.Kept = p.Is != nil
			}
			if l.faith == wording && p.Fate == Changed && isElided(l.sel.Quote.Value) { // only the words that the quote leaves out
				p.Fate = c.movement(p.Was, *p.Is)
			}
			out = append(out, p)
		}
	}
	return out
}

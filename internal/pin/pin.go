package pin

import (
	"slices"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// Pinned is what pinning a file comes to.
type Pinned struct {
	// Ops are the change of the file; none where there is nothing to do.
	Ops []store.Op
	// Done are the ids of the annotations that are pinned by it, Had of those that
	// were pinned before.
	Done, Had []string
	// Left are the places that are in doubt, and whose selectors stay as they are.
	Left []Left
	// Stale is set where the digest has to stay that of an earlier text of the essay,
	// because what is in doubt would be taken as certain without it.
	Stale bool
}

// Left is a place that was not pinned.
type Left struct {
	ID    string
	Place report.Place
}

// Pin gives the annotations of a file that quote something the words around them
// and the position that they lack, and the file the digest of the essay's text. The
// words of the quotes stay as they were written. What names a place without its
// words has nothing to pin, and the places of `occurrence: all` are told apart by
// nothing. Draft is the draft that the file was made on; nil where there is none.
func Pin(f *store.File, e *essay.Essay, draft *essay.Essay) (*Pinned, error) {
	p := &pinner{file: f, essay: newPage(e), draft: draft, doubtful: map[*annotation.Selector]bool{}}
	for {
		out := p.plan()
		next, err := f.Preview(out.Ops...)
		if err != nil {
			return nil, err
		}
		if p.holds(next.Set) {
			return out, nil
		}
	}
}

// pinner pins one file.
type pinner struct {
	file     *store.File
	essay    page
	draft    *essay.Essay
	doubtful map[*annotation.Selector]bool // tried, and found to lead elsewhere
	stale    bool
}

func (p *pinner) build(set *annotation.Set) map[*annotation.Selector][]report.Place {
	return placesOf(report.Build(report.Inputs{Essay: p.essay.Essay, Set: set, Draft: p.draft}, report.Options{}))
}

func (p *pinner) plan() *Pinned {
	places := p.build(p.file.Set)
	out := &Pinned{}
	renewed := map[*annotation.Selector]annotation.Selector{}
	for _, a := range p.file.Set.Annotations {
		quotes, changed, left := false, false, false
		for _, s := range selectors(a) {
			sure := s.Quote.Set && !s.All && !p.doubtful[s] && isSure(places[s])
			switch {
			case sure:
				now := p.pinned(*s, places[s][0])
				quotes = true
				if len(Changes(*s, now)) > 0 {
					renewed[s], changed = now, true
				}
				continue
			case s.Quote.Set && !s.All:
				out.Left, left = append(out.Left, Left{ID: a.ID.Value, Place: places[s][0]}), true
			case s.All && !isSure(places[s][:1]):
				out.Left, left = append(out.Left, Left{ID: a.ID.Value, Place: places[s][0]}), true
			}
		}
		switch {
		case changed:
			out.Done = append(out.Done, a.ID.Value)
		case quotes && !left:
			out.Had = append(out.Had, a.ID.Value)
		}
	}
	out.Ops = edits(p.file.Set, renewed)
	digest := p.essay.Digest()
	switch {
	case p.file.Set.Digest.Value == digest:
	case p.stale:
		out.Stale = true
	default:
		out.Ops = append(out.Ops, store.SetKey("digest", yamlfile.Text(digest)))
	}
	return out
}

// isSure reports whether a selector has one place beyond doubt.
func isSure(places []report.Place) bool {
	return len(places) == 1 && places[0].Verdict >= anchor.Folded && !places[0].Outside && !places[0].Span.IsEmpty()
}

// pinned is a selector with what it lacks.
func (p *pinner) pinned(s annotation.Selector, at report.Place) annotation.Selector {
	words := p.essay.selector(at.Span)
	if !s.Prefix.Set {
		s.Prefix = words.Prefix
	}
	if !s.Suffix.Set {
		s.Suffix = words.Suffix
	}
	s.Position = position(p.essay.Essay, at.Span)
	return s
}

// holds reports whether every selector still leads where it led. A selector that
// would lead elsewhere is remembered, and left as it is; where one that was left
// would, the digest has to stay.
func (p *pinner) holds(set *annotation.Set) bool {
	before, after := p.build(p.file.Set), p.build(set)
	ok := true
	for i, a := range p.file.Set.Annotations {
		now := selectors(set.Annotations[i])
		for j, s := range selectors(a) {
			same := slices.EqualFunc(before[s], after[now[j]], func(a, b report.Place) bool { return a.Span == b.Span && a.Verdict == b.Verdict })
			switch {
			case same:
			case s.Quote.Set && !s.All && !p.doubtful[s] && isSure(before[s]):
				p.doubtful[s], ok = true, false
			case !p.stale:
				p.stale, ok = true, false
			}
		}
	}
	return ok
}

package cli

import (
	"fmt"
	"strconv"
	"strings"

	"gloss/internal/anchor"
	"gloss/internal/annotation"
	"gloss/internal/pin"
	"gloss/internal/report"
	"gloss/internal/source"
)

// find looks up what was asked for. What is not in the essay, or there more than
// once, is refused, with what to write instead.
func (s *sheet) find(sel annotation.Selector) ([]report.Place, error) {
	if sel.IsEmpty() {
		return nil, nil
	}
	found := pin.Find(s.essay, sel)
	for _, p := range found {
		switch {
		case p.Verdict == anchor.Ambiguous:
			return nil, s.ambiguous(sel, p)
		case p.Verdict < anchor.Folded || p.Span.IsEmpty():
			return nil, s.missing(sel, p)
		case p.Outside:
			e := s.refuse(sel, "stands there, but not where you said")
			e.help = fmt.Sprintf("it stands in %s", placeOf(s.essay, p.Span))
			return nil, e
		}
	}
	if n := sel.Occurrence.Value; n > 0 && !s.isOccurrence(sel, found[0].Span) {
		e := s.refuse(sel, fmt.Sprintf("does not stand there %d times", n))
		e.help = fmt.Sprintf("the one place is %s", placeOf(s.essay, found[0].Span))
		return nil, e
	}
	return found, nil
}

// isOccurrence reports whether the number of a place is not only accepted because
// there is no other place: with the number 1 less it would be another.
func (s *sheet) isOccurrence(sel annotation.Selector, at source.Span) bool {
	if sel.Occurrence.Value == 1 {
		return true
	}
	sel.Occurrence.Value--
	before := pin.Find(s.essay, sel)
	return before[0].Span != at
}

func (s *sheet) refuse(sel annotation.Selector, why string) *statusError {
	what := "this"
	if sel.Quote.Set {
		what = shown(sel.Quote.Value)
	}
	return &statusError{status: statusImpossible, message: fmt.Sprintf("%s: %s %s", s.job.Essay, what, why)}
}

// missing says that there is no such place, and what is most like it.
func (s *sheet) missing(sel annotation.Selector, p report.Place) error {
	near := p.Nearest
	if p.Placed() && !p.Span.IsEmpty() {
		near = &p.Span
	}
	if !sel.Quote.Set {
		e := s.refuse(sel, "is not in the essay")
		e.message = fmt.Sprintf("%s: there is no such place", s.job.Essay)
		e.help = "gloss text " + shellQuoted(s.job.Essay) + " prints the essay with the numbers of paragraphs and lines"
		return e
	}
	e := s.refuse(sel, "is not in the essay")
	if near != nil {
		e.help = fmt.Sprintf("the nearest to it is %s: --quote %s", placeOf(s.essay, *near), shellQuoted(oneLine(near.Of(s.essay.Text))))
		return e
	}
	e.help = "copy the words from what gloss text " + shellQuoted(s.job.Essay) + " prints"
	return e
}

// mostPlaces is how many places are listed.
const mostPlaces = 10

// ambiguous lists the places that the words stand at, each with the option that
// chooses it.
func (s *sheet) ambiguous(sel annotation.Selector, p report.Place) error {
	n := len(p.Candidates)
	e := s.refuse(sel, fmt.Sprintf("stands at %s: say which is meant", count(n, "place")))
	if p.Disagree != "" {
		e.message = fmt.Sprintf("%s: %s point to different places", s.job.Essay, p.Disagree)
	}
	var lines []string
	for i, at := range p.Candidates[:min(n, mostPlaces)] {
		lines = append(lines, fmt.Sprintf("%s, %s: %s", placeOf(s.essay, at), s.around(at), s.option(sel, at, i+1)))
	}
	if n > mostPlaces {
		lines = append(lines, fmt.Sprintf("and %s more", count(n-mostPlaces, "place")))
	}
	if sel.Quote.Set && p.Disagree == "" {
		lines = append(lines, "all of them: --occurrence all")
	}
	e.help = strings.Join(lines, "\n")
	return e
}

// around shows a place among its neighbours.
func (s *sheet) around(at source.Span) string {
	words := pin.Selector(s.essay, at)
	return "…" + oneLine(words.Prefix.Value+"["+words.Quote.Value+"]"+words.Suffix.Value) + "…"
}

// option is the shortest option that chooses one of several places.
func (s *sheet) option(sel annotation.Selector, at source.Span, n int) string {
	chooses := func(sel annotation.Selector) bool {
		found := pin.Find(s.essay, sel)
		return len(found) == 1 && found[0].Verdict >= anchor.Folded && found[0].Span == at && !found[0].Outside
	}
	try := sel
	try.Occurrence, try.All = annotation.Int{Value: n, Set: true}, false
	if chooses(try) {
		return "--occurrence " + strconv.Itoa(n)
	}
	words := pin.Selector(s.essay, at)
	try = annotation.Selector{Quote: sel.Quote, Prefix: words.Prefix, Suffix: words.Suffix}
	if chooses(try) {
		return fmt.Sprintf("--prefix %s --suffix %s", shellQuoted(oneLine(words.Prefix.Value)), shellQuoted(oneLine(words.Suffix.Value)))
	}
	return "quote more of the words around it"
}

// shellQuoted is a word of a command line as a shell reads it.
func shellQuoted(s string) string {
	switch {
	case s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,") == "":
		return s
	case !strings.ContainsAny(s, "\"$`\\!"):
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

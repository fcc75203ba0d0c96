package anchor

import "gloss/internal/source"

// A Verdict says how well a passage was found. The zero value is [Orphaned].
type Verdict uint8

// The verdicts, from the worst to the best.
const (
	// Orphaned: nothing fits well enough.
	Orphaned Verdict = iota
	// Ambiguous: several places fit equally well and nothing decides between
	// them, or two selectors disagree.
	Ambiguous
	// Fuzzy: the words there differ from the quote, or stand in another
	// place than the context says.
	Fuzzy
	// Folded: the quote stands there but for white space, the shape of
	// quotation marks and dashes, composed or decomposed accents, invisible
	// characters and hyphens at line ends.
	Folded
	// Exact: the quote stands there literally.
	Exact
)

// String is the verdict as users read and write it: "orphaned", "ambiguous",
// "fuzzy", "folded" or "exact".
func (v Verdict) String() string {
	switch v {
	case Ambiguous:
		return "ambiguous"
	case Fuzzy:
		return "fuzzy"
	case Folded:
		return "folded"
	case Exact:
		return "exact"
	case Orphaned:
		return "orphaned"
	}
	return "orphaned"
}

// Placed reports whether the verdict comes with a span.
func (v Verdict) Placed() bool { return v >= Fuzzy }

// A Selector names one passage. All parts are optional; several narrow each
// other down.
//
// Without a quote, Within alone names that whole span, Position alone that
// very span, and Prefix with Suffix the text between the one and the other.
// Only one of Prefix and Suffix, or nothing at all, names no passage: the
// answer is [Orphaned].
type Selector struct {
	// Quote is the passage itself; Prefix and Suffix are the text just before
	// and just after it, compared modulo white space at the joint.
	Quote, Prefix, Suffix string
	// Occurrence says which of several equal places is meant, counted from 1
	// and inside Within if that is set; 0 is not given.
	Occurrence int
	// Within is where the passage lies: the span of a paragraph or of lines.
	Within *source.Span
	// Position is a byte range in the text that the selector was made on. It
	// is only a hint if there is a quote.
	Position *source.Span
	// Changed says that the essay is known to have changed since the selector
	// was made: Occurrence, Within and Position are then only hints.
	Changed bool
}

// Options are what is known beside the selector.
type Options struct {
	// Draft is the text that the selector was made on, aligned with the one
	// it is looked up in; nil where it is not at hand.
	Draft *Draft
	// NoFuzzy keeps to exact and folded places.
	NoFuzzy bool
}

// A Candidate is one possible place.
type Candidate struct {
	Span       source.Span
	Confidence float64 // from 0 to 1
}

// A Match is the answer to one look-up.
type Match struct {
	Verdict Verdict
	// Span is the place, where Verdict.Placed().
	Span source.Span
	// Confidence is the probability, from 0 to 1, that Span is the passage
	// meant; 1 where the selector decided beyond doubt.
	Confidence float64
	// Candidates are the places that fit equally well, in the order of the
	// text, where the verdict is Ambiguous.
	Candidates []Candidate
	// Disagree names the two selectors that contradict each other, as in
	// "occurrence and position"; empty otherwise.
	Disagree string
	// Outside says that the passage was found only outside Selector.Within.
	Outside bool
	// RunnerUp is the next best place, where there was one.
	RunnerUp *Candidate
	// Nearest is the text most like the quote, where the verdict is Orphaned
	// and there is any.
	Nearest *source.Span
	// Was is where the passage stood before it went: an empty span of the
	// new text, where the verdict is Orphaned and the draft tells.
	Was *source.Span
}

// Hint turns a position in code points into one in bytes, for a selector that
// was made on this text or on one like it: what lies beyond the text is its end.
// start is not negative, and end not below it.
func Hint(text string, start, end int) source.Span {
	from, ok := source.ByteOffset(text, start)
	if !ok {
		from = len(text)
	}
	to, ok := source.ByteOffset(text[from:], end-start)
	if !ok {
		to = len(text) - from
	}
	return source.Span{Start: from, End: from + to}
}

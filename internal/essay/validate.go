package essay

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"gloss/internal/source"
)

// Validate reports every promise about an Essay that this one breaks, and nil
// where it breaks none. It is what the tests of readers hold their essays
// against; an Essay made by a Builder keeps the promises.
func (e *Essay) Validate() error {
	var faults []error
	if !utf8.ValidString(e.Text) {
		faults = append(faults, errors.New("the text is not UTF-8"))
	}
	faults = append(faults, e.checkOrigins()...)
	faults = append(faults, e.checkBlocks()...)
	faults = append(faults, e.checkStyles()...)
	return errors.Join(faults...)
}

func (e *Essay) checkOrigins() []error {
	var faults []error
	end := 0
	for i, o := range e.Origins {
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("origin %d, %v of %v: %s", i, o.Text, o.File, fmt.Sprintf(format, args...)))
		}
		switch {
		case o.Text.Start != end:
			fault("the one before ends at %d", end)
		case o.Text.IsEmpty():
			fault("is empty")
		case !onRunes(e.Text, o.Text):
			fault("cuts a character of the text or leaves it")
		case o.File.Start < 0 || o.File.End < o.File.Start:
			fault("is no stretch of a file")
		case o.Verbatim && o.Text.Len() != o.File.Len():
			fault("is called verbatim but differs in length")
		case e.File == nil:
		case !onRunes(e.File.Text, o.File):
			fault("cuts a character of the file or leaves it")
		case o.Verbatim && o.Text.Of(e.Text) != o.File.Of(e.File.Text):
			fault("is called verbatim but reads differently")
		}
		end = o.Text.End
	}
	if end != len(e.Text) {
		faults = append(faults, fmt.Errorf("the origins end at %d, the text at %d", end, len(e.Text)))
	}
	return faults
}

func (e *Essay) checkBlocks() []error {
	var faults []error
	end, counted := 0, 0
	for i, b := range e.Blocks {
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("block %d, %s %v: %s", i, b.Kind, b.Span, fmt.Sprintf(format, args...)))
		}
		switch {
		case b.Span.Start < end:
			fault("the one before ends at %d", end)
			continue
		case b.Span.IsEmpty():
			fault("is empty")
			continue
		case !onRunes(e.Text, b.Span):
			fault("cuts a character of the text or leaves it")
			continue
		case strings.TrimSpace(e.Text[end:b.Span.Start]) != "":
			fault("stands after text that is in no block: %q", e.Text[end:b.Span.Start])
		}
		end = b.Span.End
		if b.Kind.Counted() {
			counted++
		}
		if want := map[bool]int{true: counted}[b.Kind.Counted()]; b.Number != want {
			fault("has the number %d, want %d", b.Number, want)
		}
		if b.Level < 0 || b.Kind == Heading && (b.Level < 1 || b.Level > 6) {
			fault("has the level %d", b.Level)
		}
	}
	if rest := e.Text[min(end, len(e.Text)):]; strings.TrimSpace(rest) != "" {
		faults = append(faults, fmt.Errorf("text in no block at the end: %q", rest))
	}
	return faults
}

func (e *Essay) checkStyles() []error {
	var faults []error
	start := 0
	for i, s := range e.Styles {
		switch {
		case s.Span.Start < start:
			faults = append(faults, fmt.Errorf("style %d, %s %v: stands after one that begins at %d", i, s.Kind, s.Span, start))
		case s.Span.IsEmpty():
			faults = append(faults, fmt.Errorf("style %d, %s %v: is empty", i, s.Kind, s.Span))
		case !onRunes(e.Text, s.Span):
			faults = append(faults, fmt.Errorf("style %d, %s %v: cuts a character or leaves the text", i, s.Kind, s.Span))
		}
		start = s.Span.Start
	}
	return faults
}

// onRunes reports whether the span lies in the text, on borders of characters.
func onRunes(text string, s source.Span) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) && onRune(text, s.Start) && onRune(text, s.End)
}

func onRune(text string, offset int) bool {
	return offset == len(text) || utf8.RuneStart(text[offset])
}

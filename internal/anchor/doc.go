// Package anchor finds the passage that an annotation speaks of in the text of
// an essay, and says how sure it is.
//
// A [Selector] names a passage: the words quoted, the text just before and
// after them, and the plainer hints people use (which of several equal places,
// which paragraph, which offsets). [Prepare] folds an essay's text once;
// [Text.Resolve] then looks selectors up in it, and [Text.Describe] goes the
// other way and names a span so that it can be found again.
//
// Every place is a [source.Span]: a half-open range of byte offsets into the
// UTF-8 text, on rune borders. No span that this package makes cuts a grapheme
// cluster, so an accent or the parts of an emoji are never torn off.
//
// The package is pure: the same arguments give the same answer, nothing global
// changes, nothing is read or written, and a [Text] or [Draft] may be used by
// many goroutines at once. It does not panic, whatever the strings hold.
package anchor

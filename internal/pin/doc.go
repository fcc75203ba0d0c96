// Package pin writes down where annotations stand, so that they are found again
// when the essay changes: the selector of a new annotation, the context and the
// position that the annotations of a file lack, and all selectors of a file that
// is carried from one draft of an essay to the next.
//
// Spans are byte ranges of an essay's text; what is written into the file counts
// code points. The package reads and writes nothing: it makes the Ops of a change
// and tries them in memory. A selector is only written where the file that it
// would be in then leads to the very span, beyond doubt.
package pin

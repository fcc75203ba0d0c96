// Package casegen makes and scores cases for measuring package anchor: passages
// of a text, what became of the text, and where the passage is now or that it is
// gone.
//
// [Generate] edits a text in the ways that essays are edited between drafts and
// knows the right answer, since it made the edit; the same text gives the same
// cases, always. [Load] reads cases from a file, in this form: JSON Lines, plain
// or gzipped, one case per line:
//
//	id           text, unique
//	category     text: the kind of edit
//	text         the new text, or textId, the id of one in the texts file
//	oldText      the text the selector was made on, or oldTextId
//	exact        the quote, as it stood in the old text
//	prefix       the text just before it, suffix: just after it; may be empty
//	hintStart    where it stood, in code points of the old text, or null;
//	hintEnd      and where it ended
//	gold         {start, end} in code points of the new text: the passage now;
//	             null where it is gone
//	acceptOrphan true where "orphaned" is as good an answer as the passage
//
// The texts file is JSON Lines of {id, text}.
//
// An answer is correct if it shares at least half with the right place (the
// intersection over the union, white space at the ends aside), or is no place
// where the passage is gone or an orphan will do; exact if start and end are the
// right ones; and wrong if it is some other place.
package casegen

// Package anchor finds the passage that an annotation speaks of in the text of
// an essay, and says how sure it is.
//
// A [Selector] names a passage: the words quoted, the text just before and
// after them, and the plainer hints people use (which of several equal places,
// which paragraph, which offsets). [Prepare] readies an essay's text for many
// look-ups; [Text.Resolve] then looks selectors up in it, and [Text.Describe]
// goes the other way and names a span so that it can be found again.
//
// Every place is a [source.Span]: a half-open range of byte offsets into the
// UTF-8 text, on rune borders. No span that this package makes cuts a grapheme
// cluster, so an accent or the parts of an emoji are never torn off.
//
// The package is pure: the same arguments give the same answer, nothing global
// changes, nothing is read or written, and a [Text] or [Draft] may be used by
// many goroutines at once. It does not panic, whatever the strings hold. A quote
// of more than 8,192 words is looked for as it stands only.
//
// # How a passage is found
//
// The quote is looked for literally, then folded, then but for case and accents.
// Context that stands on both sides of one place decides. Otherwise every likely
// place is judged: where the quote stands, where most of its words stand, what
// stands between its prefix and its suffix, and what the words of an earlier
// draft became. (The draft is lined up by the rows of words that stand once in
// both, and so that whole sentences and paragraphs go and come.) Each place has a
// few features, all of which mean agreement, and the weights of a conditional logit
// give the chances of the places and of there being none; from 0.7 on a place is
// taken, and that chance is the confidence.
// Three things are rules and not weights: a place with under 28 of 100 of a
// sentence's words is another sentence; of places that are equal but for their
// distance the clearly nearest is taken; and of two places one inside the other
// the tighter is taken if it holds as much. The weight of one feature is held:
// where the old neighbours of a sentence have closed up, a place elsewhere with
// many words changed is a lookalike.
//
// # How good it is
//
// Measured on 5,679 cases in 48 kinds of edits, from real revisions (ArgRewrite
// V.2, UA-GEC, COWS-L2H and OneStopEnglish: English, Spanish and Ukrainian) and
// harsh synthetic ones of the same texts, in hundredths. An ambiguous answer
// counts as none. In brackets, each kind judged by weights that were fitted
// without it:
//
//	                              selector alone   with the earlier draft
//	correct                         98.0 (96.9)       99.2 (98.3)
//	exact start and end             94.7 (91.8)       96.1 (93.3)
//	placed on wrong words            0.8  (1.2)        0.5  (0.7)
//	placed although it is gone       2.7  (4.7)        0.8  (2.1)
//	right, of confidence >= 0.97    99.5 (99.4)       99.6 (99.5)
//
// The kinds with the most losses, correct without a draft and with one:
//
//	a sentence moved and edited                        69   97
//	a sentence deleted, a lookalike elsewhere          93  100
//	a sentence simplified for other readers            90   93
//	a sentence rewritten                               88   86
//	a sentence split or merged                         90  100
//
// Time against edlib 1.2.7 on the quote alone, in one run on one core: 3 to 5 KB
// essays, everything included, 0.64 to 0.74 in the mean and 0.42 to 0.51 at the
// 99th percentile, with a draft 1.06 to 1.2 and 0.70 to 0.81; in the prepared text
// 0.44 to 0.5 and 0.52 to 0.59; edited quotes of 10 to 100 characters in 16 to 64 KB
// 0.3 to 0.36, of 2,000 characters 0.15; an edited quote in a folded text of 10 MB
// 0.22 to 0.35, the more where the words beside it are common (folding the text takes
// half as long as one look-up of edlib's); a literal one there takes no longer than
// strings.Index, in the mean.
//
// The corpora are not part of the project. What is, is a generator of cases from
// the sample essays, in package casegen, with floors that the committed weights
// must reach there, and the same figures as benchmark metrics:
//
//	go test ./internal/anchor -bench Cases           # how good, how fast
//	go test ./internal/anchor -bench Sizes           # small, medium and large texts
//	go run ./internal/anchor/fit -check CASES        # by kind of edit
//	go run ./internal/anchor/fit -cross CASES        # each kind left out in turn
//	go run ./internal/anchor/fit CASES               # the weights
//
// Without CASES the program takes the generated ones; the form of the file is in
// package casegen.
package anchor

// Command fit fits the weights of package anchor to cases, and says how well
// they do on kinds of edits that they were not fitted to.
//
//	go run ./internal/anchor/fit [-texts FILE] CASES            # print weights.go
//	go run ./internal/anchor/fit -cross [-texts FILE] CASES     # leave one category out
//	go run ./internal/anchor/fit -check [-texts FILE] CASES     # judge the committed weights
//
// CASES is JSON Lines, plain or gzipped, one case per line:
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
// The texts file is JSON Lines of {id, text}; without -texts it is texts.jsonl
// or texts.jsonl.gz beside CASES, if there is one.
//
// The model is a conditional logit: each likely place, and "orphaned", has a
// utility, a weighted sum of features, and a probability by the softmax over
// them. Weights of agreement are kept from going below zero.
package main

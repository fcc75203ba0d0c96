// Command fit fits the weights of package anchor to cases, and says how well
// they do on kinds of edits that they were not fitted to.
//
//	go run ./internal/anchor/fit [-texts FILE] [CASES]          # print weights
//	go run ./internal/anchor/fit -cross [-texts FILE] [CASES]   # leave one category out
//	go run ./internal/anchor/fit -check [-texts FILE] [CASES]   # judge the committed weights
//	go run ./internal/anchor/fit -list [-texts FILE] [CASES]    # and list what they get wrong
//	go run ./internal/anchor/fit -write                         # write the cases out
//
// CASES is a file in the form that package casegen documents; without it the
// cases are those that casegen makes of the sample essays. Without -texts the
// texts are in texts.jsonl or texts.jsonl.gz beside CASES, if there is one.
//
// The model is a conditional logit: each likely place, and "orphaned", has a
// utility, a weighted sum of features, and a probability by the softmax over
// them. Weights of agreement are kept from going below zero.
package main

package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"sync"

	"gloss/internal/anchor"
)

func main() {
	texts := flag.String("texts", "", "file of the texts that the cases name")
	cross := flag.Bool("cross", false, "fit without each category in turn and score that category")
	check := flag.Bool("check", false, "score the committed weights")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "fit: one cases file, please")
		os.Exit(2)
	}
	task := printWeights
	if *cross {
		task = crossValidate
	}
	if *check {
		task = checkCommitted
	}
	cases, err := load(flag.Arg(0), *texts)
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(3)
	}
	alone, draft := examples(cases)
	task(os.Stdout, "selector alone", alone)
	if len(draft) > 0 {
		task(os.Stdout, "with the earlier draft", draft)
	}
}

func checkCommitted(out io.Writer, name string, examples []example) {
	w := anchor.Weights(name != "selector alone")
	report(out, name, examples, func(string) model { return w })
}

func printWeights(out io.Writer, name string, examples []example) {
	w := fit(examples, anchor.Weights(name != "selector alone"))
	fmt.Fprintf(out, "// %s\n", name)
	for k, f := range anchor.FeatureNames() {
		fmt.Fprintf(out, "\t%.2f, // %s\n", w[k], f)
	}
	var t tally
	for i := range examples {
		t.score(&examples[i], w)
	}
	t.print(out, "// "+name)
}

// crossValidate fits without each category in turn.
func crossValidate(out io.Writer, name string, examples []example) {
	categories := map[string]model{}
	for i := range examples {
		categories[examples[i].c.Category] = nil
	}
	var wait sync.WaitGroup
	var lock sync.Mutex
	start := fit(examples, anchor.Weights(name != "selector alone"))
	for c := range categories {
		wait.Go(func() {
			var rest []example
			for i := range examples {
				if examples[i].c.Category != c {
					rest = append(rest, examples[i])
				}
			}
			w := fit(rest, start)
			lock.Lock()
			defer lock.Unlock()
			categories[c] = w
		})
	}
	wait.Wait()
	report(out, name+", category left out", examples, func(c string) model { return categories[c] })
}

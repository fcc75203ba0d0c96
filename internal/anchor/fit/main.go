package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"

	"gloss/internal/anchor"
)

func main() {
	texts := flag.String("texts", "", "file of the texts that the cases name")
	cross := flag.Bool("cross", false, "fit without each category in turn and score that category")
	check := flag.Bool("check", false, "score the committed weights")
	list := flag.Bool("list", false, "list the cases that the committed weights get wrong")
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
	if *list {
		task = listFailures
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
	w := fit(examples, anchor.Weights(name != "selector alone"), rounds)
	fmt.Fprintf(out, "// %s\n", name)
	for k, f := range anchor.FeatureNames() {
		if value := math.Round(100*w[k]) / 100; value != 0 {
			fmt.Fprintf(out, "\t%s: %.2f,\n", constant(f), value)
		}
	}
	var t tally
	for i := range examples {
		t.score(&examples[i], w)
	}
	t.print(out, "// "+name)
}

// constant is the name of a feature in package anchor.
func constant(feature string) string {
	out := "feat"
	for part := range strings.SplitSeq(feature, "-") {
		out += strings.ToUpper(part[:1]) + part[1:]
	}
	return out
}

// crossValidate fits without each category in turn.
func crossValidate(out io.Writer, name string, examples []example) {
	categories := map[string]model{}
	for i := range examples {
		categories[examples[i].c.Category] = nil
	}
	var wait sync.WaitGroup
	var lock sync.Mutex
	start := anchor.Weights(name != "selector alone")
	for c := range categories {
		wait.Go(func() {
			var rest []example
			for i := range examples {
				if examples[i].c.Category != c {
					rest = append(rest, examples[i])
				}
			}
			w := fit(rest, start, few)
			lock.Lock()
			defer lock.Unlock()
			categories[c] = w
		})
	}
	wait.Wait()
	report(out, name+", category left out", examples, func(c string) model { return categories[c] })
}

// listFailures shows the cases that the committed weights get wrong, and what
// was known of their places.
func listFailures(out io.Writer, name string, examples []example) {
	w := anchor.Weights(name != "selector alone")
	for i := range examples {
		x := &examples[i]
		var t tally
		t.score(x, w)
		if t.exact == 1 {
			continue
		}
		kind := "border"
		if t.correct == 0 {
			kind = "lost"
		}
		if t.wrong == 1 {
			kind = "wrong"
		}
		gold, there := x.c.goldSpan()
		fmt.Fprintf(out, "## %s %s %s %s found %d\n  quote [%s] %q [%s]\n", kind, name, x.c.ID, x.c.Category, x.right, x.c.Prefix, x.c.Exact, x.c.Suffix)
		if there {
			fmt.Fprintf(out, "  gold %d %q\n", gold.Start, gold.Of(x.c.Text))
		}
		if x.settled {
			fmt.Fprintf(out, "  settled %v %v\n", x.match.Verdict, x.match.Span)
		}
		p := chances(x.places, w)
		for i, e := range x.places {
			fmt.Fprintf(out, "  %.3f %d %q", p[i], e.Span.Start, e.Span.Of(x.c.Text))
			for k, f := range e.Features {
				if f != 0 && k > 0 {
					fmt.Fprintf(out, " %s %.2f", anchor.FeatureNames()[k], f)
				}
			}
			fmt.Fprintln(out)
		}
	}
}

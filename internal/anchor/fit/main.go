package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"

	"gloss/essays"
	"gloss/internal/anchor"
	"gloss/internal/anchor/casegen"
)

func main() {
	texts := flag.String("texts", "", "file of the texts that the cases name")
	cross := flag.Bool("cross", false, "fit without each category in turn and score that category")
	check := flag.Bool("check", false, "score the committed weights")
	list := flag.Bool("list", false, "list the cases that the committed weights get wrong")
	write := flag.Bool("write", false, "only write the cases out")
	flag.Parse()
	if flag.NArg() > 1 {
		fmt.Fprintln(os.Stderr, "fit: one cases file, please, or none")
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
	if err == nil && *write {
		err = printCases(os.Stdout, cases)
		cases = nil
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(3)
	}
	without, with := examples(cases)
	for _, set := range []struct {
		name     string
		examples []example
	}{{alone, without}, {drafted, with}} {
		if len(set.examples) > 0 {
			task(os.Stdout, set.name, set.examples)
		}
	}
}

// load reads the cases of a file, or makes those of the sample essays where there
// is none.
func load(path, texts string) ([]casegen.Case, error) {
	if path != "" {
		return casegen.Load(path, texts)
	}
	return casegen.FromFiles(essays.Files)
}

func printCases(out io.Writer, cases []casegen.Case) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for i := range cases {
		if err := enc.Encode(&cases[i]); err != nil {
			return err
		}
	}
	return nil
}

// committed are the weights in the source.
func committed(name string) model {
	if name == alone {
		return anchor.AloneWeights()
	}
	return anchor.DraftWeights()
}

const (
	alone   = "selector alone"
	drafted = "with the earlier draft"
)

func checkCommitted(out io.Writer, name string, examples []example) {
	w := committed(name)
	report(out, name, examples, func(string) model { return w })
}

func printWeights(out io.Writer, name string, examples []example) {
	w := fit(examples, committed(name), rounds)
	fmt.Fprintf(out, "// %s\n", name)
	for k, f := range anchor.FeatureNames() {
		if value := math.Round(100*w[k]) / 100; value != 0 {
			fmt.Fprintf(out, "\t%s: %.2f,\n", constant(f), value)
		}
	}
	var t casegen.Tally
	for i := range examples {
		score(&t, &examples[i], w)
	}
	printTally(out, "// "+name, &t)
}

// constant is the name of a feature in package anchor.
func constant(feature string) string {
	out := []string{"feat"}
	for part := range strings.SplitSeq(feature, "-") {
		out = append(out, strings.ToUpper(part[:1]), part[1:])
	}
	return strings.Join(out, "")
}

// crossValidate fits without each category in turn.
func crossValidate(out io.Writer, name string, examples []example) {
	categories := map[string]model{}
	for i := range examples {
		categories[examples[i].c.Category] = nil
	}
	var wait sync.WaitGroup
	var lock sync.Mutex
	start := committed(name)
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
	w := committed(name)
	for i := range examples {
		x := &examples[i]
		var t casegen.Tally
		score(&t, x, w)
		if t.Exact == 1 {
			continue
		}
		kind := "border"
		if t.Correct == 0 {
			kind = "lost"
		}
		if t.Wrong == 1 {
			kind = "wrong"
		}
		gold, there := x.c.Now()
		fmt.Fprintf(out, "## %s %s %s %s found %d\n  quote [%s] %q [%s]\n", kind, name, x.c.ID, x.c.Category, x.right, x.c.Prefix, x.c.Exact, x.c.Suffix)
		if there {
			fmt.Fprintf(out, "  gold %d %q\n", gold.Start, gold.Of(x.c.Text))
		}
		if x.settled {
			fmt.Fprintf(out, "  settled %v %v\n", x.match.Verdict, x.match.Span)
		}
		p := anchor.Probabilities(x.places, w)
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

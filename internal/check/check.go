// Package check is what can be said about annotations once they are placed: the
// rules that look for what must be mended, what should be looked at, and what
// could make the feedback better.
//
// Every rule stands in a table with its id, its severity and its documentation,
// and is a function over the same finished report. The same input gives the same
// findings in the same order. Notes that are for markers only are checked like
// all others.
package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/report"
	"gloss/internal/rubric"
)

// Input is what the rules look at.
type Input struct {
	Report *report.Report // complete: before anything was selected
	Set    *annotation.Set
	Rubric *rubric.Rubric // nil: none was named
	Banks  []*bank.Bank   // those that the file names and those that they include
	// Least is the mildest finding that is looked for; advice, the zero value, is
	// the mildest of all.
	Least diag.Severity
}

// Run holds the rules against the report, but for those that Criteria holds.
// The findings are sorted by their place.
func Run(in Input) []diag.Finding {
	c := newContext(in)
	var out []diag.Finding
	for _, r := range rules() {
		if r.run == nil || r.Severity < in.Least {
			continue
		}
		found := r.stamp(r.run(c))
		if r.Severity == diag.Advice {
			found = few(found)
		}
		out = append(out, found...)
	}
	diag.Sort(out)
	return out
}

// enough is how often the same advice is given for one file.
const enough = 3

// few keeps the first findings and has the last of them name the lines of the
// others: who heard the same thing three times has understood it.
func few(found []diag.Finding) []diag.Finding {
	if len(found) <= enough+1 {
		return found
	}
	diag.Sort(found)
	var lines []string
	for _, f := range found[enough:] {
		lines = append(lines, strconv.Itoa(f.Position().Line))
	}
	lines = slices.Compact(lines)
	const most = 8
	if len(lines) > most {
		lines = append(lines[:most], "…")
	}
	last := &found[enough-1]
	last.Help = append(last.Help, fmt.Sprintf("the same goes for %d more, on lines %s", len(found)-enough, strings.Join(lines, ", ")))
	return found[:enough]
}

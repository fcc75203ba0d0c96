package cli

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/schollz/progressbar/v3"

	"gloss/internal/diag"
	"gloss/internal/format"
	"gloss/internal/pipeline"
	"gloss/internal/report"
)

// item is one essay of many on its way to its report.
type item struct {
	job      pipeline.Job
	at       int // its place among the jobs
	report   *report.Report
	files    []string // those that the report was made from
	findings []diag.Finding
}

// sink is where the reports of many essays go.
type sink struct {
	// put is called by the workers, many at once, as soon as a report is made.
	put func(*item) error
	// take is called in the order of the essays, also for those that failed.
	take func(*item, error) error
	// close is called when every essay has been taken.
	close func() error
}

// many makes a report for each of many essays. One bad essay costs one essay.
func (o *reportOptions) many(ctx context.Context, jobs pipeline.Jobs) error {
	// Reports as plain text in a folder among the essays are none of them.
	if slices.ContainsFunc(o.Inputs, func(in string) bool { return isBelow(o.Output, in) }) {
		jobs.Unmarked = slices.DeleteFunc(jobs.Unmarked, func(essay string) bool { return isBelow(essay, o.Output) })
	}
	s, err := o.sink(jobs)
	if err != nil {
		return err
	}
	items := make([]item, len(jobs.List))
	for i, job := range jobs.List {
		items[i] = item{job: job, at: i}
	}
	bar := o.progress(len(items))
	var t tally
	var broken error // the sink cannot go on
	err = pipeline.Each(ctx, o.Jobs, slices.Values(items), func(it item) (*item, error) {
		err := o.make(&it)
		if err == nil {
			err = s.put(&it)
		}
		return &it, err
	}, func(it item, out *item, err error) {
		_ = bar.Add(1)
		if out == nil {
			out = &it
		}
		t.add(o, out, err)
		if taken := s.take(out, err); broken == nil {
			broken = taken
		}
	})
	_ = bar.Finish()
	if err == nil {
		err = broken
	}
	if err == nil {
		err = s.close()
	}
	if err != nil {
		return err
	}
	t.summary(o.env.Stderr, jobs)
	return t.verdict(o)
}

// isBelow reports whether a path leads into a folder.
func isBelow(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && path != "" && rel != "." && filepath.IsLocal(rel)
}

// make loads the essay and selects its notes. An annotation file with errors is
// an error here; the findings say which.
func (o *reportOptions) make(it *item) error {
	opts := o.Read.pipeline(o.env)
	opts.Least = diag.Warning // advice is for `gloss check`
	res, err := opts.Load(it.job)
	if res != nil {
		it.findings, it.files = res.Findings, res.Files
	}
	if err != nil {
		return err
	}
	if res.Report == nil {
		return noReport(it.job, res)
	}
	it.report = res.Report.Select(o.Select.selection())
	it.findings = append(it.findings, o.leftOut(it)...)
	return nil
}

// leftOut says that a Word file lacks what is for markers only, where that was asked
// for: it goes to the student.
func (o *reportOptions) leftOut(it *item) []diag.Finding {
	if w, _ := format.WriterNamed(o.Format); !w.Marked {
		return nil
	}
	n := 0
	for i := range it.report.Notes {
		if it.report.Notes[i].Hidden() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return []diag.Finding{{
		Severity: diag.Warning, Rule: "private", Path: it.job.Input(),
		Message: fmt.Sprintf("%s for markers only left out: a Word file is for the student", count(n, "remark")),
		Help:    []string{"to see everything, write another format: --private -f html"},
	}}
}

// tally counts how many essays went how.
type tally struct {
	done, unplaced int
	failed         []string
}

// add prints what was found about one essay and counts it.
func (t *tally) add(o *reportOptions, it *item, err error) {
	_ = o.printFindings(it.findings)
	if err != nil {
		t.failed = append(t.failed, it.job.Input())
		explain(o.env.Stderr, err)
		return
	}
	t.done++
	t.unplaced += len(it.report.Unplaced())
}

// summary says at the end what is missing; where nothing is, it says nothing.
func (t *tally) summary(w io.Writer, jobs pipeline.Jobs) {
	if len(t.failed) == 0 && len(jobs.Unmarked) == 0 {
		return
	}
	_, _ = fmt.Fprintf(w, "%s made, %d failed, %d unmarked\n", count(t.done, "report"), len(t.failed), len(jobs.Unmarked))
	for _, f := range t.failed {
		_, _ = fmt.Fprintf(w, "  failed    %s\n", diag.VisibleLine(f))
	}
	for _, e := range jobs.Unmarked {
		_, _ = fmt.Fprintf(w, "  unmarked  %s\n", diag.VisibleLine(e))
	}
}

func (t *tally) verdict(o *reportOptions) error {
	if len(t.failed) > 0 || o.Strict && t.unplaced > 0 {
		return errorsFound()
	}
	return nil
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// progress shows how far the work is, on a terminal only.
func (o *reportOptions) progress(n int) *progressbar.ProgressBar {
	if o.env.ErrWidth == 0 || n < 2 {
		return progressbar.DefaultSilent(int64(n))
	}
	return progressbar.NewOptions(n,
		progressbar.OptionSetWriter(o.env.Stderr), progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish(),
	)
}

package cli

import (
	"context"
	"fmt"

	"gloss/internal/live"
	"gloss/internal/pipeline"
)

// watch writes the report now and again on every change of a file it was made
// from, until the user interrupts; the page reloads itself meanwhile.
func (o *reportOptions) watch(ctx context.Context, job pipeline.Job) error {
	stream := ""
	var server live.Server
	if o.Format == "html" {
		var err error
		if stream, err = server.Start(); err != nil {
			return err
		}
		defer server.Close() //nolint:errcheck // the program ends
	}
	files, err := o.again(job, stream)
	if err != nil {
		return err
	}
	o.Force = true // the file is ours from here on, whether or not its format bears a mark
	_, _ = fmt.Fprintf(o.env.Stderr, "%s is written again on every change; stop with Ctrl-C\n", o.Output)
	if err := o.show(o.Output); err != nil {
		return err
	}
	err = live.Watch(ctx, func() []string { return files }, func() {
		now, err := o.again(job, stream)
		if len(now) > 0 {
			files = now // such as a rubric that is named now
		}
		if err != nil {
			explain(o.env.Stderr, err)
			return
		}
		server.Notify()
	})
	if err != nil && ctx.Err() == nil {
		return err
	}
	// What stays behind listens to nobody.
	_, err = o.again(job, "")
	return err
}

// again renders and saves the report once. It gives the files that the report
// was made from, or that it could not be made from, as far as they are known.
func (o *reportOptions) again(job pipeline.Job, stream string) ([]string, error) {
	it, err := o.load(job)
	if err != nil {
		return it.files, err
	}
	out, err := o.render(it.report, stream)
	if err != nil {
		return it.files, err
	}
	return it.files, o.save(o.Output, out, job)
}

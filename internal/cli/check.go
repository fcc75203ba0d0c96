package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"gloss/internal/diag"
	"gloss/internal/pipeline"
	"gloss/internal/source"
)

type checkOptions struct {
	Paths    []string
	Format   string
	Color    string
	NoAdvice bool
	Jobs     int
	Read     readOptions

	env Env
}

func newCheck(env Env, run func(context.Context, *checkOptions) error) *cobra.Command {
	o := &checkOptions{env: env}
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Say what is wrong with annotation files, and what could be better",
		Long: `Say what is wrong with annotation files, and what could be better.

Every file is read, every phrase looked for in its essay, and no report made.
Errors are what must be mended, warnings what should be looked at, advice what
could make the feedback better. Without a path, the folder one is in is checked.`,
		Example: `  gloss check
  gloss check annotations/history.yaml
  gloss check essays/ --no-advice -f json`,
		Args:              between(0, -1),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Paths = args
			if len(args) == 0 {
				o.Paths = []string{"."}
			}
			if !oneOf(o.Format, "text", "json") {
				return usageError("--format of check is text or json, not %q", o.Format)
			}
			if !oneOf(o.Color, "auto", "always", "never") {
				return usageError("--color is auto, always or never, not %q", o.Color)
			}
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Format, "format", "f", "text", "text or json")
	f.StringVar(&o.Color, "color", "auto", "colours: auto, always or never")
	f.BoolVar(&o.NoAdvice, "no-advice", false, "errors and warnings only")
	f.IntVarP(&o.Jobs, "jobs", "j", 0, "how many essays at once; 0 is one for each processor")
	o.Read.flags(cmd)
	complete(cmd, "format", []string{"text", "json"})
	complete(cmd, "color", []string{"auto", "always", "never"})
	return cmd
}

func runCheck(ctx context.Context, o *checkOptions) error {
	jobs, err := pipeline.Find(o.Paths, "")
	if err != nil {
		return err
	}
	least := diag.Advice
	if o.NoAdvice {
		least = diag.Warning
	}
	var findings []diag.Finding
	var unreadable error
	opts := o.Read.pipeline(o.env)
	err = pipeline.Each(ctx, o.Jobs, slices.Values(append(jobs.List, jobs.Asides...)), opts.Check, func(job pipeline.Job, found []diag.Finding, err error) {
		if err != nil && len(jobs.List) == 1 {
			unreadable = err
		}
		if err != nil {
			found = append(found, failure(job, err))
		}
		found = diag.AtLeast(found, least)
		diag.Sort(found)
		findings = append(findings, found...)
	})
	if err != nil {
		return err
	}
	if err := o.print(findings); err != nil {
		return err
	}
	if unreadable != nil {
		return &statusError{status: status(unreadable), err: unreadable}
	}
	if diag.Count(findings, diag.Error) > 0 {
		return errorsFound()
	}
	return nil
}

func (o *checkOptions) print(findings []diag.Finding) error {
	if o.Format == "json" {
		return diag.JSON(o.env.Stdout, findings)
	}
	p := diag.Printer{Color: o.env.color(o.Color, o.env.OutWidth)}
	if err := p.Print(o.env.Stdout, findings); err != nil {
		return err
	}
	if o.env.OutWidth == 0 || len(findings) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(o.env.Stdout, "%s, %s, %d advice\n",
		count(diag.Count(findings, diag.Error), "error"),
		count(diag.Count(findings, diag.Warning), "warning"), diag.Count(findings, diag.Advice))
	return err
}

// failure is an input that could not be worked on, as a finding.
func failure(job pipeline.Job, err error) diag.Finding {
	f := diag.Finding{Severity: diag.Error, Rule: "unreadable", Path: job.Input(), Message: err.Error()}
	if in, ok := errors.AsType[*source.Error](err); ok {
		f.Path, f.Message = in.Name, in.Reason
		if in.Help != "" {
			f.Help = []string{in.Help}
		}
	}
	return f
}

package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"gloss/internal/locate"
)

type locateOptions struct {
	JSONL   bool
	Jobs    int
	Timings bool
	Read    readOptions

	env Env
}

func newLocate(env Env, run func(context.Context, *locateOptions) error) *cobra.Command {
	o := &locateOptions{env: env}
	cmd := &cobra.Command{
		Use:   "locate --jsonl",
		Short: "Find passages for other programs, one JSON object per line",
		Long: `Find passages for other programs. Each line of standard input is a JSON object:

  {"id", "text" or "file", "quote", "prefix", "suffix",
   "position": {"start", "end"}, "was" or "was_file"}

and each is answered by a line on standard output, in the same order:

  {"id", "verdict", "confidence", "start", "end", "text"}

with "candidates" where the verdict is ambiguous, "runner_up" where there is
one, and "error" where the line cannot be worked on. Offsets are code points
from 0, the end exclusive; they are absent where the passage is not placed.`,
		Example: `  gloss locate --jsonl < questions.jsonl > answers.jsonl`,
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !o.JSONL {
				return usageError("locate reads and writes JSON Lines: say so with --jsonl")
			}
			if o.Jobs < 0 {
				return usageError("--jobs is not negative")
			}
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.JSONL, "jsonl", false, "one JSON object per line, in and out")
	f.BoolVar(&o.Timings, "timings", false, `add "prepare_ns", folding the text and aligning the drafts, and "ns", finding the place`)
	f.IntVarP(&o.Jobs, "jobs", "j", 0, "how many lines at once; 0 is one for each processor")
	o.Read.flags(cmd)
	return cmd
}

func runLocate(ctx context.Context, o *locateOptions) error {
	opts := locate.Options{Jobs: o.Jobs, NoFuzzy: o.Read.Fuzzy == "off", Read: o.Read.pipeline(o.env)}
	if o.Timings {
		start := time.Now() //nolint:forbidigo // timings are what was asked for
		opts.Clock = func() time.Duration { return time.Since(start) }
	}
	return locate.Run(ctx, o.env.Stdin, o.env.Stdout, opts)
}

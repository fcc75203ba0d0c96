package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/pin"
)

type pinOptions struct {
	remarksOptions
	Strict bool
}

func newPin(env Env, run func(context.Context, *pinOptions) error) *cobra.Command {
	o := &pinOptions{}
	o.env = env
	cmd := &cobra.Command{
		Use:   "pin ESSAY",
		Short: "Write down where the remarks stand, before the essay changes",
		Long: `Write down where the remarks on an essay stand, so that they are found again when
it changes: the words before and after each quote and its position, where they are
missing, and the digest of the essay's text. Quotes and remarks stay as they are.

A remark whose words are not found beyond doubt is left as it is, and named.`,
		Example:           `  gloss pin essays/history.md`,
		Args:              between(1, 1),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay = args[0]
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.Strict, "strict", false, "exit 1 where a remark was left as it is")
	o.flags(cmd)
	return cmd
}

func runPin(ctx context.Context, o *pinOptions) error {
	job, err := o.job()
	if err != nil {
		return err
	}
	s, err := o.sheet(job, "nothing was pinned")
	if err != nil {
		return err
	}
	p, err := pin.Pin(s.file, s.essay, s.draft)
	if err != nil {
		return err
	}
	if len(p.Ops) > 0 {
		if _, err := s.file.Apply(ctx, p.Ops...); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprint(o.env.Stdout, pinSummary(s, p)); err != nil {
		return err
	}
	if o.Strict && len(p.Left) > 0 {
		return errorsFound()
	}
	return nil
}

func pinSummary(s *sheet, p *pin.Pinned) string {
	var b strings.Builder
	fmt.Fprintf(&b, "remarks: %d pinned, %d pinned before", len(p.Done), len(p.Had))
	if len(p.Left) > 0 {
		fmt.Fprintf(&b, "; left as they are: %s", count(len(p.Left), "place"))
	}
	b.WriteByte('\n')
	for _, l := range p.Left {
		fmt.Fprintf(&b, "  %-9s  %s  %s\n", l.Place.Verdict, l.ID, shown(l.Place.Quote))
		if l.Place.Changed() {
			fmt.Fprintf(&b, "             now %s, %s\n", shown(l.Place.Span.Of(s.essay.Text)), placeOf(s.essay, l.Place.Span))
		}
	}
	if len(p.Left) > 0 {
		fmt.Fprintf(&b, "gloss check %s says what to do about them\n", shellQuoted(s.job.Annotations))
	}
	if p.Stale {
		b.WriteString("the digest stays that of the earlier text, because what was left counts in it\n")
	}
	return b.String()
}

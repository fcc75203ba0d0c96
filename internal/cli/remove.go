package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"gloss/internal/store"
)

type removeOptions struct {
	remarksOptions
	IDs []string
}

func newRemove(env Env, run func(context.Context, *removeOptions) error) *cobra.Command {
	o := &removeOptions{}
	o.env = env
	cmd := &cobra.Command{
		Use:   "remove ESSAY ID...",
		Short: "Remove remarks from an essay's annotation file",
		Long: `Remove remarks from an essay's annotation file, all of those named or none. They
are named by their ids, as gloss list prints them, or by the beginning of one.
Every other byte of the file stays. The ids of what was removed are printed.`,
		Example: `  gloss remove essays/history.md famine-toll`,
		Args:    between(2, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay, o.IDs = args[0], args[1:]
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	o.flags(cmd)
	cmd.ValidArgsFunction = completeIDs(o.env)
	return cmd
}

func runRemove(ctx context.Context, o *removeOptions) error {
	job, err := o.job()
	if job.Annotations == "" { // an essay that is gone is no reason to keep a remark
		return err
	}
	file, err := o.open(job, "nothing was removed")
	if err != nil {
		return err
	}
	var ops []store.Op
	var ids []string
	for _, name := range o.IDs {
		a, err := findAnnotation(file, name)
		if err != nil {
			return err
		}
		if !oneOf(a.ID.Value, ids...) {
			ids = append(ids, a.ID.Value)
			ops = append(ops, store.Remove(a.ID.Value))
		}
	}
	if _, err := file.Apply(ctx, ops...); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := fmt.Fprintln(o.env.Stdout, id); err != nil {
			return err
		}
	}
	return nil
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/pin"
	"gloss/internal/pipeline"
	"gloss/internal/report"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

type addOptions struct {
	remarksOptions
	Remark remarkFlags
}

func newAdd(env Env, run func(context.Context, *addOptions) error) *cobra.Command {
	o := &addOptions{}
	o.env = env
	cmd := &cobra.Command{
		Use:   "add ESSAY",
		Short: "Add a remark to an essay's annotation file",
		Long: `Add a remark to an essay's annotation file, which is made where there is none.

The quote is looked for in the essay, and written as it stands there, with the
words around it, so that it is found again when the essay changes. Where it is not
there, or more than once, nothing is written, and the message says what to do.
Without a quote the remark is about the whole essay.

Every byte that is in the file already stays. The id of the new remark is printed.`,
		Example: `  gloss add essays/history.md --quote "thousands of lives" --comment "Millions, not thousands."
  gloss add essays/history.md --quote peanants --occurrence all --replacement peasants --category spelling
  gloss add essays/history.md --quote "the NEP" --occurrence 2 --kind question --editor
  gloss add essays/history.md --comment "Number your pages."`,
		Args:              between(1, 1),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay = args[0]
			if err := errors.Join(o.Read.check(), o.check()); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	o.flags(cmd)
	o.Remark.flags(cmd)
	completeRemark(cmd, o.env)
	return cmd
}

// check settles that there is something to add.
func (o *addOptions) check() error {
	entries, err := o.Remark.entries()
	if err != nil {
		return err
	}
	if len(entries) == 0 && !o.Remark.Editor {
		return &statusError{
			status: statusUsage, message: "the remark says nothing",
			help: "write it with --comment, or in your editor with --editor; gloss add --help lists all that it can say",
		}
	}
	if o.Remark.given("quote") && o.Remark.Quote == "" {
		return usageError("--quote has no words in it; without --quote the remark is about the whole essay")
	}
	if o.Remark.given("also") && !o.Remark.points() {
		return usageError("--also names further places, and --quote the first")
	}
	if o.Essay == source.Stdin && o.Remark.Quote == source.Stdin {
		return usageError("the essay and the quote cannot both come from standard input")
	}
	return o.Remark.check()
}

// place is the essay and its annotation file, or the one that is to be made.
func (o *addOptions) place() (pipeline.Job, error) {
	job, err := o.job()
	if err == nil || o.Annotations != "" || job.Annotations != "" || job.Essay == "" {
		return job, err
	}
	if _, statErr := os.Stat(job.Essay); statErr != nil {
		return job, err
	}
	path, there := pipeline.NewPlace(job.Essay)
	if len(there) > 0 {
		return job, err
	}
	job.Annotations, job.Err = path, nil
	return job, nil
}

func runAdd(ctx context.Context, o *addOptions) error {
	job, err := o.place()
	if err != nil {
		return err
	}
	s, err := o.sheet(job, "nothing was added")
	if err != nil {
		return err
	}
	sel, err := o.Remark.selector(o.env.Stdin)
	if err != nil {
		return err
	}
	found, err := s.find(sel)
	if err != nil {
		return err
	}
	if _, err := s.also(o.Remark); err != nil {
		return err
	}
	if o.Remark.Editor {
		ctx = context.WithoutCancel(ctx) // what was written is saved, whatever was pressed in the editor
		if o.Remark.Comment, err = o.env.edit(ctx, o.Remark.Comment, s.introduction(found)); err != nil {
			return err
		}
	}
	done, err := s.add(ctx, sel, o.Remark)
	if err != nil {
		return kept(o.env, o.Remark, err)
	}
	where := "whole essay"
	if len(found) > 0 {
		where = placeOf(s.essay, found[0].Span)
	}
	_, err = fmt.Fprintf(o.env.Stdout, "%s  %s\n", done.Added[0], where)
	return err
}

// add writes a remark.
func (s *sheet) add(ctx context.Context, sel annotation.Selector, r remarkFlags) (*store.Commit, error) {
	says, err := r.entries()
	if err != nil {
		return nil, err
	}
	found, err := s.find(sel)
	if err != nil {
		return nil, err
	}
	more, err := s.also(r)
	if err != nil {
		return nil, err
	}
	says = append(more, says...)
	choice := pin.Choice{File: s.file, Essay: s.essay, Draft: s.draft, Ops: func(now annotation.Selector) []store.Op {
		ops := []store.Op{store.Add(append(pin.Fields(now), says...)...)}
		if !s.file.Exists && s.job.Essay != source.Stdin {
			essay := yamlfile.Text(pipeline.Relative(s.file.Path, s.job.Essay))
			ops = append([]store.Op{store.FillKey("essay", essay)}, ops...)
		}
		return ops
	}}
	return s.write(ctx, choice, sel, found)
}

// write makes the change that a choice of a selector comes to.
func (s *sheet) write(ctx context.Context, c pin.Choice, sel annotation.Selector, found []report.Place) (*store.Commit, error) {
	ops, next, err := c.Choose(sel, found)
	switch {
	case errors.Is(err, pin.ErrNotSure):
		return nil, &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s: %s", s.file.Path, err), err: err,
			help: "quote more of the words around it\n" +
				"or first write down where the other remarks stand in the essay as it is now: gloss pin " + shellQuoted(s.job.Essay),
		}
	case err != nil:
		return nil, invalid(err)
	}
	if err := s.check(next); err != nil {
		return nil, err
	}
	return s.apply(ctx, c.ID, ops)
}

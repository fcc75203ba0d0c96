package cli

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/pin"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

type editOptions struct {
	remarksOptions
	ID             string
	Unset          []string
	Status         string
	Reply, ReplyBy string
	Remark         remarkFlags
}

func newEdit(env Env, run func(context.Context, *editOptions) error) *cobra.Command {
	o := &editOptions{}
	o.env = env
	cmd := &cobra.Command{
		Use:   "edit ESSAY ID",
		Short: "Change a remark in an essay's annotation file",
		Long: `Change a remark in an essay's annotation file. It is named by its id, as gloss list
prints it, or by the beginning of one.

What is given is changed, and all else stays, byte for byte. An empty value takes a
key away (but --replacement "" means that the words be deleted; --unset replacement
takes it away). With --quote the remark points to other words; with --occurrence,
--paragraph, --lines, --prefix or --suffix alone to another place of the same words.

With --reply something is added to the conversation about the remark, and with
--status resolved the matter is closed.`,
		Example: `  gloss edit essays/history.md famine-toll --marks -1
  gloss edit essays/history.md famine-toll --editor
  gloss edit essays/history.md famine-toll --reply "Agreed." --reply-by "Marker 2" --status resolved
  gloss edit essays/history.md famine-toll --quote "millions of lives" --severity ""`,
		Args: between(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay, o.ID = args[0], args[1]
			if err := errors.Join(o.Read.check(), o.check()); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	o.flags(cmd)
	o.Remark.flags(cmd)
	cmd.Flags().StringSliceVar(&o.Unset, "unset", nil, "take the `KEY` away; may be repeated")
	cmd.Flags().StringVar(&o.Status, "status", "", "open or resolved")
	cmd.Flags().StringVar(&o.Reply, "reply", "", "add `TEXT` to the conversation about the remark, in Markdown")
	cmd.Flags().StringVar(&o.ReplyBy, "reply-by", "", "`WHO` replies")
	cmd.ValidArgsFunction = completeIDs(o.env)
	complete(cmd, "unset", removable())
	complete(cmd, "status", progress())
	completeRemark(cmd, o.env)
	return cmd
}

// removable are the keys that --unset takes away.
func removable() []string {
	return slices.DeleteFunc(annotation.Keys(), func(k string) bool { return k == "id" })
}

// progress are the values of a status.
func progress() []string { return []string{"open", "resolved"} }

func (o *editOptions) check() error {
	switch {
	case o.Remark.given("status") && o.Status != "" && !oneOf(o.Status, progress()...):
		return usageError("unknown status %q: it is open or resolved", o.Status)
	case o.Remark.given("reply") && strings.TrimSpace(o.Reply) == "":
		return usageError("--reply says nothing")
	case o.Remark.given("reply-by") && o.Reply == "":
		return usageError("--reply-by says who replies: give --reply too")
	}
	for _, key := range o.Unset {
		if !oneOf(key, removable()...) {
			return usageError("unknown key %q: the keys are %s", key, strings.Join(removable(), ", "))
		}
	}
	entries, err := o.Remark.entries()
	if err != nil {
		return err
	}
	if len(entries) == 0 && len(o.Unset) == 0 && !o.Remark.points() && !slices.ContainsFunc([]string{"editor", "also", "status", "reply"}, o.Remark.given) {
		return &statusError{
			status: statusUsage, message: "there is nothing to change",
			help: "say what, such as --comment, or --editor; gloss edit --help lists all that can be changed",
		}
	}
	return o.Remark.check()
}

func runEdit(ctx context.Context, o *editOptions) error {
	job, err := o.job()
	if err != nil {
		return err
	}
	s, err := o.sheet(job, "nothing was changed")
	if err != nil {
		return err
	}
	a, err := findAnnotation(s.file, o.ID)
	if err != nil {
		return err
	}
	if _, err := s.also(o.Remark); err != nil {
		return err
	}
	if o.Remark.Editor {
		ctx = context.WithoutCancel(ctx) // what was written is saved, whatever was pressed in the editor
		text := o.Remark.Comment
		if !o.Remark.given("comment") {
			text = a.Comment.Value
		}
		if o.Remark.Comment, err = o.env.edit(ctx, text, s.introduction(pin.Find(s.essay, a.Selector))); err != nil {
			return err
		}
	}
	return kept(o.env, o.Remark, o.change(ctx, s, a))
}

// change makes the change.
func (o *editOptions) change(ctx context.Context, s *sheet, a *annotation.Annotation) error {
	says, err := o.says(s)
	if err != nil {
		return err
	}
	before, after := o.around(a.ID.Value)
	if !o.Remark.points() {
		ops := slices.Concat(before, []store.Op{store.Edit(a.ID.Value, says...)}, after)
		next, err := s.file.Preview(ops...)
		if err == nil {
			err = s.check(next)
		}
		if err != nil {
			return invalid(err)
		}
		_, err = s.apply(ctx, a.ID.Value, ops)
		return err
	}
	sel, err := o.pointer(a)
	if err != nil {
		return err
	}
	found, err := s.find(sel)
	if err != nil {
		return err
	}
	_, err = s.write(ctx, pin.Choice{
		File: s.file, Essay: s.essay, Draft: s.draft, ID: a.ID.Value,
		Ops: func(now annotation.Selector) []store.Op {
			fields := append(pin.Changes(a.Selector, now), says...)
			return slices.Concat(before, []store.Op{store.Edit(a.ID.Value, fields...)}, after)
		},
	}, sel, found)
	return err
}

// says are the keys to be written, with their values.
func (o *editOptions) says(s *sheet) ([]yamlfile.Entry, error) {
	says, err := o.Remark.entries()
	if err != nil {
		return nil, err
	}
	more, err := s.also(o.Remark)
	if err != nil {
		return nil, err
	}
	if o.Remark.given("status") {
		says = append(says, yamlfile.Entry{Key: "status", Value: yamlfile.Text(o.Status)})
	}
	return append(more, says...), nil
}

// around is what is done before the keys are written, and after it.
func (o *editOptions) around(id string) (before, after []store.Op) {
	if len(o.Unset) > 0 {
		before = append(before, store.Unset(id, o.Unset...))
	}
	if o.Reply != "" {
		fields := []yamlfile.Entry{{Key: "comment", Value: markdown(o.Reply)}}
		if o.ReplyBy != "" {
			fields = append([]yamlfile.Entry{{Key: "by", Value: yamlfile.Text(o.ReplyBy)}}, fields...)
		}
		after = append(after, store.Reply(id, fields...))
	}
	return before, after
}

// pointer is where the remark is to point: to other words, or to another place of
// the same.
func (o *editOptions) pointer(a *annotation.Annotation) (annotation.Selector, error) {
	sel, err := o.Remark.selector(o.env.Stdin)
	if err == nil && !o.Remark.given("quote") {
		sel.Quote = a.Selector.Quote
	}
	return sel, err
}

// invalid is a change that makes no sense, as a fault of the command line.
func invalid(err error) error {
	var refused *store.Error
	if errors.As(err, &refused) && errors.Is(err, store.ErrInvalid) {
		return &statusError{status: statusUsage, message: refused.Error(), help: refused.Help, err: err}
	}
	return err
}

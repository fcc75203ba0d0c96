package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gloss/internal/pipeline"
	"gloss/internal/store"
)

type restoreOptions struct {
	Path    string
	Version int // 0 for the last without faults
	List    bool

	env Env
}

func newRestore(env Env, run func(context.Context, *restoreOptions) error) *cobra.Command {
	o := &restoreOptions{env: env}
	cmd := &cobra.Command{
		Use:   "restore FILE [VERSION]",
		Short: "Put a previous version of an annotation file back",
		Long: fmt.Sprintf(`Put a previous version of an annotation file back.

Before gloss changes an annotation file it keeps it as it was, the last %d versions
of each. Without a version, the last one that has no faults and is not what the
file is now is put back, also where the file is broken or was deleted. What the
file was is kept too: the same command again takes it back.

Changes that were made in an editor are not kept, but for the last before a change
by gloss. The versions lie beside the file, in the hidden folder .gloss, and only
you can read them.`, store.Keep),
		Example: `  gloss restore annotations/history.yaml --list
  gloss restore annotations/history.yaml
  gloss restore annotations/history.yaml 12`,
		Args:              between(1, 2),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Path = args[0]
			if len(args) > 1 {
				n, err := strconv.Atoi(args[1])
				if err != nil || n < 1 {
					return usageError("%q is no number of a version; gloss restore %s --list shows them", args[1], args[0])
				}
				o.Version = n
			}
			if o.List && o.Version != 0 {
				return usageError("--list shows all versions, and %d is one of them", o.Version)
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVarP(&o.List, "list", "l", false, "show the versions that there are, and change nothing")
	return cmd
}

func runRestore(ctx context.Context, o *restoreOptions) error {
	path, err := annotationFile(o.Path)
	if err != nil {
		return err
	}
	if o.List {
		return o.list(path)
	}
	v, err := store.Restore(ctx, path, o.Version)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.env.Stdout, "%s is now version %d of %s, %s\n", path, v.Number, when(v.Time), holds(v))
	return err
}

// annotationFile is the annotation file that is meant by a path: its own, or that
// of an essay. It need not be there, and may be broken.
func annotationFile(path string) (string, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml":
		return path, nil
	}
	file, there := pipeline.NewPlace(path)
	switch len(there) {
	case 0:
		return file, nil
	case 1:
		return there[0], nil
	}
	return "", usageError("%s has more than one annotation file: name one of %s", path, strings.Join(there, ", "))
}

func (o *restoreOptions) list(path string) error {
	versions, err := store.Versions(path)
	if err != nil || len(versions) == 0 {
		return err
	}
	now := ""
	if f, err := store.Open(path); err == nil {
		now = f.Digest
	}
	rows := [][]string{{"VERSION", "WRITTEN", "", "HOLDS"}}
	for _, v := range versions {
		same := ""
		if v.State.Digest == now {
			same = "as now"
		}
		rows = append(rows, []string{strconv.Itoa(v.Number), when(v.Time), same, holds(v)})
	}
	return writeTable(o.env.Stdout, rows, o.env.OutWidth)
}

func when(t time.Time) string { return t.Local().Format(time.DateTime) }

// holds says what a version holds.
func holds(v store.Version) string {
	remarks := count(len(v.State.Set.Annotations), "remark")
	if v.State.Refusal != nil {
		return remarks + ", and faults: " + v.State.Refusal.Reason
	}
	return remarks
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gloss/annotations"
	"gloss/essays"
)

type demoOptions struct {
	Dir  string
	Open bool

	env Env
}

func newDemo(env Env, run func(context.Context, *demoOptions) error) *cobra.Command {
	o := &demoOptions{env: env}
	cmd := &cobra.Command{
		Use:   "demo [DIR]",
		Short: "Lay out sample essays with remarks, and make their reports",
		Long: `Lay out sample essays with their annotation files in a new folder (gloss-demo
where none is named) and make their reports, so that there is something to look
at and to try things on.`,
		Args:              between(0, 1),
		ValidArgsFunction: completeFolders,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Dir = append(args, "gloss-demo")[0]
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.Open, "open", false, "show the reports in the browser")
	return cmd
}

func runDemo(ctx context.Context, o *demoOptions) error {
	entries, err := os.ReadDir(o.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return &statusError{
			status: statusImpossible, message: o.Dir + " is not empty, and was not touched",
			help: "name a new folder: gloss demo DIR",
		}
	}
	essayDir := filepath.Join(o.Dir, "essays")
	if err := lay(essays.Files, essayDir); err != nil {
		return err
	}
	if err := lay(annotations.Files, filepath.Join(o.Dir, "annotations")); err != nil {
		return err
	}
	reports := filepath.Join(o.Dir, "reports")
	err = runReport(ctx, &reportOptions{
		Inputs: []string{essayDir}, Format: "html", Output: reports, Open: o.Open, Color: "auto",
		Read: readOptions{Fuzzy: "on", MaxMiB: 10}, env: o.env,
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(o.env.Stdout, `Sample essays:      %s
Remarks on them:    %s
The reports:        %s

Look at one in the terminal:   gloss report %s
Change a remark in it and see: gloss check %s
`, essayDir, filepath.Join(o.Dir, "annotations"), filepath.Join(reports, "index.html"),
		filepath.Join(essayDir, "five-year-plan.md"), o.Dir)
	return err
}

// lay writes embedded files into a folder.
func lay(files fs.ReadDirFS, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // samples are for everybody
		return err
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return err
		}
		if err := create(filepath.Join(dir, e.Name()), data); err != nil {
			return err
		}
	}
	return nil
}

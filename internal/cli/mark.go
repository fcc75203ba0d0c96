package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gloss/internal/pipeline"
	"gloss/internal/web"
)

type markOptions struct {
	Path   string
	Port   int
	NoOpen bool
	Read   readOptions

	env Env
}

func newMark(env Env, run func(context.Context, *markOptions) error) *cobra.Command {
	o := &markOptions{env: env}
	cmd := &cobra.Command{
		Use:   "mark ESSAY|FOLDER",
		Short: "Mark essays on a page in the browser",
		Long: `Mark essays on a page in the browser.

The page shows the essay as its report. Select words with the mouse or the keys,
press the key of a kind, write, and press Enter: the remark is in the annotation
file. The page shows what any other program changes there, too, and the list has
the essays that come to the folder later.

It is served on this computer alone, and only to the browser that opens the
address first. Ctrl-C ends it.`,
		Example: `  gloss mark essays/
  gloss mark essays/history.md
  gloss mark essays/ --port 8080 --no-open`,
		Args:              between(1, 1),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Path = args[0]
			if o.Port < 0 || o.Port > 65535 {
				return usageError("--port is a number from 0 to 65535, not %d", o.Port)
			}
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.Port, "port", 0, "the `PORT` to serve the page on; 0 takes one that is free")
	f.BoolVar(&o.NoOpen, "no-open", false, "do not open the page in the browser")
	o.Read.flags(cmd)
	return cmd
}

func runMark(ctx context.Context, o *markOptions) error {
	jobs, err := pipeline.Markable(o.Path)
	if err != nil {
		return err
	}
	if len(jobs) == 0 {
		return &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s: there are no essays here", o.Path),
			help: "name the folder that the essays are in",
		}
	}
	server, err := web.Listen(web.Options{Path: o.Path, Read: o.Read.pipeline(o.env), Port: o.Port, Log: o.env.Stderr})
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(o.env.Stderr, "the marking page is at %s\nthis address can be used once; stop with Ctrl-C\n", server.URL)
	if !o.NoOpen {
		doorway, err := openOnce(o.env, server.URL)
		if err != nil {
			_, _ = fmt.Fprintf(o.env.Stderr, "no browser could be started: %v\n", err)
		}
		defer os.RemoveAll(doorway) //nolint:errcheck // a page with an address that is used up
	}
	return server.Run(ctx)
}

// openOnce opens an address that must not be seen by others, who can see the
// arguments of every program: the browser is given a file that only its owner can
// read, and which leads there. It returns the folder of the file.
func openOnce(env Env, url string) (string, error) {
	dir, err := os.MkdirTemp("", "gloss-")
	if err != nil {
		return "", err
	}
	page := filepath.Join(dir, "mark.html")
	content := `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=` + url +
		`"><title>gloss</title><p><a href="` + url + `">Open the marking page</a>`
	if err := os.WriteFile(page, []byte(content), 0o600); err != nil {
		return dir, err
	}
	return dir, env.Open(page)
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	uax29 "github.com/clipperhouse/uax29/v2/words"
	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/pipeline"
	"gloss/internal/yamlfile"
)

type newOptions struct {
	Essay  string
	Output string
	Read   readOptions

	env Env
}

func newNew(env Env, run func(context.Context, *newOptions) error) *cobra.Command {
	o := &newOptions{env: env}
	cmd := &cobra.Command{
		Use:   "new ESSAY",
		Short: "Begin an annotation file for an essay",
		Long: `Begin an annotation file for an essay, with comments that say what goes where.

The file is put where gloss looks for it: in ../annotations where the essay lies
in a folder called essays or such a folder is there, else beside the essay. A
file that is there already is never touched.`,
		Example:           `  gloss new essays/history.md`,
		Args:              between(1, 1),
		ValidArgsFunction: completeEssays,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay = args[0]
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "the `FILE` to write, where it is not to be found by its name")
	o.Read.inputFlags(cmd)
	return cmd
}

func runNew(_ context.Context, o *newOptions) error {
	e, _, err := o.Read.pipeline(o.env).ReadEssay(o.Essay)
	if err != nil {
		return err
	}
	path := o.Output
	if path == "" {
		var there []string
		if path, there = pipeline.NewPlace(o.Essay); len(there) > 0 {
			return &statusError{
				status: statusImpossible, message: fmt.Sprintf("%s has an annotation file: %s", o.Essay, there[0]),
			}
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // a folder like any other
		return err
	}
	if err := create(path, starter(e, path)); err != nil {
		return err
	}
	schema := filepath.Join(filepath.Dir(path), schemaName)
	if err := create(schema, annotation.Schema()); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	_, err = fmt.Fprintf(o.env.Stdout, "%s\n", path)
	return err
}

// schemaName is the file that the first line of an annotation file points to.
const schemaName = "annotation.schema.json"

// create writes a file that must not be there yet.
func create(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // a file like any other
	if errors.Is(err, fs.ErrExist) {
		return &statusError{
			status: statusImpossible, message: path + " is there already and was not touched", err: err,
		}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// starter is the annotation file that a teacher begins with.
func starter(e *essay.Essay, path string) []byte {
	return fmt.Appendf(nil, `# yaml-language-server: $schema=%s
# Remarks on %s. See them with: gloss report %s
version: 1
essay: %s
student:
marker:
date:        # 2026-11-20
task:

# What is said first, before the single remarks. After the | you may write on
# several lines; begin each with two spaces.
overall: |

strengths:   # a line each, beginning with two spaces and a dash
next_steps:

# The remarks. Take the # away to use one of these, and copy it for the next:
# the words of the essay in quotes, then what you say about them.
annotations:
#  - quote: %s
#    comment: "What you noticed, why it matters, and what to do about it."
#
#  - quote: "claiming thousands of lives"
#    kind: correction           # correction, suggestion, question, praise, comment
#    category: fact             # fact, spelling, grammar, style, argument, evidence, ...
#    severity: major            # minor, major
#    correction: "Millions died, not thousands."
#    sources:
#      - {title: "The Years of Hunger", author: "R. W. Davies and S. G. Wheatcroft", year: 2004}
#    next: "Say where you found each figure."
#
#  - comment: "Without a quote, a remark is about the whole essay."
#
# All keys: gloss help annotations
`, schemaName, oneLine(e.Path), oneLine(e.Path), yamlfile.Quoted(pipeline.Relative(path, e.Path)), yamlfile.Quoted(opening(e)))
}

// opening is the first words of the essay's first paragraph.
func opening(e *essay.Essay) string {
	for _, b := range e.Blocks {
		if b.Number == 0 {
			continue
		}
		line, _, _ := strings.Cut(b.Span.Of(e.Text), "\n")
		n := 0
		for it := uax29.FromString(line); it.Next(); {
			if strings.TrimSpace(it.Value()) != "" {
				n++
			}
			if n == 6 {
				return line[:it.End()]
			}
		}
		return line
	}
	return "the words of the essay"
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

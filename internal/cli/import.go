package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/atomicfile"
	"gloss/internal/diag"
	"gloss/internal/format/docx"
	"gloss/internal/pipeline"
	"gloss/internal/source"
	"gloss/internal/store"
)

type importOptions struct {
	File        string
	From        string
	Output      string
	Annotations string
	Student     string
	Force       bool
	MaxMiB      int

	env Env
}

func newImport(env Env, run func(context.Context, *importOptions) error) *cobra.Command {
	o := &importOptions{env: env}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Make annotations of the comments and tracked changes in a Word file",
		Long: `Make annotations of the comments and tracked changes in a Word file.

Every comment becomes an annotation, with its author, date, passage, replies and
whether it is resolved; every tracked change by anybody but the student becomes
a replacement. The student is the author that the document names, or --student.
The page of feedback that gloss wrote comes back too, but for the marks on it.

Word cannot hold all of an annotation. Name the file that the document was marked
with, -a FILE, and what came from it comes back as it was: FILE is taken, and what
was changed and added in Word is put in. What cannot be kept is said on stderr.`,
		Example: `  gloss import --from docx marked.docx -o annotations/history.yaml
  gloss import marked.docx -a annotations/history.yaml -o annotations/history.yaml
  gloss import draft.docx --student "Sam Student"`,
		Args:              between(1, 1),
		ValidArgsFunction: completeEndings("docx"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.File = args[0]
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.From, "from", "", "the `FORMAT` of the file, whatever its ending: docx")
	f.StringVarP(&o.Output, "output", "o", "", "the annotation `FILE` to write; without it, stdout")
	f.StringVarP(&o.Annotations, "annotations", "a", "", "the annotation `FILE` that the document was marked with")
	f.StringVar(&o.Student, "student", "", "the `NAME` under which the student made tracked changes")
	f.BoolVar(&o.Force, "force", false, "overwrite another file")
	f.IntVar(&o.MaxMiB, "max-size", docx.MaxBytes>>20, "the largest file that is read, in `MiB`")
	complete(cmd, "from", []string{docx.Format})
	return cmd
}

func (o *importOptions) check() error {
	switch {
	case o.From != "" && o.From != docx.Format:
		return usageError("annotations are imported from docx, not from %q", o.From)
	case o.From == "" && o.File != source.Stdin && !strings.HasSuffix(strings.ToLower(o.File), ".docx"):
		return &statusError{
			status: statusUsage, message: fmt.Sprintf("%s does not end in .docx", o.File),
			help: "if it is a Word file all the same: --from docx",
		}
	case o.MaxMiB < 1 || o.MaxMiB > 1024:
		return usageError("--max-size is between 1 and 1024 MiB")
	}
	return nil
}

func runImport(ctx context.Context, o *importOptions) error {
	in, err := source.Read(o.File, o.env.Stdin, int64(o.MaxMiB)<<20)
	if err != nil {
		return err
	}
	into, err := o.target()
	if err != nil {
		return err
	}
	said, findings, err := docx.Import(in, docx.ImportOptions{Student: o.Student, IDs: into.ids()})
	if err != nil {
		return err
	}
	if err := o.write(ctx, into, said); err != nil {
		return err
	}
	for _, l := range append(said.Losses, into.lost...) {
		findings = append(findings, diag.Finding{
			Severity: diag.Warning, Rule: "loss-" + l.Rule, Path: in.Name, Message: l.Message,
		})
	}
	return (diag.Printer{}).Print(o.env.Stderr, findings)
}

// write writes the annotation file. Into the file that -a names it goes as any
// other change does, so that what was there is kept.
func (o *importOptions) write(ctx context.Context, into *importTarget, said *docx.Imported) error {
	var data []byte
	if into.file == nil {
		var err error
		if data, err = into.create(said); err != nil {
			return err
		}
	} else {
		into.merge(said)
		if o.Output != "" && sameFile(o.Output, into.file.Path) {
			if len(into.ops) == 0 {
				return nil
			}
			_, err := into.file.Apply(ctx, into.ops...)
			return err
		}
		after, err := into.file.Preview(into.ops...)
		if err != nil {
			return err
		}
		data = after.Data
	}
	if o.Output == "" || o.Output == source.Stdin {
		_, err := o.env.Stdout.Write(data)
		return err
	}
	return atomicfile.Write(o.Output, data)
}

// target is what the annotations go into: the file that -a names, or a new one.
func (o *importOptions) target() (*importTarget, error) {
	t := &importTarget{output: o.Output, document: o.File, student: o.Student}
	if err := o.mayWrite(); err != nil {
		return nil, err
	}
	if o.Annotations == "" {
		t.essay = pipeline.EssayFor(o.Output, o.File)
		return t, nil
	}
	var err error
	if t.file, err = store.Open(o.Annotations); err != nil {
		return nil, err
	}
	if !t.file.Exists {
		return nil, &source.Error{Name: o.Annotations, Reason: "there is no such file"}
	}
	if diag.Count(t.file.Findings, diag.Error) > 0 {
		if err := (diag.Printer{}).Print(o.env.Stderr, diag.AtLeast(t.file.Findings, diag.Error)); err != nil {
			return nil, err
		}
		return nil, &statusError{status: statusErrors, message: o.Annotations + " has errors: mend them first"}
	}
	return t, nil
}

// mayWrite refuses to write over a file that the import does not go into.
func (o *importOptions) mayWrite() error {
	if o.Output == "" || o.Output == source.Stdin || o.Force {
		return nil
	}
	_, err := os.Stat(o.Output)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && o.Annotations != "" && sameFile(o.Output, o.Annotations):
		return nil
	case err != nil:
		return err
	}
	return &statusError{
		status: statusImpossible, message: o.Output + " is there already",
		help: "to bring the document's comments into it: -a " + o.Output + "\nto overwrite it: --force",
	}
}

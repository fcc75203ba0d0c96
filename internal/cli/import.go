package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/atomicfile"
	"gloss/internal/diag"
	"gloss/internal/format/docx"
	"gloss/internal/pipeline"
	"gloss/internal/source"
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

func runImport(_ context.Context, o *importOptions) error {
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
	out, lost, err := into.put(said)
	if err != nil {
		return err
	}
	for _, l := range append(said.Losses, lost...) {
		findings = append(findings, diag.Finding{
			Severity: diag.Warning, Rule: "loss-" + l.Rule, Path: in.Name, Message: l.Message,
		})
	}
	if err := (diag.Printer{}).Print(o.env.Stderr, findings); err != nil {
		return err
	}
	if o.Output == "" || o.Output == source.Stdin {
		_, err = o.env.Stdout.Write(out)
		return err
	}
	return atomicfile.Write(o.Output, out)
}

// target is what the annotations go into: the file that -a names, or a new one.
func (o *importOptions) target() (*importTarget, error) {
	t := &importTarget{output: o.Output, document: o.File, student: o.Student}
	if o.Output != "" && o.Output != source.Stdin && !o.Force {
		_, err := os.Stat(o.Output)
		if err == nil && (o.Annotations == "" || !sameFile(o.Output, o.Annotations)) {
			return nil, &statusError{
				status: statusImpossible, message: o.Output + " is there already",
				help: "to bring the document's comments into it: -a " + o.Output + "\nto overwrite it: --force",
			}
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	if o.Annotations == "" {
		t.set = &annotation.Set{}
		t.file = source.NewFile("", "")
		t.essay = pipeline.EssayFor(o.Output, o.File)
		return t, nil
	}
	in, err := source.Read(o.Annotations, nil, annotation.MaxBytes)
	if err != nil {
		return nil, err
	}
	if t.file, err = in.Decode(""); err != nil {
		return nil, err
	}
	set, findings := annotation.Load(t.file)
	if diag.Count(findings, diag.Error) > 0 {
		if err := (diag.Printer{}).Print(o.env.Stderr, diag.AtLeast(findings, diag.Error)); err != nil {
			return nil, err
		}
		return nil, &statusError{status: statusErrors, message: o.Annotations + " has errors: mend them first"}
	}
	t.set = set
	return t, nil
}

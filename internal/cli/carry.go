package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/atomicfile"
	"gloss/internal/diag"
	"gloss/internal/pin"
	"gloss/internal/pipeline"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

type carryOptions struct {
	Old, New    string
	Annotations string
	Output      string
	Force       bool
	Strict      bool
	Read        readOptions

	env Env
}

func newCarry(env Env, run func(context.Context, *carryOptions) error) *cobra.Command {
	o := &carryOptions{env: env}
	cmd := &cobra.Command{
		Use:   "carry OLD NEW",
		Short: "Write the remarks on one draft of an essay anew for the next",
		Long: `Write the remarks on one draft of an essay anew for the next.

The remarks of OLD are followed into NEW, and a file is written in which their
quotes, the words around them and their numbers are those of NEW. The remarks
themselves, their ids and every other byte of the file stay as they are, but for the
names of other files where the new one lies in another folder. A remark
whose words are gone from NEW, or could be in several places, keeps what it had.

What moved, what reads differently now, and what is gone is printed.`,
		Example: `  gloss carry drafts/one.md drafts/two.md
  gloss carry one.txt two.txt -a one.yaml -o two.yaml`,
		Args:              between(2, 2),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Old, o.New = args[0], args[1]
			if o.Old == source.Stdin {
				return usageError("the earlier draft has to be a file, because the new annotations name it")
			}
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Annotations, "annotations", "a", "", "the annotation `FILE` of OLD, where it is not to be found by its name")
	f.StringVarP(&o.Output, "output", "o", "", "the `FILE` to write, where it is not to be put by the name of NEW; - is standard output")
	f.BoolVar(&o.Force, "force", false, "overwrite a file that is there already")
	f.BoolVar(&o.Strict, "strict", false, "exit 1 where a remark could not be carried")
	o.Read.flags(cmd)
	return cmd
}

func runCarry(ctx context.Context, o *carryOptions) error {
	file, drafts, err := o.read()
	if err != nil {
		return err
	}
	out, err := o.place(file.Path)
	if err != nil {
		return err
	}
	if o.Output == "" {
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil { //nolint:gosec // a folder like any other
			return err
		}
	}
	named := out
	if out == "-" {
		named = file.Path
	}
	drafts.OldPath = pipeline.Relative(named, o.Old)
	drafts.BeforePath = pipeline.Relative(named, beside(file.Path, file.Set.MadeOn.Value))
	done, err := pin.Carry(file, drafts, o.top(file, named))
	if err != nil {
		return err
	}
	summary := o.env.Stdout
	if out == "-" {
		summary = o.env.Stderr
	}
	if err := o.write(ctx, out, file, done); err != nil {
		return err
	}
	lost, err := o.summary(summary, done, drafts)
	if err == nil && lost && o.Strict {
		return errorsFound()
	}
	return err
}

// write writes the new file. Into the file itself it goes as any other change does,
// so that what was there is kept.
func (o *carryOptions) write(ctx context.Context, out string, file *store.File, done *pin.Carried) error {
	var err error
	switch {
	case out == "-":
		_, err = o.env.Stdout.Write(done.Data)
	case sameFile(out, file.Path):
		_, err = file.Apply(ctx, done.Ops...)
	default:
		err = atomicfile.Write(out, withSchema(done.Data, file.Path, out))
	}
	return err
}

// read reads the annotation file and the drafts.
func (o *carryOptions) read() (*store.File, pin.Drafts, error) {
	old := remarksOptions{Essay: o.Old, Annotations: o.Annotations, Read: o.Read, env: o.env}
	job, res, err := old.load("nothing was carried")
	if err != nil {
		return nil, pin.Drafts{}, err
	}
	drafts := pin.Drafts{Old: res.Report.Essay, NoFuzzy: o.Read.Fuzzy == "off"}
	read := o.Read.pipeline(o.env)
	drafts.New, _, err = read.ReadEssay(o.New)
	if err != nil {
		return nil, pin.Drafts{}, err
	}
	file, err := store.Open(job.Annotations)
	if err != nil {
		return nil, pin.Drafts{}, err
	}
	if d := file.Set.Digest.Value; d == drafts.New.Digest() && d != drafts.Old.Digest() {
		return nil, pin.Drafts{}, &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s is made on %s already: its digest says so", file.Path, o.New),
			help: "name the annotations of " + o.Old + " with -a FILE",
		}
	}
	var findings []diag.Finding
	drafts.Before, findings, err = read.Draft(file.Set)
	if err != nil {
		return nil, pin.Drafts{}, err
	}
	return file, drafts, old.print(findings)
}

// place is the file to write. It is never a draft, and one that is there already
// only where that was asked for.
func (o *carryOptions) place(annotations string) (string, error) {
	out := o.Output
	if out == "-" {
		return out, nil
	}
	if out == "" {
		if o.New == source.Stdin {
			return "", usageError("where to write the remarks on standard input: say so with -o FILE")
		}
		var there []string
		if out, there = pipeline.NewPlace(o.New); len(there) > 0 {
			out = there[0]
		}
	}
	for _, input := range []string{o.Old, o.New} {
		if sameFile(out, input) {
			return "", &statusError{
				status: statusImpossible, message: fmt.Sprintf("%s is an input and is never overwritten", out),
				help: "choose another name with -o FILE",
			}
		}
	}
	if sameFile(out, annotations) && !o.Force {
		return "", &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s has the remarks on %s, and was not touched", out, o.Old),
			help: "choose another name with -o FILE, or carry them within the file with --force",
		}
	}
	if _, err := os.Lstat(out); !errors.Is(err, fs.ErrNotExist) && !o.Force {
		return "", &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s is there already, and was not touched", out),
			help: "choose another name with -o FILE, or overwrite it with --force",
		}
	}
	return out, nil
}

// top are the keys at the top of the new file that name other files.
func (o *carryOptions) top(f *store.File, out string) []yamlfile.Entry {
	entry := func(key, path string) yamlfile.Entry {
		return yamlfile.Entry{Key: key, Value: yamlfile.Text(pipeline.Relative(out, path))}
	}
	var top []yamlfile.Entry
	if o.New != source.Stdin {
		top = append(top, entry("essay", o.New))
	}
	if filepath.Clean(filepath.Dir(out)) == filepath.Clean(filepath.Dir(f.Path)) {
		return top
	}
	if f.Set.Rubric.Set {
		top = append(top, entry("rubric", beside(f.Path, f.Set.Rubric.Value)))
	}
	var banks []yamlfile.Content
	for _, b := range f.Set.Banks {
		banks = append(banks, entry("", beside(f.Path, b.Value)).Value)
	}
	if len(banks) > 0 {
		top = append(top, yamlfile.Entry{Key: "banks", Value: yamlfile.ListOf(banks...)})
	}
	return top
}

// beside is a path that a file names, relative to that file, as the command line
// names it.
func beside(file, named string) string {
	path := filepath.FromSlash(named)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}

// summary says how many passages came through how, and each that did not come
// through as it was. It reports whether any is lost.
func (o *carryOptions) summary(w io.Writer, done *pin.Carried, d pin.Drafts) (lost bool, err error) {
	counts := map[pin.Fate]int{pin.Stayed: done.Whole}
	var lines strings.Builder
	for _, p := range done.Passages {
		counts[p.Fate]++
		if p.Fate != pin.Stayed || p.Kept {
			writePassage(&lines, p, d)
		}
	}
	lost = counts[pin.Gone]+counts[pin.Undecided] > 0
	parts := []string{fmt.Sprintf("%d as before", counts[pin.Stayed])}
	for _, f := range []pin.Fate{pin.Moved, pin.Changed, pin.Undecided, pin.Gone} {
		if counts[f] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[f], f))
		}
	}
	_, err = fmt.Fprintf(w, "passages: %s\n%s", strings.Join(parts, ", "), lines.String())
	return lost, err
}

func writePassage(b *strings.Builder, p pin.Passage, d pin.Drafts) {
	fmt.Fprintf(b, "  %-9s  %s", p.Fate, p.ID)
	switch {
	case p.Was != nil && p.Is != nil && placeOf(d.Old, *p.Was) != placeOf(d.New, *p.Is):
		fmt.Fprintf(b, "  %s → %s", placeOf(d.Old, *p.Was), placeOf(d.New, *p.Is))
	case p.Was == nil && p.Is != nil:
		fmt.Fprintf(b, "  not found before → %s", placeOf(d.New, *p.Is))
	case p.Was != nil:
		fmt.Fprintf(b, "  %s", placeOf(d.Old, *p.Was))
	}
	if p.Fate == pin.Changed {
		fmt.Fprintf(b, "  (%d %% sure)", percent(p.Confidence))
	}
	b.WriteByte('\n')
	was := p.Quote
	if was == "" && p.Was != nil {
		was = p.Was.Of(d.Old.Text)
	}
	switch {
	case p.Fate == pin.Moved || p.Fate == pin.Stayed:
	case p.Is != nil && was != "":
		fmt.Fprintf(b, "             was %s\n             is  %s\n", shown(was), shown(p.Is.Of(d.New.Text)))
	case was != "":
		fmt.Fprintf(b, "             %s\n", shown(was))
	}
	if p.Nearest != nil && p.Is == nil {
		fmt.Fprintf(b, "             nearest is %s, %s\n", placeOf(d.New, *p.Nearest), shown(p.Nearest.Of(d.New.Text)))
	}
	if p.Kept && p.Was != nil {
		b.WriteString("             it was found, but no selector names the place beyond doubt; it keeps the one of the old draft\n")
	}
}

// percent is a confidence as people read it; nothing that is guessed is certain.
func percent(confidence float64) int { return int(100*min(confidence, 0.99) + 0.5) }

// shown is a text of an essay in quotation marks, on one line and not too long.
func shown(s string) string { return "“" + diag.VisibleLine(cut(oneLine(s), 160)) + "”" }

// cut is a text of at most so many characters, with an ellipsis where it was
// longer.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/atomicfile"
	"gloss/internal/diag"
	"gloss/internal/format"
	"gloss/internal/pipeline"
	"gloss/internal/report"
	"gloss/internal/store"
)

type reportOptions struct {
	Inputs      []string
	Annotations string
	Format      string
	Output      string
	Color       string
	Width       int
	Numbers     bool
	BOM         bool
	Open        bool
	Watch       bool
	Strict      bool
	Force       bool
	Jobs        int
	Word        wordOptions
	Read        readOptions
	Select      selectOptions

	env Env
}

func newReport(env Env, run func(context.Context, *reportOptions) error) *cobra.Command {
	o := &reportOptions{env: env}
	cmd := &cobra.Command{
		Use:   "report ESSAY|ANNOTATIONS|FOLDER...",
		Short: "Make the annotated report of an essay, or of a folder of essays",
		Long: `Make the annotated report of an essay.

An essay's remarks are found by its name: beside it, or in ../annotations.
A folder gives one report for each essay in it, and a page that lists them.
A report that was written as JSON can be read again in place of an essay.`,
		Example: `  gloss report essays/history.md
  gloss report essays/history.md -o history.html --open
  gloss report essays/ -f html -o reports/
  gloss report history.txt -a remarks.yaml --kind correction`,
		Args:              between(1, -1),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Inputs = args
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Annotations, "annotations", "a", "", "the annotation `FILE` of the one essay")
	f.StringVarP(&o.Format, "format", "f", "", "the report's `FORMAT`: "+strings.Join(format.WriterNames(), ", "))
	f.StringVarP(&o.Output, "output", "o", "", "the `FILE` to write, or the folder for many; its ending implies the format")
	f.StringVar(&o.Color, "color", "auto", "colours and underlines: auto, always or never")
	f.IntVar(&o.Width, "width", 0, "columns of the terminal format; 0 fits the terminal")
	f.BoolVar(&o.Numbers, "numbers", false, "show paragraph numbers in the terminal format")
	f.BoolVar(&o.BOM, "bom", false, "begin a CSV file with a byte order mark, so that Excel reads it as UTF-8")
	f.BoolVar(&o.Open, "open", false, "show the web page in the browser")
	f.BoolVar(&o.Watch, "watch", false, "write again whenever the essay or its annotations change")
	f.BoolVar(&o.Strict, "strict", false, "exit 1 where an annotation could not be placed")
	f.BoolVar(&o.Force, "force", false, "overwrite a file that gloss did not write")
	f.IntVarP(&o.Jobs, "jobs", "j", 0, "how many essays at once; 0 is one for each processor")
	f.StringVar(&o.Read.Was, "was", "", "the draft `FILE` that the annotations were made on, if the essay has changed since")
	o.Word.flags(cmd)
	o.Read.flags(cmd)
	o.Select.flags(cmd)
	completeFiles(cmd, "annotations", "yaml", "yml")
	complete(cmd, "format", format.WriterNames())
	complete(cmd, "color", []string{"auto", "always", "never"})
	return cmd
}

// check settles what the flags mean together.
func (o *reportOptions) check() error {
	if err := o.Read.check(); err != nil {
		return err
	}
	if err := o.Select.check(); err != nil {
		return err
	}
	if !oneOf(o.Color, "auto", "always", "never") {
		return usageError("--color is auto, always or never, not %q", o.Color)
	}
	if o.Width < 0 || o.Jobs < 0 {
		return usageError("--width and --jobs are not negative")
	}
	if o.Format == "" {
		if o.Format = o.impliedFormat(); o.Format == "" {
			return unknownEnding(o.Output)
		}
	}
	if _, ok := format.WriterNamed(o.Format); !ok {
		return &statusError{
			status: statusUsage, message: fmt.Sprintf("unknown format %q", o.Format),
			help: "the formats are " + strings.Join(format.WriterNames(), ", "),
		}
	}
	if err := o.Word.check(o.Format); err != nil {
		return err
	}
	if w, _ := format.WriterNamed(o.Format); w.Marked && o.Output == "" && o.env.OutWidth > 0 {
		return usageError("a Word file is not for the terminal: name a file with -o")
	}
	if o.Watch && o.Output == "" {
		return usageError("--watch needs the file to write: -o FILE")
	}
	if o.Open && o.Format != "html" {
		return usageError("--open shows web pages: use -f html")
	}
	return nil
}

// impliedFormat is the format that the output's ending or --open names, or the
// default; "" where the ending is that of no format.
func (o *reportOptions) impliedFormat() string {
	switch w, ok := format.WriterFor(o.Output); {
	case ok && o.Output != "":
		return w.Name
	case o.Open:
		return "html"
	case filepath.Ext(o.Output) != "" && o.Output != "-" && !isFolder(o.Output):
		return ""
	}
	return format.Writers()[0].Name
}

// unknownEnding says that no format has the ending of a path.
func unknownEnding(path string) error {
	var endings []string
	for _, w := range format.Writers() {
		endings = append(endings, w.Extensions[0])
	}
	e := &statusError{
		status: statusUsage, message: fmt.Sprintf("%s: no report is written as %s", path, filepath.Ext(path)),
		help: "the endings are " + strings.Join(endings, ", ") + "; or choose the format with -f",
	}
	if strings.EqualFold(filepath.Ext(path), ".pdf") {
		e.help = "make a web page and print it from the browser: -o " + shellQuoted(strings.TrimSuffix(path, filepath.Ext(path))+".html") + " --open"
	}
	return e
}

func runReport(ctx context.Context, o *reportOptions) error {
	jobs, err := pipeline.Find(o.Inputs, o.Annotations)
	if err != nil {
		return err
	}
	if o.Read.Was != "" && (jobs.Folder || len(jobs.List) != 1) {
		return usageError("--was goes with one essay")
	}
	if jobs.Folder || len(jobs.List) != 1 || isFolder(o.Output) {
		return o.many(ctx, jobs)
	}
	if o.Watch {
		return o.watch(ctx, jobs.List[0])
	}
	return o.one(jobs.List[0])
}

// one makes one report.
func (o *reportOptions) one(job pipeline.Job) error {
	it, err := o.load(job)
	if err != nil {
		return err
	}
	if o.Output == "" && o.Open {
		if o.Output, err = temporary(job); err != nil {
			return err
		}
	}
	out, err := o.render(it.report, "")
	if err != nil {
		return err
	}
	if err := o.deliver(out, job); err != nil {
		return err
	}
	if err := o.show(o.Output); err != nil {
		return err
	}
	if o.Strict && len(it.report.Unplaced()) > 0 {
		return errorsFound()
	}
	return nil
}

// load reads a job, prints what was found and selects the notes. Where the
// annotation file has errors there is no report, and the error says so.
func (o *reportOptions) load(job pipeline.Job) (*item, error) {
	it := &item{job: job}
	err := o.make(it)
	return it, cmp.Or(err, o.printFindings(it.findings))
}

func noReport(job pipeline.Job, res *pipeline.Result) error {
	return unread(res, mendFirst(job, res.Errors(), "no report was made"))
}

// unread is err with the status of an input that cannot be read, where that is what
// one of the errors is about.
func unread(res *pipeline.Result, err *statusError) error {
	if slices.ContainsFunc(res.Findings, func(f diag.Finding) bool {
		return f.Rule == pipeline.Unreadable && f.Severity == diag.Error
	}) {
		err.status = statusImpossible
	}
	return err
}

// mendFirst says what was not done because the annotation file has errors.
func mendFirst(job pipeline.Job, errors int, undone string) *statusError {
	first := "the error"
	if errors > 1 {
		first = fmt.Sprintf("the %d errors", errors)
	}
	e := &statusError{
		status:  statusErrors,
		message: fmt.Sprintf("%s: %s: mend %s first", job.Annotations, undone, first),
	}
	if v, ok := store.LastGood(job.Annotations); ok {
		e.help = fmt.Sprintf("or gloss restore %s puts back the last version without faults, of %s", job.Annotations, when(v.Time))
	}
	return e
}

// printFindings prints errors and warnings on stderr; advice is for `check`.
func (o *reportOptions) printFindings(findings []diag.Finding) error {
	p := diag.Printer{Color: o.env.color(o.Color, o.env.ErrWidth)}
	return p.Print(o.env.Stderr, diag.AtLeast(findings, diag.Warning))
}

// render writes the report in the chosen format.
func (o *reportOptions) render(r *report.Report, live string) ([]byte, error) {
	w, _ := format.WriterNamed(o.Format)
	opts := format.Options{Width: o.Width, Numbers: o.Numbers, BOM: o.BOM, Live: live, Color: o.Color == "always"}
	o.Word.set(&opts)
	if o.Output == "" {
		opts.Color = o.env.color(o.Color, o.env.OutWidth)
		if opts.Width == 0 {
			opts.Width = min(o.env.OutWidth, 100)
		}
	}
	var b bytes.Buffer
	err := w.Write(&b, r, opts)
	return b.Bytes(), err
}

// deliver writes a report to stdout or to the output file.
func (o *reportOptions) deliver(out []byte, job pipeline.Job) error {
	if o.Output == "" || o.Output == "-" {
		_, err := o.env.Stdout.Write(out)
		return err
	}
	if err := o.save(o.Output, out, job); err != nil {
		return err
	}
	atomicfile.Sweep(o.Output)
	return nil
}

// show opens a page that was written in the browser, if that was asked for.
func (o *reportOptions) show(path string) error {
	if !o.Open {
		return nil
	}
	if err := o.env.Open(path); err != nil {
		return fmt.Errorf("%s was written, but no browser could be started: %w", path, err)
	}
	return nil
}

// save writes a report, never over an input and not over a foreign file.
func (o *reportOptions) save(path string, data []byte, job pipeline.Job) error {
	for _, input := range []string{job.Essay, job.Annotations, job.Report} {
		if input != "" && sameFile(path, input) {
			return &statusError{
				status: statusImpossible, message: fmt.Sprintf("%s is an input and is never overwritten", path),
				help: "choose another name with -o FILE",
			}
		}
	}
	if !o.Force && !o.mayOverwrite(path, job) {
		return &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s is there already, and gloss did not write it", path),
			help: "to overwrite it all the same: --force",
		}
	}
	if what := o.lost(path, data); what != "" && !o.Force {
		return &statusError{
			status: statusImpossible, message: fmt.Sprintf("%s holds %s, which the new file does not", path, what),
			help: "to bring what was written there into the annotations: gloss import " + path + "\nto overwrite it all the same: --force",
		}
	}
	return atomicfile.Replace(path, data)
}

// lost is what a person put into the file at the path that is not in the new one.
func (o *reportOptions) lost(path string, data []byte) string {
	w, _ := format.WriterNamed(o.Format)
	if w.Lost == nil {
		return ""
	}
	old, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return w.Lost(old, data)
}

// mayOverwrite reports whether there is nothing at the path, a report of the same
// format, or an essay's Word file that had no remarks to hold.
func (o *reportOptions) mayOverwrite(path string, job pipeline.Job) bool {
	f, err := os.Open(path)
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	w, _ := format.WriterNamed(o.Format)
	info, err := f.Stat()
	return err == nil && (info.Size() == 0 || w.Wrote(f) || w.Marked && sameBytes(path, job.Essay))
}

// temporary is a new file for a page that is only to be shown.
func temporary(job pipeline.Job) (string, error) {
	dir, err := os.MkdirTemp("", "gloss-")
	if err != nil {
		return "", err
	}
	name := filepath.Base(job.Name)
	return filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".html"), nil
}

func isFolder(path string) bool {
	if strings.HasSuffix(path, "/") || strings.HasSuffix(path, string(filepath.Separator)) {
		return true
	}
	info, err := os.Stat(path)
	return path != "" && err == nil && info.IsDir()
}

func sameFile(a, b string) bool {
	ia, err := os.Stat(a)
	if err != nil {
		return filepath.Clean(a) == filepath.Clean(b)
	}
	ib, err := os.Stat(b)
	return err == nil && os.SameFile(ia, ib)
}

// sameBytes reports whether two files hold the same.
func sameBytes(a, b string) bool {
	one, err := os.ReadFile(a)
	if err != nil {
		return false
	}
	other, err := os.ReadFile(b)
	return err == nil && bytes.Equal(one, other)
}

func oneOf(s string, words ...string) bool {
	return slices.Contains(words, s)
}

package pipeline

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/check"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format"
	"gloss/internal/format/jsonfile"
	"gloss/internal/report"
	"gloss/internal/rubric"
	"gloss/internal/source"
)

// Options are how inputs are read and passages found.
type Options struct {
	Encoding string // of essays; "" where it is to be found out
	From     string // the essays' format by name; "" goes by the file's ending
	Limit    int64  // the largest essay in bytes; 0: what its format allows
	NoFuzzy  bool
	// Least is the mildest finding that the annotations are checked for.
	Least diag.Severity
	// Was is the draft that the annotations were made on, where it is not the
	// essay; "" leaves that to the annotation file.
	Was   string
	Stdin io.Reader
}

// Result is what became of one job.
type Result struct {
	// Report holds everything, also what is for markers only. It is nil where the
	// annotation file has faults that would make it incomplete.
	Report *report.Report
	// Set is what the annotation file says; nil where there is none.
	Set *annotation.Set
	// Draft is the draft that the annotations were made on; nil where none is named
	// or at hand.
	Draft *essay.Essay
	// Rubric is the one that the annotation file names; nil where there is none.
	Rubric *rubric.Rubric
	// Banks are the comment banks that the annotation file names, and those that
	// they include.
	Banks []*bank.Bank
	// Essay is the essay's path.
	Essay string
	// Files are all files that the report was made from, and those that it should
	// have been made from and that cannot be read.
	Files []string
	// Findings are what is wrong with the files and, unless Options.Least leaves
	// it out, advice on the feedback.
	Findings []diag.Finding
}

// Errors is the number of errors among the findings.
func (r *Result) Errors() int { return diag.Count(r.Findings, diag.Error) }

// Load reads a job's files and builds its report. Faults of the annotation file,
// its rubric and banks are findings; an essay that cannot be read is an error.
func (o Options) Load(job Job) (*Result, error) {
	if job.Err != nil {
		return nil, job.Err
	}
	if job.Aside != "" {
		return nil, &source.Error{Name: job.Aside, Reason: "is a rubric or a comment bank, not an essay"}
	}
	if job.Report != "" {
		return o.loadReport(job.Report)
	}
	file, err := readFile(job.Annotations)
	if err != nil {
		return nil, err
	}
	return o.Examine(job, file)
}

// Examine is Load for a job whose annotation file is at hand, as it is or as it
// might become.
func (o Options) Examine(job Job, file *source.File) (*Result, error) {
	set, findings := annotation.Load(file)
	return o.ExamineSet(job, set, findings)
}

// ExamineSet is Examine for an annotation file that has been parsed already; the
// findings are what is wrong with it.
func (o Options) ExamineSet(job Job, set *annotation.Set, findings []diag.Finding) (*Result, error) {
	file, links := set.File, links{set: set}
	rub := links.rubric()
	banks := links.banks()
	res := &Result{Set: set, Rubric: rub, Banks: banks, Essay: job.Essay, Findings: slices.Clone(findings)}
	res.add(diag.Advice, links.findings)
	res.Files = append([]string{job.Essay, job.Annotations}, links.files...)
	if set.MadeOn.Set {
		res.Files = append(res.Files, beside(file.Name, set.MadeOn.Value))
	}
	if rub != nil {
		res.add(diag.Advice, check.Criteria(set, rub))
	}
	e, findings, err := o.ReadEssay(job.Essay)
	if err != nil && set.Essay.Set && absolute(beside(file.Name, set.Essay.Value)) == absolute(job.Essay) {
		res.add(diag.Error, []diag.Finding{unreadable(file, set.Essay.Span, err)})
		return res, nil
	}
	if err != nil {
		return res, err
	}
	res.Findings = append(res.Findings, findings...)
	draft, findings, err := o.Draft(set)
	if err != nil {
		return res, err
	}
	res.Draft = draft
	res.Findings = append(res.Findings, findings...)
	built := report.Build(
		report.Inputs{Essay: e, Set: set, Rubric: rub, Draft: draft}, report.Options{NoFuzzy: o.NoFuzzy})
	built.Name, built.Annotations = Portable(job.Essay), Portable(job.Annotations)
	findings = check.Run(check.Input{Report: built, Set: set, Rubric: rub, Banks: banks, Least: o.Least})
	if res.Errors() > 0 {
		res.add(diag.Error, findings)
		return res, nil
	}
	res.Report = built
	res.Findings = append(res.Findings, findings...)
	return res, nil
}

// add adds what else was found, from a severity up, in files that may have faults
// already, so that all is said in one run. Of a line that has a fault nothing more
// can be said for certain.
func (r *Result) add(least diag.Severity, findings []diag.Finding) {
	type line struct {
		file *source.File
		n    int
	}
	at := func(f diag.Finding) line { return line{f.File, f.File.Position(f.Span.Start).Line} }
	faulty := map[line]bool{}
	for _, f := range r.Findings {
		if f.File != nil && f.Severity == diag.Error {
			faulty[at(f)] = true
		}
	}
	for _, f := range findings {
		if f.Severity >= least && (f.File == nil || !faulty[at(f)] && !r.undecided(f)) {
			r.Findings = append(r.Findings, f)
		}
	}
}

// undecided reports whether a place is ambiguous perhaps only because what was to
// decide is among the faults of its annotation.
func (r *Result) undecided(f diag.Finding) bool {
	if f.Rule != "ambiguous" {
		return false
	}
	return slices.ContainsFunc(r.Set.Annotations, func(a *annotation.Annotation) bool {
		return a.Span.Contains(f.Span) && slices.ContainsFunc(r.Findings, func(other diag.Finding) bool {
			return other.Severity == diag.Error && other.File == f.File && a.Span.Contains(other.Span)
		})
	})
}

// Draft reads the draft that the annotations were made on; nil where none is
// named. One that the annotation file names and that is gone is a warning: the
// passages are then looked for without it.
func (o Options) Draft(set *annotation.Set) (*essay.Essay, []diag.Finding, error) {
	if o.Was != "" {
		e, _, err := o.ReadEssay(o.Was)
		return e, nil, err
	}
	if !set.MadeOn.Set {
		return nil, nil, nil
	}
	e, _, err := o.ReadEssay(beside(set.File.Name, set.MadeOn.Value))
	if err != nil {
		f := unreadable(set.File, set.MadeOn.Span, err)
		f.Severity = diag.Warning
		return nil, []diag.Finding{f}, nil
	}
	return e, nil, nil
}

// beside is a path that the file from names, relative to that file.
func beside(from, named string) string {
	path := filepath.FromSlash(named)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(from), path)
}

// ReadEssay reads one essay, or standard input where the path is "-".
func (o Options) ReadEssay(path string) (*essay.Essay, []diag.Finding, error) {
	reader, ok := format.ReaderFor(path)
	if o.From != "" {
		reader, ok = format.ReaderNamed(o.From)
	}
	limit := o.Limit
	if limit <= 0 {
		limit = reader.Limit
	}
	in, err := source.Read(path, o.Stdin, limit)
	if err != nil {
		return nil, nil, raise(err, path, limit)
	}
	if !ok {
		return nil, nil, &source.Error{
			Name: path, Reason: fmt.Sprintf("essays that end in %q are not read", filepath.Ext(path)),
			Help: "save it as plain text (.txt), Markdown (.md) or Word (.docx)",
		}
	}
	return reader.Read(in, o.Encoding)
}

// MostMiB is the largest limit for an essay that can be asked for.
const MostMiB = 1024

// raise adds to the error about an essay beyond the limit how to read it all the
// same.
func raise(err error, path string, limit int64) error {
	e, ok := errors.AsType[*source.Error](err)
	if !ok || !source.IsTooLarge(err) {
		return err
	}
	need := 2 * limit // of a pipe only the beginning is known
	if info, err := os.Stat(path); err == nil {
		need = info.Size()
	}
	if mib := (need + 1<<20 - 1) >> 20; mib <= MostMiB {
		e.Help += fmt.Sprintf(" if it is: --max-size %d", mib)
	}
	return e
}

// loadReport reads a report that was written as JSON, and the essay's file
// beside it if it is still the same.
func (o Options) loadReport(path string) (*Result, error) {
	in, err := source.Read(path, o.Stdin, reportLimit)
	if err != nil {
		return nil, err
	}
	r, err := jsonfile.Read(in)
	if err != nil {
		return nil, &source.Error{Name: path, Reason: err.Error(), Err: err}
	}
	if r.Essay.Path == source.Stdin {
		return &Result{Report: r, Files: []string{path}}, nil // there is nothing to wait for
	}
	e, _, err := o.ReadEssay(r.Essay.Path)
	if err == nil && e.Digest() == r.Essay.Digest() {
		whole := *r.Essay
		whole.File, whole.Origins, whole.Raw = e.File, e.Origins, e.Raw
		r.Essay = &whole
	}
	return &Result{Report: r, Essay: r.Essay.Path, Files: []string{path}}, nil
}

// reportLimit is the largest JSON report that is read back: 256 MiB.
const reportLimit = 256 << 20

// readFile reads a YAML file.
func readFile(path string) (*source.File, error) {
	in, err := source.Read(path, nil, annotation.MaxBytes)
	if err != nil {
		return nil, err
	}
	return in.Decode("")
}

// links reads the files that an annotation file names.
type links struct {
	set      *annotation.Set
	files    []string
	findings []diag.Finding
}

// link is a path and where it is named.
type link struct {
	from *source.File
	at   source.Span
	path string // relative to from
}

// open reads the file that is named. It is nil, with a finding, where that
// cannot be done.
func (l *links) open(link link) *source.File {
	path := beside(link.from.Name, link.path)
	l.files = append(l.files, path)
	file, err := readFile(path)
	if err != nil {
		l.findings = append(l.findings, unreadable(link.from, link.at, err))
		return nil
	}
	return file
}

// Unreadable is the rule of the finding that a file which another one names
// cannot be read.
const Unreadable = "unreadable"

// unreadable says that a file which another one names cannot be read.
func unreadable(from *source.File, at source.Span, err error) diag.Finding {
	f := diag.Finding{Severity: diag.Error, Rule: Unreadable, File: from, Span: at, Message: err.Error()}
	var in *source.Error
	if errors.As(err, &in) && in.Help != "" {
		f.Help = append(f.Help, in.Help)
	}
	if source.IsMissing(err) {
		f.Help = append(f.Help, "paths are relative to this file")
	}
	return f
}

// Check reads a job's files and gives what was found about them. The error says
// that one of them could not be read at all.
func (o Options) Check(job Job) ([]diag.Finding, error) {
	if job.Aside != "" {
		return checkAside(job.Aside)
	}
	if file, err := readFile(job.Annotations); job.Err != nil && err == nil {
		_, findings := annotation.Load(file) // its faults can be said without its essay
		return findings, job.Err
	}
	res, err := o.Load(job)
	if res == nil {
		return nil, err
	}
	return res.Findings, err
}

// checkAside reads a rubric or a comment bank by itself.
func checkAside(path string) ([]diag.Finding, error) {
	file, err := readFile(path)
	if err != nil {
		return nil, err
	}
	if isRubric(path) {
		_, findings := rubric.Load(file)
		return findings, nil
	}
	_, findings := bank.Load(file)
	return findings, nil
}

func (l *links) rubric() *rubric.Rubric {
	if !l.set.Rubric.Set {
		return nil
	}
	file := l.open(link{l.set.File, l.set.Rubric.Span, l.set.Rubric.Value})
	if file == nil {
		return nil
	}
	r, findings := rubric.Load(file)
	l.findings = append(l.findings, findings...)
	return r
}

// banks are the comment banks that the file names and those that they include,
// each once.
func (l *links) banks() []*bank.Bank {
	var queue []link
	for _, b := range l.set.Banks {
		queue = append(queue, link{l.set.File, b.Span, b.Value})
	}
	var out []*bank.Bank
	seen := map[string]bool{}
	for ; len(queue) > 0; queue = queue[1:] {
		file := l.open(queue[0])
		if file == nil || seen[filepath.Clean(file.Name)] {
			continue
		}
		seen[filepath.Clean(file.Name)] = true
		b, findings := bank.Load(file)
		l.findings = append(l.findings, findings...)
		out = append(out, b)
		for _, include := range b.Include {
			queue = append(queue, link{file, include.Span, include.Text})
		}
	}
	return out
}

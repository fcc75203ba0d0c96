package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/atomicfile"
	"gloss/internal/filename"
	"gloss/internal/format"
	"gloss/internal/format/htmlpage"
	"gloss/internal/pipeline"
	"gloss/internal/report"
)

// sink chooses where many reports go: one file for all in the formats that can,
// a folder, or one after the other to stdout.
func (o *reportOptions) sink(jobs pipeline.Jobs) (sink, error) {
	w, _ := format.WriterNamed(o.Format)
	toStdout := o.Output == "" || o.Output == "-"
	switch {
	case o.Watch:
		return sink{}, usageError("--watch is for one essay")
	case w.Join != nil && !isFolder(o.Output):
		return o.joinSink(w)
	case toStdout && w.Name != format.Writers()[0].Name:
		return sink{}, &statusError{
			status: statusUsage, message: fmt.Sprintf("many reports in the format %s need a folder to go to", w.Name),
			help: "name one with -o DIR",
		}
	case toStdout:
		return o.stdoutSink(), nil
	}
	if info, err := os.Stat(o.Output); err == nil && !info.IsDir() {
		return sink{}, &statusError{
			status: statusUsage, message: fmt.Sprintf("%s is a file, and there are many reports", o.Output),
			help: "name a folder with -o DIR",
		}
	}
	return o.folderSink(w, jobs)
}

// joinSink makes one output of all reports, and holds none of them.
func (o *reportOptions) joinSink(w format.Writer) (sink, error) {
	var out bytes.Buffer
	joined, err := w.Join(&out, format.Options{BOM: o.BOM})
	return sink{
		put: func(*item) error { return nil },
		take: func(it *item, err error) error {
			if err != nil {
				return nil //nolint:nilerr // it has been told; the others go on
			}
			return joined.Add(it.report)
		},
		close: func() error {
			if err := joined.Close(); err != nil {
				return err
			}
			return o.deliver(out.Bytes(), pipeline.Job{})
		},
	}, err
}

// stdoutSink writes the reports one after the other.
func (o *reportOptions) stdoutSink() sink {
	return sink{
		put: func(*item) error { return nil },
		take: func(it *item, err error) error {
			if err != nil {
				return nil //nolint:nilerr // it has been told; the others go on
			}
			out, err := o.render(it.report, "")
			if err != nil {
				return fmt.Errorf("%s: %w", it.job.Input(), err)
			}
			return o.deliver(out, it.job)
		},
		close: func() error { return nil },
	}
}

// folderSink writes each report to a file of its own, and with web pages a page
// that lists them.
func (o *reportOptions) folderSink(w format.Writer, jobs pipeline.Jobs) (sink, error) {
	if err := os.MkdirAll(o.Output, 0o755); err != nil { //nolint:gosec // reports are for others to read
		return sink{}, err
	}
	names := fileNames(w, jobs.List)
	index := htmlpage.Index{Title: titleOf(o.Inputs)}
	return sink{
		put: func(it *item) error {
			out, err := o.render(it.report, "")
			if err != nil {
				return fmt.Errorf("%s: %w", it.job.Input(), err)
			}
			path := filepath.Join(o.Output, names[it.at])
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // as above
				return err
			}
			return o.save(path, out, it.job)
		},
		take: func(it *item, err error) error {
			row := htmlpage.IndexRow{Essay: it.job.Name}
			if err != nil {
				row.State, row.Problem = htmlpage.Failed, err.Error()
			} else {
				row = indexRow(it.report, it.job.Name, names[it.at])
			}
			index.Rows = append(index.Rows, row)
			return nil
		},
		close: func() error {
			for _, e := range jobs.Unmarked {
				index.Rows = append(index.Rows, htmlpage.IndexRow{Essay: below(o.Inputs, e), State: htmlpage.Unmarked})
			}
			if w.Name == "html" {
				if err := o.writeIndex(index); err != nil {
					return err
				}
			}
			sweepBeside(o.Output, names)
			return nil
		},
	}, nil
}

// sweepBeside takes away what runs that were killed left half-written in the
// folders of the reports.
func sweepBeside(folder string, names []string) {
	swept := map[string]bool{}
	for _, name := range names {
		path := filepath.Join(folder, name)
		if _, err := os.Lstat(path); err != nil || swept[filepath.Dir(path)] {
			continue
		}
		swept[filepath.Dir(path)] = true
		atomicfile.Sweep(path)
	}
}

// titleOf names the inputs of a run.
func titleOf(inputs []string) string {
	var names []string
	for _, in := range inputs {
		name := pipeline.Portable(filepath.Clean(in))
		if abs, err := filepath.Abs(in); err == nil && name == "." {
			name = filepath.Base(abs)
		}
		names = append(names, filepath.ToSlash(name))
	}
	return strings.Join(names, ", ")
}

// below is a path relative to the input folder that it lies in.
func below(inputs []string, path string) string {
	for _, in := range inputs {
		if rel, err := filepath.Rel(in, path); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return pipeline.Portable(path)
}

// fileNames are the names of the reports below the output folder: the essays'
// own, subfolders mirrored, made safe and all different on every file system.
func fileNames(w format.Writer, jobs []pipeline.Job) []string {
	folders := map[string][]int{} // the jobs whose report lies there
	for i, j := range jobs {
		var parts []string
		for part := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(j.Name)), "/") {
			if part != "." {
				parts = append(parts, filename.Safe(part))
			}
		}
		folder := filepath.Join(parts...)
		folders[folder] = append(folders[folder], i)
	}
	names := make([]string, len(jobs))
	for folder, members := range folders {
		wanted := make([]filename.Wanted, len(members))
		for k, i := range members {
			base := filepath.Base(jobs[i].Name)
			wanted[k] = filename.Wanted{
				Name: strings.TrimSuffix(base, filepath.Ext(base)), ID: filepath.ToSlash(jobs[i].Name),
			}
		}
		for k, name := range filename.Unique(wanted, "index") {
			names[members[k]] = filepath.Join(folder, name+w.Extensions[0])
		}
	}
	return names
}

func indexRow(r *report.Report, essay, href string) htmlpage.IndexRow {
	row := htmlpage.IndexRow{
		Essay: essay, Student: r.Head.Student, Href: filepath.ToSlash(href), State: htmlpage.Marked,
		Notes: len(r.Notes), Unplaced: len(r.Unplaced()),
	}
	for i := range r.Notes {
		if r.Notes[i].Severity == annotation.Major {
			row.Major++
		}
	}
	if r.Marks != nil {
		row.Marks = r.Marks.Total.String()
		if r.Marks.OutOf != nil {
			row.Marks += " / " + r.Marks.OutOf.String()
		}
	}
	return row
}

func (o *reportOptions) writeIndex(index htmlpage.Index) error {
	var b bytes.Buffer
	if err := htmlpage.WriteIndex(&b, index); err != nil {
		return err
	}
	path := filepath.Join(o.Output, "index.html")
	if err := o.save(path, b.Bytes(), pipeline.Job{}); err != nil {
		return err
	}
	return o.show(path)
}

package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gloss/internal/format"
	"gloss/internal/source"
)

// Job is one report to make: an essay with its annotation file, or a report that
// was written as JSON.
type Job struct {
	Essay       string
	Annotations string
	Report      string
	// Aside is a rubric or a comment bank, to be checked by itself.
	Aside string
	// Name is where the report belongs below an output folder: the essay's path
	// relative to the folder that was asked for, or its file name.
	Name string
	// Err says why no essay or no annotation file could be found.
	Err error
}

// Input is what the job is named by in messages.
func (j Job) Input() string {
	switch {
	case j.Aside != "":
		return j.Aside
	case j.Report != "":
		return j.Report
	case j.Annotations != "":
		return j.Annotations
	}
	return j.Essay
}

// Jobs are the reports that a command line asks for.
type Jobs struct {
	List []Job
	// Asides are the rubrics and comment banks of the folders.
	Asides []Job
	// Unmarked are the essays of the folders that have no annotation file.
	Unmarked []string
	// Folder is set where a folder was asked for.
	Folder bool
}

// Find pairs essays and annotation files. A path is an essay, an annotation
// file, a JSON report, or a folder of essays and annotation files. annotations
// overrides where the annotations of the one essay are looked for; "" does not.
func Find(paths []string, annotations string) (Jobs, error) {
	if annotations != "" {
		return findGiven(paths, annotations)
	}
	jobs := finder{known: map[pair]bool{}}
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == source.Stdin:
			return Jobs{}, &source.Error{
				Name: "<stdin>", Reason: "an essay from standard input has no annotation file beside it",
				Help: "name one with -a FILE",
			}
		case err == nil && info.IsDir():
			jobs.Folder = true
			jobs.addFolder(path)
		case isReport(path):
			jobs.add(Job{Report: path, Name: filepath.Base(path)})
		case isAnnotations(path):
			jobs.add(pairAnnotations(path))
		case isRubric(path), isBank(path):
			jobs.add(Job{Aside: path, Name: filepath.Base(path)})
		default:
			jobs.add(pairEssay(path))
		}
	}
	return jobs.Jobs, nil
}

func findGiven(paths []string, annotations string) (Jobs, error) {
	if len(paths) != 1 || isAnnotations(paths[0]) || isReport(paths[0]) {
		return Jobs{}, &source.Error{
			Name: annotations, Reason: "-a goes with one essay",
			Help: "leave -a out, and each essay's annotations are found by its name",
		}
	}
	if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
		return Jobs{}, &source.Error{Name: paths[0], Reason: "-a goes with one essay, and this is a folder"}
	}
	return Jobs{List: []Job{{Essay: paths[0], Annotations: annotations, Name: filepath.Base(paths[0])}}}, nil
}

// finder is jobs that are being found.
type finder struct {
	Jobs
	known map[pair]bool // those in the list
}

// pair is what a job is told apart by.
type pair struct{ essay, annotations, report, aside string }

// add appends the job unless it is there already.
func (j *finder) add(job Job) {
	if p := (pair{job.Essay, job.Annotations, job.Report, job.Aside}); !j.known[p] {
		j.known[p] = true
		j.List = append(j.List, job)
	}
}

// addFolder pairs all that lies in a folder and below it.
func (j *finder) addFolder(folder string) {
	found := walk(folder)
	essays, sets := found.essays, found.sets
	for _, dir := range twins(folder, "essays", "annotations") {
		twin := walk(dir)
		sets = append(sets, twin.sets...)
		found.asides = append(found.asides, twin.asides...)
		found.failed = append(found.failed, twin.failed...)
	}
	j.List = append(j.List, found.failed...)
	j.Asides = append(j.Asides, found.asides...)
	for _, e := range essays {
		sets = append(sets, existing(annotationPlaces(e))...)
	}
	here := map[string]string{} // what an essay is called here, whatever leads to it
	for _, e := range essays {
		here[absolute(e)] = e
	}
	marked := map[string]bool{}
	slices.Sort(sets)
	for _, set := range slices.Compact(sets) {
		job := pairAnnotations(set)
		if e, ok := here[absolute(job.Essay)]; ok {
			job.Essay = e
		}
		if rel, err := filepath.Rel(folder, job.Essay); err == nil && filepath.IsLocal(rel) {
			job.Name = rel
		}
		marked[filepath.Clean(job.Essay)] = true
		j.add(job)
	}
	for _, e := range essays {
		if !marked[filepath.Clean(e)] {
			j.Unmarked = append(j.Unmarked, e)
		}
	}
}

// found is what lies in a folder.
type found struct {
	essays, sets   []string
	asides, failed []Job
}

// walk lists the files in a folder and below it. Hidden files and what gloss
// wrote itself are passed over; links to folders are not followed, but for the
// folder itself. A folder that cannot be read is a failed job; one that is not
// there is empty.
func walk(folder string) found {
	var f found
	root := filepath.Clean(folder) + string(filepath.Separator) // what a link leads to, not the link
	//nolint:errcheck // the callback returns no error but SkipDir
	filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case path == root && errors.Is(err, fs.ErrNotExist):
			return fs.SkipDir
		case err != nil:
			path = filepath.Clean(path)
			f.failed = append(f.failed, Job{Essay: path, Err: &source.Error{Name: path, Reason: "cannot be read", Err: err}})
			return fs.SkipDir
		case path != root && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$")):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case isRubric(path), isBank(path):
			f.asides = append(f.asides, Job{Aside: path, Name: filepath.Base(path)})
		case isAnnotations(path):
			f.sets = append(f.sets, path)
		case isEssay(path) && !isOurs(path):
			f.essays = append(f.essays, path)
		}
		return nil
	})
	return f
}

// pairAnnotations finds the essay of an annotation file.
func pairAnnotations(path string) Job {
	job := Job{Annotations: path, Name: filepath.Base(path)}
	named, err := namedEssay(path)
	switch {
	case err != nil:
		job.Err = err
		return job
	case named != "":
		job.Essay, job.Name = named, filepath.Base(named)
		return job
	}
	places := essayPlaces(path)
	found := essaysAmong(existing(places))
	switch len(found) {
	case 0:
		job.Err = &source.Error{
			Name: path, Reason: "its essay was not found",
			Help: "looked for " + anyExtension(places) + "\nname it in the file: essay: PATH",
		}
	case 1:
		job.Essay, job.Name = found[0], filepath.Base(found[0])
	default:
		job.Err = twoEssays(path, found)
	}
	return job
}

// EssayFor is the essay that an annotation file of that path would belong to by
// its name, and that is another file than besides; "" where there is none, or
// more than one.
func EssayFor(annotations, besides string) string {
	if !isAnnotations(annotations) {
		return ""
	}
	found := slices.DeleteFunc(essaysAmong(existing(essayPlaces(annotations))), func(e string) bool { return sameFile(e, besides) })
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// essaysAmong are the files that gloss did not write; where there are none, those
// that it put its marks into, and that are essays all the same.
func essaysAmong(files []string) []string {
	if len(files) == 1 {
		if w, _ := format.WriterFor(files[0]); w.Marked {
			return files // whoever wrote it
		}
	}
	var essays, marked []string
	for _, f := range files {
		w, _ := format.WriterFor(f)
		switch {
		case !isOurs(f):
			essays = append(essays, f)
		case w.Marked:
			marked = append(marked, f)
		}
	}
	if len(essays) == 0 {
		return marked
	}
	return essays
}

func twoEssays(path string, found []string) error {
	return &source.Error{
		Name: path, Reason: "it could belong to " + strings.Join(found, " or to "),
		Help: fmt.Sprintf("say which in the file: essay: %s", Relative(path, found[0])),
	}
}

// pairEssay finds the annotation file of an essay.
func pairEssay(path string) Job {
	job := Job{Essay: path, Name: filepath.Base(path)}
	if _, err := os.Stat(path); err != nil {
		job.Err = &source.Error{Name: path, Reason: "there is no such file", Err: err}
		return job
	}
	places := annotationPlaces(path)
	found := existing(places)
	switch len(found) {
	case 0:
		job.Err = &source.Error{
			Name: path, Reason: "it has no annotation file",
			Help: "looked for " + strings.Join(places, ", ") + "\nmake one with: gloss new " + path,
		}
		return job
	case 1:
	default:
		job.Err = &source.Error{
			Name: path, Reason: "it has more than one annotation file: " + strings.Join(found, " and "),
			Help: "choose one with -a FILE",
		}
		return job
	}
	job.Annotations = found[0]
	back := pairAnnotations(found[0])
	switch {
	case back.Err != nil:
		job.Err = back.Err
	case !sameFile(back.Essay, path):
		job.Err = &source.Error{
			Name: found[0], Reason: fmt.Sprintf("its essay is %s, not %s", back.Essay, path),
			Help: "to use it all the same: -a " + found[0],
		}
	}
	return job
}

func sameFile(a, b string) bool {
	ia, err := os.Stat(a)
	if err != nil {
		return false
	}
	ib, err := os.Stat(b)
	return err == nil && os.SameFile(ia, ib)
}

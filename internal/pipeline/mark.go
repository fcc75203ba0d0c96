package pipeline

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"

	"gloss/internal/source"
)

// Markable are the essays to be marked at a path: one essay, or those of a
// folder, by name. It is Find but for two things: an essay that has no annotation
// file is a job like the others, whose Annotations is where the file belongs
// once there is something to write; and the order is that of the essays.
func Markable(path string) ([]Job, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, &source.Error{Name: path, Reason: "there is no such file", Err: err}
	}
	if !info.IsDir() {
		return []Job{markable(path)}, nil
	}
	found, err := Find([]string{path}, "")
	if err != nil {
		return nil, err
	}
	jobs := found.List
	for _, essay := range found.Unmarked {
		job := markable(essay)
		if rel, err := filepath.Rel(path, essay); err == nil && filepath.IsLocal(rel) {
			job.Name = rel
		}
		jobs = append(jobs, job)
	}
	slices.SortStableFunc(jobs, func(a, b Job) int { return cmp.Compare(a.Name, b.Name) })
	return jobs, nil
}

// markable is the job of one essay, or of the essay of one annotation file.
func markable(path string) Job {
	if isAnnotations(path) {
		return pairAnnotations(path)
	}
	if place, there := NewPlace(path); len(there) == 0 {
		return Job{Essay: path, Annotations: place, Name: filepath.Base(path)}
	}
	return pairEssay(path)
}

// MarkablePlaces are the files and folders that the jobs which Markable gives for
// a path depend on: where something comes to one of them, goes from it or is
// changed, there may be others.
func MarkablePlaces(path string, jobs []Job) []string {
	out := append([]string{path}, twins(path, "essays", "annotations")...)
	for _, job := range jobs {
		out = append(out, job.Essay, job.Annotations)
		if job.Essay != "" {
			out = append(out, annotationPlaces(job.Essay)...)
		} else {
			out = append(out, essayPlaces(job.Annotations)...)
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(p string) bool { return p == "" })
}

package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gloss/internal/format"
	"gloss/internal/source"
)

// annotationExtensions are the endings of annotation files.
func annotationExtensions() []string { return []string{".yaml", ".yml"} }

// isAnnotations reports whether the path is named like an annotation file. A
// rubric or a comment bank never is.
func isAnnotations(path string) bool {
	_, ok := cutExtension(path, annotationExtensions())
	return ok && !isRubric(path) && !isBank(path)
}

func isRubric(path string) bool { return isAside(path, ".rubric") }

func isBank(path string) bool { return isAside(path, ".bank") }

func isAside(path, kind string) bool {
	stem, ok := cutExtension(path, annotationExtensions())
	return ok && strings.HasSuffix(stem, kind)
}

func isEssay(path string) bool {
	_, ok := cutExtension(path, format.EssayExtensions())
	return ok
}

// isReport reports whether the path is named like a report written as JSON.
func isReport(path string) bool {
	_, ok := cutExtension(path, []string{".json"})
	return ok
}

// isOurs reports whether gloss wrote the file itself.
func isOurs(path string) bool {
	w, ok := format.WriterFor(path)
	if !ok {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // opened for reading
	return w.Wrote(f)
}

// cutExtension takes the extension off a path, if it is one of those given.
func cutExtension(path string, extensions []string) (string, bool) {
	for _, e := range extensions {
		n := len(path) - len(e)
		if n > 0 && strings.EqualFold(path[n:], e) && path[n-1] != filepath.Separator {
			return path[:n], true
		}
	}
	return path, false
}

// annotationPlaces are the places where an essay's annotations are looked for:
// beside it and in ../annotations, subfolders mirrored.
func annotationPlaces(essay string) []string {
	return places(essay, format.EssayExtensions(), annotationExtensions(), "essays", "annotations")
}

// NewPlace is where a new annotation file for the essay belongs: in the folder
// annotations beside essays, where the essay lies in such a folder, or else in
// ../annotations if it is there, or else beside the essay. there are the files
// that are already at a place where the essay's annotations are looked for.
func NewPlace(essay string) (path string, there []string) {
	stem, _ := cutExtension(essay, format.EssayExtensions())
	dir, name := filepath.Split(stem)
	dir = filepath.Clean(dir)
	into := dir
	if beside := filepath.Join(dir, "..", "annotations"); isDir(beside) {
		into = beside
	}
	if mirrors := twins(dir, "essays", "annotations"); len(mirrors) > 0 {
		into = mirrors[0]
	}
	return filepath.Join(into, name+annotationExtensions()[0]), existing(annotationPlaces(essay))
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// essayPlaces are the places where the essay of an annotation file is looked
// for: beside it and in ../essays, subfolders mirrored.
func essayPlaces(annotations string) []string {
	return places(annotations, annotationExtensions(), format.EssayExtensions(), "annotations", "essays")
}

// places are the paths with the name of the given file and the wanted
// extensions, in its own folder and in the folders that are twins of it.
func places(path string, have, want []string, from, to string) []string {
	stem, _ := cutExtension(path, have)
	dir, name := filepath.Split(stem)
	dir = filepath.Clean(dir)
	dirs := append([]string{dir, filepath.Join(dir, "..", to)}, twins(dir, from, to)...)
	var out []string
	seen := map[string]bool{}
	for _, d := range dirs {
		// One folder has several names: from within, ../essays is essays itself.
		abs := absolute(d)
		if seen[abs] {
			continue
		}
		seen[abs] = true
		for _, e := range want {
			out = append(out, filepath.Join(d, name+e))
		}
	}
	return out
}

// absolute is the path from the root, or as it was where that is not known.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil && path != "" {
		return abs
	}
	return path
}

// twins are the folders that mirror dir where one of the folders above it, or
// dir itself, is called from and its twin beside it is called to.
func twins(dir, from, to string) []string {
	var out []string
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	// up leads from dir to its ancestor, down from the ancestor back to dir.
	up, down := ".", "."
	for at := abs; ; at = filepath.Dir(at) {
		if filepath.Base(at) == from {
			out = append(out, filepath.Join(dir, up, "..", to, down))
		}
		if filepath.Dir(at) == at {
			return out
		}
		up, down = filepath.Join(up, ".."), filepath.Join(filepath.Base(at), down)
	}
}

// existing are the paths at which there is a file, each file once.
func existing(paths []string) []string {
	var out []string
	for _, p := range paths {
		known := func(other string) bool { return sameFile(p, other) }
		if info, err := os.Stat(p); err == nil && !info.IsDir() && !slices.ContainsFunc(out, known) {
			out = append(out, p)
		}
	}
	return out
}

// anyExtension says a list of places in short, the extensions as one.
func anyExtension(paths []string) string {
	var out []string
	for _, p := range paths {
		stem, _ := cutExtension(p, format.EssayExtensions())
		if stem += ".*"; !slices.Contains(out, stem) {
			out = append(out, stem)
		}
	}
	return strings.Join(out, ", ")
}

// Portable is a path as a file that is handed on may say it. What tells of the
// machine and its owner stays out: an absolute path becomes relative to the working
// folder or, where it leads elsewhere, the bare name.
func Portable(path string) string {
	switch {
	case path == source.Stdin:
		return "<stdin>"
	case !filepath.IsAbs(path):
		return path
	}
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return filepath.Base(path)
}

// Relative is a path as a file would write it: relative to its own folder, or
// absolute where it lies on another disk.
func Relative(file, path string) string {
	dir, err := filepath.Abs(filepath.Dir(file)) // ../annotations alone does not say how to come back
	if err != nil {
		return filepath.ToSlash(path)
	}
	target, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	if rel, err := filepath.Rel(dir, target); err == nil {
		target = rel
	}
	return filepath.ToSlash(target)
}

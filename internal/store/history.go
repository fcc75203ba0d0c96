package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gloss/internal/atomicfile"
	"gloss/internal/source"
)

// Keep is how many previous versions of a file are kept.
const Keep = 20

// Version is a previous version of a file.
type Version struct {
	// Number grows from version to version.
	Number int
	// Time is when the version was written, as the file's own time said.
	Time time.Time
	// State is what the file was.
	State *File

	name string
}

// Versions are the versions of a file that are kept, the newest first. A file
// without any has none; that is no error.
func Versions(path string) ([]Version, error) { return standard().versions(path) }

func (k keeper) versions(path string) ([]Version, error) {
	place, err := resolve(path)
	if err != nil {
		return nil, err
	}
	kept, err := k.kept(place)
	if err != nil {
		return nil, err
	}
	var out []Version
	for _, v := range slices.Backward(kept) {
		data, err := k.disk.slurp(filepath.Join(aside(place), v.name))
		if err != nil || !strings.HasPrefix(Digest(data), "sha256:"+v.digest) {
			continue // a disk has gone bad, or somebody has been at it
		}
		f := &File{Path: path, place: place, mode: 0o600, Exists: true, Data: data, Digest: Digest(data)}
		text, err := source.Input{Name: path, Data: data}.Decode("")
		if err != nil {
			continue
		}
		f.load(text)
		out = append(out, Version{Number: v.number, Time: v.time, State: f, name: v.name})
	}
	return out, nil
}

// kept is one file of the hidden folder.
type kept struct {
	name   string
	number int
	digest string // the beginning of it
	time   time.Time
}

// kept are the previous versions of a file, the oldest first.
func (k keeper) kept(place string) ([]kept, error) {
	entries, err := k.disk.list(aside(place))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	form := regexp.MustCompile(`^([0-9]{6,18})-([0-9a-f]{16})$`)
	var out []kept
	for _, e := range entries {
		m := form.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		v := kept{name: e.Name(), digest: m[2]}
		v.number, _ = strconv.Atoi(m[1]) // digits only
		if info, err := e.Info(); err == nil {
			v.time = info.ModTime()
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b kept) int { return cmp.Compare(a.number, b.number) })
	return out, nil
}

// keep keeps a state of the file before another takes its place, and lets go of
// the oldest. It is called under the lock.
func (k keeper) keep(f *File) error {
	if !f.Exists {
		return nil
	}
	all, err := k.kept(f.place)
	if err != nil {
		return atomicfile.Explain(f.Path, err)
	}
	number, digest := 1, strings.TrimPrefix(f.Digest, "sha256:")[:16]
	if n := len(all); n > 0 {
		if all[n-1].digest == digest {
			return nil
		}
		number = all[n-1].number + 1
	}
	// Under its name there is never half of a version.
	dir := aside(f.place)
	passing, name := filepath.Join(dir, "new"), filepath.Join(dir, fmt.Sprintf("%06d-%s", number, digest))
	err = k.disk.create(passing, f.Data)
	if err == nil {
		err = k.disk.setTime(passing, f.time)
	}
	if err == nil {
		err = k.disk.rename(passing, name)
	}
	if err != nil {
		return atomicfile.Explain(f.Path, err)
	}
	for i := 0; i <= len(all)-Keep; i++ {
		k.disk.remove(filepath.Join(dir, all[i].name)) //nolint:errcheck // one more is kept
	}
	return nil
}

package store

import (
	"context"
	"errors"
	"fmt"

	"gloss/internal/atomicfile"
	"gloss/internal/source"
)

// Restore puts a previous version of a file back, by its number; the number 0
// stands for the newest that has no faults and is not what the file is now. It
// returns the version that the file now is. What was there before is kept,
// whatever is wrong with it; so another Restore takes the first one back.
func Restore(ctx context.Context, path string, number int) (Version, error) {
	return standard().restore(ctx, path, number)
}

func (k keeper) restore(ctx context.Context, path string, number int) (Version, error) {
	place, err := resolve(path)
	if err != nil {
		return Version{}, &source.Error{Name: path, Reason: "cannot be found: " + err.Error(), Err: err}
	}
	if all, err := k.kept(place); err != nil || len(all) == 0 {
		return Version{}, errors.Join(noVersion(path, number, nil), err)
	}
	unlock, err := k.lock(ctx, &File{Path: path, place: place})
	if err != nil {
		return Version{}, err
	}
	defer unlock() //nolint:errcheck // the lock ends with the process at the latest
	for range tries {
		v, err := k.restoreLocked(path, place, number)
		if !errors.Is(err, errMoved) {
			return v, err
		}
	}
	return Version{}, &Error{Path: path, Reason: "is being written by another program", Help: "try again when it has finished", Err: ErrBusy}
}

func (k keeper) restoreLocked(path, place string, number int) (Version, error) {
	current, err := k.raw(path, place)
	if err != nil {
		return Version{}, err
	}
	if current.isReadOnly() {
		return Version{}, current.refusal()
	}
	all, err := k.versions(path)
	if err != nil {
		return Version{}, err
	}
	v, ok := choose(all, current, number)
	switch {
	case !ok:
		return Version{}, noVersion(path, number, all)
	case v.State.same(current):
		return v, nil
	}
	return v, k.replace(current, v.State)
}

func choose(all []Version, current *File, number int) (Version, bool) {
	for _, v := range all {
		switch {
		case number == 0 && !v.State.same(current) && v.State.Refusal == nil, v.Number == number:
			return v, true
		}
	}
	return Version{}, false
}

// noVersion says that a version is not among those that are kept.
func noVersion(path string, number int, all []Version) error {
	e := &Error{Path: path, Reason: "no previous version of it is kept", Err: ErrNoVersion}
	switch {
	case len(all) > 0 && number == 0:
		e.Reason = "no version without faults is kept but what it is now"
	case len(all) > 0:
		e.Reason = fmt.Sprintf("version %d of it is not kept", number)
	}
	if len(all) > 0 {
		e.Help = "gloss restore " + path + " --list shows the versions that there are"
	}
	return e
}

// raw is the file as it is, even where it is too large or not text at all.
func (k keeper) raw(path, place string) (*File, error) {
	f, err := k.open(path)
	if err == nil {
		return f, nil
	}
	data, err := k.disk.slurp(place)
	if err != nil {
		return nil, atomicfile.Explain(path, err)
	}
	return &File{Path: path, place: place, mode: 0o600, Exists: true, Data: data, Digest: Digest(data)}, nil
}

// LastGood is the version that Restore puts back where no number is given; false
// where there is none.
func LastGood(path string) (Version, bool) {
	k := standard()
	f, err := k.open(path)
	if err != nil {
		f = &File{Path: path}
	}
	return k.lastGood(f)
}

func (k keeper) lastGood(f *File) (Version, bool) {
	all, err := k.versions(f.Path)
	if err != nil {
		return Version{}, false
	}
	return choose(all, f, 0)
}

// withLastGood is why a file may not be changed, with the way back where there is
// one.
func (k keeper) withLastGood(f *File) *Error {
	if f.Refusal == nil || len(f.Refusal.Findings) == 0 { // it is not the contents
		return f.Refusal
	}
	v, ok := k.lastGood(f)
	if !ok {
		return f.Refusal
	}
	e := *f.Refusal
	e.Help = lines(e.Help, fmt.Sprintf("gloss restore %s puts back the last version without faults, number %d", f.Path, v.Number))
	return &e
}

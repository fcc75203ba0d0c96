package store

import (
	"context"
	"errors"
	"fmt"

	"gloss/internal/atomicfile"
	"gloss/internal/source"
)

// Restore puts a previous version of a file back, by its number; the number 0
// stands for the newest that has no faults and is not what the file is now. What
// is there now is kept, whatever is wrong with it; so another Restore takes the
// first one back.
func Restore(ctx context.Context, path string, number int) (*Commit, error) {
	return standard().restore(ctx, path, number)
}

func (k keeper) restore(ctx context.Context, path string, number int) (*Commit, error) {
	place, err := resolve(path)
	if err != nil {
		return nil, &source.Error{Name: path, Reason: "cannot be found: " + err.Error(), Err: err}
	}
	if all, err := k.kept(place); err != nil || len(all) == 0 {
		return nil, errors.Join(noVersion(path, number), err)
	}
	unlock, err := k.lock(ctx, &File{Path: path, place: place})
	if err != nil {
		return nil, err
	}
	defer unlock() //nolint:errcheck // the lock ends with the process at the latest
	current, err := k.raw(path, place)
	if err != nil {
		return nil, err
	}
	if current.Exists && current.mode&0o222 == 0 {
		return nil, current.refusal()
	}
	all, err := k.versions(path)
	if err != nil {
		return nil, err
	}
	v, ok := choose(all, current, number)
	if !ok {
		return nil, noVersion(path, number)
	}
	if v.State.same(current) {
		return &Commit{File: current}, nil
	}
	if err := k.replace(current, v.State); err != nil {
		return nil, err
	}
	return &Commit{File: v.State, Undo: reversal(current, v.State)}, nil
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

func noVersion(path string, number int) error {
	e := &Error{Path: path, Reason: "no previous version of it is kept", Err: ErrNoVersion}
	if number != 0 {
		e.Reason, e.Help = fmt.Sprintf("version %d of it is not kept", number), "gloss restore "+path+" --list shows those that are"
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

// withLastGood is why a file may not be changed, with the way back where there is
// one.
func (k keeper) withLastGood(f *File) *Error {
	all, err := k.versions(f.Path)
	if err != nil || f.Exists && f.mode&0o222 == 0 {
		return f.Refusal
	}
	v, ok := choose(all, f, 0)
	if !ok {
		return f.Refusal
	}
	e := *f.Refusal
	e.Help = lines(e.Help, fmt.Sprintf("gloss restore %s puts back the last version without faults, number %d", f.Path, v.Number))
	return &e
}

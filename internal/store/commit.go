package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"gloss/internal/atomicfile"
)

// Commit is a change that was made.
type Commit struct {
	// File is the state after the change.
	File *File
	// Added are the ids of the annotations that were added, in the order of the Ops.
	Added []string
	// Merged is set where somebody else had added something in the meantime, which
	// was kept.
	Merged bool
	// Undo takes the change back; see Reverse.
	Undo Reversal
}

// Apply makes a change to the state f of a file. Where the file is no longer in
// that state, and not both changes only add something, the error is a
// *ChangedError.
func (f *File) Apply(ctx context.Context, ops ...Op) (*Commit, error) {
	if f.Refusal != nil {
		return nil, f.Refusal
	}
	return standard().commit(ctx, f, ops)
}

// Update makes a change to a file in whatever state it is.
func Update(ctx context.Context, path string, ops ...Op) (*Commit, error) {
	return standard().update(ctx, path, ops)
}

func (k keeper) update(ctx context.Context, path string, ops []Op) (*Commit, error) {
	for {
		f, err := k.open(path)
		if err != nil {
			return nil, err
		}
		if f.Refusal != nil {
			return nil, f.Refusal
		}
		c, err := k.commit(ctx, f, ops)
		if changed := new(ChangedError); errors.As(err, &changed) && !changed.Current.same(f) && ctx.Err() == nil {
			continue // another was first
		}
		return c, err
	}
}

// Preview is the state that a change would lead to. Nothing is written, and so a
// file that is read-only has one too.
func (f *File) Preview(ops ...Op) (*File, error) {
	if f.Refusal != nil {
		if why := f.faults(); why != nil || !f.isReadOnly() {
			return nil, cmp.Or(why, f.Refusal)
		}
	}
	d, err := f.change(ops)
	if err != nil {
		return nil, err
	}
	return d.file, nil
}

func (f *File) change(ops []Op) (*draft, error) {
	d, err := newDraft(f)
	if err != nil {
		return nil, err
	}
	for _, o := range ops {
		if err := o.apply(d); err != nil {
			return nil, err
		}
	}
	return d, d.settle()
}

// tries is how often a change is made anew after another program has written the
// file just before the renaming.
const tries = 3

// errMoved says that the file was written by a program that does not wait.
var errMoved = errors.New("the file has changed in this moment")

func (k keeper) commit(ctx context.Context, base *File, ops []Op) (*Commit, error) {
	unlock, err := k.lock(ctx, base)
	if err != nil {
		return nil, err
	}
	defer unlock() //nolint:errcheck // the lock ends with the process at the latest
	for range tries {
		c, err := k.commitLocked(base, ops)
		if !errors.Is(err, errMoved) {
			return c, err
		}
	}
	current, err := k.open(base.Path)
	if err != nil {
		return nil, err
	}
	return nil, &ChangedError{Path: base.Path, Current: current}
}

// commitLocked makes a change under the lock.
func (k keeper) commitLocked(base *File, ops []Op) (*Commit, error) {
	current, err := k.reopen(base)
	switch {
	case err != nil:
		return nil, err
	case current.Refusal != nil:
		return nil, current.Refusal
	case !current.same(base) && !mergeable(base, current, ops):
		return nil, &ChangedError{Path: base.Path, Current: current}
	}
	d, err := current.change(ops)
	if changed := new(ChangedError); errors.As(err, &changed) {
		return nil, &ChangedError{Path: base.Path, Current: current}
	}
	if err != nil {
		return nil, err
	}
	next := d.file
	if next.same(current) {
		return &Commit{File: current, Merged: !current.same(base)}, nil
	}
	if err := k.replace(current, next); err != nil {
		return nil, err
	}
	return &Commit{File: next, Added: d.added, Merged: !current.same(base), Undo: reversal(current, next)}, nil
}

// replace puts one state into the place of another, which is kept.
func (k keeper) replace(current, next *File) error {
	if err := k.keep(current); err != nil {
		return err
	}
	if !next.Exists {
		if err := k.unmoved(current); err != nil {
			return err
		}
		if err := k.disk.remove(current.place); err != nil {
			return atomicfile.Explain(current.Path, err)
		}
		return nil
	}
	err := k.disk.replace(current.place, next.Data, func(temp string) error {
		written, err := k.disk.slurp(temp)
		if err != nil {
			return err
		}
		if !bytes.Equal(written, next.Data) {
			return errors.New("what was written does not read back")
		}
		return k.unmoved(current)
	})
	if errors.Is(err, errMoved) {
		return errMoved
	}
	if err != nil {
		return renamed(err, current.Path)
	}
	k.sweep(filepath.Dir(current.place), next)
	return nil
}

// renamed is an error that names the file as the caller did.
func renamed(err error, path string) error {
	if e := new(atomicfile.Error); errors.As(err, &e) {
		again := *e
		again.Path = path
		return &again
	}
	return err
}

// unmoved reports errMoved where the file is no longer in a state.
func (k keeper) unmoved(f *File) error {
	data, err := k.disk.slurp(f.place)
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case err != nil && !missing:
		return err
	case missing == f.Exists || f.Exists && Digest(data) != f.Digest:
		return errMoved
	}
	return nil
}

// sweep takes away half-written files that killed programs left behind. It does
// no harm where that fails.
func (k keeper) sweep(dir string, written *File) {
	entries, err := k.disk.list(dir)
	if err != nil {
		return
	}
	var now time.Time // as the disk has it
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.Name() == filepath.Base(written.place) {
			now = info.ModTime()
		}
	}
	for _, name := range atomicfile.Strays(entries, now) {
		k.disk.remove(filepath.Join(dir, name)) //nolint:errcheck // see above
	}
}

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gloss/internal/atomicfile"
	"gloss/internal/source"
)

// faulty is the real disk, but for the n-th call, which fails with err after it
// has done half of its work, if it can be done by halves.
type faulty struct {
	real
	n     int
	err   error
	calls *[]string
}

func (d faulty) fails(call string) bool {
	*d.calls = append(*d.calls, call)
	return len(*d.calls) == d.n
}

func (d faulty) read(path string) (source.Input, fs.FileInfo, error) {
	if d.fails("read") {
		return source.Input{}, nil, &source.Error{Name: path, Reason: d.err.Error(), Err: d.err}
	}
	return d.real.read(path)
}

func (d faulty) lock(ctx context.Context, path string, perm fs.FileMode) (func() error, error) {
	if d.fails("lock") {
		return nil, d.err
	}
	return d.real.lock(ctx, path, perm)
}

func (d faulty) mkdir(path string, perm fs.FileMode) error {
	if d.fails("mkdir") {
		return d.err
	}
	return d.real.mkdir(path, perm)
}

func (d faulty) create(path string, data []byte) error {
	if d.fails("create") {
		return errors.Join(d.real.create(path, data[:len(data)/2]), d.err)
	}
	return d.real.create(path, data)
}

func (d faulty) rename(from, to string) error {
	if d.fails("rename") {
		return d.err
	}
	return d.real.rename(from, to)
}

func (d faulty) setTime(path string, t time.Time) error {
	if d.fails("set time") {
		return d.err
	}
	return d.real.setTime(path, t)
}

func (d faulty) replace(path string, data []byte, ready func(string) error) error {
	if d.fails("replace") {
		return atomicfile.Explain(path, d.err)
	}
	return d.real.replace(path, data, ready)
}

func (d faulty) list(dir string) ([]fs.DirEntry, error) {
	if d.fails("list") {
		return nil, d.err
	}
	return d.real.list(dir)
}

func (d faulty) slurp(path string) ([]byte, error) {
	if d.fails("slurp") {
		return nil, d.err
	}
	return d.real.slurp(path)
}

func (d faulty) remove(path string) error {
	if d.fails("remove") {
		return d.err
	}
	return d.real.remove(path)
}

// Row D2: whichever call fails, the file has its old bytes, or its new ones where
// the change was acknowledged; the lock is free, and the next change is made.
func TestEveryCallFailsInTurn(t *testing.T) {
	t.Parallel()
	work := map[string]func(keeper, string) error{
		"add": func(k keeper, path string) error {
			_, err := k.update(context.Background(), path, []Op{Add(text("quote", "mine"), text("comment", strings.Repeat("long ", 100)))})
			return err
		},
		"restore": func(k keeper, path string) error {
			_, err := k.restore(context.Background(), path, 1)
			return err
		},
	}
	for name, do := range work {
		for n := 1; ; n++ {
			f := put(t, two)
			keepVersion(t, f, "student: Ann\n"+two)
			var calls []string
			err := do(keeper{disk: faulty{n: n, err: syscall.ENOSPC, calls: &calls}, wait: patience}, f.Path)
			now, readErr := os.ReadFile(f.Path)
			switch {
			case readErr != nil:
				t.Fatal(readErr)
			case err != nil && string(now) != two:
				t.Errorf("%s: call %d (%s) failed, and the file became %q", name, n, calls[n-1], now)
			case err == nil && string(now) == two:
				t.Errorf("%s: call %d (%s) failed, and the change was acknowledged", name, n, calls[min(n, len(calls))-1])
			}
			if _, err := Update(t.Context(), f.Path, Add(text("quote", "next"))); err != nil {
				t.Errorf("%s: after call %d failed: %v", name, n, err)
			}
			if n > len(calls) {
				if err != nil {
					t.Errorf("%s without a failure: %v", name, err)
				}
				if i := slices.Index(calls, "replace"); i < slices.Index(calls, "create") || slices.Index(calls, "lock") < 0 {
					t.Errorf("%s: the calls are %v", name, calls)
				}
				break
			}
		}
	}
}

// keepVersion puts a version into the history of a file.
func keepVersion(t *testing.T, f *File, content string) {
	t.Helper()
	dir := aside(f.place)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	name := "000001-" + strings.TrimPrefix(Digest([]byte(content)), "sha256:")[:16]
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What fails is told with the file's name as it was given, and in plain words.
func TestFailuresAreTold(t *testing.T) {
	f := put(t, two)
	link := filepath.Join(filepath.Dir(f.Path), "link.yaml")
	if err := os.Symlink("marks.yaml", link); err != nil {
		t.Skip(err)
	}
	for _, call := range []string{"mkdir", "create", "replace"} {
		var calls []string
		err := error(nil)
		for n := 1; n < 30; n++ {
			calls = nil
			k := keeper{disk: faulty{n: n, err: syscall.ENOSPC, calls: &calls}, wait: patience}
			if _, err = k.update(t.Context(), link, []Op{Add(text("quote", "x"))}); err != nil && calls[n-1] == call {
				break
			}
		}
		var e *atomicfile.Error
		if !errors.As(err, &e) || e.Error() != link+": the disk is full" || e.Help == "" {
			t.Errorf("%s: %v", call, err)
		}
	}
}

// Somebody who does not wait for the lock writes the file between our reading and
// the renaming: what they wrote is what is changed.
type meddler struct {
	real
	meddle func()
}

func (d meddler) replace(path string, data []byte, ready func(string) error) error {
	d.meddle()
	return d.real.replace(path, data, ready)
}

func TestEditorsAreNotOverwritten(t *testing.T) {
	f := put(t, two)
	times := 0
	k := keeper{wait: patience, disk: meddler{meddle: func() {
		if times++; times == 1 {
			os.WriteFile(f.Path, []byte(two+"  - comment: from the editor\n"), 0o644)
		}
	}}}
	c, err := k.commit(t.Context(), f, []Op{Add(text("quote", "mine"))})
	if err != nil || !c.Merged || len(c.File.Set.Annotations) != 4 {
		t.Errorf("%v, %+v", err, c)
	}
	// What both changed is refused.
	times = 0
	_, err = k.commit(t.Context(), f, []Op{Remove(f.Set.Annotations[0].ID.Value)})
	if changed := new(ChangedError); !errors.As(err, &changed) || !strings.Contains(string(changed.Current.Data), "from the editor") {
		t.Errorf("error %v", err)
	}
	// And somebody who never stops.
	k.disk = meddler{meddle: func() {
		times++
		os.WriteFile(f.Path, []byte(two+strings.Repeat("  - comment: again\n", times)), 0o644)
	}}
	if _, err = k.commit(t.Context(), open(t, f.Path), []Op{Add(text("quote", "mine"))}); err == nil {
		t.Error("an endless editor was overwritten")
	}
	wantFile(t, f.Path, two+strings.Repeat("  - comment: again\n", times))
}

// Row D4: who waits in vain is told for whom; the lock of a dead process is free.
func TestWaitingInVain(t *testing.T) {
	f := put(t, two)
	k := standard()
	unlock, err := k.lock(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	k.wait = 20 * time.Millisecond
	_, err = k.update(t.Context(), f.Path, []Op{Add(text("quote", "x"))})
	if !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), fmt.Sprintf("another gloss (process %d) has been", os.Getpid())) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = standard().update(ctx, f.Path, []Op{Add(text("quote", "x"))}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	wantFile(t, f.Path, two)
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	if _, err = k.update(t.Context(), f.Path, []Op{Add(text("quote", "x"))}); err != nil {
		t.Error(err)
	}
}

// A disk that cannot lock is no place for a file that two may write.
type lockless struct{ real }

func (lockless) lock(context.Context, string, fs.FileMode) (func() error, error) {
	return nil, syscall.ENOLCK
}

func TestNoLocks(t *testing.T) {
	f := put(t, two)
	_, err := keeper{disk: lockless{}, wait: patience}.commit(t.Context(), f, []Op{Add(text("quote", "x"))})
	if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "cannot lock files") {
		t.Errorf("error %v", err)
	}
	wantFile(t, f.Path, two)
}

// full is a disk that has room for everything but the annotation file.
type full struct{ real }

func (full) replace(path string, _ []byte, _ func(string) error) error {
	return atomicfile.Explain(path, syscall.ENOSPC)
}

// However often a save fails, the versions that are kept do not give way to copies
// of what the file is.
func TestFailuresLetNoVersionGo(t *testing.T) {
	f := put(t, two)
	first := "student: Ann\n" + two
	keepVersion(t, f, first)
	for range Keep + 5 {
		if _, err := (keeper{disk: full{}, wait: patience}).update(t.Context(), f.Path, []Op{Add(text("quote", "x"))}); !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("error %v", err)
		}
	}
	versions, err := Versions(f.Path)
	if err != nil || len(versions) != 2 || string(versions[1].State.Data) != first {
		t.Errorf("%d versions, %v", len(versions), err)
	}
}

// lateEditor writes the file while its previous version is being kept.
type lateEditor struct {
	real
	path, text string
}

func (d lateEditor) rename(from, to string) error {
	return errors.Join(d.real.rename(from, to), os.WriteFile(d.path, []byte(d.text), 0o644))
}

// A file whose making is taken back goes only where nobody has written into it.
func TestTakenBackIsNotWhatAnEditorWrote(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marks.yaml")
	c, err := Update(t.Context(), path, Add(text("quote", "mine")))
	if err != nil {
		t.Fatal(err)
	}
	theirs := "annotations:\n  - comment: from the editor\n"
	k := keeper{wait: patience, disk: lateEditor{path: path, text: theirs}}
	_, err = k.commit(t.Context(), c.File, []Op{Reverse(c.Undo)})
	if changed := new(ChangedError); !errors.As(err, &changed) {
		t.Errorf("error %v", err)
	}
	wantFile(t, path, theirs)
	if _, err = standard().commit(t.Context(), open(t, path), []Op{Reverse(c.Undo)}); err == nil {
		t.Error("another file than the one that was made is gone")
	}
}

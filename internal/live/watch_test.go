package live

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// deadline is how long a test waits for what must come. A test that passes does
// not wait that long.
const deadline = 20 * time.Second

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// rename puts a file in the place of another, as editors do when they save.
func rename(t *testing.T, path, text string) {
	t.Helper()
	put(t, path+".new", text)
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// start runs a watcher over the paths and returns what tells of changes.
func start(t *testing.T, w *watcher) <-chan struct{} {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	changes, done := make(chan struct{}, 100), make(chan struct{})
	go func() {
		defer close(done)
		w.run(ctx, func() { changes <- struct{}{} })
	}()
	t.Cleanup(func() { cancel(); <-done; w.close() })
	return changes
}

func watchFiles(t *testing.T, paths ...string) (*watcher, <-chan struct{}) {
	t.Helper()
	w, err := newWatcher(paths)
	if err != nil {
		t.Fatal(err)
	}
	return w, start(t, w)
}

func wantChange(t *testing.T, changes <-chan struct{}, after string) {
	t.Helper()
	select {
	case <-changes:
	case <-time.After(deadline):
		t.Fatalf("no change was noticed after: %s", after)
	}
}

func TestWatchSurvivesWhatEditorsDo(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "essay.txt")
	put(t, path, "one")
	w, changes := watchFiles(t, path)
	if w.events == nil {
		t.Log("no events here: the files are polled")
	}
	put(t, path, "two")
	wantChange(t, changes, "a save in place")
	rename(t, path, "three")
	wantChange(t, changes, "a save by renaming")
	rename(t, path, "four")
	wantChange(t, changes, "a second save by renaming")
	remove(t, path)
	put(t, path, "five")
	wantChange(t, changes, "a deletion and a new file")
}

// A change is looked for at once when the system tells of it: long before the
// files are looked at anyway.
func TestWatchListens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "essay.txt")
	put(t, path, "one")
	w, err := newWatcher([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if w.events == nil {
		t.Skip("no events here")
	}
	w.poll = time.Hour
	changes := start(t, w)
	for _, text := range []string{"two", "three", "four"} {
		rename(t, path, text)
		wantChange(t, changes, "a save by renaming")
	}
}

func TestWatchFollowsALink(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	target, link := filepath.Join(elsewhere, "essay.txt"), filepath.Join(dir, "essay.txt")
	put(t, target, "one")
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	w, err := newWatcher([]string{link})
	if err != nil {
		t.Fatal(err)
	}
	if w.events != nil {
		w.poll = time.Hour
	}
	changes := start(t, w)
	rename(t, target, "two")
	wantChange(t, changes, "a save of the link's target")
}

func TestWatchPollsWhereThereAreNoEvents(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "later", "essay.txt")
	w, err := newWatcher([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if w.events != nil || w.poll != fast {
		t.Fatalf("listens to a folder that is not there, polling every %v", w.poll)
	}
	w.poll = time.Millisecond
	changes := start(t, w)
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, path, "one")
	wantChange(t, changes, "a folder and a file")
	put(t, path, "two!")
	wantChange(t, changes, "a save in place")
	rename(t, path, "three")
	wantChange(t, changes, "a save by renaming")
}

func TestWatch(t *testing.T) {
	path := filepath.Join(t.TempDir(), "essay.txt")
	put(t, path, "one")
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	changes, done := make(chan struct{}, 100), make(chan error, 1)
	go func() { done <- Watch(ctx, []string{path}, func() { changes <- struct{}{} }) }()
	// When it begins to watch is not told: the file changes until it has seen it.
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	text := "one"
	for seen := false; !seen; {
		select {
		case <-again.C:
			text += "."
			rename(t, path, text)
		case <-changes:
			seen = true
		case <-ctx.Done():
			t.Fatal("no change was noticed")
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("error %v when it was to stop", err)
	}
}

func TestLookAndGlance(t *testing.T) {
	path := filepath.Join(t.TempDir(), "essay.txt")
	later := time.Now()
	touch := func() {
		later = later.Add(time.Minute)
		if err := os.Chtimes(path, later, later); err != nil {
			t.Fatal(err)
		}
	}
	f := &watched{path: path}
	for _, step := range []struct {
		story string
		do    func()
		look  func() bool
		want  bool
	}{
		{"missing", func() {}, f.look, false},
		{"new", func() { put(t, path, "one") }, f.look, true},
		{"the same", func() {}, f.look, false},
		{"the same, glanced at", func() {}, f.glance, false},
		{"other bytes of the same length and time", func() {
			put(t, path, "two")
			if err := os.Chtimes(path, f.info.ModTime(), f.info.ModTime()); err != nil {
				t.Fatal(err)
			}
		}, f.look, true},
		{"touched", touch, f.glance, false},
		{"longer", func() { put(t, path, "three") }, f.glance, true},
		{"replaced by the same", func() { rename(t, path, "three") }, f.glance, false},
		{"replaced by another of the same length and time", func() {
			rename(t, path, "seven")
			if err := os.Chtimes(path, f.info.ModTime(), f.info.ModTime()); err != nil {
				t.Fatal(err)
			}
		}, f.glance, true},
		{"gone", func() { remove(t, path) }, f.glance, false},
		{"gone, looked at", func() {}, f.look, false},
		{"back with the same", func() { put(t, path, "seven") }, f.glance, false},
		{"gone again", func() { remove(t, path) }, f.look, false},
		{"back with another", func() { put(t, path, "four") }, f.glance, true},
		{"a folder", func() {
			remove(t, path)
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}, f.look, false},
	} {
		step.do()
		if got := step.look(); got != step.want {
			t.Errorf("%s: changed is %v, want %v", step.story, got, step.want)
		}
	}
}

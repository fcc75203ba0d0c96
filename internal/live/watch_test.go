package live

import (
	"context"
	"os"
	"path/filepath"
	"slices"
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
func start(t *testing.T, w *watcher, paths ...string) <-chan struct{} {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	changes, done := make(chan struct{}, 100), make(chan struct{})
	go func() {
		defer close(done)
		w.run(ctx, func() []string { return paths }, func() { changes <- struct{}{} })
	}()
	t.Cleanup(func() { cancel(); <-done; w.close() })
	return changes
}

// listening is a watcher that does not look without an event. Where the system
// gives no events, the test is skipped.
func listening(t *testing.T, paths ...string) *watcher {
	t.Helper()
	w, err := newWatcher(paths)
	if err != nil {
		t.Fatal(err)
	}
	if w.events == nil || w.deaf {
		w.close()
		t.Skip("no events here")
	}
	w.slow = time.Hour
	return w
}

func makeFolder(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
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
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "essay.txt")
	put(t, path, "one")
	w, err := newWatcher([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if w.events == nil {
		t.Log("no events here: the files are polled")
	}
	changes := start(t, w, path)
	put(t, path, "two")
	wantChange(t, changes, "a save in place")
	rename(t, path, "three")
	wantChange(t, changes, "a save by renaming")
	rename(t, path, "four")
	wantChange(t, changes, "a second save by renaming")
	remove(t, path)
	wantChange(t, changes, "a deletion")
	put(t, path, "four")
	wantChange(t, changes, "the file is back")
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	wantChange(t, changes, "it cannot be written")
}

// A change is looked for at once when the system tells of it: long before the
// files are looked at anyway.
func TestWatchListens(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "essay.txt")
	put(t, path, "one")
	changes := start(t, listening(t, path), path)
	for _, text := range []string{"two", "three", "four"} {
		rename(t, path, text)
		wantChange(t, changes, "a save by renaming")
	}
}

func TestWatchFollowsALink(t *testing.T) {
	t.Parallel()
	dir, elsewhere := t.TempDir(), t.TempDir()
	target, link := filepath.Join(elsewhere, "essay.txt"), filepath.Join(dir, "essay.txt")
	put(t, target, "one")
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	changes := start(t, listening(t, link), link)
	rename(t, target, "two")
	wantChange(t, changes, "a save of the link's target")
}

// A file is waited for, and so are the folders that lead to it.
func TestWatchWaitsForFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "one", "two", "essay.txt")
	w := listening(t, path)
	changes := start(t, w, path)
	makeFolder(t, filepath.Dir(path))
	for end := time.Now().Add(deadline); !slices.Contains(w.events.WatchList(), filepath.Dir(path)); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the new folders are not listened to")
		}
	}
	put(t, path, "one")
	wantChange(t, changes, "two folders and a file")
	if err := os.RemoveAll(filepath.Join(dir, "one")); err != nil {
		t.Fatal(err)
	}
	wantChange(t, changes, "its folder is gone")
	makeFolder(t, filepath.Dir(path))
	put(t, path, "two")
	wantChange(t, changes, "its folder is made anew")
	put(t, path, "three")
	wantChange(t, changes, "a change in the new folder")
}

// What comes to a folder or goes from it is a change, however deep it lies, but
// for what is hidden.
func TestWatchFolder(t *testing.T) {
	t.Parallel()
	real := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for name, dir := range map[string]string{"a folder": t.TempDir(), "a link to a folder": link} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			put(t, filepath.Join(dir, "a.txt"), "one")
			changes := start(t, listening(t, dir), dir)
			put(t, filepath.Join(dir, "b.txt"), "one")
			wantChange(t, changes, "a file comes")
			makeFolder(t, filepath.Join(dir, "sub", "deep"))
			wantChange(t, changes, "a folder comes")
			put(t, filepath.Join(dir, "sub", "deep", "c.txt"), "one")
			wantChange(t, changes, "a file comes to the folder that came")
			if err := os.Rename(filepath.Join(dir, "b.txt"), filepath.Join(dir, "d.txt")); err != nil {
				t.Fatal(err)
			}
			wantChange(t, changes, "a file is renamed")
			if err := os.RemoveAll(filepath.Join(dir, "sub")); err != nil {
				t.Fatal(err)
			}
			wantChange(t, changes, "a folder goes")
		})
	}
}

func TestHiddenFilesDoNotCount(t *testing.T) {
	real := t.TempDir()
	f := &watched{path: real}
	f.look()
	makeFolder(t, filepath.Join(real, ".gloss"))
	put(t, filepath.Join(real, ".gloss", "lock"), "")
	put(t, filepath.Join(real, ".a.txt.swp"), "")
	if f.look() {
		t.Error("hidden files count")
	}
	c := concern{}
	c.set(slices.Values([]*watched{f}))
	for name, want := range map[string]bool{"a.txt": true, "new.txt": true, "sub/new.txt": true, ".a.txt.swp": false, ".gloss/lock": false} {
		if got := c.has(filepath.Join(real, filepath.FromSlash(name))); got != want {
			t.Errorf("%s concerns the watcher: %t, want %t", name, got, want)
		}
	}
}

// The paths are asked for again after a change; those that are new are watched
// from then on, and what was written to them before that is not missed.
func TestWatchFollowsThePaths(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, second := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "b.yaml")
	put(t, first, "one")
	put(t, second, "one")
	w := listening(t, first)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	calls, done := make(chan int), make(chan struct{})
	paths, n := []string{first}, 0
	go func() {
		defer close(done)
		w.run(ctx, func() []string { return paths }, func() {
			n++
			if n == 1 {
				paths = []string{second}
			}
			calls <- n
		})
	}()
	defer func() { cancel(); <-done; w.close() }()
	put(t, first, "two")
	for _, after := range []string{"a change", "a new path", "a change of the new path"} {
		if after == "a change of the new path" {
			put(t, second, "two")
		}
		select {
		case <-calls:
		case <-time.After(deadline):
			t.Fatalf("no change was noticed after: %s", after)
		}
	}
	put(t, first, "three")
	put(t, second, "three")
	select {
	case <-calls:
	case <-time.After(deadline):
		t.Fatal("no change was noticed")
	}
	if w.heard.has(first) || !w.heard.has(second) {
		t.Error("the path of before is still listened to")
	}
}

func TestWatchPollsWhereThereAreNoEvents(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "later", "essay.txt")
	w, err := newWatcher(nil)
	if err != nil {
		t.Fatal(err)
	}
	w.close()
	w.events = nil
	if _, err := w.follow([]string{path}); err != nil || w.period() != fast {
		t.Fatalf("without events it polls every %v (%v)", w.period(), err)
	}
	w.fast = time.Millisecond
	changes := start(t, w, path)
	makeFolder(t, filepath.Dir(path))
	put(t, path, "one")
	wantChange(t, changes, "a folder and a file")
	put(t, path, "two!")
	wantChange(t, changes, "a save in place")
	rename(t, path, "three")
	wantChange(t, changes, "a save by renaming")
}

// It is called at once, so that nothing is missed that happened before.
func TestWatch(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "essay.txt")
	put(t, path, "one")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	changes, done := make(chan struct{}, 100), make(chan error, 1)
	go func() {
		done <- Watch(ctx, func() []string { return []string{path} }, func() { changes <- struct{}{} })
	}()
	wantChange(t, changes, "the beginning")
	rename(t, path, "two")
	wantChange(t, changes, "a save by renaming")
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
		{"gone", func() { remove(t, path) }, f.glance, true},
		{"gone, looked at", func() {}, f.look, false},
		{"still gone", func() {}, f.glance, false},
		{"back", func() { put(t, path, "seven") }, f.glance, true},
		{"gone again", func() { remove(t, path) }, f.look, true},
		{"back with another", func() { put(t, path, "four") }, f.glance, true},
		{"a folder", func() {
			remove(t, path)
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}, f.look, true},
		{"the same folder", func() {}, f.glance, false},
	} {
		step.do()
		if got := step.look(); got != step.want {
			t.Errorf("%s: changed is %v, want %v", step.story, got, step.want)
		}
	}
}

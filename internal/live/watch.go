// Package live keeps an open report up to date: it notices when the files that
// the report is made from change, and tells the page that shows it.
//
// Nothing but the word "changed" leaves the program, and it leaves it only to
// pages on the same machine that know the server's secret address.
package live

import (
	"context"
	"maps"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// quiet is how long nothing must have happened before a change counts:
	// editors save in several steps.
	quiet = 150 * time.Millisecond
	// patience is the longest that a change waits for quiet.
	patience = time.Second
	// slow is how often files are looked at beside the system's events, which do
	// not come from network shares.
	slow = 2 * time.Second
	// fast is how often they are looked at where events do not come from all of
	// their folders.
	fast = 500 * time.Millisecond
)

// Watch calls changed as soon as it would notice a change, for those that were
// made before, and from then on whenever one of the paths holds something else than
// when it last looked. What a file holds are its bytes and who may read and write
// it; what a folder holds are the names of all that lies in it and below, but for
// hidden ones. A path where there is nothing is waited for.
//
// The paths are asked for at the start, and again after every call of changed: it
// may find that there are others now. It is called from one goroutine; what
// happens during a call leads to one more call. Watch returns nil when ctx is
// done, and an error where a path of the start cannot be made absolute.
func Watch(ctx context.Context, paths func() []string, changed func()) error {
	w, err := newWatcher(paths())
	if err != nil {
		return err
	}
	defer w.close()
	w.late = true
	w.run(ctx, paths, changed)
	return nil
}

// watcher knows the paths by what they hold. Events and the clock are only
// reasons to look.
type watcher struct {
	paths  map[string]*watched // by absolute path
	heard  concern
	events *fsnotify.Watcher // nil where the system gives none
	deaf   bool              // events do not come from all of the folders
	late   bool              // something changed during the last call, or may have before the first
	// slow and fast are how long to wait for events, and where there are none.
	slow, fast time.Duration
}

func newWatcher(paths []string) (*watcher, error) {
	w := &watcher{slow: slow, fast: fast}
	if events, err := fsnotify.NewWatcher(); err == nil {
		w.events = events
	}
	if _, err := w.follow(paths); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// follow goes on with these paths instead of those before, and reports whether
// one of them has changed meanwhile or is new.
func (w *watcher) follow(paths []string) (bool, error) {
	next := map[string]*watched{}
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			return false, err
		}
		if next[abs] = w.paths[abs]; next[abs] == nil {
			next[abs] = &watched{path: abs}
		}
	}
	w.paths = next
	return w.catchUp(), nil
}

// catchUp listens to all that there is now, and reports whether something has
// changed before it was listened to. That can be folders to listen to.
func (w *watcher) catchUp() bool {
	found := false
	for range 2 {
		w.listen()
		found = w.some((*watched).glance) || found
	}
	return found
}

// listen asks for the events of the folders that the files and, where they are
// links, their targets lie in. A file itself cannot be listened to: an editor
// that saves by renaming puts another in its place.
func (w *watcher) listen() {
	w.heard.set(maps.Values(w.paths))
	w.deaf = true
	if w.events == nil {
		return
	}
	folders := map[string]bool{}
	for _, f := range w.paths {
		for _, dir := range f.folders() {
			folders[dir] = true
		}
	}
	for _, dir := range w.events.WatchList() {
		if !folders[dir] {
			w.events.Remove(dir) //nolint:errcheck // it may be gone by itself
		}
	}
	w.deaf = false
	for dir := range folders {
		if w.events.Add(dir) != nil {
			w.deaf = true
		}
	}
}

func (w *watcher) close() {
	if w.events != nil {
		w.events.Close() //nolint:errcheck // nobody listens any more
	}
}

// run looks whenever there is a reason to, until ctx is done.
func (w *watcher) run(ctx context.Context, paths func() []string, changed func()) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stirred := make(chan struct{}, 1)
	if w.events != nil {
		go w.pump(ctx, stirred)
	}
	tell := func(found bool) {
		if !found && !w.late {
			return
		}
		changed()
		if w.late, _ = w.follow(paths()); w.late {
			stir(stirred)
		}
	}
	tell(false)
	loop(ctx, stirred, w.period, looks{
		closely: func() {
			found := w.some((*watched).look)
			tell(w.catchUp() || found) // a folder that was made anew is another
		},
		briefly: func() { tell(w.some((*watched).glance)) },
	})
}

// period is how long to wait for events.
func (w *watcher) period() time.Duration {
	if w.deaf {
		return w.fast
	}
	return w.slow
}

// some looks at every path and reports whether one has changed.
func (w *watcher) some(look func(*watched) bool) bool {
	found := false
	for _, f := range w.paths {
		found = look(f) || found
	}
	return found
}

// pump passes on that something happened to one of the paths. It never waits, so
// that the system's queue does not run over.
func (w *watcher) pump(ctx context.Context, stirred chan<- struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.events.Events:
			if !ok {
				return
			}
			if !w.heard.has(filepath.Clean(e.Name)) {
				continue
			}
		case _, ok := <-w.events.Errors:
			// Events may have been lost: look.
			if !ok {
				return
			}
		}
		stir(stirred)
	}
}

// stir says that something happened, to those who have not heard it yet.
func stir(stirred chan<- struct{}) {
	select {
	case stirred <- struct{}{}:
	default:
	}
}

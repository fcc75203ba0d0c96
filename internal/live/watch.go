// Package live keeps an open report up to date: it notices when the files that
// the report is made from change, and tells the page that shows it.
//
// Nothing but the word "changed" leaves the program, and it leaves it only to
// pages on the same machine that know the server's secret address.
package live

import (
	"context"
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
	// fast is how often they are looked at where there are no events at all.
	fast = 500 * time.Millisecond
)

// Watch calls changed whenever one of the files holds something else than when
// Watch was called, or when it last looked. It calls it from one goroutine; what
// happens during a call leads to one more call. A file that is missing is waited
// for. Watch returns nil when ctx is done, and an error where a path cannot be
// made absolute.
func Watch(ctx context.Context, paths []string, changed func()) error {
	w, err := newWatcher(paths)
	if err != nil {
		return err
	}
	defer w.close()
	w.run(ctx, changed)
	return nil
}

// watcher knows the files by what they hold. Events and the clock are only
// reasons to look.
type watcher struct {
	files  []*watched
	events *fsnotify.Watcher // nil where the system gives none
	poll   time.Duration
}

func newWatcher(paths []string) (*watcher, error) {
	w := &watcher{poll: slow}
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		w.files = append(w.files, &watched{path: abs})
	}
	// The events are asked for before the first look, so that none is missed.
	if !w.listen() {
		w.poll = fast
	}
	for _, f := range w.files {
		f.look()
	}
	return w, nil
}

// listen asks for the events of the folders that the files and, where they are
// links, their targets lie in. A file itself cannot be listened to: an editor
// that saves by renaming puts another in its place. It reports whether there
// will be events.
func (w *watcher) listen() bool {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return false
	}
	for dir := range w.folders() {
		if err := events.Add(dir); err != nil {
			events.Close() //nolint:errcheck // nothing was heard yet
			return false
		}
	}
	w.events = events
	return true
}

func (w *watcher) folders() map[string]bool {
	folders := map[string]bool{}
	for _, f := range w.files {
		for _, name := range f.names() {
			folders[filepath.Dir(name)] = true
		}
	}
	return folders
}

func (w *watcher) close() {
	if w.events != nil {
		w.events.Close() //nolint:errcheck // nobody listens any more
	}
}

// run looks whenever there is a reason to, until ctx is done.
func (w *watcher) run(ctx context.Context, changed func()) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stirred := make(chan struct{}, 1)
	if w.events != nil {
		go w.pump(ctx, stirred)
	}
	tell := func(found bool) {
		if found {
			changed()
		}
	}
	loop(ctx, stirred, w.poll, looks{
		closely: func() { tell(w.some((*watched).look)) },
		briefly: func() { tell(w.some((*watched).glance)) },
	})
}

// some looks at every file and reports whether one has changed.
func (w *watcher) some(look func(*watched) bool) bool {
	found := false
	for _, f := range w.files {
		found = look(f) || found
	}
	return found
}

// pump passes on that something happened to one of the files. It never waits, so
// that the system's queue does not run over.
func (w *watcher) pump(ctx context.Context, stirred chan<- struct{}) {
	names := map[string]bool{}
	for _, f := range w.files {
		for _, name := range f.names() {
			names[name] = true
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.events.Events:
			if !ok {
				return
			}
			if !names[filepath.Clean(e.Name)] {
				continue
			}
		case _, ok := <-w.events.Errors:
			// Events may have been lost: look.
			if !ok {
				return
			}
		}
		select {
		case stirred <- struct{}{}:
		default:
		}
	}
}

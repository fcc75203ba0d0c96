package live

import (
	"io"
	"net/http"
	"sync"
	"time"
)

// Streams answers requests with a stream of server-sent events, on which it
// tells the pages that listen that something has changed. All it ever says is
// "changed". The zero value is ready to use.
//
// It does not ask who wants to listen: that is for the handler before it.
type Streams struct {
	mu     sync.Mutex
	open   map[chan struct{}]bool
	stop   chan struct{} // closed by Close
	closed bool
}

// Notify tells every page that listens. It does not wait for them; a page that
// has not heard of the last change yet hears of both at once.
func (s *Streams) Notify() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for changes := range s.open {
		select {
		case changes <- struct{}{}:
		default:
		}
	}
}

// Close ends the streams, and those that are asked for later at once.
func (s *Streams) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil && !s.closed {
		close(s.stop)
	}
	s.closed = true
}

// join adds a stream, unless there are too many or all are ended.
func (s *Streams) join() (changes chan struct{}, stop <-chan struct{}, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.open) >= maxStreams {
		return nil, nil, false
	}
	if s.open == nil {
		s.open, s.stop = map[chan struct{}]bool{}, make(chan struct{})
	}
	changes = make(chan struct{}, 1)
	s.open[changes] = true
	return changes, s.stop, true
}

func (s *Streams) leave(changes chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, changes)
}

// ServeHTTP answers one page until it goes or the streams are closed.
func (s *Streams) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	changes, stop, ok := s.join()
	if !ok {
		http.Error(w, "too many pages are listening", http.StatusServiceUnavailable)
		return
	}
	defer s.leave(changes)
	control := http.NewResponseController(w)
	// Listening takes as long as it takes; only sending has a limit.
	if err := control.SetReadDeadline(time.Time{}); err != nil {
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for message := ""; ; message = "data: changed\n\n" {
		deadline := time.Now().Add(limit) //nolint:forbidigo // it is in no output
		if control.SetWriteDeadline(deadline) != nil {
			return
		}
		if _, err := io.WriteString(w, message); err != nil || control.Flush() != nil {
			return
		}
		select {
		case <-changes:
		case <-stop:
			return
		case <-r.Context().Done():
			return
		}
	}
}

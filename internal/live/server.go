package live

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/net/netutil"
)

const (
	// limit is how long a client may take over anything but listening.
	limit = 5 * time.Second
	// maxStreams is how many pages can listen at once, maxConnections how many
	// can be connected.
	maxStreams     = 32
	maxConnections = 64
	maxHeader      = 8 << 10
)

// Server tells the pages that listen to it that something has changed. It is a
// stream of server-sent events, and all it ever says is "changed".
//
// It listens on the loopback interface alone, at an address that cannot be
// guessed. Pages of web sites are turned away; what may listen is a page opened
// from a file, whose origin browsers call "null", and a page of the server's own
// address. The zero value is ready to Start.
type Server struct {
	mu      sync.Mutex
	http    *http.Server
	streams map[chan struct{}]bool
	stop    chan struct{} // closed by Close
	served  chan struct{} // closed when nothing is served any more
}

// Start listens on a free port and returns the address of the stream.
func (s *Server) Start() (url string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.http != nil {
		return "", errors.New("the server is running already")
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("no page can be told of changes: %w", err)
	}
	var secret [16]byte
	rand.Read(secret[:]) //nolint:errcheck // it never returns an error
	g := guard{host: listener.Addr().String(), path: "/" + hex.EncodeToString(secret[:]), next: s.stream}
	s.streams, s.stop, s.served = map[chan struct{}]bool{}, make(chan struct{}), make(chan struct{})
	s.http = &http.Server{
		Handler:           g,
		ReadHeaderTimeout: limit,
		ReadTimeout:       limit,
		WriteTimeout:      limit,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	s.http.SetKeepAlivesEnabled(false)
	go serve(s.http, netutil.LimitListener(listener, maxConnections), s.served)
	return "http://" + g.host + g.path, nil
}

func serve(server *http.Server, listener net.Listener, served chan<- struct{}) {
	defer close(served)
	server.Serve(listener) //nolint:errcheck // it ends when it is closed
}

// Notify tells every page that listens. It does not wait for them; a page that
// has not heard of the last change yet hears of both at once.
func (s *Server) Notify() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for changes := range s.streams {
		select {
		case changes <- struct{}{}:
		default:
		}
	}
}

// Close ends the streams and stops listening. It returns when all is done; a
// Server that was not started has nothing to do.
func (s *Server) Close() error {
	s.mu.Lock()
	server, served := s.http, s.served
	if server != nil {
		close(s.stop)
		s.http = nil
	}
	s.mu.Unlock()
	if server == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	err := server.Shutdown(ctx)
	if err != nil {
		// Somebody is connected and does not go: hang up.
		err = server.Close()
	}
	<-served
	return err
}

// join adds a stream, unless there are too many or the server stops.
func (s *Server) join() (changes chan struct{}, stop <-chan struct{}, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.http == nil || len(s.streams) >= maxStreams {
		return nil, nil, false
	}
	changes = make(chan struct{}, 1)
	s.streams[changes] = true
	return changes, s.stop, true
}

func (s *Server) leave(changes chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, changes)
}

// stream answers one page until it goes or the server stops.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
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

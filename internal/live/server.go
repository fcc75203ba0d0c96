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
	streams *Streams
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
	rand.Read(secret[:])
	s.streams, s.served = &Streams{}, make(chan struct{})
	g := guard{host: listener.Addr().String(), path: "/" + hex.EncodeToString(secret[:]), next: s.streams.ServeHTTP}
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

// Notify tells every page that listens, and does not wait for them.
func (s *Server) Notify() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.streams != nil {
		s.streams.Notify()
	}
}

// Close ends the streams and stops listening. It returns when all is done; a
// Server that was not started has nothing to do.
func (s *Server) Close() error {
	s.mu.Lock()
	server, served := s.http, s.served
	if server != nil {
		s.streams.Close()
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

// Package web is the marking page: the essays of a folder, and for each essay its
// report, live, in which words are selected and remarks are written.
//
// It is served to the browser on the same machine and to nobody else. What the
// page saves is the plain annotation file, through internal/store, and "saved"
// is said only when it is on the disk. Nothing on the page comes from outside,
// and nothing that a student or teacher wrote can run in it: all of it goes
// through html/template or is set as text, and the page's policy lets only the
// program's own script in.
//
// Offsets that the page and the server exchange count UTF-16 code units of the
// essay's text, as browsers do; inside the server they are bytes.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/net/netutil"

	"gloss/internal/live"
	"gloss/internal/pipeline"
)

// The limits of the server.
const (
	maxBody        = 1 << 20 // of a request
	maxHeader      = 16 << 10
	maxConnections = 1024
	headerTime     = 5 * time.Second
	readTime       = 30 * time.Second
	writeTime      = time.Minute
	idleTime       = 2 * time.Minute
	// farewell is how long a request may take to end once the server stops.
	farewell = 4 * time.Second
)

// Options are what is marked, and how it is read.
type Options struct {
	// Path is the essay that is marked, or the folder of essays, as the user named
	// it. On an essay the page opens at once; the essays of a folder are listed, and
	// those that come to it later too.
	Path string
	Read pipeline.Options
	// Port is where to listen on the loopback interface; 0 is any that is free.
	Port int
	// Log takes what goes wrong inside the server; nil: nothing.
	Log io.Writer
}

// Server is the marking page of some essays.
type Server struct {
	// URL opens the page: once, and in one browser.
	URL string

	listener net.Listener
	pass     *pass
	desk     *desk
	streams  live.Streams
	log      *log.Logger
}

// Listen begins to listen; requests are answered once Run is called.
func Listen(o Options) (*Server, error) {
	listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return nil, fmt.Errorf("the marking page cannot be served on port %d: %w; another may be free, and without --port gloss finds one", o.Port, err)
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	port := listener.Addr().(*net.TCPAddr).Port
	s := &Server{listener: listener, pass: newPass(port), desk: newDesk(o.Path, o.Read), log: log.New(o.Log, "gloss: ", 0)}
	s.URL = "http://" + listener.Addr().String() + startPath + s.pass.token
	return s, nil
}

// Run serves the page until ctx is done. It returns when what was being saved is
// saved, and at the latest after some seconds.
func (s *Server) Run(ctx context.Context) error {
	watching, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		// Where nothing can be watched, a page learns of changes when it saves.
		err := live.Watch(watching, s.desk.files, func() {
			s.desk.survey()
			s.streams.Notify()
		})
		if err != nil {
			s.log.Print(err)
		}
	}()
	server := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader - 4096, // the library adds as much
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(s.listener, maxConnections)) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the marking page is no longer served: %w", err)
	case <-ctx.Done():
	}
	s.streams.Close()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if err := server.Shutdown(last); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return errors.Join(server.Close(), ctx.Err())
	}
	return nil
}

// handler answers requests: the guard first, then a route, and a fault of ours
// costs one request.
func (s *Server) handler() http.Handler {
	return &guard{hosts: hosts(s.listener.Addr().String()), pass: s.pass, home: s.desk.home(), next: s.routes(), log: s.log}
}

// routes are all places that answer. What a route does with a wrong method is the
// same as what it does with a wrong path.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", page(s.list))
	mux.Handle("GET /essay/{essay}", page(s.essay))
	mux.Handle("GET /essay/{essay}/as/{format}", page(s.download))
	mux.Handle("GET /remarks", page(s.remarks))
	mux.Handle("GET /static/{file}", page(static))
	mux.Handle("GET /changes", &s.streams)
	mux.Handle("POST /essay/{essay}/changes", page(s.change))
	mux.Handle("POST /essay/{essay}/undo", page(s.undo))
	mux.Handle("POST /essay/{essay}/redo", page(s.redo))
	mux.Handle("POST /preview", page(s.preview))
	mux.Handle("/", page(nowhere))
	return mux
}

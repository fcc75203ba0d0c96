package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"gloss/internal/atomicfile"
	"gloss/internal/diag"
	"gloss/internal/source"
	"gloss/internal/store"
)

// problem is an answer that says what went wrong, and what to do about it.
type problem struct {
	Status  int    `json:"status"`
	Problem string `json:"problem"`
	Help    string `json:"help,omitempty"`
	// State is the essay as it is now, where the request was made for another.
	State *state `json:"state,omitempty"`
}

func (p *problem) Error() string { return p.Problem }

// write answers a person with a page, and a script with data.
func (p *problem) write(w http.ResponseWriter, r *http.Request) {
	w.Header().Del("ETag")
	if strings.HasPrefix(r.Header.Get("Accept"), "text/html") {
		var out bytes.Buffer
		if err := render(&out, "problem", p); err == nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(p.Status)
			_, _ = out.WriteTo(w)
			return
		}
	}
	body, err := json.Marshal(p)
	if err != nil { // strings can always be written
		body = []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(body, '\n'))
}

// page is a route. What it returns as an error is the answer; it must not have
// written anything then.
type page func(w http.ResponseWriter, r *http.Request) error

func (f page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f(w, r); err != nil {
		problemOf(err).write(w, r)
	}
}

func nowhere(http.ResponseWriter, *http.Request) error { return notFound() }

func notFound() *problem {
	return &problem{Status: http.StatusNotFound, Problem: "there is nothing here"}
}

// problemOf puts an error into words and a status.
func problemOf(err error) *problem {
	var known *problem
	var big *http.MaxBytesError
	var refused *store.Error
	var unwritten *atomicfile.Error
	var in *source.Error
	help := "the file is as it was; save again"
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &big):
		return &problem{Status: http.StatusRequestEntityTooLarge, Problem: "this is more than one request can hold: 1 MiB"}
	case errors.As(err, &refused):
		return &problem{Status: statusOf(refused), Problem: diag.VisibleLine(err.Error()), Help: refused.Help}
	case errors.As(err, &unwritten):
		help = unwritten.Help
	case errors.As(err, &in):
		help = in.Help
	}
	return &problem{Status: http.StatusInternalServerError, Problem: diag.VisibleLine(err.Error()), Help: help}
}

func statusOf(err *store.Error) int {
	switch {
	case errors.Is(err, store.ErrRefused):
		return http.StatusLocked
	case errors.Is(err, store.ErrNoAnnotation):
		return http.StatusNotFound
	case errors.Is(err, store.ErrInvalid):
		return http.StatusUnprocessableEntity
	case errors.Is(err, store.ErrBusy):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

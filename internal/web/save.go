package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"gloss/internal/format/htmlpage"
	"gloss/internal/store"
)

// maxStates is how many states of an annotation file are remembered: a change
// that adds to one of them can still be made when the file has moved on.
const maxStates = 16

// remember keeps a state that a page is about to be shown. The caller holds the
// lock.
func (s *sitting) remember(f *store.File) {
	if f == nil || s.stateNamed(digestOf(f)) != nil {
		return
	}
	s.states = append(s.states, f)
	if len(s.states) > maxStates {
		s.states = s.states[1:]
	}
}

// stateNamed is a state that was shown to a page; nil where it is not known.
func (s *sitting) stateNamed(digest string) *store.File {
	for _, f := range s.states {
		if digestOf(f) == digest {
			return f
		}
	}
	return nil
}

// basis is the state that a request means to change.
func basis(r *http.Request) (string, error) {
	given := r.Header.Values("If-Match")
	if len(given) == 1 {
		inner, ok := strings.CutPrefix(given[0], `"`)
		inner, closed := strings.CutSuffix(inner, `"`)
		if ok && closed && inner != "" && !strings.Contains(inner, `"`) {
			return inner, nil
		}
	}
	return "", &problem{
		Status: http.StatusPreconditionRequired, Problem: "a change must say which state of the file it was made on", Help: "load the page again",
	}
}

// change saves what a page asks for.
func (s *Server) change(w http.ResponseWriter, r *http.Request) error {
	var o order
	if err := decode(r, &o); err != nil {
		return err
	}
	return s.save(w, r, func(sit *sitting, v *view) (deedPlan, error) {
		ops, what, err := o.ops(v, sit.job.Annotations)
		return deedPlan{ops: ops, keep: func(back store.Reversal) { sit.done.did(what, back) }}, err
	})
}

// undo takes the last change back, redo makes it again.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) error {
	return s.takeBack(w, r, func(h *history) (from, to *[]deed) { return &h.undos, &h.redos })
}

func (s *Server) redo(w http.ResponseWriter, r *http.Request) error {
	return s.takeBack(w, r, func(h *history) (from, to *[]deed) { return &h.redos, &h.undos })
}

func (s *Server) takeBack(w http.ResponseWriter, r *http.Request, lists func(*history) (from, to *[]deed)) error {
	return s.save(w, r, func(sit *sitting, _ *view) (deedPlan, error) {
		from, to := lists(&sit.done)
		if len(*from) == 0 {
			return deedPlan{}, &problem{Status: http.StatusConflict, Problem: "there is nothing to take back"}
		}
		last := (*from)[len(*from)-1]
		return deedPlan{
			ops: []store.Op{store.Reverse(last.back)}, keep: func(back store.Reversal) { took(from, to, back) },
		}, nil
	})
}

// deedPlan is a change to be made, and what to do once it is made.
type deedPlan struct {
	ops  []store.Op
	keep func(back store.Reversal)
}

// save makes a change to an essay's annotations and answers when it is on the
// disk.
func (s *Server) save(w http.ResponseWriter, r *http.Request, plan func(*sitting, *view) (deedPlan, error)) error {
	sit, at, err := s.desk.find(r.PathValue("essay"))
	if err != nil {
		return err
	}
	base, err := basis(r)
	if err != nil {
		return err
	}
	sit.mu.Lock()
	defer sit.mu.Unlock()
	v := sit.see()
	if digestOf(v.file) != base {
		v = sit.settled(r.Context())
	}
	switch {
	case v.broken != nil:
		return v.broken
	case v.file == nil, v.unsaved != nil:
		return v.unsaved
	}
	todo, err := plan(sit, v)
	if err != nil {
		return err
	}
	commit, err := sit.apply(r.Context(), base, todo.ops)
	if moved, ok := errors.AsType[*store.ChangedError](err); ok {
		return sit.overtaken(r.Context(), at, moved)
	}
	if err != nil {
		return err
	}
	todo.keep(commit.Undo)
	sit.remember(commit.File)
	sit.ours = digestOf(commit.File)
	s.streams.Notify()
	return reply(w, saved{Digest: digestOf(commit.File), Added: orEmpty(commit.Added), Merged: commit.Merged})
}

// apply makes a change to the state that the page knows. The caller holds the
// lock.
func (s *sitting) apply(ctx context.Context, base string, ops []store.Op) (*store.Commit, error) {
	file := s.last.file
	if base != digestOf(file) {
		if file = s.stateNamed(base); file == nil {
			return nil, &store.ChangedError{Path: s.job.Annotations, Current: s.last.file}
		}
	}
	return file.Apply(ctx, ops...)
}

// calm is how long a file that somebody else has written must have stayed the same
// before a change is made to it: an editor that writes it in place may be in the
// middle of it, and what it still has to write would be lost.
const calm = 80 * time.Millisecond

// settled is the essay once nobody else writes its annotations any more, or for too
// long. The caller holds the lock.
func (s *sitting) settled(ctx context.Context) *view {
	v := s.see()
	for range 10 {
		if digestOf(v.file) == s.ours {
			break
		}
		s.pause(ctx, calm)
		was := v.version
		if v = s.see(); v.version == was {
			break
		}
	}
	return v
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// overtaken is the answer where the file is no longer what the page knows: the
// file as it is. The caller holds the lock.
func (s *sitting) overtaken(ctx context.Context, at seat, err *store.ChangedError) error {
	p := &problem{Status: http.StatusPreconditionFailed, Problem: err.Error()}
	if v := s.settled(ctx); v.broken == nil {
		s.remember(v.file)
		p.State = s.state(v, at)
	}
	return p
}

// reply writes an answer as JSON.
func reply(w http.ResponseWriter, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(append(body, '\n'))
	return nil
}

// preview shows a remark as the report will show it.
func (s *Server) preview(w http.ResponseWriter, r *http.Request) error {
	var said struct {
		Markdown string `json:"markdown"`
	}
	if err := decode(r, &said); err != nil {
		return err
	}
	return write(w, func(out io.Writer) error { return htmlpage.WriteRemark(out, said.Markdown) })
}

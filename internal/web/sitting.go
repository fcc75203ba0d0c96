package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"
	"time"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/pipeline"
	"gloss/internal/source"
	"gloss/internal/store"
)

// sitting is the marking of one essay, from the start of the server to its end.
type sitting struct {
	id   string
	job  pipeline.Job
	read pipeline.Options
	// pause waits, but not longer than the context.
	pause func(context.Context, time.Duration)

	mu     sync.Mutex
	last   *view         // what was last seen
	good   *view         // the last that had a report of its own
	states []*store.File // those that were last seen; see maxStates
	ours   string        // the state that was saved last
	done   history
}

// view is an essay and its annotation file as they were at one moment. It is
// never changed.
type view struct {
	// file is nil where the annotation file cannot be read at all.
	file *store.File
	// result has a Report wherever the essay can be read: where the files have
	// faults, it is a stand-in; see fallBack.
	result *pipeline.Result
	// standIn is set where result is one.
	standIn bool
	// findings are about the files as they are now.
	findings []diag.Finding
	// broken says why there is no essay to show; nil where there is.
	broken error
	// unsaved says why nothing can be written; nil where it can.
	unsaved error
	// version names everything that the view is made from.
	version string
}

// faulty reports whether the files have errors, so that what is shown is not all
// that they were meant to say.
func (v *view) faulty() bool { return v.unsaved != nil || v.standIn }

func (v *view) files() []string {
	if v.result == nil {
		return nil
	}
	return v.result.Files
}

// look is the essay as it is now.
func (s *sitting) look() *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.see()
}

// see reads what has changed since it was called last. The caller holds the lock.
func (s *sitting) see() *view {
	if s.job.Err != nil {
		return &view{broken: s.job.Err}
	}
	file, err := s.open()
	if err != nil {
		return s.unreadable(err)
	}
	if s.last != nil && s.last.version == version(file, s.last.files()) {
		return s.last
	}
	v := &view{file: file}
	if file.Refusal != nil {
		v.unsaved = file.Refusal
	}
	v.result, v.broken = s.read.ExamineSet(s.job, file.Set, file.Findings)
	if v.result != nil {
		v.findings = v.result.Findings
		v.version = version(file, v.result.Files)
	}
	switch {
	case v.broken == nil && v.result.Report == nil:
		s.fallBack(v)
	case !file.Exists:
		s.good = nil
	case v.broken == nil && len(file.Data) > 0: // an editor that saves in place empties it first
		s.good = v
	}
	s.last = v
	return v
}

// tag names a view together with what can be undone in it and where it stands in
// the list, as an ETag. The caller holds the lock.
func (s *sitting) tag(v *view, at seat) string {
	return fmt.Sprintf(`"%s-%d-%d-%d-%d-%s-%s"`, v.version, len(s.done.undos), len(s.done.redos), at.At, at.Of, at.Previous, at.Next)
}

// open reads the annotation file. A state that was seen before is not parsed
// again, unless it cannot be written now: that is more than its bytes tell.
func (s *sitting) open() (*store.File, error) {
	data, err := os.ReadFile(s.job.Annotations)
	info, errInfo := os.Stat(s.job.Annotations)
	if err == nil && errInfo == nil && info.Mode()&0o222 != 0 {
		if known := s.stateNamed(store.Digest(data)); known != nil && known.Refusal == nil {
			return known, nil
		}
	}
	file, err := store.Open(s.job.Annotations)
	if err == nil && file.Exists && file.Refusal == nil {
		s.remember(file)
	}
	return file, err
}

// unreadable is the view of an essay whose annotation file is there and cannot be
// read: what was last seen stays, and nothing is saved.
func (s *sitting) unreadable(err error) *view {
	v := &view{unsaved: err, version: "unreadable: " + err.Error()}
	s.fallBack(v)
	return v
}

// fallBack finds a report where the files as they are give none: one without the
// files that the annotation file names, or else the last that there was, or else
// one without remarks.
func (s *sitting) fallBack(v *view) {
	v.standIn = true
	var read []string
	if v.result != nil {
		read = v.result.Files
	}
	shown := s.alone(v)
	if shown == nil && s.good != nil {
		good := *s.good.result
		shown = &good
	}
	if shown == nil {
		empty, _ := annotation.Load(source.NewFile(s.job.Annotations, ""))
		shown, v.broken = s.read.ExamineSet(s.job, empty, nil)
	}
	if v.broken == nil && shown.Report == nil {
		v.broken = &problem{Status: http.StatusInternalServerError, Problem: firstError(v.findings)}
		return
	}
	if read != nil && shown != nil {
		shown.Files = read
	}
	v.result = shown
}

// alone is what the annotation file says by itself, without its rubric and banks;
// nil where that cannot be read either.
func (s *sitting) alone(v *view) *pipeline.Result {
	if v.file == nil || v.unsaved != nil {
		return nil
	}
	set := *v.file.Set
	set.Rubric, set.MadeOn, set.Banks = annotation.Text{}, annotation.Text{}, nil
	if shown, err := s.read.ExamineSet(s.job, &set, nil); err == nil && shown.Report != nil {
		return shown
	}
	return nil
}

// firstError is the first of the findings that is an error, in words.
func firstError(findings []diag.Finding) string {
	for _, f := range findings {
		if f.Severity == diag.Error {
			return f.Message
		}
	}
	return "the essay cannot be shown"
}

// version names the state of an annotation file and of the other files.
func version(file *store.File, others []string) string {
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%t %s %v\n", file.Exists, file.Digest, file.Refusal != nil)
	for _, path := range others {
		if path == file.Path {
			continue
		}
		_, _ = fmt.Fprintf(sum, "%q\n", path)
		if err := pour(sum, path); err != nil {
			_, _ = fmt.Fprintf(sum, "%v\n", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

func pour(into io.Writer, path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // opened for reading
	_, err = io.Copy(into, in)
	return err
}

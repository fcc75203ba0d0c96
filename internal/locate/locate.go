// Package locate is anchoring as a filter for programs: one JSON object per line
// in, one per line out, in the same order, each as soon as it is there.
//
// Offsets are code points of the text from 0, the end exclusive. The text of a
// plain text file is the file as it stands, decoded; that of any other essay is
// what its reader makes of it. A line that cannot be worked on is answered with
// its error and does not stop the others. However many lines there are, only a
// few are held at once.
package locate

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"gloss/internal/anchor"
	"gloss/internal/pipeline"
	"gloss/internal/source"
)

// Options are how the filter works.
type Options struct {
	Jobs    int // how many lines at once; 0: one for each processor
	NoFuzzy bool
	Read    pipeline.Options // how the files named in the lines are read
	// Clock tells the time since some moment; nil: the answers hold no timings.
	Clock func() time.Duration
}

// Run answers every line of in on out. The error says that in cannot be read or
// out not written.
func Run(ctx context.Context, in io.Reader, out io.Writer, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	l := &locator{options: o, texts: newCache(o.Read)}
	w := bufio.NewWriter(out)
	var broken error
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	r := &reader{in: bufio.NewReaderSize(in, 64<<10), limit: maxLine}
	err := pipeline.Each(ctx, o.Jobs, r.lines, func(line line) (answer, error) {
		return l.answer(line), nil
	}, func(_ line, a answer, err error) {
		if err != nil {
			a = answer{Error: err.Error()}
		}
		if broken == nil {
			broken = errors.Join(enc.Encode(a), w.Flush())
		}
		if broken != nil {
			stop() // nobody reads the answers
		}
	})
	if broken != nil {
		return broken
	}
	return errors.Join(err, r.failed)
}

// question is one line of the input.
type question struct {
	ID       json.RawMessage `json:"id"`
	Text     *string         `json:"text"`
	File     string          `json:"file"`
	Quote    string          `json:"quote"`
	Prefix   string          `json:"prefix"`
	Suffix   string          `json:"suffix"`
	Position *position       `json:"position"`
	Was      *string         `json:"was"`
	WasFile  string          `json:"was_file"`
}

// span is a range of code points.
type span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// position is a range of code points as it is asked for.
type position struct {
	Start *int `json:"start"`
	End   *int `json:"end"`
}

// answer is one line of the output. Start, End and Text are absent where the
// passage was not placed.
type answer struct {
	ID         json.RawMessage `json:"id,omitempty"`
	Verdict    string          `json:"verdict,omitempty"`
	Confidence *float64        `json:"confidence,omitempty"`
	Start      *int            `json:"start,omitempty"`
	End        *int            `json:"end,omitempty"`
	Text       *string         `json:"text,omitempty"`
	Candidates []candidate     `json:"candidates,omitempty"`
	RunnerUp   *candidate      `json:"runner_up,omitempty"`
	PrepareNs  *int64          `json:"prepare_ns,omitempty"`
	Ns         *int64          `json:"ns,omitempty"`
	Error      string          `json:"error,omitempty"`
}

type candidate struct {
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Confidence float64 `json:"confidence"`
}

type locator struct {
	options Options
	texts   *cache
}

func (l *locator) answer(line line) answer {
	if line.fault != "" {
		return answer{Error: line.fault}
	}
	if !utf8.Valid(line.bytes) {
		return answer{Error: "the line is not UTF-8"}
	}
	var q question
	if err := json.Unmarshal(line.bytes, &q); err != nil {
		return answer{ID: q.ID, Error: "not a JSON object as expected: " + err.Error()}
	}
	a, err := l.locate(q)
	if err != nil {
		return answer{ID: q.ID, Error: err.Error()}
	}
	a.ID = q.ID
	return a
}

func (l *locator) locate(q question) (answer, error) {
	text, err := l.text(q.Text, q.File)
	if err != nil {
		return answer{}, err
	}
	if text == nil {
		return answer{}, errors.New(`neither "text" nor "file" is given`)
	}
	if q.Quote == "" && q.Position == nil && (q.Prefix == "" || q.Suffix == "") {
		return answer{}, errors.New(`no "quote" is given, and nothing else that names a passage`)
	}
	was, err := l.text(q.Was, q.WasFile)
	if err != nil {
		return answer{}, err
	}
	sel := anchor.Selector{Quote: q.Quote, Prefix: q.Prefix, Suffix: q.Suffix}
	if q.Position != nil {
		made := text
		if was != nil {
			made = was
		}
		if sel.Position, err = made.bytes(*q.Position); err != nil {
			return answer{}, err
		}
	}
	watch := stopwatch{clock: l.options.Clock}
	m := l.resolve(text, was, sel, &watch)
	a := text.answer(m)
	if l.options.Clock != nil {
		prepare, ns := int64(watch.prepare), int64(watch.anchor)
		a.PrepareNs, a.Ns = &prepare, &ns
	}
	return a, nil
}

// resolve looks a selector up, and readies the text and the draft if that takes
// more than the text as it is.
func (l *locator) resolve(now, was *text, sel anchor.Selector, watch *stopwatch) anchor.Match {
	sel.Changed = was != nil && was.text != now.text
	watch.start()
	t := now.prepare()
	search := t.Search(sel, anchor.Options{NoFuzzy: l.options.NoFuzzy})
	m, done := search.Literal()
	watch.stop(&watch.anchor)
	if done {
		return m
	}
	watch.start()
	t.Fold()
	watch.stop(&watch.prepare)
	var draft *anchor.Draft
	if sel.Changed {
		watch.start()
		m, done = search.Settled()
		watch.stop(&watch.anchor)
		if done {
			return m
		}
		watch.start()
		draft = now.after(was)
		watch.stop(&watch.prepare)
	}
	watch.start()
	m = search.Resolve(draft)
	watch.stop(&watch.anchor)
	return m
}

// stopwatch tells how long the two parts of the work took, if there is a clock.
type stopwatch struct {
	clock           func() time.Duration
	started         time.Duration
	prepare, anchor time.Duration
}

func (w *stopwatch) start() {
	if w.clock != nil {
		w.started = w.clock()
	}
}

// stop adds the time since start to a part.
func (w *stopwatch) stop(part *time.Duration) {
	if w.clock != nil {
		*part += w.clock() - w.started
	}
}

// text is the text given in the line, or the one of the file that it names; nil
// where it gives neither.
func (l *locator) text(given *string, file string) (*text, error) {
	switch {
	case given != nil && file != "":
		return nil, errors.New("a text and a file are given: one of them is enough")
	case file == "-":
		return nil, errors.New("standard input holds the questions: it cannot be the file too")
	case given != nil:
		return l.texts.given(*given), nil
	case file != "":
		return l.texts.file(file)
	}
	return nil, nil
}

// answer says a match in code points.
func (t *text) answer(m anchor.Match) answer {
	a := answer{Verdict: m.Verdict.String(), Confidence: &m.Confidence}
	if m.Verdict.Placed() {
		s := t.points(m.Span)
		found := m.Span.Of(t.text)
		a.Start, a.End, a.Text = &s.Start, &s.End, &found
	}
	for _, c := range m.Candidates {
		s := t.points(c.Span)
		a.Candidates = append(a.Candidates, candidate{s.Start, s.End, c.Confidence})
	}
	if m.RunnerUp != nil {
		s := t.points(m.RunnerUp.Span)
		a.RunnerUp = &candidate{s.Start, s.End, m.RunnerUp.Confidence}
	}
	return a
}

func (t *text) points(s source.Span) span {
	start := source.CodePoints(t.text, s.Start)
	return span{start, start + source.CodePoints(s.Of(t.text), s.Len())}
}

// bytes turns a hint into byte offsets. One beyond the text means its end: the
// text has become shorter.
func (t *text) bytes(p position) (*source.Span, error) {
	switch {
	case p.Start == nil || p.End == nil:
		return nil, errors.New(`a "position" has a "start" and an "end"`)
	case *p.Start < 0:
		return nil, fmt.Errorf("the position starts at %d: it is counted from 0", *p.Start)
	case *p.End < *p.Start:
		return nil, fmt.Errorf("the position ends before it starts: %d-%d", *p.Start, *p.End)
	}
	hint := anchor.Hint(t.text, *p.Start, *p.End)
	return &hint, nil
}

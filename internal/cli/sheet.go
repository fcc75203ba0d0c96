package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/pipeline"
	"gloss/internal/rubric"
	"gloss/internal/source"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// sheet is an essay and its annotation file, about to be changed.
type sheet struct {
	job    pipeline.Job
	file   *store.File
	essay  *essay.Essay
	draft  *essay.Essay // nil where the file was made on the essay itself
	rubric *rubric.Rubric

	examine func(*source.File) (*pipeline.Result, error)
	errors  []diag.Finding // those that there are before the change
}

// sheet reads the essay and its annotation file. Where the file has errors they are
// printed, and the error says what was not done because of them.
func (o *remarksOptions) sheet(job pipeline.Job, undone string) (*sheet, error) {
	s := &sheet{job: job}
	var err error
	if s.file, err = o.open(job, undone); err != nil {
		return nil, err
	}
	read, err := o.reader(job)
	if err != nil {
		return nil, err
	}
	if s.essay, _, err = read().ReadEssay(job.Essay); err != nil {
		return nil, err
	}
	s.examine = func(f *source.File) (*pipeline.Result, error) {
		opts := read()
		opts.Least = diag.Error
		return opts.Examine(job, f)
	}
	res, err := s.examine(s.file.Set.File)
	if err != nil {
		return nil, err
	}
	s.draft, s.rubric = res.Draft, res.Rubric
	s.errors = diag.AtLeast(res.Findings, diag.Error)
	return s, nil
}

// open reads the annotation file alone.
func (o *remarksOptions) open(job pipeline.Job, undone string) (*store.File, error) {
	file, err := store.Open(job.Annotations)
	switch {
	case err != nil:
		return nil, err
	case file.Refusal == nil:
		return file, nil
	case len(file.Refusal.Findings) == 0:
		return nil, file.Refusal
	}
	if err := o.print(file.Refusal.Findings); err != nil {
		return nil, err
	}
	return nil, mendFirst(job, len(file.Refusal.Findings), undone)
}

// reader gives the options for each reading of the essay; standard input, which
// can be read once only, is held in memory.
func (o *remarksOptions) reader(job pipeline.Job) (func() pipeline.Options, error) {
	opts := o.Read.pipeline(o.env)
	if job.Essay != source.Stdin {
		return func() pipeline.Options { return opts }, nil
	}
	data, err := io.ReadAll(io.LimitReader(o.env.Stdin, int64(source.DefaultLimit)+1))
	return func() pipeline.Options {
		again := opts
		again.Stdin = bytes.NewReader(data)
		return again
	}, err
}

// check refuses a change that would bring errors into the file.
func (s *sheet) check(next *store.File) error {
	res, err := s.examine(next.Set.File)
	if err != nil {
		return err
	}
	before := map[string]int{}
	for _, f := range s.errors {
		before[f.Rule+f.Message]++
	}
	for _, f := range diag.AtLeast(res.Findings, diag.Error) {
		if before[f.Rule+f.Message]--; before[f.Rule+f.Message] < 0 {
			return &statusError{status: statusUsage, message: f.Message, help: strings.Join(f.Help, "\n")}
		}
	}
	return nil
}

// apply makes a change that was tried out. Where the file has been written in the
// meantime and says the same about this annotation as before, the change is made in
// the file as it is now. id is "" where an annotation is added.
func (s *sheet) apply(ctx context.Context, id string, ops []store.Op) (*store.Commit, error) {
	done, err := s.file.Apply(ctx, ops...)
	var changed *store.ChangedError
	if errors.As(err, &changed) && id != "" && itemText(s.file, id) != "" && itemText(s.file, id) == itemText(changed.Current, id) {
		done, err = changed.Current.Apply(ctx, ops...)
	}
	return done, invalid(err)
}

// itemText is an annotation as it is written in a file; "" where it is not there.
func itemText(f *store.File, id string) string {
	for _, a := range f.Set.Annotations {
		if a.ID.Value == id {
			return a.Span.Of(f.Set.File.Text)
		}
	}
	return ""
}

// annotation finds an annotation by its id or the beginning of one.
func findAnnotation(f *store.File, name string) (*annotation.Annotation, error) {
	var begins []*annotation.Annotation
	var ids []string
	for _, a := range f.Set.Annotations {
		if a.ID.Value == name {
			return a, nil
		}
		if strings.HasPrefix(a.ID.Value, name) && name != "" {
			begins = append(begins, a)
		}
		ids = append(ids, a.ID.Value)
	}
	if len(begins) == 1 {
		return begins[0], nil
	}
	e := &statusError{status: statusImpossible, message: fmt.Sprintf("%s: there is no annotation with the id %q", f.Path, name)}
	near := yamlfile.Nearest(name, ids)
	switch {
	case len(begins) > 1:
		e.message = fmt.Sprintf("%s: the ids of %d annotations begin with %q", f.Path, len(begins), name)
		for _, a := range begins {
			e.help += a.ID.Value + "\n"
		}
	case near != "":
		e.help = fmt.Sprintf("did you mean %q?", near)
	default:
		e.help = "gloss list prints the ids"
	}
	return nil, e
}

package web

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format"
	"gloss/internal/report"
	"gloss/internal/rubric"
	"gloss/internal/store"
)

// state is what the page's script knows of an essay beside what it shows: the
// remarks as they were written, and what can be done.
type state struct {
	// Digest names the state of the annotation file that a change is made to.
	Digest string `json:"digest"`
	Tag    string `json:"tag"` // that of the page
	// Text names the essay's text that the places count in.
	Text     string   `json:"text"`
	Language string   `json:"language"`
	Unsaved  *problem `json:"unsaved,omitempty"` // why nothing can be saved
	// Faulty is set where the findings keep the report from being made.
	Faulty   bool        `json:"faulty"`
	Findings []finding   `json:"findings"`
	Notes    []noted     `json:"notes"`
	Head     headed      `json:"head"`
	Criteria []criterion `json:"criteria"`
	Total    string      `json:"total"`
	OutOf    string      `json:"outOf"`
	Standing string      `json:"standing"`
	Missing  []string    `json:"missing"` // what keeps the essay from being done

	Kinds      []string `json:"kinds"`
	Categories []string `json:"categories"`
	Undo       string   `json:"undo"` // what would be undone; "" where nothing can be
	Redo       string   `json:"redo"`
	Previous   string   `json:"previous"` // ids of the neighbours
	Next       string   `json:"next"`
}

// finding is something that is wrong with the files.
type finding struct {
	Severity string `json:"severity"`
	At       string `json:"at"` // the file and the line
	Message  string `json:"message"`
	Help     string `json:"help"`
}

// noted is an annotation as it was written.
type noted struct {
	ID     string `json:"id"`
	Number int    `json:"number"`
	Spots  []spot `json:"spots"` // empty: it is about the whole essay
	remark
}

// spot is one of the stretches that a remark is about.
type spot struct {
	At    *place `json:"at"` // null: it was not found
	Quote string `json:"quote"`
}

// remark is what an annotation says.
type remark struct {
	Kind        string       `json:"kind"`
	Category    string       `json:"category"`
	Severity    string       `json:"severity"`
	Comment     string       `json:"comment"`
	Correction  string       `json:"correction"`
	Replacement *string      `json:"replacement"` // null: none; "": leave the words out
	Sources     []sourceItem `json:"sources"`
	Next        string       `json:"next"`
	Criterion   string       `json:"criterion"`
	Marks       string       `json:"marks"`
	Tags        []string     `json:"tags"`
	Private     bool         `json:"private"`
	Suggested   bool         `json:"suggested"`
}

// sourceItem is evidence.
type sourceItem struct {
	Title  string `json:"title"`
	Author string `json:"author"`
	Year   string `json:"year"`
	Page   string `json:"page"`
	URL    string `json:"url"`
}

// headed is what is said about the essay before the remarks.
type headed struct {
	Overall   string   `json:"overall"`
	Strengths []string `json:"strengths"`
	NextSteps []string `json:"next_steps"`
}

// criterion is one line of the marks, with what it can be given.
type criterion struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Points  string  `json:"points"` // as given; "" where none were
	Level   string  `json:"level"`  // the id, as given
	Comment string  `json:"comment"`
	Total   string  `json:"total"` // with the marks of remarks
	OutOf   string  `json:"outOf"`
	Levels  []level `json:"levels"`
}

type level struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Points     string `json:"points"`
	Descriptor string `json:"descriptor"`
}

// state tells the view of the essay, which stands there in the list. The caller
// holds the lock.
func (s *sitting) state(v *view, at seat) *state {
	r, set := v.result.Report, v.result.Set
	standing, missing := standing(v)
	out := &state{
		Digest: digestOf(v.file), Tag: s.tag(v, at), Text: r.Essay.Digest(), Language: r.Head.Language,
		Findings: findings(v.findings), Notes: notes(r), Standing: standing, Missing: missing, Faulty: v.faulty(),
		Head: headed{
			Overall: r.Head.Overall, Strengths: orEmpty(r.Head.Strengths), NextSteps: orEmpty(r.Head.NextSteps),
		},
		Criteria: criteria(r.Marks, set, v.result.Rubric), Kinds: kinds(), Categories: categories(r.Notes),
		Undo: s.done.undoable(), Redo: s.done.redoable(), Previous: at.Previous, Next: at.Next,
	}
	if r.Marks != nil {
		out.Total, out.OutOf = r.Marks.Total.String(), text(r.Marks.OutOf)
	}
	if v.unsaved != nil {
		out.Unsaved = problemOf(v.unsaved)
	}
	return out
}

// digestOf is the state's name as it stands between the quotes of an ETag.
func digestOf(f *store.File) string {
	if f == nil || !f.Exists {
		return "none"
	}
	return f.Digest
}

func findings(list []diag.Finding) []finding {
	out := []finding{}
	for _, f := range diag.AtLeast(list, diag.Warning) {
		said := finding{Severity: f.Severity.String(), At: diag.VisibleLine(f.Name()), Message: f.Message}
		if p := f.Position(); p.Line > 0 {
			said.At += ", line " + decimal.NewFromInt(int64(p.Line)).String()
		}
		for _, h := range f.Help {
			said.Help += h + "\n"
		}
		out = append(out, said)
	}
	return out
}

func notes(r *report.Report) []noted {
	var offsets []int
	for i := range r.Notes {
		for _, p := range r.Notes[i].Places {
			if p.Placed() {
				offsets = append(offsets, p.Span.Start, p.Span.End)
			}
		}
	}
	units := unitsAt(r.Essay.Text, offsets)
	out := make([]noted, 0, len(r.Notes))
	for i := range r.Notes {
		n := &r.Notes[i]
		said := noted{ID: n.ID, Spots: []spot{}, remark: remarkOf(n)}
		for _, p := range n.Places {
			at := spot{Quote: p.Quote}
			if p.Placed() {
				at.At = &place{Start: units[p.Span.Start], End: units[p.Span.End]}
			}
			said.Spots = append(said.Spots, at)
		}
		out = append(out, said)
	}
	return out
}

func remarkOf(n *report.Note) remark {
	out := remark{
		Kind: string(n.Kind), Category: n.Category, Severity: string(n.Severity), Comment: n.Comment,
		Correction: n.Correction, Replacement: n.Replacement, Sources: []sourceItem{}, Next: n.Next,
		Criterion: n.Criterion, Marks: text(n.Marks), Tags: orEmpty(n.Tags),
		Private: n.Private, Suggested: n.Suggested,
	}
	for _, s := range n.Sources {
		out.Sources = append(out.Sources, sourceItem(s))
	}
	return out
}

// criteria are those of the rubric, and whatever else was given marks.
func criteria(marks *report.Marks, set *annotation.Set, rub *rubric.Rubric) []criterion {
	out := []criterion{}
	find := func(id string) *criterion {
		i := slices.IndexFunc(out, func(c criterion) bool { return c.ID == id })
		if i < 0 {
			out = append(out, criterion{ID: id, Title: id, Levels: []level{}})
			i = len(out) - 1
		}
		return &out[i]
	}
	if rub != nil {
		for _, c := range rub.Criteria {
			line := find(c.ID)
			line.Title, line.OutOf = c.Title, c.Points.String()
			for _, l := range c.Levels {
				line.Levels = append(line.Levels, level{l.ID, l.Title, l.Points.String(), l.Descriptor})
			}
		}
	}
	for _, s := range set.Scores {
		line := find(s.Criterion.Value)
		line.Level, line.Comment = s.Level.Value, s.Comment.Value
		if s.Points.Set {
			line.Points = s.Points.Value.String()
		}
	}
	if marks != nil {
		for _, c := range marks.Criteria {
			if c.ID != "" {
				find(c.ID).Total = c.Total.String()
			}
		}
	}
	return out
}

func kinds() []string {
	var out []string
	for _, k := range annotation.Kinds() {
		out = append(out, string(k))
	}
	return out
}

// categories are the built-in ones and those that the essay's remarks have.
func categories(list []report.Note) []string {
	out := annotation.Categories()
	for i := range list {
		if c := list[i].Category; c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// The standings of an essay.
const (
	unmarked   = "unmarked"
	inProgress = "in progress"
	done       = "done"
	failed     = "cannot be read"
)

// standing is how far the marking of an essay is, and what is missing. It is done
// when there are a remark and a general comment, every criterion of the rubric
// has its score, and every remark its place.
func standing(v *view) (string, []string) {
	if v.broken != nil {
		return failed, nil
	}
	r, set := v.result.Report, v.result.Set
	missing := []string{}
	add := func(lacks bool, what string) {
		if lacks {
			missing = append(missing, what)
		}
	}
	add(v.faulty(), "errors in the files")
	add(len(r.Notes) == 0, "remarks")
	add(r.Head.Overall == "", "general comment")
	add(unscored(set, v.result.Rubric), "scores")
	add(len(r.Unplaced()) > 0, "places of remarks")
	untouched := len(set.Annotations)+len(set.Scores)+len(set.Strengths)+len(set.NextSteps) == 0 && !set.Overall.Set
	switch {
	case untouched && !v.faulty():
		return unmarked, missing
	case len(missing) > 0:
		return inProgress, missing
	}
	return done, missing
}

// unscored reports whether a criterion of the rubric has no score.
func unscored(set *annotation.Set, rub *rubric.Rubric) bool {
	if rub == nil {
		return false
	}
	return slices.ContainsFunc(rub.Criteria, func(c rubric.Criterion) bool {
		return !slices.ContainsFunc(set.Scores, func(s annotation.Score) bool { return s.Criterion.Value == c.ID })
	})
}

// earlier is a remark that was made before, to be made again.
type earlier struct {
	From string `json:"from"` // the essay or the bank
	remark
}

// repeatable are the remarks of an essay and of its banks that are worth making
// again: those that say something.
func repeatable(s *sitting, v *view) []earlier {
	var out []earlier
	if v.broken != nil {
		return nil
	}
	for i := range v.result.Report.Notes {
		if n := &v.result.Report.Notes[i]; cmp.Or(n.Comment, n.Correction) != "" {
			out = append(out, earlier{From: s.job.Name, remark: remarkOf(n)})
		}
	}
	for _, b := range v.result.Banks {
		for _, e := range b.Entries {
			out = append(out, earlier{From: cmp.Or(b.Title.Text, b.File.Name), remark: ofEntry(e)})
		}
	}
	return out
}

func ofEntry(e bank.Entry) remark {
	out := remark{
		Kind: e.Kind.Text, Category: e.Category.Text, Severity: e.Severity.Text, Comment: e.Comment.Text,
		Correction: e.Correction.Text, Next: e.Next.Text, Criterion: e.Criterion.Text, Tags: []string{}, Sources: []sourceItem{},
	}
	if e.Replacement.Set {
		words := e.Replacement.Text
		out.Replacement = &words
	}
	if e.Marks.Set {
		out.Marks = e.Marks.Value.String()
	}
	for _, t := range e.Tags {
		out.Tags = append(out.Tags, t.Text)
	}
	for _, s := range e.Sources {
		out.Sources = append(out.Sources, sourceItem{s.Title.Text, s.Author.Text, s.Year.Text, s.Page.Text, s.URL.Text})
	}
	return out
}

func text(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// downloads are the formats that a report can be taken away in.
func downloads(e *essay.Essay) []format.Writer {
	return slices.DeleteFunc(format.Writers(), func(w format.Writer) bool { return w.Into != nil && !slices.Contains(w.Into, e.Format) })
}

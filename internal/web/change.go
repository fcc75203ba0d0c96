package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/shopspring/decimal"

	"gloss/internal/annotation"
	"gloss/internal/essay"
	"gloss/internal/pipeline"
	"gloss/internal/report"
	"gloss/internal/rubric"
	"gloss/internal/store"
	"gloss/internal/yamlfile"
)

// order is what a page asks to be changed: all of it, or nothing.
type order struct {
	// Text names the essay's text that the places count in.
	Text    string   `json:"text"`
	Changes []change `json:"changes"`
}

// change is one of the things to be done. Do says which, and with it which of the
// other fields are meant.
type change struct {
	Do     string  `json:"do"`
	ID     string  `json:"id"`     // of the remark to edit, move or remove
	At     *place  `json:"at"`     // of the remark to add (nil: on the whole) or to move
	Spot   int     `json:"spot"`   // which of the remark's spots is moved, from 0
	Remark patch   `json:"remark"` // to add or edit
	Head   heading `json:"head"`
	Score  score   `json:"score"`
}

// patch is what a remark is to say. What is nil stays as it is.
type patch struct {
	Kind        *string       `json:"kind"`
	Category    *string       `json:"category"`
	Severity    *string       `json:"severity"`
	Correction  *string       `json:"correction"`
	Replacement *string       `json:"replacement"`
	Unreplaced  bool          `json:"unreplaced"` // there is to be no replacement
	Comment     *string       `json:"comment"`
	Sources     *[]sourceItem `json:"sources"`
	Next        *string       `json:"next"`
	Criterion   *string       `json:"criterion"`
	Marks       *string       `json:"marks"`
	Tags        *[]string     `json:"tags"`
	Private     *bool         `json:"private"`
	Suggested   *bool         `json:"suggested"`
}

// heading is what is said about the essay before the remarks. What is nil stays.
type heading struct {
	Overall   *string   `json:"overall"`
	Strengths *[]string `json:"strengths"`
	NextSteps *[]string `json:"next_steps"`
}

// score is what a criterion is given: a level or points, or nothing.
type score struct {
	Criterion string `json:"criterion"`
	Level     string `json:"level"`
	Points    string `json:"points"`
	Comment   string `json:"comment"`
}

// saved is the answer to a change that is on the disk.
type saved struct {
	Digest string   `json:"digest"`
	Added  []string `json:"added"`  // ids of the new remarks
	Merged bool     `json:"merged"` // somebody else had added something, which is kept
}

// decode reads what a request brings.
func decode(r *http.Request, into any) error {
	err := json.UnmarshalRead(r.Body, into, json.RejectUnknownMembers(true))
	var big *http.MaxBytesError
	if err == nil || errors.As(err, &big) {
		return err
	}
	return &problem{Status: http.StatusBadRequest, Problem: "this is not a change that can be read: " + err.Error()}
}

// ops puts an order into the steps of the store, and says in words what it does.
func (o *order) ops(v *view, annotations string) ([]store.Op, string, error) {
	e := v.result.Report.Essay
	var ops []store.Op
	if !v.file.Exists {
		ops = beginning(e, annotations)
	}
	what := ""
	for _, c := range o.Changes {
		do, ok := doings()[c.Do]
		if !ok {
			return nil, "", &problem{Status: http.StatusUnprocessableEntity, Problem: fmt.Sprintf("nothing is known of doing %q", c.Do)}
		}
		if c.At != nil && o.Text != e.Digest() {
			return nil, "", &problem{
				Status: http.StatusConflict, Problem: "the essay has changed since the page showed it",
				Help: "select the words again",
			}
		}
		more, err := do.ops(c, target{e, v.file.Set, v.result.Report.Notes})
		if err == nil {
			err = c.known(v.result.Rubric)
		}
		if err != nil {
			return nil, "", err
		}
		ops = append(ops, more...)
		what = cmp.Or(what, do.what)
	}
	if len(o.Changes) == 0 {
		return nil, "", &problem{Status: http.StatusUnprocessableEntity, Problem: "there is nothing to change"}
	}
	return ops, what, nil
}

// known refuses a criterion or level that the rubric does not have: the file would
// have an error then.
func (c change) known(rub *rubric.Rubric) error {
	if rub == nil {
		return nil
	}
	named := c.Score.Criterion
	if c.Remark.Criterion != nil {
		named = *c.Remark.Criterion
	}
	if named == "" {
		return nil
	}
	line, ok := rub.Criterion(named)
	if !ok {
		var ids []string
		for _, has := range rub.Criteria {
			ids = append(ids, has.ID)
		}
		return &problem{
			Status: http.StatusUnprocessableEntity, Problem: fmt.Sprintf("the rubric has no criterion %q", named),
			Help: "it has " + strings.Join(ids, ", "),
		}
	}
	if _, ok := line.Level(c.Score.Level); !ok && c.Score.Level != "" {
		return &problem{Status: http.StatusUnprocessableEntity, Problem: fmt.Sprintf("%s has no level %q", line.Title, c.Score.Level)}
	}
	return nil
}

// beginning is what a new file begins with.
func beginning(e *essay.Essay, annotations string) []store.Op {
	return []store.Op{
		store.FillKey("essay", yamlfile.Text(pipeline.Relative(annotations, e.Path))),
		store.FillKey("digest", yamlfile.Text(e.Digest())),
	}
}

// target is the essay and the annotation file that a change is made to, and the
// remarks as they stand in the essay.
type target struct {
	essay *essay.Essay
	set   *annotation.Set
	notes []report.Note
}

// doing is one of the things that can be done.
type doing struct {
	what string
	ops  func(c change, on target) ([]store.Op, error)
}

func doings() map[string]doing {
	return map[string]doing{
		"add":    {"new remark", add},
		"edit":   {"change of a remark", edit},
		"move":   {"move of a remark", move},
		"remove": {"removal of a remark", remove},
		"head":   {"general comment", setHead},
		"score":  {"score", setScore},
	}
}

func add(c change, on target) ([]store.Op, error) {
	var fields []yamlfile.Entry
	if c.At != nil {
		span, ok := c.At.span(on.essay.Text)
		if !ok {
			return nil, noSuchPlace()
		}
		fields = selector(on.essay, on.set, span)
	}
	if c.Remark.Kind != nil && *c.Remark.Kind == string(c.Remark.implied()) {
		c.Remark.Kind = nil
	}
	says, _, err := c.Remark.entries()
	if err != nil {
		return nil, err
	}
	says = slices.DeleteFunc(says, func(f yamlfile.Entry) bool { return f.Key != "replacement" && f.Value.IsEmpty() })
	if len(says) == 0 {
		return nil, &problem{Status: http.StatusUnprocessableEntity, Problem: "the remark says nothing yet"}
	}
	return []store.Op{store.Add(append(fields, says...)...)}, nil
}

// implied is the kind that a remark has if it does not say.
func (p patch) implied() annotation.Kind {
	if p.Replacement != nil || p.Correction != nil && *p.Correction != "" {
		return annotation.Correction
	}
	return annotation.Comment
}

func edit(c change, _ target) ([]store.Op, error) {
	fields, unset, err := c.Remark.entries()
	if err != nil {
		return nil, err
	}
	var ops []store.Op
	if len(fields) > 0 {
		ops = append(ops, store.Edit(c.ID, fields...))
	}
	if len(unset) > 0 {
		ops = append(ops, store.Unset(c.ID, unset...))
	}
	return ops, nil
}

func remove(c change, _ target) ([]store.Op, error) { return []store.Op{store.Remove(c.ID)}, nil }

func setHead(c change, _ target) ([]store.Op, error) {
	var ops []store.Op
	if c.Head.Overall != nil {
		ops = append(ops, store.SetKey("overall", yamlfile.Text(*c.Head.Overall)))
	}
	if c.Head.Strengths != nil {
		ops = append(ops, store.SetKey("strengths", texts(*c.Head.Strengths)))
	}
	if c.Head.NextSteps != nil {
		ops = append(ops, store.SetKey("next_steps", texts(*c.Head.NextSteps)))
	}
	return ops, nil
}

func setScore(c change, _ target) ([]store.Op, error) {
	var given yamlfile.Content
	key := "level"
	if c.Score.Level != "" {
		given = yamlfile.Text(c.Score.Level)
	} else if c.Score.Points != "" {
		points, err := number("the points", c.Score.Points)
		if err != nil {
			return nil, err
		}
		given, key = yamlfile.Number(points), "points"
	}
	if c.Score.Comment != "" {
		fields := []yamlfile.Entry{{Key: "comment", Value: yamlfile.Text(c.Score.Comment)}}
		if !given.IsEmpty() {
			fields = append([]yamlfile.Entry{{Key: key, Value: given}}, fields...)
		}
		given = yamlfile.MapOf(fields...)
	}
	return []store.Op{store.SetScore(c.Score.Criterion, given)}, nil
}

func noSuchPlace() *problem {
	return &problem{Status: http.StatusUnprocessableEntity, Problem: "there are no such words in the essay", Help: "select the words again"}
}

// entries are the keys that the patch sets, in the order of a file, and those
// that it takes away.
func (p patch) entries() (set []yamlfile.Entry, unset []string, err error) {
	text := func(key string, value *string) {
		if value != nil {
			set = append(set, yamlfile.Entry{Key: key, Value: yamlfile.Text(*value)})
		}
	}
	truth := func(is *bool, key string, value yamlfile.Content) {
		switch {
		case is == nil:
		case *is:
			set = append(set, yamlfile.Entry{Key: key, Value: value})
		default:
			unset = append(unset, key)
		}
	}
	text("kind", p.Kind)
	text("category", p.Category)
	text("severity", p.Severity)
	text("correction", p.Correction)
	text("replacement", p.Replacement)
	if p.Unreplaced {
		unset = append(unset, "replacement")
	}
	text("comment", p.Comment)
	if p.Sources != nil {
		set = append(set, yamlfile.Entry{Key: "sources", Value: sources(*p.Sources)})
	}
	text("next", p.Next)
	text("criterion", p.Criterion)
	if p.Marks != nil {
		marks, err := marksEntry(*p.Marks)
		if err != nil {
			return nil, nil, err
		}
		set = append(set, marks)
	}
	if p.Tags != nil {
		set = append(set, yamlfile.Entry{Key: "tags", Value: texts(*p.Tags)})
	}
	truth(p.Private, "private", yamlfile.Truth(true))
	truth(p.Suggested, "origin", yamlfile.Text("suggested"))
	return set, unset, nil
}

// marksEntry is the key for marks; empty text takes it away.
func marksEntry(s string) (yamlfile.Entry, error) {
	if strings.TrimSpace(s) == "" {
		return yamlfile.Entry{Key: "marks"}, nil
	}
	marks, err := number("the marks", s)
	return yamlfile.Entry{Key: "marks", Value: yamlfile.Number(marks)}, err
}

// number reads a number as people write it: with a real minus sign, a decimal
// comma, a plus.
func number(what, s string) (decimal.Decimal, error) {
	plain := strings.TrimPrefix(strings.NewReplacer("\u2212", "-", ",", ".", " ", "").Replace(strings.TrimSpace(s)), "+")
	if !regexp.MustCompile(`^-?[0-9]{1,12}(\.[0-9]{1,12})?$`).MatchString(plain) {
		return decimal.Decimal{}, &problem{
			Status: http.StatusUnprocessableEntity, Problem: fmt.Sprintf("%s must be a number, and not %q", what, s), Help: "write -2, 0.5 or 14",
		}
	}
	return decimal.NewFromString(plain)
}

func texts(list []string) yamlfile.Content {
	var out []yamlfile.Content
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, yamlfile.Text(s))
		}
	}
	return yamlfile.ListOf(out...)
}

// sources are a list of maps; one that has only a title is a text.
func sources(list []sourceItem) yamlfile.Content {
	var out []yamlfile.Content
	for _, s := range list {
		var fields []yamlfile.Entry
		for _, f := range []struct{ key, value string }{
			{"title", s.Title}, {"author", s.Author}, {"year", s.Year}, {"page", s.Page}, {"url", s.URL},
		} {
			if f.value != "" {
				fields = append(fields, yamlfile.Entry{Key: f.key, Value: yamlfile.Text(f.value)})
			}
		}
		switch {
		case len(fields) == 0:
		case len(fields) == 1 && s.Title != "":
			out = append(out, yamlfile.Text(s.Title))
		default:
			out = append(out, yamlfile.MapOf(fields...))
		}
	}
	return yamlfile.ListOf(out...)
}

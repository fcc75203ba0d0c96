package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/essay"
	"gloss/internal/report"
	"gloss/internal/source"
)

type listOptions struct {
	remarksOptions
	Format string
}

func newList(env Env, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{}
	o.env = env
	cmd := &cobra.Command{
		Use:   "list ESSAY",
		Short: "List the remarks on an essay: their ids, and where each one stands",
		Long: `List the remarks on an essay in the order of the essay, also those that are for
markers only. Each has its id, by which gloss edit and gloss remove know it, its
kind, how well its words were found, where they stand, its marks, and the words.

As json each remark is an object with all that it says, and its places are given
in code points of the essay's text from 0, the end exclusive.`,
		Example: `  gloss list essays/history.md
  gloss list essays/history.md -f json`,
		Args:              between(1, 1),
		ValidArgsFunction: completeInputs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay = args[0]
			if !oneOf(o.Format, "text", "json") {
				return usageError("--format of list is text or json, not %q", o.Format)
			}
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().StringVarP(&o.Format, "format", "f", "text", "text or json")
	complete(cmd, "format", []string{"text", "json"})
	o.flags(cmd)
	cmd.Flags().StringVar(&o.Read.Fuzzy, "fuzzy", "on", "find passages that were changed: on or off")
	complete(cmd, "fuzzy", []string{"on", "off"})
	return cmd
}

func runList(_ context.Context, o *listOptions) error {
	_, res, err := o.load("nothing was listed")
	if err != nil {
		return err
	}
	if o.Format == "json" {
		return o.json(res.Report)
	}
	if len(res.Report.Notes) == 0 {
		return nil
	}
	rows := [][]string{{"ID", "KIND", "FOUND", "WHERE", "MARKS", "WORDS"}}
	for i := range res.Report.Notes {
		n := &res.Report.Notes[i]
		rows = append(rows, []string{n.ID, kindOf(n), verdictOf(n), whereOf(n, res.Report.Essay), marksOf(n), wordsOf(n, res.Report.Essay)})
	}
	return writeTable(o.env.Stdout, rows, o.env.OutWidth)
}

func kindOf(n *report.Note) string {
	switch {
	case n.Private:
		return string(n.Kind) + " (private)"
	case n.Suggested:
		return string(n.Kind) + " (suggested)"
	}
	return string(n.Kind)
}

// verdictOf is the verdict of the note's worst place.
func verdictOf(n *report.Note) string {
	if len(n.Places) == 0 {
		return ""
	}
	worst := n.Places[0].Verdict
	for _, p := range n.Places {
		worst = min(worst, p.Verdict)
	}
	return worst.String()
}

// whereOf is the note's first place as people find it.
func whereOf(n *report.Note, e *essay.Essay) string {
	first, ok := n.First()
	switch {
	case n.Standing() == report.Whole:
		return "whole essay"
	case !ok && len(n.Places[0].Candidates) > 0:
		return count(len(n.Places[0].Candidates), "place")
	case !ok:
		return "nowhere"
	}
	where := placeOf(e, first)
	if more := len(n.Places) - 1; more > 0 {
		where += fmt.Sprintf(" and %d more", more)
	}
	return where
}

// placeOf names a place of the essay: its paragraph, and its line where the
// format has lines.
func placeOf(e *essay.Essay, s source.Span) string {
	var parts []string
	if b, ok := blockOf(e, s); ok && b.Number > 0 {
		parts = append(parts, fmt.Sprintf("¶%d", b.Number))
	}
	if e.HasLines() {
		parts = append(parts, fmt.Sprintf("line %d", lineOf(e, s)))
	}
	if len(parts) == 0 {
		if b, ok := blockOf(e, s); ok {
			return string(b.Kind)
		}
	}
	return strings.Join(parts, " ")
}

func blockOf(e *essay.Essay, s source.Span) (essay.Block, bool) {
	i := e.BlockAt(s.Start)
	if i < 0 {
		return essay.Block{}, false
	}
	return e.Blocks[i], true
}

func lineOf(e *essay.Essay, s source.Span) int {
	return e.File.Position(e.FileSpan(s).Start).Line
}

func marksOf(n *report.Note) string {
	if n.Marks == nil {
		return ""
	}
	if n.Marks.IsPositive() {
		return "+" + n.Marks.String()
	}
	return n.Marks.String()
}

// wordsOf are the words that the note is about: as they stand in the essay, as
// they were quoted where they were not found, or what a note on the whole essay
// says.
func wordsOf(n *report.Note, e *essay.Essay) string {
	first, ok := n.First()
	switch {
	case ok:
		return oneLine(first.Of(e.Text))
	case len(n.Places) > 0:
		return oneLine(n.Places[0].Quote)
	}
	return "(" + oneLine(n.Comment) + ")"
}

// listed is a note as gloss list gives it to programs.
type listed struct {
	ID          string         `json:"id"`
	Kind        string         `json:"kind"`
	Category    string         `json:"category,omitempty"`
	Severity    string         `json:"severity,omitempty"`
	Comment     string         `json:"comment,omitempty"`
	Correction  string         `json:"correction,omitempty"`
	Replacement *string        `json:"replacement,omitempty"`
	Sources     []listedSource `json:"sources,omitempty"`
	Next        string         `json:"next,omitempty"`
	Criterion   string         `json:"criterion,omitempty"`
	Marks       json.Number    `json:"marks,omitempty"`
	Tags        []string       `json:"tags,omitempty"`
	By          string         `json:"by,omitempty"`
	Created     string         `json:"created,omitempty"`
	Private     bool           `json:"private,omitempty"`
	Suggested   bool           `json:"suggested,omitempty"`
	Resolved    bool           `json:"resolved,omitempty"`
	Replies     []listedReply  `json:"replies,omitempty"`
	Places      []listedPlace  `json:"places"`
}

// listedSource is evidence for a correction; a plain text stands in the title.
type listedSource struct {
	Title  string `json:"title,omitempty"`
	Author string `json:"author,omitempty"`
	Year   string `json:"year,omitempty"`
	Page   string `json:"page,omitempty"`
	URL    string `json:"url,omitempty"`
}

// listedReply is one turn of the conversation about a note.
type listedReply struct {
	By      string `json:"by,omitempty"`
	Created string `json:"created,omitempty"`
	Comment string `json:"comment"`
}

// listedPlace is one place of a note. What is not known is absent.
type listedPlace struct {
	Verdict    string   `json:"verdict"`
	Confidence float64  `json:"confidence,omitempty"`
	Quote      string   `json:"quote,omitempty"`
	Text       string   `json:"text,omitempty"`
	Paragraph  int      `json:"paragraph,omitempty"`
	Line       int      `json:"line,omitempty"`
	Start      *int     `json:"start,omitempty"`
	End        *int     `json:"end,omitempty"`
	Candidates [][2]int `json:"candidates,omitempty"`
}

func (o *listOptions) json(r *report.Report) error {
	out := make([]listed, 0, len(r.Notes))
	for i := range r.Notes {
		n := &r.Notes[i]
		l := listed{
			ID: n.ID, Kind: string(n.Kind), Category: n.Category, Severity: string(n.Severity),
			Comment: n.Comment, Correction: n.Correction, Replacement: n.Replacement, Next: n.Next,
			Criterion: n.Criterion, Tags: n.Tags, By: n.By, Created: n.Created,
			Private: n.Private, Suggested: n.Suggested, Resolved: n.Resolved, Places: []listedPlace{},
		}
		if n.Marks != nil {
			l.Marks = json.Number(n.Marks.String())
		}
		for _, src := range n.Sources {
			l.Sources = append(l.Sources, listedSource(src))
		}
		for _, r := range n.Replies {
			l.Replies = append(l.Replies, listedReply(r))
		}
		for _, p := range n.Places {
			l.Places = append(l.Places, listPlace(r.Essay, p))
		}
		out = append(out, l)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := o.env.Stdout.Write(b.Bytes())
	return err
}

func listPlace(e *essay.Essay, p report.Place) listedPlace {
	l := listedPlace{Verdict: p.Verdict.String(), Confidence: p.Confidence, Quote: p.Quote}
	for _, c := range p.Candidates {
		l.Candidates = append(l.Candidates, [2]int{source.CodePoints(e.Text, c.Start), source.CodePoints(e.Text, c.End)})
	}
	if !p.Placed() {
		return l
	}
	start, end := source.CodePoints(e.Text, p.Span.Start), source.CodePoints(e.Text, p.Span.End)
	l.Start, l.End, l.Text = &start, &end, p.Span.Of(e.Text)
	if b, ok := blockOf(e, p.Span); ok {
		l.Paragraph = b.Number
	}
	if e.HasLines() {
		l.Line = lineOf(e, p.Span)
	}
	return l
}

package csvfile

import (
	"strconv"
	"strings"

	"gloss/internal/report"
)

// separator stands between several values in one cell.
const separator = " | "

// each joins what a function makes of the places of a note that were found.
func each(n *report.Note, value func(report.Place) string) string {
	var out []string
	for _, p := range n.Places {
		if p.Placed() {
			out = append(out, value(p))
		}
	}
	return strings.Join(out, separator)
}

func standing(n *report.Note) string {
	return [...]string{report.InText: "in text", report.Whole: "whole essay", report.Unplaced: "not placed"}[n.Standing()]
}

func verdicts(_ *report.Report, n *report.Note) string {
	var out []string
	for _, p := range n.Places {
		out = append(out, p.Verdict.String())
	}
	return strings.Join(out, separator)
}

// paragraphs are the numbers of the paragraphs; a place in a block that is not
// counted has the kind of the block, such as heading.
func paragraphs(r *report.Report, n *report.Note) string {
	return each(n, func(p report.Place) string {
		i := r.Essay.BlockAt(p.Span.Start)
		switch {
		case i < 0:
			return ""
		case r.Essay.Blocks[i].Number == 0:
			return string(r.Essay.Blocks[i].Kind)
		}
		return strconv.Itoa(r.Essay.Blocks[i].Number)
	})
}

// lines are empty where the essay is no plain text: the lines of its file are
// not those of its text.
func lines(r *report.Report, n *report.Note) string {
	if r.Essay.Format != "txt" {
		return ""
	}
	return each(n, func(p report.Place) string {
		return strconv.Itoa(1 + strings.Count(r.Essay.Text[:p.Span.Start], "\n"))
	})
}

func quotes(_ *report.Report, n *report.Note) string {
	var out []string
	for _, p := range n.Places {
		if p.Quote != "" {
			out = append(out, p.Quote)
		}
	}
	return strings.Join(out, separator)
}

func texts(r *report.Report, n *report.Note) string {
	return each(n, func(p report.Place) string { return p.Span.Of(r.Essay.Text) })
}

func replacement(_ *report.Report, n *report.Note) string {
	switch {
	case n.Replacement == nil:
		return ""
	case *n.Replacement == "":
		return "(delete)"
	}
	return *n.Replacement
}

func sources(_ *report.Report, n *report.Note) string {
	var out []string
	for _, s := range n.Sources {
		var parts []string
		for _, part := range []string{s.Author, s.Title, s.Year, prefixed("p. ", s.Page), s.URL} {
			if part != "" {
				parts = append(parts, part)
			}
		}
		out = append(out, strings.Join(parts, ", "))
	}
	return strings.Join(out, separator)
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

func marks(_ *report.Report, n *report.Note) string {
	if n.Marks == nil {
		return ""
	}
	return n.Marks.String()
}

func replies(_ *report.Report, n *report.Note) string {
	var out []string
	for _, r := range n.Replies {
		out = append(out, strings.TrimSpace(strings.TrimSpace(r.By+" "+r.Created)+": "+r.Comment))
	}
	return strings.Join(out, separator)
}

func status(_ *report.Report, n *report.Note) string {
	if n.Resolved {
		return "resolved"
	}
	return "open"
}

func private(_ *report.Report, n *report.Note) string {
	if n.Hidden() {
		return "yes"
	}
	return ""
}

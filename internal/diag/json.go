package diag

import (
	"encoding/json"
	"io"

	"gloss/internal/source"
)

// JSON writes the findings as one JSON array, an object for each, in their
// order. Lines and columns count from 1, columns in code points; an end is the
// place after the last character. A finding on a whole input has no place.
//
// Schema is the form of it.
func JSON(w io.Writer, findings []Finding) error {
	out := make([]findingDoc, 0, len(findings))
	for _, f := range findings {
		d := findingDoc{
			placeDoc: placeOf(f.Name(), f.File, f.Span),
			Severity: f.Severity.String(), Rule: f.Rule, Message: f.Message,
			Help: append([]string{}, f.Help...), Notes: []noteDoc{},
		}
		for _, n := range f.Notes {
			name := ""
			if n.File != nil {
				name = n.File.Name
			}
			d.Notes = append(d.Notes, noteDoc{placeDoc: placeOf(name, n.File, n.Span), Message: n.Message})
		}
		out = append(out, d)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

type findingDoc struct {
	placeDoc
	Severity string    `json:"severity"`
	Rule     string    `json:"rule"`
	Message  string    `json:"message"`
	Help     []string  `json:"help"`
	Notes    []noteDoc `json:"notes"`
}

type noteDoc struct {
	placeDoc
	Message string `json:"message"`
}

type placeDoc struct {
	File      string `json:"file"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"end_line,omitempty"`
	EndColumn int    `json:"end_column,omitempty"`
}

func placeOf(name string, f *source.File, s source.Span) placeDoc {
	if f == nil {
		return placeDoc{File: name}
	}
	start, end := f.Position(s.Start), f.Position(max(s.Start, s.End))
	return placeDoc{File: name, Line: start.Line, Column: start.Column, EndLine: end.Line, EndColumn: end.Column}
}

package webanno

import (
	"net/url"
	"strings"
	"time"

	kind "gloss/internal/annotation"
	"gloss/internal/report"
)

// body is a TextualBody, or a SpecificResource where it has a Source.
type body struct {
	Type    string  `json:"type"`
	Source  string  `json:"source,omitempty"`
	Value   *string `json:"value,omitempty"`
	Format  string  `json:"format,omitempty"`
	Purpose string  `json:"purpose"`
	Creator *agent  `json:"creator,omitempty"`
	Created string  `json:"created,omitempty"`
}

// The formats of a body's text.
const (
	markdown = "text/markdown"
	plain    = "text/plain"
)

// purposes are what an annotation of a kind, and its remark, are there for.
type purposes struct{ motivation, remark string }

// lookUp are the purposes of a kind, in the words of the model.
func lookUp(k kind.Kind) purposes {
	switch k {
	case kind.Correction, kind.Suggestion:
		return purposes{"editing", "commenting"}
	case kind.Question:
		return purposes{"questioning", "questioning"}
	case kind.Praise:
		return purposes{"assessing", "assessing"}
	case kind.Comment:
		return purposes{"commenting", "commenting"}
	}
	return purposes{"commenting", "commenting"}
}

// bodies are what a note says, each part with its purpose.
func bodies(n *report.Note) []body {
	var out []body
	text := func(value, format, purpose string) {
		if value != "" {
			out = append(out, body{Type: "TextualBody", Value: &value, Format: format, Purpose: purpose})
		}
	}
	if n.Replacement != nil {
		// An empty one deletes, so it has to stand too.
		out = append(out, body{Type: "TextualBody", Value: n.Replacement, Format: plain, Purpose: "editing"})
	}
	text(n.Correction, markdown, "describing")
	text(n.Comment, markdown, lookUp(n.Kind).remark)
	text(n.Next, markdown, "commenting")
	for _, s := range n.Sources {
		text(citation(s), plain, "linking")
		if link(s.URL) {
			out = append(out, body{Type: "SpecificResource", Source: s.URL, Purpose: "linking"})
		}
	}
	text(n.Category, plain, "classifying")
	text(string(n.Severity), plain, "tagging")
	for _, t := range n.Tags {
		text(t, plain, "tagging")
	}
	if n.Marks != nil {
		text(n.Marks.String(), plain, "assessing")
	}
	for _, r := range n.Replies {
		comment := r.Comment
		out = append(out, body{
			Type: "TextualBody", Value: &comment, Format: markdown, Purpose: "replying",
			Creator: creator(r.By), Created: created(r.Created),
		})
	}
	return out
}

func citation(s report.Source) string {
	var parts []string
	for _, part := range []string{s.Author, s.Title, s.Year, s.Page} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// link reports whether a source's address can stand as an IRI.
func link(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" &&
		!strings.ContainsAny(address, " <>\"{}|\\^`")
}

// created is a time as the model wants it: in UTC, with a Z.
func created(rfc3339 string) string {
	t, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

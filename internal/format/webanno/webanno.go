// Package webanno writes the notes of a report as W3C Web Annotations (Web
// Annotation Data Model, Recommendation of 23 February 2017): one
// AnnotationPage in JSON-LD with an Annotation for each note.
//
// A target names the essay's file and, for each place, a TextQuoteSelector with
// at most 32 code points of context on each side and a TextPositionSelector.
// Both speak of the essay's text as its reader sees it and count code points
// from 0; neither cuts a grapheme cluster. A note without a place in the text
// has what was quoted as its only selector, and a note on the whole essay has
// the file itself as its target.
//
// Ids are made from the names of the files and the annotation's id: the same
// report gives the same bytes.
package webanno

import (
	"encoding/json"
	"io"

	"gloss/internal/report"
)

// context is the JSON-LD context that the model asks for.
const context = "http://www.w3.org/ns/anno.jsonld"

// Write writes the notes of the report to w.
func Write(w io.Writer, r *report.Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(pageOf(r))
}

type page struct {
	Context    string       `json:"@context"`
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	PartOf     collection   `json:"partOf"`
	StartIndex int          `json:"startIndex"`
	Items      []annotation `json:"items"`
}

type collection struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	Label string `json:"label,omitempty"`
	Total int    `json:"total"`
	First string `json:"first"`
	Last  string `json:"last"`
}

type annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Creator    *agent `json:"creator,omitempty"`
	Created    string `json:"created,omitempty"`
	Body       []body `json:"body,omitempty"`
	Target     []any  `json:"target"` // a string or a target
}

type agent struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

// pageOf is the page with all notes of the report.
func pageOf(r *report.Report) page {
	id := urn("page", r.EssayName(), r.Annotations)
	p := page{
		Context: context, ID: id, Type: "AnnotationPage", Items: []annotation{},
		PartOf: collection{
			ID: urn("collection", r.EssayName(), r.Annotations), Type: "AnnotationCollection",
			Label: r.Head.Title, Total: len(r.Notes), First: id, Last: id,
		},
	}
	t := newTargets(r.Essay, iri(r.EssayName(), r.Essay.Text))
	for i := range r.Notes {
		n := &r.Notes[i]
		p.Items = append(p.Items, annotation{
			ID: urn("annotation", r.EssayName(), r.Annotations, n.ID), Type: "Annotation",
			Motivation: lookUp(n.Kind).motivation, Creator: creator(n.By), Created: created(n.Created),
			Body: bodies(n), Target: t.of(n),
		})
	}
	return p
}

func creator(name string) *agent {
	if name == "" {
		return nil
	}
	return &agent{Type: "Person", Name: name}
}

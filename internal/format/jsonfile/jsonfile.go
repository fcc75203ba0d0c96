// Package jsonfile writes a report as JSON and reads it back. It is the report
// for other programs, and for gloss itself: what was read back and written
// again is the same bytes, and every other writer makes of it what it made of
// the report before.
//
// The file is one object, "gloss": "report" and "schema": 1 first. It holds
// everything that a Report holds, the essay's text included; the essay's file
// is named, and the digest of the text lets it be known again. Its JSON Schema
// (draft 07) is report.schema.json; see Schema.
//
// Units: a place in the essay is [start, end) in code points of the essay's
// text, counted from 0, as W3C selectors count. The other side of an origin
// points into the essay's file and is [start, end) in bytes of the file decoded
// to UTF-8. Marks are JSON numbers whose digits are the exact decimal, never
// with an exponent: read them as decimals to add them up.
package jsonfile

import (
	"io"
	"regexp"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"gloss/internal/report"
	"gloss/internal/source"
)

// Version is the version of the file format that Write writes and the newest
// that Read reads.
const Version = 1

// Write writes the report to w.
func Write(w io.Writer, r *report.Report) error {
	data, err := json.Marshal(toDocument(r), jsontext.WithIndent("  "), json.Deterministic(true))
	if err != nil {
		return err
	}
	// Strings hold no raw line feeds, so this finds nothing but spans.
	spans := regexp.MustCompile(`\[\n\s+(\d+),\n\s+(\d+)\n\s+\]`)
	_, err = w.Write(append(spans.ReplaceAll(data, []byte("[$1, $2]")), '\n'))
	return err
}

// Read reads a report that Write wrote. Keys that are unknown, that differ in
// case, or that stand twice, impossible places and anything after the report
// are refused with a *source.Error that names line and column. The report's
// Essay has no File, its notes no Item and their places no Selector.
func Read(in source.Input) (*report.Report, error) {
	if err := version(in); err != nil {
		return nil, err
	}
	var d document
	if err := json.Unmarshal(in.Data, &d, json.RejectUnknownMembers(true)); err != nil {
		return nil, refusal(in, err)
	}
	c := &checker{doc: &d, points: newPoints(d.Essay.Text)}
	c.check()
	if c.at != "" {
		return nil, refuse(in, c.at, c.reason)
	}
	return c.report(), nil
}

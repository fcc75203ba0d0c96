package csvfile

import (
	"strconv"
	"strings"

	"gloss/internal/report"
)

// Column is one column of the table.
type Column struct {
	Name    string
	Meaning string
	Number  bool // holds plain numbers, or nothing
	value   func(r *report.Report, n *report.Note) string
}

// Columns are the columns of the table, in order.
func Columns() []Column {
	return append(placeColumns(), contentColumns()...)
}

// placeColumns are which annotation it is and where it stands.
func placeColumns() []Column {
	return []Column{
		{"essay", "the essay's file", false, func(r *report.Report, _ *report.Note) string { return r.EssayName() }},
		{"student", "who wrote it", false, func(r *report.Report, _ *report.Note) string { return r.Head.Student }},
		{"number", "the note's number in the report", true, func(_ *report.Report, n *report.Note) string { return strconv.Itoa(n.Number) }},
		{"id", "the annotation's id", false, func(_ *report.Report, n *report.Note) string { return n.ID }},
		{"kind", "correction, suggestion, question, praise or comment", false, func(_ *report.Report, n *report.Note) string { return string(n.Kind) }},
		{"category", "such as fact or spelling", false, func(_ *report.Report, n *report.Note) string { return n.Category }},
		{"severity", "minor, major or nothing", false, func(_ *report.Report, n *report.Note) string { return string(n.Severity) }},
		{"standing", "in text, whole essay or not placed", false, func(_ *report.Report, n *report.Note) string { return standing(n) }},
		{"verdict", "how each place was found", false, verdicts},
		{"paragraph", "the paragraph of each place, counted from 1, or the kind of its block", false, paragraphs},
		{"line", "the line of each place in the file, for plain text essays", false, lines},
		{"quote", "the words as quoted", false, quotes},
		{"text", "the words that stand there now", false, texts},
	}
}

// contentColumns are what the annotation says.
func contentColumns() []Column {
	return []Column{
		{"comment", "the remark, Markdown", false, func(_ *report.Report, n *report.Note) string { return n.Comment }},
		{"correction", "what is right, Markdown", false, func(_ *report.Report, n *report.Note) string { return n.Correction }},
		{"replacement", "the words to put in; (delete) where there are none", false, replacement},
		{"sources", "evidence", false, sources},
		{"next", "what to do about it, Markdown", false, func(_ *report.Report, n *report.Note) string { return n.Next }},
		{"criterion", "the id of the criterion", false, func(_ *report.Report, n *report.Note) string { return n.Criterion }},
		{"marks", "the marks tied to the remark", true, marks},
		{"tags", "free words", false, func(_ *report.Report, n *report.Note) string { return strings.Join(n.Tags, separator) }},
		{"by", "who wrote the remark", false, func(_ *report.Report, n *report.Note) string { return n.By }},
		{"created", "when, RFC 3339", false, func(_ *report.Report, n *report.Note) string { return n.Created }},
		{"status", "open or resolved", false, status},
		{"replies", "the conversation, Markdown", false, replies},
		{"private", "yes where the note is for markers only", false, private},
	}
}

// Package csvfile writes reports as a table for a spreadsheet: one row for each
// annotation, as comma-separated values (RFC 4180) in UTF-8 with CRLF line ends.
//
// Columns has the columns. Where a note has several places, their values
// stand in one cell with " | " between them. Remarks are the Markdown that the
// teacher wrote. A line end in a cell is a line feed in Rows and CRLF in the
// file.
//
// No cell is a formula. A text that a spreadsheet could take for one (it begins
// with = + - @, their full-width forms, a tab, a line end or NUL) has an
// apostrophe put before it, and so has a text that begins with an apostrophe;
// Unquote takes it off again. A cell with a semicolon or a tab in it stands in
// quotation marks, like one with a comma. The columns "number" and "marks" hold plain
// numbers and are never changed.
package csvfile

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"gloss/internal/report"
)

// Options are how the table is to be written. The zero value is for programs.
type Options struct {
	// BOM puts a byte order mark first, without which some spreadsheets take the
	// file for Windows-1252.
	BOM bool
}

// bom is the byte order mark in UTF-8.
const bom = "\ufeff"

// Write writes reports to w as one table: the header, and a row for each
// annotation.
func Write(w io.Writer, reports []*report.Report, o Options) error {
	t, err := New(w, o)
	if err != nil {
		return err
	}
	for _, r := range reports {
		if err := t.Add(r); err != nil {
			return err
		}
	}
	return t.Close()
}

// Table is a table that reports are added to, one after the other.
type Table struct {
	out *bufio.Writer // keeps the first error
}

// New begins a table with its header.
func New(w io.Writer, o Options) (*Table, error) {
	if o.BOM {
		if _, err := io.WriteString(w, bom); err != nil {
			return nil, err
		}
	}
	t := &Table{bufio.NewWriter(w)}
	return t, t.write(Header())
}

// Add adds a row for each annotation of a report.
func (t *Table) Add(r *report.Report) error {
	for _, row := range Rows(r) {
		if err := t.write(row); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the table. It does not close what the table was written to.
func (t *Table) Close() error { return t.out.Flush() }

func (t *Table) write(row []string) error {
	fields := make([]string, len(row))
	for i, cell := range row {
		fields[i] = field(cell)
	}
	_, err := t.out.WriteString(strings.Join(fields, ",") + "\r\n")
	return err
}

// field is a cell as it stands in the file: in quotation marks wherever a program
// could end it early. A spreadsheet that is not told otherwise takes a semicolon and
// a tab for separators too, and what follows one could be a formula.
func field(cell string) string {
	if !strings.ContainsAny(cell, ",;\t\r\n\"") && strings.TrimSpace(cell) == cell {
		return cell
	}
	return `"` + strings.NewReplacer(`"`, `""`, "\n", "\r\n").Replace(cell) + `"`
}

// Header is the names of the columns.
func Header() []string {
	var names []string
	for _, c := range Columns() {
		names = append(names, c.Name)
	}
	return names
}

// Rows are the annotations of a report, a row each, safe for a spreadsheet.
func Rows(r *report.Report) [][]string {
	var rows [][]string
	columns := Columns()
	for i := range r.Notes {
		row := make([]string, len(columns))
		for j, c := range columns {
			row[j] = c.value(r, &r.Notes[i])
			if !c.Number {
				row[j] = Quote(row[j])
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// Ours reports whether data begins as Write begins.
func Ours(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(data, []byte(bom)), []byte(strings.Join(Header(), ",")+"\r\n"))
}

// formula are the characters with which a formula, or what a spreadsheet makes
// one of, can begin; and the apostrophe, so that Unquote is exact.
const formula = "=+-@＝＋－＠﹦﹢﹣﹫\t\r\n\x00'"

// Quote makes a text safe for a cell: it is not taken for a formula, every line
// end is a line feed, and there is none at its end.
func Quote(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimRight(text, "\n")
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune(formula, first) {
		return "'" + text
	}
	return text
}

// Unquote is the text that Quote made a cell of, but for its line ends.
func Unquote(cell string) string { return strings.TrimPrefix(cell, "'") }

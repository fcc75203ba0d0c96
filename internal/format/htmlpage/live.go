package htmlpage

import (
	"fmt"
	"io"
	"strconv"

	"gloss/internal/annotation"
	"gloss/internal/report"
)

// WriteLive writes what stands in the body of a report's page, for a page of the
// program's own to show and to change: the header and the main part, without
// style and script. Every piece of the essay's text stands in an element of its
// own that tells, as data-at, where it begins in the text, in UTF-16 units; a
// character that is shown by its code counts as the one unit that it is. An id of
// an annotation stands, as data-id, on its note.
func WriteLive(w io.Writer, r *report.Report) error {
	a, err := assets()
	if err != nil {
		return err
	}
	b := newBuilder(r)
	b.offsets = true
	for i := range b.notes {
		b.notes[i].ID = r.Notes[i].ID
	}
	if err := a.templates.ExecuteTemplate(w, "report", b.page()); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

// WriteRemark writes a remark in Markdown as a report shows it.
func WriteRemark(w io.Writer, markdown string) error {
	a, err := assets()
	if err != nil {
		return err
	}
	b := &pageBuilder{}
	if err := a.templates.ExecuteTemplate(w, "prose", b.prose(markdown)); err != nil {
		return fmt.Errorf("writing the remark: %w", err)
	}
	return nil
}

// Style is the style of every report's page, with a rule for each filter that a
// page can have.
func Style() (string, error) {
	a, err := assets()
	if err != nil {
		return "", err
	}
	var all filters
	for _, k := range annotation.Kinds() {
		all.Kinds = append(all.Kinds, filter{Class: "k-" + string(k)})
	}
	for _, c := range append(annotation.Categories(), "none") {
		all.Categories = append(all.Categories, filter{Class: "c-" + c})
	}
	for n := 1; n <= maxOwn; n++ {
		all.Categories = append(all.Categories, filter{Class: "c-own" + strconv.Itoa(n)})
	}
	for _, s := range []string{"major", "minor", "none"} {
		all.Severities = append(all.Severities, filter{Class: "s-" + s})
	}
	return a.style + all.rules(), nil
}

// Script is the script of every report's page. It takes up a page that has
// changed when the document gets the event "gloss-changed".
func Script() (string, error) {
	a, err := assets()
	if err != nil {
		return "", err
	}
	return a.script, nil
}

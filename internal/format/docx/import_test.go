package docx_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/format/docx"
	"gloss/internal/report"
	"gloss/internal/source"
)

func imported(t testing.TB, data []byte, o docx.ImportOptions) *docx.Imported {
	t.Helper()
	im, _, err := docx.Import(source.Input{Name: "marked.docx", Data: data}, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := im.Essay.Validate(); err != nil {
		t.Fatal(err)
	}
	return im
}

// What gloss writes into any file of the corpus comes back: each note with its
// passage, author, replies, resolved state and replacement.
func TestMarksComeBack(t *testing.T) {
	for name, data := range corpus(t) {
		if name == "word-teacher-changes" {
			continue // its changes are accepted in one reading and rejected in the other
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := read(t, data)
			r := scattered(e, 10, 5)
			o := docx.ImportOptions{}
			for _, n := range r.Notes {
				o.IDs = append(o.IDs, n.ID)
			}
			im := imported(t, write(t, r, tracked()), o)
			for i := range r.Notes {
				want := &r.Notes[i]
				k := slices.IndexFunc(im.Notes, func(n docx.ImportedNote) bool { return n.ID == want.ID })
				if k < 0 {
					t.Errorf("%s is lost", want.ID)
					continue
				}
				if fault := differs(&im.Notes[k], want, want.Places[0].Span.Of(e.Text)); fault != "" {
					t.Errorf("%s: %s", want.ID, fault)
				}
			}
		})
	}
}

// A replacement comes back to its own note where others stand on the same words.
func TestReplacementComesBackToItsNote(t *testing.T) {
	e := read(t, minimal(t, `<w:p><w:r><w:t>Thousands died in the famine.</w:t></w:r></w:p>`))
	for own := range 3 {
		var notes []report.Note
		o := docx.ImportOptions{}
		for i := range 3 {
			n := note(t, e, fmt.Sprint("n", i), "Thousands died", 0)
			if i == own {
				n = replaced(n, "Millions died")
			}
			notes, o.IDs = append(notes, n), append(o.IDs, n.ID)
		}
		for _, n := range imported(t, write(t, reportOn(e, notes...), tracked()), o).Notes {
			if (n.Replacement != nil) != (n.ID == o.IDs[own]) {
				t.Errorf("%s is replaced, but %s has the replacement %v", o.IDs[own], n.ID, n.Replacement)
			}
		}
	}
}

// Replacements that touch each other, in cells of a table, come back apart.
func TestReplacementsComeBackApart(t *testing.T) {
	cell := func(text string) string { return `<w:tc><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:tc>` }
	e := read(t, minimal(t, `<w:tbl><w:tr>`+cell("Coal")+cell("Steel")+cell("Grain")+`</w:tr></w:tbl><w:p/>`))
	r := reportOn(e, replaced(note(t, e, "a", "Coal\tSteel", 0), "A"), replaced(note(t, e, "b", "Grain", 0), "B"), note(t, e, "c", "Steel", 0))
	got := map[string]string{}
	for _, n := range imported(t, write(t, r, tracked()), docx.ImportOptions{IDs: []string{"a", "b", "c"}}).Notes {
		if got[n.ID] = "-"; n.Replacement != nil {
			got[n.ID] = *n.Replacement
		}
	}
	if diff := cmp.Diff(map[string]string{"a": "A", "b": "B", "c": "-"}, got); diff != "" {
		t.Error(diff)
	}
}

// A replacement in a note comes back to its comment where the same words stand in the
// note twice.
func TestReplacementInANoteComesBack(t *testing.T) {
	var all []string
	for name, text := range parts(t, corpus(t)["word-notes"]) {
		all = append(all, name, strings.ReplaceAll(text, "Second in the text.", "Ibid and ibid and ibid."))
	}
	e := read(t, zipped(t, all...))
	for n := range 2 {
		im := imported(t, write(t, reportOn(e, replaced(note(t, e, "a", "ibid", n), "NEW")), tracked()), docx.ImportOptions{IDs: []string{"a"}})
		want := note(t, e, "a", "ibid", n).Places[0].Span
		if len(im.Notes) != 1 || im.Notes[0].Replacement == nil || im.Notes[0].Span != want {
			t.Errorf("%d: imported are %+v, want one on %v", n, im.Notes, want)
		}
	}
}

// differs says how an imported note differs from what was written; "" if it does
// not.
func differs(got *docx.ImportedNote, want *report.Note, words string) string {
	switch {
	case squeezed(got.Quote) != squeezed(words):
		return fmt.Sprintf("stands on %q, want %q", got.Quote, words)
	case got.Author != "Dr Weiss" || got.Created != "2026-11-20T00:00:00Z" || got.Edited:
		return fmt.Sprintf("is by %q, %q, edited %v", got.Author, got.Created, got.Edited)
	case got.Kind != string(want.Kind) || got.Said().Comment != "A *remark* on it." || got.Resolved != want.Resolved:
		return fmt.Sprintf("is a %s that says %q, resolved %v", got.Kind, got.Comment, got.Resolved)
	case len(got.Replies) != len(want.Replies):
		return fmt.Sprintf("has %d replies, want %d", len(got.Replies), len(want.Replies))
	case len(got.Replies) > 0 && (got.Replies[0].Author != "Mr Lindqvist" || got.Replies[0].Comment != "I agree."):
		return fmt.Sprintf("has the reply %+v", got.Replies[0])
	case got.Replacement != nil && (want.Replacement == nil || *got.Replacement != *want.Replacement):
		return fmt.Sprintf("has the replacement %q", *got.Replacement)
	case got.Replacement == nil && want.Replacement != nil && !strings.Contains(got.Said().Correction, *want.Replacement):
		return "has lost its replacement"
	}
	return ""
}

// A teacher's comments, replies and resolved states in a file by Word.
func TestCommentsOfATeacher(t *testing.T) {
	im := imported(t, corpus(t)["word-comments"], docx.ImportOptions{})
	var got []string
	for _, n := range im.Notes {
		line := fmt.Sprintf("%s|%s|%s|%q|%v", n.Author, n.Created, n.Quote, n.Comment, n.Resolved)
		for _, r := range n.Replies {
			line += fmt.Sprintf("|%s|%s|%q", r.Author, r.Created, r.Comment)
		}
		got = append(got, line)
	}
	want := []string{
		`Ms Okafor|2026-10-02T09:00:00Z|claimed thousands|"Millions."|true|Sam Student|2026-10-02T09:00:00Z|"Thank you."`,
		"Ms Okafor|2026-10-02T09:00:00Z|One paragraph,\n\nand another.|\"A long one.\\n\\nSecond paragraph.\"|false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const changeNS = ` w:id="1" w:author="Ms Okafor" w:date="2026-10-02T09:00:00Z"`

// Changes by others than the student are replacements; those of the student are
// the essay's own.
func TestTrackedChangesAreReplacements(t *testing.T) {
	run := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	ins := func(s string) string { return `<w:ins` + changeNS + `>` + run(s) + `</w:ins>` }
	del := func(s string) string {
		return `<w:del` + changeNS + `><w:r><w:delText xml:space="preserve">` + s + `</w:delText></w:r></w:del>`
	}
	for _, c := range []struct{ name, body, want string }{
		{"put in place", run("The plan ") + del("failed") + ins("succeeded") + run("."), "failed→succeeded"},
		{"new words first", run("The plan ") + ins("succeeded") + del("failed") + run("."), "failed→succeeded"},
		{"left out", run("The ") + del("big ") + run("plan."), "big →"},
		{"added to a word", run("The plan") + ins("s") + run(" failed."), "plan→plans"},
		{"added between words", run("The plan ") + ins("never ") + run("failed."), "failed.→never failed."},
		{"added at the start", ins("So ") + run("the plan failed."), "the→So the"},
		{"added at the end", run("The plan failed") + ins(" again"), "failed→failed again"},
		{"no words at all", ins("All new."), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, student := range []string{"", "Ms Okafor"} {
				im := imported(t, minimal(t, "<w:p>"+c.body+"</w:p>"), docx.ImportOptions{Student: student})
				got := ""
				for _, n := range im.Notes {
					if n.Replacement != nil && n.Quote != "" {
						got += n.Quote + "→" + *n.Replacement
					}
					if n.Author != "Ms Okafor" || n.Created != "2026-10-02T09:00:00Z" {
						t.Errorf("it is by %q, %q", n.Author, n.Created)
					}
				}
				want := c.want
				if student != "" {
					want = ""
				}
				if got != want {
					t.Errorf("for the student %q: got %q, want %q", student, got, want)
				}
			}
		})
	}
}

// Where a comment stands around a text box, the box's text is the passage.
func TestCommentOnATextBox(t *testing.T) {
	data := zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels,
		"word/document.xml", `<w:document `+wordNS+`><w:body><w:p><w:r><w:t>Around.</w:t></w:r><w:commentRangeStart w:id="7"/><w:r><w:pict><w:txbxContent>`+
			`<w:p><w:r><w:t>Boxed words.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p></w:body></w:document>`,
		"word/comments.xml", `<w:comments `+wordNS+`><w:comment w:id="7" w:author="A"><w:p><w:r><w:t>Nice.</w:t></w:r></w:p></w:comment></w:comments>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`)
	im := imported(t, data, docx.ImportOptions{})
	if len(im.Notes) != 1 || im.Notes[0].Quote != "Boxed words." {
		t.Errorf("got the notes %+v", im.Notes)
	}
}

// What no annotation can hold is said.
func TestLossesAreSaid(t *testing.T) {
	body := `<w:p><w:r><w:rPr><w:b/><w:rPrChange` + changeNS + `><w:rPr/></w:rPrChange></w:rPr><w:t>Bold.</w:t></w:r></w:p>` +
		`<w:p><w:moveFrom` + changeNS + `><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>`
	im := imported(t, minimal(t, body), docx.ImportOptions{Student: "Sam"})
	var rules []string
	for _, l := range im.Losses {
		rules = append(rules, l.Rule)
	}
	if got := strings.Join(rules, " "); got != "move form" {
		t.Errorf("got the losses %q", got)
	}
}

// A replacement in a note is tracked there; its comment hangs on the reference.
func TestReplacementInANote(t *testing.T) {
	for _, name := range []string{"word-notes", "word-text-box"} {
		e := read(t, corpus(t)[name])
		words := map[string]string{"word-notes": "the archive", "word-text-box": "Boxed words"}[name]
		out := write(t, reportOn(e, replaced(note(t, e, "there", words, 0), "NEW")), tracked())
		if again := read(t, out); again.Text != e.Text {
			t.Errorf("%s: the mark is not taken back: %q", name, again.Text)
		}
		for part, text := range parts(t, out) {
			if strings.Contains(part, "notes.xml") && strings.Contains(text, "commentRange") {
				t.Errorf("%s: a comment stands in %s", name, part)
			}
		}
		im := imported(t, out, docx.ImportOptions{IDs: []string{"there"}})
		if len(im.Notes) != 1 || im.Notes[0].Quote != words || im.Notes[0].Replacement == nil || *im.Notes[0].Replacement != "NEW" {
			t.Errorf("%s: got %+v", name, im.Notes)
		}
	}
}

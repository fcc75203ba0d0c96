package docx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gloss/internal/format/docx"
	"gloss/internal/report"
	"gloss/internal/source"
)

// resaved are Word files as LibreOffice saves them.
func resaved(t *testing.T, files map[string][]byte) map[string][]byte {
	t.Helper()
	dir, to := t.TempDir(), t.TempDir()
	var paths []string
	for name, data := range files {
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	judge(t, nil, "soffice", append([]string{
		"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "docx", "--outdir", to,
	}, paths...)...)
	out := map[string][]byte{}
	for name := range files {
		data, err := os.ReadFile(filepath.Join(to, name+".docx"))
		if err != nil {
			t.Errorf("%s: LibreOffice did not save it: %v", name, err)
			continue
		}
		out[name] = data
	}
	return out
}

// A file of ours that was saved by LibreOffice, which drops the ids of paragraphs
// and the content control around the summary, is marked again as if it had not been.
func TestMarksAreKnownAfterLibreOffice(t *testing.T) {
	oracle(t)
	files := map[string][]byte{}
	for name, data := range corpus(t) {
		if name == "word-fields" {
			continue // LibreOffice makes two paragraphs of one with a field that it does not know
		}
		files[name] = data
		files[name+"+marked"] = write(t, scattered(read(t, data), 10, 2), tracked())
	}
	saved := resaved(t, files)
	for name := range corpus(t) {
		plain, marked := saved[name], saved[name+"+marked"]
		if plain == nil || marked == nil {
			continue
		}
		e, findings, err := docx.Read(source.Input{Name: "x.docx", Data: marked}, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := e.Text, read(t, plain).Text; squeezed(got) != squeezed(want) {
			t.Errorf("%s: the text is\n%q, want\n%q", name, got, want)
		}
		for _, f := range findings {
			t.Errorf("%s: %s", name, f.Message)
		}
		// LibreOffice may refer to comments that it left out, so that the file is not
		// held to be sound.
		var again bytes.Buffer
		if err := docx.Write(&again, reportOn(e), docx.Options{}); err != nil {
			t.Fatal(err)
		}
		for part, text := range parts(t, again.Bytes()) {
			if strings.Contains(text, "_gloss_") {
				t.Errorf("%s: a bookmark of ours is left in %s", name, part)
			}
			if n := strings.Count(text, "remark"); n > 0 && part == "word/comments.xml" {
				t.Errorf("%s: %d comments of ours are left", name, n)
			}
		}
	}
}

// likeLibreOffice is a file of ours as LibreOffice saves it, as far as our marks are
// concerned: no ids of paragraphs, no replies, the summary in no content control,
// its page break in the paragraph before, and ranges that begin inside deletions.
func likeLibreOffice(t testing.TB, data []byte, oldnew ...string) []byte {
	t.Helper()
	var all []string
	for name, text := range parts(t, data) {
		cut := func(pattern, with string) { text = regexp.MustCompile(pattern).ReplaceAllString(text, with) }
		switch name {
		case "word/comments.xml":
			cut(` w14:(paraId|textId)="[0-9A-F]+"`, "")
			text = strings.NewReplacer(oldnew...).Replace(text)
		case "word/commentsExtended.xml":
			cut(`<w15:commentEx .*?/>`, "")
		case "word/document.xml":
			cut(`<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>(.*)</w:sdtContent></w:sdt>`, "$1")
			cut(`</w:p>(<w:p><w:pPr><w:keepNext/>)<w:pageBreakBefore/>`, `<w:r><w:br w:type="page"/></w:r></w:p>$1`)
			cut(`w:left=`, "w:start=")
			cut(`((?:<w:commentRangeStart [^>]*>)+)(<w:del [^>]*>)`, "$2$1")
		}
		all = append(all, name, text)
	}
	return zipped(t, all...)
}

// resavable is a report with a remark, a replacement with a reply, and a summary.
func resavable(t testing.TB) *report.Report {
	t.Helper()
	e := read(t, minimal(t, `<w:p><w:r><w:t>Thousands died in the famine.</w:t></w:r></w:p>`))
	toll := replaced(note(t, e, "toll", "Thousands", 0), "Millions")
	toll.Replies = []report.Reply{{By: "Sam Student", Comment: "I see."}}
	r := reportOn(e, toll, note(t, e, "famine", "famine", 0))
	r.Head.Overall = "A clear line."
	return r
}

// Our marks are known by bookmarks where a program dropped everything else.
func TestMarksAreKnownByBookmarks(t *testing.T) {
	r := resavable(t)
	marked := likeLibreOffice(t, write(t, r, tracked()))
	if !docx.Ours(marked) {
		t.Error("the file is not known as ours")
	}
	e, findings, err := docx.Read(source.Input{Name: "x.docx", Data: marked}, "")
	if err != nil || len(findings) > 0 {
		t.Fatalf("%v, %v", findings, err)
	}
	if e.Text != r.Essay.Text {
		t.Errorf("the text is %q, want %q", e.Text, r.Essay.Text)
	}
	main := parts(t, write(t, reportOn(e), docx.Options{}))["word/document.xml"]
	if regexp.MustCompile("bookmark|comment|<w:br|<w:del|<w:ins|<w:sdt").MatchString(main) {
		t.Errorf("marks are left: %s", main)
	}
	im := imported(t, marked, docx.ImportOptions{IDs: []string{"toll", "famine"}})
	var got []string
	for _, n := range im.Notes {
		got = append(got, n.ID)
		if !n.Ours || n.Edited || n.ID == "toll" && (len(n.Replies) != 1 || n.Replacement == nil) {
			t.Errorf("%+v", n)
		}
	}
	if want := []string{"toll", "famine"}; !slices.Equal(got, want) {
		t.Errorf("imported are %q, want %q", got, want)
	}
}

// A comment that was changed in such a program stays, and is spoken of; so does one
// by somebody else that says the same. The tracked change is still ours.
func TestChangedMarksStay(t *testing.T) {
	r := resavable(t)
	for _, c := range [][2]string{
		{"About toll.", "About the toll, and more."},
		{`w:author="Dr Weiss"`, `w:author="Mr Lindqvist"`},
	} {
		marked := likeLibreOffice(t, write(t, r, tracked()), c[0], c[1])
		e, findings, err := docx.Read(source.Input{Name: "x.docx", Data: marked}, "")
		if err != nil {
			t.Fatal(err)
		}
		if len(findings) != 1 || findings[0].Rule != "edited-comment" {
			t.Errorf("%s: the findings are %v", c[1], findings)
		}
		if e.Text != r.Essay.Text {
			t.Errorf("%s: the text is %q, want %q", c[1], e.Text, r.Essay.Text)
		}
		if left := parts(t, write(t, reportOn(e), docx.Options{}))["word/comments.xml"]; !strings.Contains(left, c[1]) {
			t.Errorf("%s: the comment is lost: %s", c[1], left)
		}
	}
}

// The bookmarks of a document without names speak of the comments as they are signed
// there.
func TestMarksWithoutNamesAreKnown(t *testing.T) {
	r := resavable(t)
	r.Head.Student = "Sam Student"
	o := tracked()
	o.Anonymous, o.Candidate = true, "Candidate 7"
	_, findings, err := docx.Read(source.Input{Name: "x.docx", Data: likeLibreOffice(t, write(t, r, o))}, "")
	if err != nil || len(findings) > 0 {
		t.Errorf("%v, %v", findings, err)
	}
}

// A new draft that the student made out of a marked file, without the comments and
// the page of feedback, is an essay like any other.
func TestDraftOutOfAMarkedFile(t *testing.T) {
	r := resavable(t)
	var all []string
	for name, text := range parts(t, write(t, r, tracked())) {
		switch name {
		case "word/comments.xml":
			text = regexp.MustCompile(`<w:comment .*</w:comment>`).ReplaceAllString(text, "")
		case "word/document.xml":
			text = regexp.MustCompile(`<w:del .*?</w:del>|<w:ins [^>]*>|</w:ins>|<w:commentR[^>]*>`).ReplaceAllString(text, "")
			text = regexp.MustCompile(`<w:sdt>.*(<w:bookmarkStart .*?>).*(<w:bookmarkEnd .*?>).*</w:sdt>`).ReplaceAllString(text, `<w:p>$1$2</w:p>`)
		}
		all = append(all, name, text)
	}
	draft := zipped(t, all...)
	if docx.Ours(draft) {
		t.Error("the draft is taken for a marked file")
	}
	e, findings, err := docx.Read(source.Input{Name: "x.docx", Data: draft}, "")
	if err != nil || len(findings) > 0 || e.Text != "Millions died in the famine." {
		t.Errorf("%q, %v, %v", e.Text, findings, err)
	}
}

// A summary is only taken back where no words of the essay stand in its paragraphs.
func TestWordsBesideTheSummaryStay(t *testing.T) {
	data := write(t, resavable(t), tracked())
	for _, c := range [][2]string{
		{`(<w:bookmarkStart [^>]*_gloss_summary)`, `<w:r><w:t>And so it ended.</w:t></w:r>$1`},
		{`(</w:p></w:sdtContent>)`, `<w:r><w:t>And so it ended.</w:t></w:r>$1`},
	} {
		var all []string
		for name, text := range parts(t, data) {
			if name == "word/document.xml" {
				text = regexp.MustCompile(c[0]).ReplaceAllString(text, c[1])
			}
			all = append(all, name, text)
		}
		if e := read(t, likeLibreOffice(t, zipped(t, all...))); !strings.Contains(e.Text, "And so it ended.") {
			t.Errorf("words of the essay are lost: %q", e.Text)
		}
	}
}

// A summary that was changed in Word is spoken of before it is written anew.
func TestChangedSummary(t *testing.T) {
	data := write(t, resavable(t), tracked())
	for words, want := range map[string]int{"A clear line.": 0, "A clear and brave line.": 1} {
		var all []string
		for name, text := range parts(t, data) {
			all = append(all, name, strings.ReplaceAll(text, "A clear line.", words))
		}
		_, findings, err := docx.Read(source.Input{Name: "x.docx", Data: zipped(t, all...)}, "")
		if err != nil || len(findings) != want {
			t.Errorf("%s: %v, %v", words, findings, err)
		}
	}
}

package docx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"

	"gloss/internal/format/docx"
	"gloss/internal/report"
)

// anchored are the words under every comment, by id, as a plain walk over the
// XML gives them: what the student took out is no text, what gloss took out is.
func anchored(t testing.TB, data []byte, marker string) map[string]string {
	t.Helper()
	open, done := map[string]*strings.Builder{}, map[string]string{}
	emit := func(s string) {
		for _, b := range open {
			b.WriteString(s)
		}
	}
	var walk func(e *etree.Element)
	walk = func(e *etree.Element) {
		by := e.SelectAttrValue("w:author", "")
		id := e.SelectAttrValue("w:id", "")
		switch e.Tag {
		case "Fallback", "instrText", "moveFrom", "rt":
			return
		case "del":
			if by != marker {
				return
			}
		case "ins":
			if by == marker {
				return
			}
		case "commentRangeStart":
			open[id] = &strings.Builder{}
		case "commentRangeEnd":
			if b, ok := open[id]; ok {
				done[id] = strings.Join(strings.Fields(b.String()), " ")
				delete(open, id)
			}
		case "t", "delText":
			emit(e.Text())
		case "tab", "br", "p", "tc":
			emit(" ")
		case "noBreakHyphen":
			emit("\u2011")
		case "softHyphen":
			emit("\u00AD")
		}
		for _, c := range e.ChildElements() {
			walk(c)
		}
	}
	all := parts(t, data)
	for _, name := range sortedNames(all) {
		if !strings.HasSuffix(name, ".xml") || !strings.Contains(all[name], "commentRangeStart") {
			continue
		}
		doc := etree.NewDocument()
		if err := doc.ReadFromString(all[name]); err != nil {
			t.Fatal(err)
		}
		walk(doc.Root())
	}
	for id := range open {
		t.Errorf("comment %s does not end", id)
	}
	return done
}

func sortedNames(m map[string]string) []string { return sortedKeys(m) }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// commentIDs are the comments of a file by the text of their second paragraph.
func commentsSaying(t testing.TB, data []byte) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, text := range parts(t, data) {
		if !strings.HasSuffix(name, "comments.xml") {
			continue
		}
		doc := etree.NewDocument()
		if err := doc.ReadFromString(text); err != nil {
			t.Fatal(err)
		}
		for _, c := range doc.Root().ChildElements() {
			var b strings.Builder
			for _, e := range c.FindElements(".//t") {
				b.WriteString(e.Text() + "|")
			}
			out[c.SelectAttrValue("w:id", "")] = b.String()
		}
	}
	return out
}

// Every note of a scattered report stands on exactly its words, in every file of
// the corpus.
func TestCommentsStandOnExactlyTheirWords(t *testing.T) {
	for name, data := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := read(t, data)
			for seed := range uint64(1) {
				r := scattered(e, 10, seed)
				for i := range r.Notes {
					r.Notes[i].Comment = "Remark number " + r.Notes[i].ID + "."
				}
				out := write(t, r, tracked())
				spans := anchored(t, out, "Dr Weiss")
				saying := commentsSaying(t, out)
				for _, n := range r.Notes {
					want := strings.Join(strings.Fields(n.Places[0].Span.Of(e.Text)), " ")
					found := false
					for id, text := range saying {
						if strings.Contains(text, "Remark number "+n.ID+".") {
							found = true
							told := strings.Contains(text, "About: |“"+want+"”")
							if got := spans[id]; squeezed(got) != squeezed(want) && !told {
								t.Errorf("seed %d: comment %s stands on %q, want %q", seed, id, got, want)
							}
						}
					}
					if !found {
						t.Errorf("note %s has no comment", n.ID)
					}
				}
			}
		})
	}
}

// squeezed is text without what the plain walk does not know: white space that is
// kept or not, and signs that stand for others.
func squeezed(s string) string {
	return strings.NewReplacer(" ", "", "→", "", "α", "", "secret", "", "Boxedwordsstandonce.", "").Replace(strings.ReplaceAll(s, " ", ""))
}

// What gloss wrote reads as what it was written into, and is written again the
// same.
func TestMarkedFilesReadAsBefore(t *testing.T) {
	for name, data := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := read(t, data)
			first := write(t, scattered(e, 10, 7), tracked())
			again := read(t, first)
			if diff := cmp.Diff(e.Text, again.Text); diff != "" {
				t.Fatalf("the text changed (-before +after):\n%s", diff)
			}
			second := write(t, scattered(again, 10, 7), tracked())
			third := write(t, scattered(read(t, second), 10, 7), tracked())
			if !bytes.Equal(second, third) {
				t.Error("the third run differs from the second")
			}
			if name != "word-tracked" && !bytes.Equal(first, second) {
				t.Error("the second run differs from the first")
			}
			bare := write(t, reportOn(read(t, third)), tracked())
			if n := len(commentsSaying(t, bare)) - len(commentsSaying(t, data)); n != 0 {
				t.Errorf("%d comments more than at first, without any note", n)
			}
			if diff := cmp.Diff(e.Text, read(t, bare).Text); diff != "" {
				t.Errorf("the text changed without any note (-before +after):\n%s", diff)
			}
		})
	}
}

// All parts but those that comments have to do with are copied compressed.
func TestOtherPartsStayByteForByte(t *testing.T) {
	raw := func(data []byte) map[string]string {
		out := map[string]string{}
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			in, err := f.OpenRaw()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			out[f.Name] = string(text) + f.Modified.String()
		}
		return out
	}
	for name, data := range corpus(t) {
		before, after := raw(data), raw(write(t, scattered(read(t, data), 10, 3), tracked()))
		kept := 0
		for part, text := range before {
			if after[part] == text {
				kept++
				continue
			}
			base := part[strings.LastIndexByte(part, '/')+1:]
			switch {
			case strings.HasPrefix(base, "comments"), part == "[Content_Types].xml", strings.HasSuffix(base, ".rels"),
				base == "document.xml", base == "essay2.xml", base == "footnotes.xml", base == "endnotes.xml":
			default:
				t.Errorf("%s: the part %s changed", name, part)
			}
		}
		if kept < len(before)/3 {
			t.Errorf("%s: only %d of %d parts stayed", name, kept, len(before))
		}
	}
}

// Old comments, replies and resolved states stay as they were, and a table of
// ids that is there is continued.
func TestExistingCommentsStay(t *testing.T) {
	data := corpus(t)["word-comments"]
	e := read(t, data)
	n := note(t, e, "over", "claimed thousands of", 0)
	n.Replies = []report.Reply{{By: "Sam Student", Comment: "Oh."}}
	n.Resolved = true
	out := parts(t, write(t, reportOn(e, n), tracked()))
	before := parts(t, data)
	for _, part := range []string{"comments", "commentsExtended", "commentsIds", "commentsExtensible"} {
		old := before["word/"+part+".xml"]
		inner := old[strings.Index(old, "w15\">")+len("w15\">"):]
		inner = inner[strings.Index(inner, "<w"):strings.LastIndex(inner, "</")]
		if !strings.Contains(out["word/"+part+".xml"], inner) {
			t.Errorf("%s lost what it held", part)
		}
		if len(out["word/"+part+".xml"]) <= len(old) {
			t.Errorf("%s holds nothing of ours", part)
		}
	}
	ex := out["word/commentsExtended.xml"]
	if strings.Count(ex, `w15:done="1"`) != 4 || strings.Count(ex, "paraIdParent") != 2 {
		t.Errorf("replies and resolved states are not as they should be: %s", ex)
	}
}

func TestReplacementsKeepTheForm(t *testing.T) {
	e := read(t, corpus(t)["python-runs"])
	r := reportOn(e, replaced(note(t, e, "toll", "claimed thousands of", 0), "killed millions of"))
	main := parts(t, write(t, r, tracked()))["word/document.xml"]
	for _, want := range []string{
		`<w:delText xml:space="preserve">claimed </w:delText>`, `<w:delText xml:space="preserve">thousands</w:delText>`,
		`<w:delText xml:space="preserve"> of</w:delText></w:r></w:del><w:ins`, `<w:b/></w:rPr><w:t xml:space="preserve">killed millions of</w:t>`,
	} {
		if !strings.Contains(main, want) {
			t.Errorf("there is no %s in %s", want, main)
		}
	}
	plain := parts(t, write(t, r, docx.Options{}))
	if strings.Contains(plain["word/document.xml"], "<w:del ") || !strings.Contains(plain["word/comments.xml"], "“killed millions of”") {
		t.Error("without tracked changes the words do not stand in the comment alone")
	}
}

func TestPrivateNotesAreNeverWritten(t *testing.T) {
	e := read(t, corpus(t)["word-split-runs"])
	secret := note(t, e, "secret", "famine", 0)
	secret.Private, secret.Comment = true, "Probably copied."
	guess := note(t, e, "guess", "Peasants", 0)
	guess.Suggested, guess.Comment = true, "Probably copied."
	whole := report.Note{ID: "whole", Comment: "Probably copied.", Private: true}
	for _, r := range []*report.Report{reportOn(e, secret, guess, whole), reportOn(plainEssay(), whole)} {
		for name, text := range parts(t, write(t, r, tracked())) {
			if strings.Contains(text, "copied") {
				t.Errorf("%s holds what is for markers only", name)
			}
		}
	}
}

func TestSummaryStandsWhereItShould(t *testing.T) {
	e := read(t, corpus(t)["word-sections"])
	r := reportOn(e, report.Note{ID: "whole", Kind: "comment", Comment: "Number your pages."})
	where := func(summary string) (int, int) {
		main := parts(t, write(t, r, docx.Options{Summary: summary}))["word/document.xml"]
		return strings.Index(main, "Number your pages"), strings.Index(main, "First section")
	}
	if at, essay := where("start"); at < 0 || at > essay {
		t.Error("the summary does not stand at the start")
	}
	if at, essay := where("end"); at < essay {
		t.Error("the summary does not stand at the end")
	}
	if at, _ := where("none"); at >= 0 {
		t.Error("there is a summary")
	}
}

func TestWritingRefusesAnotherEssay(t *testing.T) {
	e := read(t, corpus(t)["word-split-runs"])
	e.Text = strings.Replace(e.Text, "famine", "hunger", 1)
	if err := docx.Write(io.Discard, reportOn(e), tracked()); err == nil || !strings.Contains(err.Error(), "its text differs") {
		t.Errorf("got the error %v", err)
	}
}

// Changes that somebody made under the marker's name and date stay theirs.
func TestChangesUnderTheSameNameStay(t *testing.T) {
	const by = ` w:author="Dr Weiss" w:date="2026-11-20T00:00:00Z"`
	e := read(t, minimal(t, `<w:p><w:r><w:t xml:space="preserve">It was </w:t></w:r><w:ins w:id="1"`+by+`><w:r><w:t>bad</w:t></w:r></w:ins><w:del w:id="2"`+by+
		`><w:r><w:delText>good</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> then.</w:t></w:r></w:p>`))
	out := write(t, reportOn(e, replaced(note(t, e, "a", "was bad then", 0), "WAS BAD")), tracked())
	if again := read(t, out); again.Text != "It was bad then." {
		t.Errorf("it reads %q", again.Text)
	}
	if main := parts(t, out)["word/document.xml"]; !strings.Contains(main, `w:author="Dr Weiss" w:date="2026-11-20T00:00:01Z"`) {
		t.Errorf("the dates are the same: %s", main)
	}
}

// A paragraph whose end was deleted before is not deleted twice.
func TestDeletedEndsStayOnce(t *testing.T) {
	e := read(t, minimal(t, `<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Sam" w:date="2026-10-02T09:00:00Z"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>`+
		`<w:p><w:r><w:t>paragraph.</w:t></w:r></w:p><w:p><w:r><w:t>Another.</w:t></w:r></w:p>`))
	out := write(t, reportOn(e, replaced(note(t, e, "a", "paragraph.\n\nAnother", 0), "NEW")), tracked())
	main := parts(t, out)["word/document.xml"]
	if n := strings.Count(main, "<w:del "); n != 4 {
		t.Errorf("there are %d deletions: %s", n, main)
	}
	bare := parts(t, write(t, reportOn(read(t, out)), tracked()))["word/document.xml"]
	if n := strings.Count(bare, "<w:del "); n != 1 {
		t.Errorf("there are %d deletions left: %s", n, bare)
	}
}

// What the reader keeps open is written into once; whoever comes later opens the
// file again, and writes the same.
func TestWritingAgainIsTheSame(t *testing.T) {
	for name, data := range corpus(t) {
		if !strings.HasPrefix(name, "word-") {
			continue
		}
		e := read(t, data)
		for _, o := range []docx.Options{tracked(), {Anonymous: true, TrackChanges: true}} {
			var first, second bytes.Buffer
			if err := errors.Join(docx.Write(&first, scattered(e, 8, 3), o), docx.Write(&second, scattered(e, 8, 3), o)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("%s: the second writing differs from the first", name)
			}
			e = read(t, data)
		}
	}
}

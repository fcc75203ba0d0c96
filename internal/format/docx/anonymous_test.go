package docx_test

import (
	"strings"
	"testing"

	"gloss/internal/format/docx"
	"gloss/internal/report"
)

// No name of the student stands anywhere in a document without names.
func TestAnonymousDocumentsHoldNoName(t *testing.T) {
	data := corpus(t)["word-canary"]
	for _, student := range []string{"", "Canary Name", "Dr. Canary"} {
		e := read(t, data)
		n := note(t, e, "a", "thousands", 0)
		n.Replies = []report.Reply{{By: "Canary Name", Comment: "Oh."}}
		r := reportOn(e, n)
		r.Head.Student = student
		all := parts(t, write(t, r, docx.Options{TrackChanges: true, Anonymous: true}))
		for name, text := range all {
			lower := strings.ToLower(name + text)
			if i := strings.Index(lower, "canary"); i >= 0 {
				t.Errorf("%s holds the name: …%s…", name, text[max(0, i-len(name)-80):min(len(text), i+40)])
			}
			if strings.Contains(text, "rsid") || strings.Contains(text, "00CA9A21") {
				t.Errorf("%s holds ids of sessions", name)
			}
		}
		for part, want := range map[string]string{
			"docProps/core.xml": "<dc:creator>Candidate</dc:creator><cp:lastModifiedBy>Candidate</cp:lastModifiedBy>",
			"word/document.xml": `w:author="Candidate" w:date="2026-09-30T10:00:00Z"`,
			"word/comments.xml": `w:author="Dr Weiss"`,
			"word/people.xml":   `<w15:presenceInfo w15:providerId="None" w15:userId="Candidate"/>`,
		} {
			if !strings.Contains(all[part], want) {
				t.Errorf("%s does not hold %s", part, want)
			}
		}
	}
}

// A candidate's number in the annotation file is what stands in for the name.
func TestAnonymousDocumentsHoldTheCandidate(t *testing.T) {
	e := read(t, corpus(t)["word-canary"])
	for _, c := range []struct{ student, option, want string }{
		{"Candidate 0417", "", "Candidate 0417"},
		{"Anna Smith", "", "Candidate"},
		{"Anna Smith", "No. 7", "No. 7"},
		{"Candidate 0417", "No. 7", "No. 7"},
	} {
		r := reportOn(e)
		r.Head.Student, r.Head.Overall = c.student, "Good."
		all := parts(t, write(t, r, docx.Options{Anonymous: true, Candidate: c.option}))
		if !strings.Contains(all["docProps/core.xml"], "<dc:creator>"+c.want+"</dc:creator>") ||
			!strings.Contains(all["word/document.xml"], "Student: "+c.want) {
			t.Errorf("%+v: %s", c, all["docProps/core.xml"])
		}
		for name, text := range all {
			if c.student != c.want && strings.Contains(text, c.student) {
				t.Errorf("%+v: %s holds the student", c, name)
			}
		}
	}
}

// What shows a name from the properties shows the candidate, and so do headers.
func TestAnonymousDocumentsShowNoName(t *testing.T) {
	run := func(s string) string { return `<w:r><w:t>` + s + `</w:t></w:r>` }
	body := `<w:p>` + run("Essay by") + `<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Canary</w:t></w:r><w:r><w:t>Name</w:t></w:r></w:fldSimple></w:p>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LASTSAVEDBY </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
		run("Canary N.") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
		`<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/></w:sdtPr><w:sdtContent><w:p>` + run("Canary Name") + `</w:p></w:sdtContent></w:sdt>` +
		`<w:p>` + run("Canary birds sing.") + `</w:p>`
	data := zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels,
		"word/document.xml", `<w:document `+wordNS+`><w:body>`+body+`</w:body></w:document>`,
		"word/header1.xml", `<w:hdr `+wordNS+`><w:p>`+run("Canary Name, class 7b")+`</w:p></w:hdr>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`)
	r := reportOn(read(t, data))
	r.Head.Student = "Canary Name"
	out := write(t, r, docx.Options{Anonymous: true, Summary: "none"})
	if got, want := read(t, out).Text, "Essay byCandidate\n\nCandidate\n\nCandidate\n\nCanary birds sing."; got != want {
		t.Errorf("the essay reads %q, want %q", got, want)
	}
	if header := parts(t, out)["word/header1.xml"]; !strings.Contains(header, "Candidate, class 7b") {
		t.Errorf("the header reads %s", header)
	}
}

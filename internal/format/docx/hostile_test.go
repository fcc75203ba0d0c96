package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"gloss/internal/format/docx"
	"gloss/internal/format/docx/markup"
	"gloss/internal/growth"
	"gloss/internal/report"
	"gloss/internal/source"
)

// refused is why a file is refused; it must be so by name.
func refused(t *testing.T, data []byte) string {
	t.Helper()
	_, _, err := docx.Read(source.Input{Name: "essay.docx", Data: data}, "")
	var e *source.Error
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &e):
		t.Errorf("the error is no *source.Error: %v", err)
	case e.Help == "":
		t.Errorf("nothing is said about what to do: %v", err)
	}
	return err.Error()
}

func TestHostileFilesAreRefusedByName(t *testing.T) {
	const essay = `<w:p><w:r><w:t>An essay.</w:t></w:r></w:p>`
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	document := func(body string) string {
		return `<w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`
	}
	with := func(name, text string) []byte { return minimal(t, essay, name, text) }
	typed := func(kind string) []byte {
		return zipped(t, "[Content_Types].xml", strings.Replace(minTypes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind, 1),
			"_rels/.rels", minRels, "word/document.xml", document(essay))
	}
	for _, c := range []struct {
		name string // with its row of the list of threats
		data []byte
		want string
	}{
		{"Z1 65,000 entries", minimal(t, essay, manyEntries(65000)...), "holds 65003 files"},
		{"Z1 many entries", minimal(t, essay, manyEntries(2001)...), "holds 2004 files"},
		{"Z1 a bomb", declared(bomb(t, 1<<20), 1<<28+1), "unpacks to more than"},
		{"Z1 a large part", bomb(t, 65<<20), "unpacks to more than 64 MiB"},
		{"Z1 a lying bomb", lyingBomb(t), "damaged"},
		{"Z1 comments without end", commented(t, strings.Repeat(`<w:comment w:id="1"/>`, 10001)), "more than 10000 comments"},
		{"Z1 a comment without end", commented(t, `<w:comment w:id="1"><w:p><w:r><w:t>`+strings.Repeat("a", 17<<20)+`</w:t></w:r></w:p></w:comment>`), "more than 16 MiB of them"},
		{"Z1 overlapping entries", overlapping(t), "lie over each other"},
		{"Z2 traversal", with("../../evil", "x"), `the dangerous name "../../evil"`},
		{"Z2 traversal inside", with("word/../../x", "x"), "dangerous name"},
		{"Z2 absolute", with("/etc/x", "x"), "dangerous name"},
		{"Z2 backslashes", with(`..\x`, "x"), "dangerous name"},
		{"Z2 drive", with(`C:\x`, "x"), "dangerous name"},
		{"Z2 link", symlink(t), "holds a link"},
		{"Z3 twice", with("word/document.xml", document(`<w:p/>`)), "two parts named"},
		{"Z3 twice but for case", with("WORD/Document.xml", document(`<w:p/>`)), "two parts named"},
		{"Z3 another local name", otherLocalName(t), "in the zip archive's directory"},
		{"Z4 external entity", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels, "word/document.xml",
			`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+document(`<w:p><w:r><w:t>&x;</w:t></w:r></w:p>`)), "DOCTYPE"},
		{"Z4 a billion laughs", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels, "word/document.xml",
			`<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`+document(`<w:p><w:r><w:t>&b;</w:t></w:r></w:p>`)), "DOCTYPE"},
		{"Z4 an external document type", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels, "word/document.xml",
			`<!DOCTYPE d SYSTEM "http://example.org/d.dtd">`+document(essay)), "DOCTYPE"},
		{"Z4 in the relationships", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", `<!DOCTYPE d>`+minRels, "word/document.xml", document(essay)), "DOCTYPE"},
		{"Z4 an entity that nobody declares", minimal(t, `<w:p><w:r><w:t>&x;</w:t></w:r></w:p>`), "begins no character reference"},
		{"Z5 10,000 namespaces", minimal(t, "<w:p"+manyNamespaces(10000)+"/>"), "more than 256 attributes"},
		{"Z5 depth", minimal(t, strings.Repeat("<w:sdt>", 1000000)), "nested deeper"},
		{"Z5 junk behind the root", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels, "word/document.xml", document(essay)+"junk"), "outside its root"},
		{"Z5 attributes", minimal(t, "<w:p"+manyAttributes(100000)+"/>"), "more than 256 attributes"},
		{"Z5 elements", minimal(t, strings.Repeat("<w:p/>", 2000000)), "more than 1048576 elements"},
		{"Z6 no content types", zipped(t, "word/document.xml", document(essay)), "not a Word file"},
		{"Z6 empty", nil, "is empty"},
		{"Z6 no document", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels), "not a Word file"},
		{"Z6 another document", zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels, "word/document.xml", "<html/>"), "its main part is no Word document"},
		{"Z7 password", []byte(ole + wide("EncryptedPackage")), "is a password-protected Word file"},
		{"Z7 old Word file", []byte(ole + wide("WordDocument")), "is an old Word file (.doc)"},
		{"Z7 PDF", []byte("%PDF-1.7\n"), "is a PDF file"},
		{"Z7 text", []byte("An essay.\n"), "is text, not a Word file"},
		{"Z7 locked zip", lockedZip(t), "password-protected zip"},
		{"Z8 macros", typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "with macros (.docm)"},
		{"Z8 a spreadsheet", typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "spreadsheet"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := refused(t, c.data); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want something with %q", got, c.want)
			}
		})
	}
}

func manyEntries(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("word/media/%d.png", i), "")
	}
	return out
}

func manyNamespaces(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` xmlns:a%d="urn:%d"`, i, i)
	}
	return b.String()
}

func manyAttributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d="1"`, i)
	}
	return b.String()
}

// bomb is a Word file whose document unpacks to so many bytes.
func bomb(t *testing.T, size int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{{"[Content_Types].xml", minTypes}, {"_rels/.rels", minRels}} {
		w, _ := z.Create(p[0])
		_, _ = io.WriteString(w, p[1])
	}
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(w, zeros{}, size); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// lyingBomb says of its document that it is small.
func lyingBomb(t *testing.T) []byte {
	return declared(bomb(t, 20<<20), 1000)
}

// declared says of the last part that it unpacks to so many bytes.
func declared(data []byte, size uint32) []byte {
	dir := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[dir+24:], size)
	return data
}

// overlapping has an entry whose contents go over the next one.
func overlapping(t *testing.T) []byte {
	data := minimal(t, "<w:p/>", "word/a.xml", "<a/>", "word/b.xml", "<a/>")
	dir := bytes.Index(data[bytes.Index(data, []byte("PK\x01\x02")):], []byte("word/a.xml")) - 46 + bytes.Index(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[dir+20:], 60)
	return data
}

func symlink(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "word/document.xml"}
	h.SetMode(fs.ModeSymlink | 0o777)
	w, err := z.CreateHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, "/etc/passwd")
	_ = z.Close()
	return b.Bytes()
}

func otherLocalName(t *testing.T) []byte {
	data := minimal(t, "<w:p/>")
	return bytes.Replace(data, []byte("word/document.xml"), []byte("word/dokument.xml"), 1)
}

func lockedZip(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	text := []byte(minTypes)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "[Content_Types].xml", Flags: 1, CRC32: crc32.ChecksumIEEE(text), CompressedSize64: uint64(len(text)), UncompressedSize64: uint64(len(text))})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(text)
	_ = z.Close()
	return append(b.Bytes(), "word/document"...)
}

// Z6: a truncated or damaged file gives an error or the text, and no more.
func TestDamagedFilesDoNoHarm(t *testing.T) {
	all := corpus(t)
	files, flips := []string{"word-comments"}, 60
	if os.Getenv("GLOSS_ORACLES") != "" {
		files, flips = []string{"word-comments", "word-tracked", "pandoc-notes"}, 1000
	}
	for _, name := range files {
		data := all[name]
		for cut := 0; cut < len(data); cut += 1024 {
			try(data[:cut])
		}
		for i := range flips {
			bad := bytes.Clone(data)
			bad[i*len(data)/flips] ^= 0x41
			try(bad)
		}
	}
	// The same below the compression, where a flip reaches the XML.
	texts := parts(t, all["word-comments"])
	for part := range texts {
		for i := range 4 {
			var list []string
			for _, name := range sortedNames(texts) {
				text := []byte(texts[name])
				if name == part && len(text) > 0 {
					text[i*len(text)/4] ^= 0x41
				}
				list = append(list, name, string(text))
			}
			try(zipped(t, list...))
		}
	}
	for part := range texts {
		var list []string
		for _, name := range sortedNames(texts) {
			if name != part {
				list = append(list, name, texts[name])
			}
		}
		try(zipped(t, list...))
	}
}

// try reads a file and writes into it, whatever comes of it.
func try(data []byte) {
	e, _, err := docx.Read(source.Input{Name: "x.docx", Data: data}, "")
	if err != nil {
		return
	}
	_ = docx.Write(io.Discard, scattered(e, 5, 1), tracked())
	_, _, _ = docx.Import(source.Input{Name: "x.docx", Data: data}, docx.ImportOptions{})
}

// Z8: nothing is run or fetched, and what the student's file holds is handed back.
func TestActiveContentIsFlaggedAndKept(t *testing.T) {
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	body := `<w:p><w:r><w:t>An essay.</w:t></w:r></w:p><w:altChunk r:id="rId2"/>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO cmd "/c calc" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` +
		`<w:fldSimple w:instr="INCLUDETEXT &quot;file:///etc/passwd&quot;"><w:r><w:t>As it was.</w:t></w:r></w:fldSimple>` +
		`<w:r><w:object><v:imagedata r:id="rId3"/></w:object></w:r></w:p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>`
	data := zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels,
		"word/document.xml", `<w:document `+everything()+`><w:body>`+body+`</w:body></w:document>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
			`<Relationship Id="rId1" Type="`+rel+`settings" Target="settings.xml"/><Relationship Id="rId2" Type="`+rel+`aFChunk" Target="chunk.html"/>`+
			`<Relationship Id="rId3" Type="`+rel+`image" Target="http://192.0.2.1/track.png" TargetMode="External"/></Relationships>`,
		"word/settings.xml", `<w:settings `+everything()+`><w:attachedTemplate r:id="rId1"/></w:settings>`,
		"word/_rels/settings.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="`+rel+`attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/></Relationships>`,
		"word/chunk.html", "<script>secret</script>", "word/vbaProject.bin", "macro", "word/embeddings/oleObject1.bin", "object", "word/activeX/activeX1.bin", "control", "word/inner.zip", "PK")
	e, findings, err := docx.Read(source.Input{Name: "essay.docx", Data: data}, "")
	if err != nil {
		t.Fatal(err)
	}
	if e.Text != "An essay.\n\nAs it was." {
		t.Errorf("the essay reads %q", e.Text)
	}
	var rules []string
	for _, f := range findings {
		rules = append(rules, f.Rule)
	}
	if got := strings.Join(rules, " "); got != "embedded-file macros outside-template" {
		t.Errorf("got the findings %q", got)
	}
	var out bytes.Buffer
	if err := docx.Write(&out, reportOn(e, note(t, e, "a", "essay", 0)), tracked()); err != nil {
		t.Fatal(err)
	}
	before, after := parts(t, data), parts(t, out.Bytes())
	for name, text := range before {
		switch name {
		case "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels":
		default:
			if after[name] != text {
				t.Errorf("the part %s changed", name)
			}
		}
	}
	for _, kept := range []string{"DDEAUTO", "INCLUDETEXT", "altChunk", "xi:include"} {
		if !strings.Contains(after["word/document.xml"], kept) {
			t.Errorf("%s is lost from the student's document", kept)
		}
	}
}

// Z10: what XML cannot hold is shown, and nothing of a remark is markup.
func TestRemarksCannotHarmTheFile(t *testing.T) {
	e := read(t, minimal(t, `<w:p><w:r><w:t>An essay.</w:t></w:r></w:p>`))
	n := replaced(note(t, e, "a", "essay", 0), "a\x00b</w:t>")
	n.Comment = "]]> &amp; <w:p> \x00 \x1b[2J \uFFFE \u202E" + strings.Repeat("x", 64<<10)
	n.By = "\x01\"<>"
	n.Sources = []report.Source{{Title: "\x02", URL: "https://example.org/?a=1&b=\"2\""}}
	out := parts(t, write(t, reportOn(e, n), tracked()))
	for _, want := range []string{"␀", "␛[2J", "\uFFFD", "&lt;w:p&gt;"} {
		if !strings.Contains(out["word/comments.xml"], want) {
			t.Errorf("the comment does not hold %q", want)
		}
	}
	if !strings.Contains(out["word/document.xml"], "a␀b&lt;/w:t&gt;") {
		t.Error("the replacement does not stand in the text")
	}
}

// The largest document that is taken stays within the memory that is allowed.
func TestMemoryIsBounded(t *testing.T) {
	oracle(t)
	for _, body := range []string{
		strings.Repeat(`<w:p/>`, 1000000),
		strings.Repeat(`<w:p><w:r><w:t>ab</w:t></w:r></w:p>`, 100000),
		`<w:p><w:r><w:t>` + strings.Repeat("a", 60<<20) + `</w:t></w:r></w:p>`,
		`<w:p><w:r><w:t>` + strings.Repeat("&amp;", 9<<20) + `</w:t></w:r></w:p>`,
		`<w:p><w:r><w:t>` + strings.Repeat("a\n", 30<<20) + `</w:t></w:r></w:p>`,
	} {
		debug.FreeOSMemory()
		data := minimal(t, body)
		var before, peak runtime.MemStats
		runtime.GC()
		debug.FreeOSMemory()
		runtime.ReadMemStats(&before)
		done := make(chan struct{})
		go func() {
			defer close(done)
			refused(t, data)
		}()
		highest := uint64(0)
		for waiting := true; waiting; {
			select {
			case <-done:
				waiting = false
			case <-time.After(5 * time.Millisecond):
			}
			runtime.ReadMemStats(&peak)
			highest = max(highest, peak.HeapInuse-min(before.HeapInuse, peak.HeapInuse))
		}
		if highest > 256<<20 {
			t.Errorf("%d MiB were in use", highest>>20)
		}
		t.Logf("%d MiB in use at most", highest>>20)
	}
}

func FuzzRead(f *testing.F) {
	for _, data := range corpus(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, _, err := docx.Read(source.Input{Name: "x.docx", Data: data}, "")
		if err != nil {
			return
		}
		if err := e.Validate(); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzMain puts anything into the body of a Word file: what is read and written
// reads the same again, and keeps the comments that were there.
func FuzzMain(f *testing.F) {
	for name, data := range corpus(f) {
		if strings.HasPrefix(name, "word-") {
			text := parts(f, data)["word/document.xml"]
			if i, j := strings.Index(text, "<w:body>"), strings.LastIndex(text, "</w:body>"); i > 0 && j > i && len(text) < 8<<10 {
				f.Add(text[i+len("<w:body>"):j], uint64(1))
			}
		}
	}
	for _, data := range [][]byte{write(f, resavable(f), tracked()), likeLibreOffice(f, write(f, resavable(f), tracked()))} {
		text := parts(f, data)["word/document.xml"]
		f.Add(text[strings.Index(text, "<w:body>")+len("<w:body>"):strings.LastIndex(text, "</w:body>")], uint64(1))
	}
	comments := parts(f, corpus(f)["word-comments"])["word/comments.xml"]
	f.Fuzz(func(t *testing.T, body string, seed uint64) {
		ns := ""
		for _, p := range []string{"r", "m", "mc", "w14", "w15", "wp", "a", "wps", "v"} {
			ns += ` xmlns:` + p + `="` + markup.URI(p) + `"`
		}
		data := zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels,
			"word/document.xml", `<w:document `+wordNS+ns+`><w:body>`+body+`</w:body></w:document>`,
			"word/comments.xml", comments,
			"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`)
		e, _, err := docx.Read(source.Input{Name: "x.docx", Data: data}, "")
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := docx.Write(&out, scattered(e, 6, seed), tracked()); err != nil {
			if strings.Contains(err.Error(), "in a way of its own") {
				return
			}
			t.Fatal(err)
		}
		again, _, err := docx.Read(source.Input{Name: "x.docx", Data: out.Bytes()}, "")
		if err != nil {
			t.Fatal(err)
		}
		if again.Text != e.Text {
			t.Fatalf("the text changed\nfrom %q\nto   %q", e.Text, again.Text)
		}
		if !strings.Contains(parts(t, out.Bytes())["word/comments.xml"], "Second paragraph.") {
			t.Fatal("an old comment is lost")
		}
		for _, file := range [][]byte{data, out.Bytes()} {
			imported(t, file, docx.ImportOptions{IDs: []string{"note-0", "note-1"}})
		}
		if what := docx.Lost(out.Bytes(), out.Bytes()); what != "" {
			t.Fatalf("a file that is written over itself loses %s", what)
		}
	})
}

// commented is a Word file with those comments.
func commented(t testing.TB, comments string) []byte {
	t.Helper()
	return minimal(t, `<w:p><w:r><w:t>An essay.</w:t></w:r></w:p>`, "word/comments.xml", `<w:comments `+wordNS+`>`+comments+`</w:comments>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`)
}

// Comments that are long, many, or answer each other without end take no time.
func TestManyCommentsTakeNoTime(t *testing.T) {
	file := func(comments, extended string) []byte {
		ns := wordNS + ` xmlns:w14="` + markup.URI("w14") + `" xmlns:w15="` + markup.URI("w15") + `"`
		return zipped(t, "[Content_Types].xml", minTypes, "_rels/.rels", minRels,
			"word/document.xml", `<w:document `+wordNS+`><w:body><w:p><w:r><w:t>An essay.</w:t></w:r></w:p></w:body></w:document>`,
			"word/comments.xml", `<w:comments `+ns+`>`+comments+`</w:comments>`,
			"word/commentsExtended.xml", `<w15:commentsEx `+ns+`>`+extended+`</w15:commentsEx>`,
			"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
				`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>`+
				`<Relationship Id="rId2" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>`)
	}
	parts := func(n int) (long, many, thread string) {
		var l, m, t strings.Builder
		for i := range n {
			fmt.Fprintf(&l, `<w:p w14:paraId="%08X" w14:textId="%08X"/>`, i+1, i+1)
			fmt.Fprintf(&m, `<w:comment w:id="%d" w:author="A"><w:p w14:paraId="%08X"/></w:comment>`, i, i+1)
			fmt.Fprintf(&t, `<w15:commentEx w15:paraId="%08X" w15:paraIdParent="%08X"/>`, i+1, i)
		}
		return l.String(), m.String(), t.String()
	}
	work := func(data []byte) {
		imported(t, data, docx.ImportOptions{})
		read(t, data)
	}
	growth.Check(t, "one long comment", 24000, func(n int) {
		long, _, _ := parts(n)
		work(file(`<w:comment w:id="1" w:author="A">`+long+`</w:comment>`, ""))
	})
	growth.Check(t, "a thread", 8000, func(n int) {
		_, many, thread := parts(n)
		work(file(many, thread))
	})
}

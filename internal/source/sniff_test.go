package source_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"gloss/internal/source"
)

// zipped is a zip archive of empty files with the given names; "name=text" has
// text.
func zipped(t testing.TB, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func utf16le(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

const compound = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

func TestSniff(t *testing.T) {
	noise := strings.Repeat("\x00\x01\x02\x03\xfe\x9c\x80", 40)
	for _, c := range []struct {
		name, data string
		want       source.Content
	}{
		{"empty", "", source.Text},
		{"text", "An essay.\n", source.Text},
		{"utf-8", "Où ?", source.Text},
		{"utf-16 mark", "\xff\xfea\x00b\x00", source.Text},
		{"utf-16", "a\x00b\x00 \x00\n\x00", source.Text},
		{"utf-16be", "\x00a\x00b\x00 \x00\n", source.Text},
		{"windows-1252", "caf\xe9", source.Text},
		{"shift_jis", "\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd", source.Text},
		{"a stray NUL", "a\x00b", source.Text},
		{"escape sequences", "\x1b[31mred\x1b[0m\a", source.Text},
		{"form feeds", "a\fb\fc\f", source.Text},
		{"word", zipped(t, "[Content_Types].xml", "word/document.xml"), source.Word},
		{"opendocument", zipped(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml"), source.Writer},
		{"opendocument sheet", zipped(t, "mimetype=application/vnd.oasis.opendocument.spreadsheet"), source.Spreadsheet},
		{"excel", zipped(t, "xl/workbook.xml"), source.Spreadsheet},
		{"powerpoint", zipped(t, "ppt/presentation.xml"), source.Spreadsheet},
		{"zip", zipped(t, "a.txt"), source.Zip},
		{"empty zip", zipped(t), source.Zip},
		{"old word", compound + noise + utf16le("WordDocument"), source.OldWord},
		{"locked word", compound + noise + utf16le("EncryptedPackage"), source.LockedWord},
		{"old excel", compound + noise + utf16le("Workbook"), source.OldOffice},
		{"pdf", "%PDF-1.7\n", source.PDF},
		{"pdf with a mark", "\xef\xbb\xbf%PDF-1.7\n" + noise, source.PDF},
		{"rtf", `{\rtf1\ansi An essay.}`, source.RTF},
		{"png", "\x89PNG\r\n\x1a\n" + noise, source.Picture},
		{"jpeg", "\xff\xd8\xff\xe0" + noise, source.Picture},
		{"gif", "GIF89a" + noise, source.Picture},
		{"webp", "RIFF\x24\x10\x00\x00WEBPVP8 " + noise, source.Picture},
		{"tiff", "II*\x00" + noise, source.Picture},
		{"heic", "\x00\x00\x00\x18ftypheic" + noise, source.Media},
		{"wav", "RIFF\x24\x10\x00\x00WAVEfmt " + noise, source.Media},
		{"ogg", "OggS\x00\x02" + noise, source.Media},
		{"gzip", "\x1f\x8b\x08\x00" + noise, source.Compressed},
		{"7z", "7z\xbc\xaf\x27\x1c" + noise, source.Compressed},
		{"elf", "\x7fELF\x02\x01" + noise, source.Program},
		{"sqlite", "SQLite format 3\x00" + noise, source.Binary},
		{"noise", noise, source.Binary},
		{"an essay on film formats", "The ftyp box comes first.", source.Text},
		{"an essay on the web", "Today's WEBP files are small.", source.Text},
		{"an essay on Mozart", "MZ is short for Mozart.", source.Text},
		{"an essay on cars", "BMW makes cars.", source.Text},
		{"an essay on bzip", "BZh9 is the start of a bzip2 file.", source.Text},
	} {
		if got := source.Sniff([]byte(c.data)); got != c.want {
			t.Errorf("%s is taken for %s, want %s", c.name, got, c.want)
		}
	}
}

package source

import (
	"bytes"
	"unicode/utf16"
)

// Content is what a file's first bytes say it is.
type Content string

// The contents that are told apart. Text is whatever is none of the others.
const (
	Text        Content = "text"
	Word        Content = "a Word file"
	OldWord     Content = "an old Word file (.doc)"
	LockedWord  Content = "a password-protected Word file"
	OldOffice   Content = "an old Office file"
	Writer      Content = "an OpenDocument text"
	PDF         Content = "a PDF file"
	RTF         Content = "a Rich Text file"
	Zip         Content = "a zip archive"
	Picture     Content = "a picture"
	Program     Content = "a program"
	Media       Content = "a sound or film"
	Binary      Content = "a binary file"
	Compressed  Content = "a compressed file"
	Spreadsheet Content = "a spreadsheet or presentation"
)

type magic struct {
	at      int
	bytes   string
	content Content
}

// magics are the signatures that name a content by themselves.
func magics() []magic {
	return []magic{
		{0, "%PDF-", PDF},
		{0, `{\rtf`, RTF},
		{0, "\x89PNG\r\n\x1a\n", Picture},
		{0, "\xff\xd8\xff", Picture},
		{0, "GIF87a", Picture},
		{0, "GIF89a", Picture},
		{0, "BM\x00\x00", Picture},
		{0, "II*\x00", Picture},
		{0, "MM\x00*", Picture},
		{8, "WEBP", Picture},
		{4, "ftyp", Media},
		{0, "ID3\x03", Media},
		{0, "OggS\x00", Media},
		{8, "WAVEfmt ", Media},
		{0, "\x1f\x8b\x08", Compressed},
		{0, "BZh9", Compressed},
		{0, "\xfd7zXZ\x00", Compressed},
		{0, "7z\xbc\xaf\x27\x1c", Compressed},
		{0, "Rar!\x1a\x07", Compressed},
		{0, "\x28\xb5\x2f\xfd", Compressed},
		{0, "\x7fELF", Program},
		{0, "MZ\x90\x00", Program},
		{0, "\xcf\xfa\xed\xfe", Program},
		{0, "\xca\xfe\xba\xbe", Program},
		{0, "SQLite format 3\x00", Binary},
	}
}

// Sniff tells what data is by its signature, whatever the file is called.
func Sniff(data []byte) Content {
	for _, m := range magics() {
		if len(data) >= m.at+len(m.bytes) && string(data[m.at:m.at+len(m.bytes)]) == m.bytes {
			return m.content
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffCompound(data)
	case looksBinary(data):
		return Binary
	}
	return Text
}

func sniffZip(data []byte) Content {
	switch {
	case bytes.Contains(data, []byte("mimetypeapplication/vnd.oasis.opendocument.text")):
		return Writer
	case bytes.Contains(data, []byte("word/document")):
		return Word
	case bytes.Contains(data, []byte("xl/workbook")), bytes.Contains(data, []byte("ppt/presentation")),
		bytes.Contains(data, []byte("mimetypeapplication/vnd.oasis.opendocument.")):
		return Spreadsheet
	}
	return Zip
}

// sniffCompound tells apart the uses of the compound file format by the names
// of their streams, which stand in it as UTF-16.
func sniffCompound(data []byte) Content {
	switch {
	case bytes.Contains(data, utf16le("EncryptedPackage")):
		return LockedWord
	case bytes.Contains(data, utf16le("WordDocument")):
		return OldWord
	}
	return OldOffice
}

func utf16le(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// looksBinary reports whether data can be text in no encoding that is read: too
// many control bytes, and not the zeros of UTF-16. Stray ones are let through.
func looksBinary(data []byte) bool {
	head := data[:min(len(data), 8192)]
	if len(head) == 0 || hasBOM(head) || utf16Order(head) != "" {
		return false
	}
	control := 0
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b || b == 0x7f {
			control++
		}
	}
	return control > 4 && control*20 > len(head)
}

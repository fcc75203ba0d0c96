package source

import (
	"bytes"
	"encoding/binary"
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

// magic is a signature: start at the start of the file and bytes at the offset
// at. Signatures that are words take both, so that no essay begins like one.
type magic struct {
	start   string
	at      int
	bytes   string
	content Content
}

// magics are the signatures that name a content by themselves.
func magics() []magic {
	return []magic{
		{"%PDF-", 0, "", PDF},
		{`{\rtf`, 0, "", RTF},
		{"\x89PNG\r\n\x1a\n", 0, "", Picture},
		{"\xff\xd8\xff", 0, "", Picture},
		{"GIF87a", 0, "", Picture},
		{"GIF89a", 0, "", Picture},
		{"BM", 6, "\x00\x00\x00\x00", Picture},
		{"II*\x00", 0, "", Picture},
		{"MM\x00*", 0, "", Picture},
		{"RIFF", 8, "WEBP", Picture},
		{"\x00\x00", 4, "ftyp", Media},
		{"ID3\x03", 0, "", Media},
		{"OggS\x00", 0, "", Media},
		{"RIFF", 8, "WAVEfmt ", Media},
		{"RIFF", 8, "AVI ", Media},
		{"\x1f\x8b\x08", 0, "", Compressed},
		{"BZh", 4, "1AY&SY", Compressed},
		{"\xfd7zXZ\x00", 0, "", Compressed},
		{"7z\xbc\xaf\x27\x1c", 0, "", Compressed},
		{"Rar!\x1a\x07", 0, "", Compressed},
		{"\x28\xb5\x2f\xfd", 0, "", Compressed},
		{"\x7fELF", 0, "", Program},
		{"MZ\x90\x00", 0, "", Program},
		{"\xcf\xfa\xed\xfe", 0, "", Program},
		{"\xca\xfe\xba\xbe", 0, "", Program},
		{"SQLite format 3\x00", 0, "", Binary},
	}
}

func (m magic) matches(data []byte) bool {
	return bytes.HasPrefix(data, []byte(m.start)) && len(data) >= m.at && bytes.HasPrefix(data[m.at:], []byte(m.bytes))
}

// Sniff tells what data is by its signature, whatever the file is called. A UTF-8
// byte order mark before it, which some programs add to everything, is passed over.
func Sniff(data []byte) Content {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	for _, m := range magics() {
		if m.matches(data) {
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
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// looksBinary reports whether data can be text in no encoding that is read: too
// many control characters. Stray ones are let through.
func looksBinary(data []byte) bool {
	head := data[:min(len(data), 8192)]
	if len(head) == 0 || hasBOM(head) {
		return false
	}
	width, low := 1, 0 // of a character, and its byte that may be a control
	switch utf16Order(head) {
	case "utf-16le":
		width = 2
	case "utf-16be":
		width, low = 2, 1
	}
	control := 0
	for i := 0; i+width <= len(head); i += width {
		if isControl(head[i+low]) && (width == 1 || head[i+1-low] == 0) {
			control++
		}
	}
	return control > 4 && control*width*20 > len(head)
}

func isControl(b byte) bool {
	return b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b || b == 0x7f
}

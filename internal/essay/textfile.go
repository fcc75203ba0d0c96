package essay

import (
	"fmt"
	"path/filepath"
	"strings"

	"gloss/internal/source"
)

// TextFile decodes an input for a format that is plain text in the file. What
// its bytes say is no text, whatever it is called, is refused with a
// *source.Error that names what it is and what to do. An empty encoding lets the
// bytes speak.
func TextFile(in source.Input, encoding string) (*source.File, error) {
	// An encoding that was named settles that the bytes are text.
	content := source.Sniff(in.Data)
	if content == source.Text || content == source.Binary && encoding != "" {
		return in.Decode(encoding)
	}
	advice, ok := advices()[content]
	if !ok {
		advice = "gloss reads text; is it the right file?"
	}
	if strings.HasPrefix(in.Name, "<") {
		if ending, ok := strings.CutPrefix(advice, "rename it to "); ok {
			advice = "save it as " + ending + " and name that file"
		}
	}
	return nil, &source.Error{
		Name:   in.Name,
		Reason: fmt.Sprintf("is %s, not text", content),
		Help:   strings.ReplaceAll(advice, "NAME", baseName(in.Name)),
	}
}

// advices say what to do with a content that is no text; NAME stands for the
// file's name without its ending.
func advices() map[source.Content]string {
	return map[source.Content]string{
		source.Word:        "rename it to NAME.docx",
		source.Writer:      "rename it to NAME.odt",
		source.PDF:         "rename it to NAME.pdf",
		source.OldWord:     "open it in a word processor and save it as NAME.docx",
		source.OldOffice:   "open it in a word processor and save it as NAME.docx",
		source.RTF:         "open it in a word processor and save it as NAME.docx",
		source.LockedWord:  "open it with its password and save it as NAME.docx without one",
		source.Spreadsheet: "save the essay's text as NAME.docx or NAME.txt",
		source.Picture:     "gloss cannot read handwriting or scans; type the essay into NAME.txt",
		source.Media:       "type the essay into NAME.txt",
		source.Zip:         "unpack it and name the essay inside it",
		source.Compressed:  "unpack it and name the essay inside it",
		source.Binary:      "if it is text, name its encoding with --encoding",
	}
}

// baseName is the file's name without folders and ending; of the standard input,
// which has none, it is "essay".
func baseName(name string) string {
	base := filepath.Base(name)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	if base == "" || base == "." || strings.HasPrefix(name, "<") {
		return "essay"
	}
	return base
}

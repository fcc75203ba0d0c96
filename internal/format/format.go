// Package format is the table of what gloss reads and writes. The command line,
// its help and completion, the errors and the documentation all come from it.
package format

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/format/criticmarkup"
	"gloss/internal/format/csvfile"
	"gloss/internal/format/docx"
	"gloss/internal/format/htmlpage"
	"gloss/internal/format/jsonfile"
	"gloss/internal/format/markdown"
	"gloss/internal/format/plaintext"
	"gloss/internal/format/terminal"
	"gloss/internal/format/webanno"
	"gloss/internal/report"
	"gloss/internal/source"
)

// Reader reads essays of one format.
type Reader struct {
	Name       string
	Title      string
	Extensions []string // with the dot, the usual one first
	Limit      int64    // the largest file in bytes, where nothing else is asked for
	// Read makes an essay of the input; encoding is "" where it is to be found
	// out. Findings are warnings; what cannot be read at all is an error.
	Read func(in source.Input, encoding string) (*essay.Essay, []diag.Finding, error)
}

// Writer writes reports in one format.
type Writer struct {
	Name       string
	Title      string
	Extensions []string // with the dot, the usual one first
	// NeedsFile is set where the writer works on the essay's file, which a report
	// read back from JSON does not hold.
	NeedsFile bool
	// Into are the formats of essays whose file it works on; nil for all.
	Into []string
	// Ours reports whether an existing file was written by this writer, so that
	// it may be written again. It is given the beginning of the file, and all of
	// it where Whole is set.
	Ours  func(data []byte) bool
	Whole bool
	// Marked is set where the file is the essay's own with marks in it, which are
	// taken back when it is read as an essay again.
	Marked bool
	// Lost says what a person put into an existing file by hand that the new one,
	// which is to take its place, does not hold; "" where there is nothing. It is nil
	// for the formats that nobody writes into.
	Lost  func(old, replacement []byte) string
	Write func(w io.Writer, r *report.Report, o Options) error
	// Join begins one output of many reports; nil for the formats that cannot.
	Join func(w io.Writer, o Options) (Joined, error)
}

// Joined is one output of many reports.
type Joined interface {
	// Add adds a report.
	Add(r *report.Report) error
	// Close ends the output.
	Close() error
}

// Options are what the writers can be told; each takes what concerns it.
type Options struct {
	Width   int    // of the terminal, in columns; 0: the usual
	Color   bool   // with colours and underlines
	Numbers bool   // with paragraph numbers
	BOM     bool   // a table begins with a byte order mark, which Excel wants
	Live    string // address of the event stream that tells the page to reload

	TrackChanges bool   // replacements as tracked changes
	Summary      string // where the page with the summary stands: end, start or none
	Anonymous    bool   // without the names of the student and of those who wrote with them
	Candidate    string // what the student is called there
}

// Readers are the formats that essays are read from. The first also reads what
// no other format claims.
func Readers() []Reader {
	return []Reader{
		{Name: "txt", Title: "plain text", Extensions: []string{".txt", ".text"}, Limit: source.DefaultLimit, Read: plaintext.Read},
		{Name: "markdown", Title: "Markdown", Extensions: []string{".md", ".markdown"}, Limit: source.DefaultLimit, Read: markdown.Read},
		{Name: docx.Format, Title: "Word", Extensions: []string{".docx"}, Limit: docx.MaxBytes, Read: docx.Read},
	}
}

// Writers are the formats that reports are written in, the default first.
func Writers() []Writer {
	return []Writer{
		{
			Name: "terminal", Title: "text for the terminal", Extensions: []string{".txt"},
			Ours: terminal.Ours,
			Write: func(w io.Writer, r *report.Report, o Options) error {
				return terminal.Write(w, r, terminal.Options{Width: o.Width, Color: o.Color, ParagraphNumbers: o.Numbers})
			},
		},
		{
			Name: "html", Title: "a web page in one file", Extensions: []string{".html", ".htm"},
			Ours: holds(`<meta name="generator" content="gloss">`),
			Write: func(w io.Writer, r *report.Report, o Options) error {
				return htmlpage.Write(w, r, htmlpage.Options{Live: o.Live})
			},
		},
		{
			Name: "json", Title: "the report as data, which gloss reads back", Extensions: []string{".json"},
			Ours: holds(`"gloss": "report"`), Write: plain(jsonfile.Write),
		},
		{
			Name: "markdown", Title: "Markdown with footnotes", Extensions: []string{".md", ".markdown"},
			Ours: holds("<!-- gloss report -->"), Write: plain(markdown.Write),
		},
		{
			Name: "csv", Title: "a table, one row per annotation", Extensions: []string{".csv"},
			Ours: csvfile.Ours,
			Write: func(w io.Writer, r *report.Report, o Options) error {
				return csvfile.Write(w, []*report.Report{r}, csvfile.Options{BOM: o.BOM})
			},
			Join: func(w io.Writer, o Options) (Joined, error) { return csvfile.New(w, csvfile.Options{BOM: o.BOM}) },
		},
		{
			Name: docx.Format, Title: "the Word essay with comments and tracked changes", Extensions: []string{".docx"},
			Ours: docx.Ours, Whole: true, Marked: true, Lost: docx.Lost,
			Write: func(w io.Writer, r *report.Report, o Options) error {
				return docx.Write(w, r, docx.Options{
					TrackChanges: o.TrackChanges, Summary: o.Summary, Anonymous: o.Anonymous, Candidate: o.Candidate,
				})
			},
		},
		{
			Name: "criticmarkup", Title: "the essay with CriticMarkup", Extensions: []string{".critic", ".critic.md"},
			NeedsFile: true, Into: []string{"txt", "markdown"},
			Ours: criticmarkup.Ours, Whole: true, Write: plain(criticmarkup.Write),
		},
		{
			Name: "w3c", Title: "W3C Web Annotations (JSON-LD)", Extensions: []string{".jsonld"},
			Ours: holds(`"http://www.w3.org/ns/anno.jsonld"`), Write: plain(webanno.Write),
		},
	}
}

func plain(write func(io.Writer, *report.Report) error) func(io.Writer, *report.Report, Options) error {
	return func(w io.Writer, r *report.Report, _ Options) error { return write(w, r) }
}

// holds reports whether a file has the mark that a writer leaves near its start.
func holds(mark string) func([]byte) bool {
	return func(data []byte) bool {
		return strings.Contains(string(data[:min(len(data), 4096)]), mark)
	}
}

// Wrote reports whether the writer wrote a file.
func (w Writer) Wrote(file io.Reader) bool {
	limit := int64(1 << 16)
	if w.Whole {
		limit = docx.MaxBytes
	}
	data, err := io.ReadAll(io.LimitReader(file, limit))
	return err == nil && w.Ours(data)
}

// WriterNamed finds a writer by its name.
func WriterNamed(name string) (Writer, bool) {
	for _, w := range Writers() {
		if w.Name == name {
			return w, true
		}
	}
	return Writer{}, false
}

// WriterFor finds the writer whose extension the path has: of two that fit, as
// .md and .critic.md do, the one with the longer.
func WriterFor(path string) (Writer, bool) {
	var found Writer
	longest := 0
	for _, w := range Writers() {
		for _, e := range w.Extensions {
			if len(e) > longest && hasExtension(path, []string{e}) {
				found, longest = w, len(e)
			}
		}
	}
	return found, longest > 0
}

// WriterNames are the names of the writers, in the order of the table.
func WriterNames() []string {
	var names []string
	for _, w := range Writers() {
		names = append(names, w.Name)
	}
	return names
}

// ReaderNamed finds a reader by its name.
func ReaderNamed(name string) (Reader, bool) {
	for _, r := range Readers() {
		if r.Name == name {
			return r, true
		}
	}
	return Reader{}, false
}

// ReaderNames are the names of the readers, in the order of the table.
func ReaderNames() []string {
	var names []string
	for _, r := range Readers() {
		names = append(names, r.Name)
	}
	return names
}

// ReaderFor finds the reader for a path: by its extension, and plain text where
// the extension says nothing. It reports false for the formats of essays that
// gloss knows but does not read.
func ReaderFor(path string) (Reader, bool) {
	for _, r := range Readers() {
		if hasExtension(path, r.Extensions) {
			return r, true
		}
	}
	return Readers()[0], !hasExtension(path, unread())
}

// EssayExtensions are the extensions of files that can be essays, those that
// gloss does not read among them: a file of the same name is never passed over.
func EssayExtensions() []string {
	var all []string
	for _, r := range Readers() {
		all = append(all, r.Extensions...)
	}
	return append(all, unread()...)
}

// unread are the extensions of essays that gloss knows but does not read.
func unread() []string {
	return []string{".doc", ".odt", ".rtf", ".html", ".htm", ".pdf"}
}

func hasExtension(path string, extensions []string) bool {
	name := strings.ToLower(filepath.Base(path))
	return slices.ContainsFunc(extensions, func(e string) bool { return strings.HasSuffix(name, e) && name != e })
}

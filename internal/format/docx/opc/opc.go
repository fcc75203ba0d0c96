// Package opc opens the zip package that a Word file is, and writes it again
// with some of its parts changed.
//
// A package comes from a stranger. Nothing of it is ever written to a disk, parts
// are looked up by their exact names, and the bounds below hold while reading,
// whatever the package says of its own sizes. What cannot be opened is an *Error
// that says by name what it is and what to do.
//
// When a package is written, the entries of the parts that did not change are
// copied as they stand, compressed bytes, times and extra fields included.
package opc

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"gloss/internal/format/docx/markup"
	"gloss/internal/source"
)

// The bounds of what is opened.
const (
	MaxEntries = 2000
	MaxPart    = 64 << 20  // bytes of one part
	MaxTotal   = 256 << 20 // bytes of all parts
)

// Error says why a package cannot be opened. Reason completes the sentence
// "FILE ..."; Help says what to do.
type Error struct {
	Reason string
	Help   string
	Err    error
}

func (e *Error) Error() string { return e.Reason }

// Unwrap is the cause, if there is one.
func (e *Error) Unwrap() error { return e.Err }

// Package is an open package. It is not safe for concurrent use.
type Package struct {
	files  []*zip.File
	byName map[string]*zip.File
	folded map[string]string // names by their lower case
	texts  map[string]string // parts that were read
	rels   map[string][]Relationship
	left   int64 // how many bytes may still be read

	types *types
}

// Open opens a package that holds a Word document.
func Open(data []byte) (*Package, error) {
	if err := refuseContent(data); err != nil {
		return nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged("its zip archive is incomplete or broken", err)
	}
	p := &Package{
		files: r.File, byName: map[string]*zip.File{}, folded: map[string]string{},
		texts: map[string]string{}, rels: map[string][]Relationship{}, left: MaxTotal,
	}
	if err := p.index(); err != nil {
		return nil, err
	}
	if err := honest(data, r.File); err != nil {
		return nil, err
	}
	if p.types, err = p.readTypes(); err != nil {
		return nil, err
	}
	return p, nil
}

func damaged(what string, err error) error {
	return &Error{
		Reason: "is damaged: " + what, Err: err,
		Help: "open it in a word processor, which may mend it, and save it anew",
	}
}

// suspect refuses what no word processor writes.
func suspect(format string, args ...any) error {
	return &Error{
		Reason: fmt.Sprintf(format, args...),
		Help:   "no word processor writes such a file; ask for the essay anew, as .docx",
	}
}

// shortened is a name as a message can hold it.
func shortened(name string) string {
	const most = 60
	if r := []rune(name); len(r) > most {
		return string(r[:most]) + "…"
	}
	return name
}

// refuseContent refuses by name what is no zip archive.
func refuseContent(data []byte) error {
	content := source.Sniff(data)
	help := "open it in a word processor and save it as .docx"
	switch content {
	case source.Word, source.Zip:
		return nil
	case source.LockedWord:
		help = "open it with its password and save it as .docx without one"
	case source.OldWord, source.OldOffice, source.RTF:
	case source.Writer, source.PDF, source.Text:
		help = "give the file the ending of what it is, or save it as .docx"
	default:
		help = "is it the right file?"
	}
	if len(data) == 0 {
		return &Error{Reason: "is empty", Help: "ask for the essay anew"}
	}
	reason := fmt.Sprintf("is %s, not a Word file (.docx)", content)
	if content == source.LockedWord {
		reason = "is " + string(content)
	}
	return &Error{Reason: reason, Help: help}
}

// index looks the names of all entries over.
func (p *Package) index() error {
	if len(p.files) > MaxEntries {
		return suspect("holds %d files, more than the %d that are read", len(p.files), MaxEntries)
	}
	var total uint64
	for _, f := range p.files {
		if err := refuseEntry(f); err != nil {
			return err
		}
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		lower := strings.ToLower(f.Name)
		if twin, ok := p.folded[lower]; ok {
			return suspect("holds two parts named %q and %q, and word processors differ in which they show", shortened(twin), shortened(f.Name))
		}
		p.folded[lower], p.byName[f.Name] = f.Name, f
		if total += f.UncompressedSize64; total > MaxTotal || f.UncompressedSize64 > MaxTotal {
			return suspect("unpacks to more than %d MiB", MaxTotal>>20)
		}
	}
	return nil
}

func refuseEntry(f *zip.File) error {
	name := strings.ReplaceAll(f.Name, `\`, "/")
	switch {
	case f.Flags&1 != 0:
		return &Error{Reason: "is a password-protected zip archive", Help: "save it as .docx without a password"}
	case strings.HasPrefix(name, "/"), len(name) > 1 && name[1] == ':', strings.Contains("/"+name+"/", "/../"):
		return suspect("holds a part with the dangerous name %q", shortened(f.Name))
	case f.Mode()&fs.ModeSymlink != 0:
		return suspect("holds a link, %q, in place of a part", shortened(f.Name))
	}
	return nil
}

// Has reports whether the package holds a part of that name.
func (p *Package) Has(name string) bool {
	_, ok := p.byName[p.Exact(name)]
	return ok
}

// Exact is the name as the package writes it; part names ignore case.
func (p *Package) Exact(name string) string {
	if _, ok := p.byName[name]; ok {
		return name
	}
	if exact, ok := p.folded[strings.ToLower(name)]; ok {
		return exact
	}
	return name
}

// Names are the names of all parts, in the order of the package.
func (p *Package) Names() []string {
	var names []string
	for _, f := range p.files {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	return names
}

// Text is the part of that name as UTF-8 text; "" where there is no such part.
func (p *Package) Text(name string) (string, error) {
	name = p.Exact(name)
	if text, ok := p.texts[name]; ok {
		return text, nil
	}
	f, ok := p.byName[name]
	if !ok {
		return "", nil
	}
	data, err := p.read(f)
	if err != nil {
		return "", err
	}
	text, err := markup.Decode(data)
	if err != nil {
		return "", partError(name, err)
	}
	p.texts[name] = text
	return text, nil
}

// Scan reads the part of that name as XML; nil where there is no such part.
func (p *Package) Scan(name string) (*markup.Doc, error) {
	text, err := p.Text(name)
	if err != nil || text == "" && !p.Has(name) {
		return nil, err
	}
	doc, err := markup.Scan(text)
	if err != nil {
		return nil, partError(p.Exact(name), err)
	}
	return doc, nil
}

func partError(name string, err error) error {
	if bad, ok := errors.AsType[*markup.Error](err); ok {
		return damaged(fmt.Sprintf("its part %s %s", shortened(name), bad.Reason), err)
	}
	return damaged("its part "+shortened(name)+" cannot be read", err)
}

func (p *Package) read(f *zip.File) (string, error) {
	limit := min(p.left, MaxPart)
	if f.UncompressedSize64 > MaxPart {
		return "", suspect("holds the part %s, which unpacks to more than %d MiB", shortened(f.Name), MaxPart>>20)
	}
	r, err := f.Open()
	if err != nil {
		return "", damaged("its part "+shortened(f.Name)+" cannot be unpacked", err)
	}
	defer r.Close() //nolint:errcheck // there is nothing to lose
	var b strings.Builder
	b.Grow(int(min(f.UncompressedSize64, uint64(limit)))) //nolint:gosec // at most MaxPart
	n, err := io.Copy(&b, io.LimitReader(r, limit+1))
	switch {
	case n > limit:
		return "", suspect("holds the part %s, which unpacks to more than %d MiB", shortened(f.Name), limit>>20)
	case err != nil:
		return "", damaged("its part "+shortened(f.Name)+" cannot be unpacked", err)
	}
	p.left -= n
	return b.String(), nil
}

// Resolve is the part that a target in the relationships of a part names.
func Resolve(part, target string) string {
	if rest, ok := strings.CutPrefix(target, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(path.Dir(part), target)
}

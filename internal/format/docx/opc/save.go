package opc

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"maps"
	"slices"
)

// Changes are the parts of a package that are written otherwise than they were
// read, by name: their new text. A part that the package does not hold is added
// at its end; one that Drop names is left out.
type Changes struct {
	Text map[string]string
	Drop map[string]bool
}

// Save writes the package with the changes.
func (p *Package) Save(w io.Writer, c Changes) error {
	z := zip.NewWriter(w)
	for _, f := range p.files {
		if c.Drop[f.Name] {
			continue
		}
		text, changed := c.Text[f.Name]
		if !changed {
			if err := z.Copy(f); err != nil {
				return err
			}
			continue
		}
		h := header(f.Name, f.ModifiedDate, f.ModifiedTime)
		if err := add(z, h, text); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Text)) {
		if _, ok := p.byName[name]; ok {
			continue
		}
		if err := add(z, header(name, firstDay, 0), c.Text[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// Create writes a new package of the parts, in that order.
func Create(w io.Writer, names []string, texts map[string]string) error {
	z := zip.NewWriter(w)
	for _, name := range names {
		if err := add(z, header(name, firstDay, 0), texts[name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// firstDay is 1 January 1980, the first day that a zip archive can name.
const firstDay = 1<<5 | 1

// header is an entry's header; its time is written as it was read.
func header(name string, date, time uint16) zip.FileHeader {
	return zip.FileHeader{Name: name, ModifiedDate: date, ModifiedTime: time} //nolint:staticcheck // CreateRaw writes these two and not Modified
}

// add writes one entry with its sizes before it, as word processors do.
func add(z *zip.Writer, h zip.FileHeader, text string) error {
	var packed bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(deflate, text); err != nil {
		return err
	}
	if err := deflate.Close(); err != nil {
		return err
	}
	h.Method = zip.Deflate
	h.CRC32 = crc32.ChecksumIEEE([]byte(text))
	h.CompressedSize64, h.UncompressedSize64 = uint64(packed.Len()), uint64(len(text)) //nolint:gosec // a length is not negative
	entry, err := z.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = packed.WriteTo(entry)
	return err
}

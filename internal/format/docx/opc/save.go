package opc

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
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
	out, err := newPacker(w)
	if err != nil {
		return err
	}
	for _, f := range p.files {
		if c.Drop[f.Name] {
			continue
		}
		text, changed := c.Text[f.Name]
		if !changed {
			if err := out.z.Copy(f); err != nil {
				return err
			}
			continue
		}
		h := header(f.Name, f.ModifiedDate, f.ModifiedTime)
		if err := out.add(h, text); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Text)) {
		if _, ok := p.byName[name]; ok {
			continue
		}
		if err := out.add(header(name, firstDay, 0), c.Text[name]); err != nil {
			return err
		}
	}
	return out.z.Close()
}

// Create writes a new package of the parts, in that order.
func Create(w io.Writer, names []string, texts map[string]string) error {
	out, err := newPacker(w)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := out.add(header(name, firstDay, 0), texts[name]); err != nil {
			return err
		}
	}
	return out.z.Close()
}

// firstDay is 1 January 1980, the first day that a zip archive can name.
const firstDay = 1<<5 | 1

// header is an entry's header; its time is written as it was read.
func header(name string, date, time uint16) zip.FileHeader {
	return zip.FileHeader{Name: name, ModifiedDate: date, ModifiedTime: time} //nolint:staticcheck // CreateRaw writes these two and not Modified
}

// packer compresses entries one after the other.
type packer struct {
	z       *zip.Writer
	deflate *flate.Writer
	packed  bytes.Buffer
}

// newPacker is a packer that is quick rather than thorough: who waits for a marked
// essay waits longest for this.
func newPacker(w io.Writer) (*packer, error) {
	p := &packer{z: zip.NewWriter(w)}
	var err error
	p.deflate, err = flate.NewWriter(&p.packed, flate.BestSpeed)
	return p, err
}

// add writes one entry with its sizes before it, as word processors do.
func (p *packer) add(h zip.FileHeader, text string) error {
	p.packed.Reset()
	p.deflate.Reset(&p.packed)
	sum := crc32.NewIEEE()
	// The limit hides that the reader could give everything away in one copy.
	if _, err := io.Copy(io.MultiWriter(p.deflate, sum), io.LimitReader(strings.NewReader(text), int64(len(text)))); err != nil {
		return err
	}
	if err := p.deflate.Close(); err != nil {
		return err
	}
	h.Method = zip.Deflate
	h.CRC32 = sum.Sum32()
	h.CompressedSize64, h.UncompressedSize64 = uint64(p.packed.Len()), uint64(len(text)) //nolint:gosec // a length is not negative
	entry, err := p.z.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = p.packed.WriteTo(entry)
	return err
}

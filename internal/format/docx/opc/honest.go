package opc

import (
	"archive/zip"
	"cmp"
	"encoding/binary"
	"slices"
)

// honest refuses an archive whose entries share bytes or whose entries call
// themselves otherwise than its directory does: programs differ in which of the
// two they believe.
func honest(data []byte, files []*zip.File) error {
	type stretch struct{ start, end int64 }
	var taken []stretch
	for _, f := range files {
		body, err := f.DataOffset()
		if err != nil || body > int64(len(data)) {
			return damaged("its zip archive is incomplete or broken", err)
		}
		header, name := localHeader(data, int(body))
		if header < 0 || name != f.Name {
			return suspect("holds a part that is %q in the zip archive's directory and %q in the archive", shortened(f.Name), shortened(name))
		}
		size := int64(min(f.CompressedSize64, uint64(len(data)))) //nolint:gosec // a length of data
		taken = append(taken, stretch{int64(header), body + size})
	}
	slices.SortFunc(taken, func(a, b stretch) int { return cmp.Compare(a.start, b.start) })
	for i := range taken {
		if i > 0 && taken[i].start < taken[i-1].end {
			return suspect("holds parts that lie over each other in the zip archive")
		}
	}
	return nil
}

// localHeader finds the header of the entry whose contents begin at body, and
// the name in it; -1 where there is none.
func localHeader(data []byte, body int) (at int, name string) {
	const size = 30
	for at = body - size; at >= 0 && body-at <= size+2*0xFFFF; at-- {
		if data[at] != 'P' || string(data[at:at+4]) != "PK\x03\x04" {
			continue
		}
		nameLen := int(binary.LittleEndian.Uint16(data[at+26:]))
		extraLen := int(binary.LittleEndian.Uint16(data[at+28:]))
		if at+size+nameLen+extraLen == body {
			return at, string(data[at+size : at+size+nameLen])
		}
	}
	return -1, ""
}

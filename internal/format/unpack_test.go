package format_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// unpacked is the text of the parts of a Word file, by name.
func unpacked(t testing.TB, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(f.Name + "\n")
		if _, err := io.Copy(&b, part); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

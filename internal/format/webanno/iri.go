package webanno

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"gloss/internal/source"
)

// urn is a UUID (version 8, RFC 9562) made from names: the same names give the
// same one.
func urn(names ...string) string {
	h := sha256.New()
	for _, name := range names {
		h.Write(fmt.Appendf(nil, "%d:%s", len(name), name))
	}
	id := h.Sum(nil)[:16]
	id[6] = id[6]&0x0f | 0x80 // version 8
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// iri is the address of the essay's file: relative where its name is. An essay that
// came through a pipe has no name and is named by its text (RFC 6920).
func iri(name, text string) string {
	switch {
	case name == "", name == source.Stdin, name == "<stdin>":
		sum := sha256.Sum256([]byte(text))
		return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(sum[:])
	case drive(name):
		return (&url.URL{Scheme: "file", Path: "/" + strings.ReplaceAll(name, `\`, "/")}).String()
	case path.IsAbs(name):
		return (&url.URL{Scheme: "file", Path: name}).String()
	}
	return (&url.URL{Path: filepath.ToSlash(name)}).String()
}

// drive reports whether a path begins with a drive letter, as in "C:\".
func drive(name string) bool {
	return len(name) >= 3 && name[1] == ':' && (name[2] == '/' || name[2] == '\\') &&
		name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z'
}

// Package filename makes names for output files out of whatever students and
// essays are called.
//
// A name that it makes is one that Linux, macOS and Windows all take, and take
// alike: it leads into no other folder, is no device, is no option of a command,
// and needs no quoting that a careful program would not do anyway. Two names
// that a file system could take for one are told apart.
package filename

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxBytes is the length of the longest name that is made. The longest that
// common file systems take is 255 bytes, so that there is room for an ending.
const MaxBytes = 100

// nameless stands for a name of which nothing is left.
const nameless = "unnamed"

// Safe is the name as a file can bear it, without an ending: in Unicode's
// composed form (NFC), with letters, digits, single spaces and a few signs kept
// and everything else as "_", at most MaxBytes long and never empty. It does not
// begin with a hyphen or a dot or end with a dot or a space, and is none of the
// names that Windows keeps for its devices. A name that is safe stays as it is.
func Safe(name string) string {
	name = norm.NFC.String(allowed(norm.NFC.String(name)))
	name = trim(name)
	if name == "" {
		return nameless
	}
	if reserved(name) {
		name = "_" + name
	}
	return trim(cut(name, MaxBytes))
}

func trim(name string) string {
	return strings.TrimRight(strings.TrimLeft(name, " .-"), " .")
}

// allowed puts "_" for each run of characters that a name must not have, and
// one space for each run of white space. Characters that nobody sees are left
// out: one of them could turn the direction of the others.
func allowed(name string) string {
	var b strings.Builder
	var last rune
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			r = ' '
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			continue
		case !keeps(r):
			r = '_'
		}
		if r == last && (r == ' ' || r == '_') {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func keeps(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || strings.ContainsRune("-_.(),'+", r)
}

// reserved reports whether Windows takes the name for a device. It does so
// whatever follows the first dot, and counts superscript digits as digits; see
// "Naming Files, Paths, and Namespaces" in the Windows documentation.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	port, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		port, isPort = strings.CutPrefix(stem, "LPT")
	}
	if isPort {
		return utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
	}
	return slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem)
}

// cut is the longest beginning of at most limit bytes that ends on a rune border.
func cut(name string, limit int) string {
	if len(name) <= limit {
		return name
	}
	for !utf8.RuneStart(name[limit]) {
		limit--
	}
	return name[:limit]
}

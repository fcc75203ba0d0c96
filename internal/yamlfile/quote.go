package yamlfile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote writes a text as a quoted scalar on one line, in the style that needs
// the fewest changes to it.
func quote(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool { return !isShown(r) }) < 0
	switch {
	case plain && !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	case plain && !strings.Contains(s, "'"):
		return "'" + s + "'"
	}
	return doubleQuoted(s)
}

// Quoted is a text as it is written between double quotation marks, on one line.
// JSON reads it too unless it has characters that cannot be printed.
func Quoted(s string) string { return doubleQuoted(s) }

// isShown reports whether a character can stand in a file as it is: what one can
// see, the spaces of writing, and the joiners that emoji and some scripts need.
// Others would be lost on who reads the file, or on another YAML reader.
func isShown(r rune) bool {
	switch r {
	case ' ', 0xA0, 0xAD, 0x200C, 0x200D, 0x200E, 0x200F, 0x202F, 0x3000:
		return true
	case utf8.RuneError:
		return false
	}
	return unicode.IsPrint(r) || r >= 0x2000 && r <= 0x200A
}

// doubleQuoted writes any text between double quotation marks; what is not
// printable, or would end a line, becomes an escape.
func doubleQuoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case isShown(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

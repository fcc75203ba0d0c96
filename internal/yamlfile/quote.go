package yamlfile

import (
	"fmt"
	"strings"
	"unicode"
)

// quote writes a text as a quoted scalar on one line, in the style that needs
// the fewest changes to it.
func quote(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool { return r != ' ' && !unicode.IsPrint(r) }) < 0
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
		case r == ' ' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

package cli

import (
	"os"
	"path"
	"path/filepath"
	"regexp"

	"gloss/internal/pipeline"
)

// withSchema is an annotation file that moves from one place to another, with the
// comment at its top by which editors find its schema leading there still:
//
//	# yaml-language-server: $schema=annotation.schema.json
//
// It is changed only where it named a file that is there, and would name none from
// the new place. A web address, and what led nowhere before, stays as it is.
func withSchema(data []byte, from, to string) []byte {
	// The comments before the first key, of which the first with a schema counts.
	at := regexp.MustCompile(`^\x{FEFF}?(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*?[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=([^ \t\r\n]+)`).FindSubmatchIndex(data)
	if at == nil {
		return data
	}
	named := string(data[at[2]:at[3]])
	if path.IsAbs(named) || filepath.IsAbs(filepath.FromSlash(named)) {
		return data
	}
	schema := beside(from, named)
	if !isFile(schema) || isFile(beside(to, named)) {
		return data
	}
	now := pipeline.Relative(to, schema)
	if regexp.MustCompile(`\s`).MatchString(now) {
		return data // such a comment ends at a blank
	}
	out := append([]byte(nil), data[:at[2]]...)
	return append(append(out, now...), data[at[3]:]...)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

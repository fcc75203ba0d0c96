// Package annotations holds the annotation files of the sample essays, with
// their rubrics and comment banks, embedded for `gloss demo`.
package annotations

import "embed"

// Files holds the annotation files, rubrics and comment banks under their file
// names.
//
//go:embed *.yaml
var Files embed.FS

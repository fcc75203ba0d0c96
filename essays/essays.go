// Package essays holds the sample essays, embedded for `gloss demo`.
package essays

import "embed"

// Files holds the sample essays under their file names. The annotations of
// each are in the package annotations, under the same name.
//
//go:embed *.md *.txt
var Files embed.FS

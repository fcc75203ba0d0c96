package jsonfile

import _ "embed"

//go:embed report.schema.json
var schema string

// Schema is the JSON Schema (draft 07) of the file that Write writes.
func Schema() string { return schema }

package diag

import _ "embed"

//go:embed findings.schema.json
var schema []byte

// Schema is the JSON Schema (draft-07) of what JSON writes.
func Schema() []byte { return append([]byte(nil), schema...) }

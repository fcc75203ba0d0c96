package rubric

import _ "embed"

//go:embed rubric.schema.json
var schema []byte

// Schema is the JSON Schema (draft-07) of the file, for editors.
func Schema() []byte { return append([]byte(nil), schema...) }

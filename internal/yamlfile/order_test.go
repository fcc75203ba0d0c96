package yamlfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/source"
)

// A new key goes behind those that its order names before it, however the map is
// written.
func TestNewKeysStandInTheirOrder(t *testing.T) {
	order := []string{"id", "quote", "position", "comment"}
	set := func(key string, value Content) Edit {
		return Edit{Op: Set, Path: Path{KeyStep("list"), IndexStep(0), KeyStep(key)}, Value: value, Order: order}
	}
	id, quote, comment := set("id", Text("a")), set("quote", Text("words")), set("comment", Text("Two\nlines.\n"))
	place := set("position", InlineMap(Entry{"start", Integer(1)}, Entry{"end", Integer(3)}))
	for _, c := range []struct {
		name, before, after string
		edits               []Edit
	}{
		{
			"first", "list:\n  - quote: x  # why\n    other: y\n", "list:\n  - id: a\n    quote: x  # why\n    other: y\n",
			[]Edit{id},
		},
		{
			"between, and what is not in the order stays", "list:\n- zz: 1\n  quote: |\n    x\n\n  other: y\n",
			"list:\n- id: a\n  zz: 1\n  quote: |\n    x\n  position: {start: 1, end: 3}\n  comment: |\n    Two\n    lines.\n\n  other: y\n",
			[]Edit{id, place, comment},
		},
		{
			"in any order of the edits", "list:\n  - other: y\n", "list:\n  - id: a\n    quote: words\n    position: {start: 1, end: 3}\n    other: y\n",
			[]Edit{place, quote, id},
		},
		{"in braces", "list: [{quote: x, other: y}]\n", "list: [{id: a, quote: x, position: {start: 1, end: 3}, other: y}]\n", []Edit{id, place}},
		{"CRLF, no final line end", "list:\r\n  -   quote: x", "list:\r\n  -   id: a\r\n      quote: x\r\n      position: {start: 1, end: 3}", []Edit{id, place}},
	} {
		got, err := Apply(source.NewFile("f.yaml", c.before), c.edits)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.after, string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

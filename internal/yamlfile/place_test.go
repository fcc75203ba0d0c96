package yamlfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/source"
)

// Where new lines go, and what old ones keep.
func TestWhereThingsGo(t *testing.T) {
	item := MapOf(Entry{"quote", Text("new")}, Entry{"comment", Text("Two\nlines.\n")})
	add := []Edit{{Op: Insert, Path: Path{KeyStep("list"), End()}, Value: item}}
	set := func(value Content, path ...Step) []Edit { return []Edit{{Op: Set, Path: path, Value: value}} }
	remove := func(i int) []Edit {
		return []Edit{{Op: Remove, Path: Path{KeyStep("list"), IndexStep(i)}}}
	}
	first := []Step{KeyStep("list"), IndexStep(0), KeyStep("comment")}
	for _, c := range []struct {
		name, before, after string
		edits               []Edit
	}{
		{
			"comments that are indented deeper belong to what they stand under",
			"list:\n  - a: 1\n    # of the item\n  # of the list\nz: 1\n",
			"list:\n  - a: 1\n    # of the item\n  - quote: new\n    comment: |\n      Two\n      lines.\n  # of the list\nz: 1\n", add,
		},
		{
			"as many blank lines as between the others",
			"list:\n- a: 1\n\n\n- a: 2\n", "list:\n- a: 1\n\n\n- a: 2\n\n\n- quote: new\n  comment: |\n    Two\n    lines.\n", add,
		},
		{
			"and before a comment between them",
			"list:\n- a: 1\n\n# second\n- a: 2\n# end\n", "list:\n- a: 1\n\n# second\n- a: 2\n\n- quote: new\n  comment: |\n    Two\n    lines.\n# end\n", add,
		},
		{
			"a text at the end of a file without a final line end",
			"list:\n  - a: 1", "list:\n  - a: 1\n  - quote: new\n    comment: |\n      Two\n      lines.\n", add,
		},
		{"an empty list", "list: []   # none yet\nz: 1\n", "list:   # none yet\n  - quote: new\n    comment: |\n      Two\n      lines.\nz: 1\n", add},
		{"a list without a value", "list:\r\nz: 1\r\n", "list:\r\n  - quote: new\r\n    comment: |\r\n      Two\r\n      lines.\r\nz: 1\r\n", add},
		{"JSON stays JSON", "{\n  \"list\": [\n    {\"a\": 1}\n  ]\n}\n", "{\n  \"list\": [\n    {\"a\": 1},\n    {\"quote\": \"new\", \"comment\": \"Two\\nlines.\\n\"}\n  ]\n}\n", add},
		{
			"a bar keeps its comment and its indentation",
			"list:\n  - comment: |   # why\n        old\n    a: 1\n", "list:\n  - comment: |   # why\n        A\n        b\n    a: 1\n", set(Text("A\nb\n"), first...),
		},
		{"a comment behind a value", "list:\n  - comment: old   # why\n", "list:\n  - comment: new   # why\n", set(Text("new"), first...)},
		{"a value on the next line", "list:\n  - comment:   # why\n      old\n    a: 1\n", "list:\n  - comment: new   # why\n    a: 1\n", set(Text("new"), first...)},
		{"the first of a list", "list:\n  - a: 1\n\n  # second\n  - a: 2\n", "list:\n\n  # second\n  - a: 2\n", remove(0)},
		{"the last of a list", "list:\n  - a: 1\n\n  - a: 2\n# end\n", "list:\n  - a: 1\n# end\n", remove(1)},
		{"the last of a file without a final line end", "list:\n  - a: 1\n  - a: 2", "list:\n  - a: 1", remove(1)},
		{"the only one", "list:   # mine\n  # first\n  - a: 1\nz: 1\n", "list: []   # mine\n  # first\nz: 1\n", remove(0)},
		{
			"the key behind a dash, and a comment below it", "list:\n  - comment: x\n    # why\n    a: 1\n", "list:\n  -\n    # why\n    a: 1\n",
			[]Edit{{Op: Remove, Path: first}},
		},
		{"the only key of a file", "# top\nlist: 1\n# end\n", "# top\n# end\n", []Edit{{Op: Remove, Path: Path{KeyStep("list")}}}},
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

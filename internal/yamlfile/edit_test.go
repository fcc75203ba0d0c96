package yamlfile

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"gloss/internal/source"
)

// anything draws a value of any kind.
func anything(depth int) *rapid.Generator[Content] {
	return rapid.Custom(func(t *rapid.T) Content {
		kind := rapid.IntRange(0, 9).Draw(t, "kind")
		if depth == 0 {
			kind = min(kind, 5)
		}
		switch kind {
		case 4:
			return Integer(rapid.IntRange(-9, 9).Draw(t, "number"))
		case 5:
			return Truth(rapid.Bool().Draw(t, "truth"))
		case 6, 7:
			return ListOf(rapid.SliceOfN(anything(depth-1), 0, 3).Draw(t, "items")...)
		case 8, 9:
			keys := rapid.Permutation([]string{"a", "b", "NO", "d: e", "-f"}).Draw(t, "keys")
			fields := []Entry{}
			for _, k := range keys[:rapid.IntRange(0, 3).Draw(t, "count")] {
				fields = append(fields, Entry{Key: k, Value: anything(depth-1).Draw(t, "field")})
			}
			if kind == 8 {
				return InlineMap(fields...)
			}
			return MapOf(fields...)
		}
		return Text(rapid.SampledFrom([]string{
			"", "word", "two words", "a: b", "12", "true", "a\nb\n", "a\n\n b", "  a\nb", "- a", "#", "a #b", "'", `"`, "é\u0085", "a, b", "[x]", "a\n\n", "|", "x\n#y\n",
		}).Draw(t, "text"))
	})
}

// Whatever stands somewhere is turned into whatever else, and what stands around
// it stays, in block style and in brackets.
func TestAnythingBecomesAnythingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		frame := rapid.SampledFrom([]string{
			"# top\nbefore: 1   # one\nx:\nafter: |\n  text\n# end\n", "before: 1\nx:\n", "x:", "{before: 1, x: , after: [2]}\n", "{\"before\": 1, \"x\": null, \"after\": 2}\n",
			"before: 1\r\n\r\nx:   # why\r\nafter: 'so'\r\n", "x:\n# only a comment",
		}).Draw(t, "frame")
		from, to := anything(3).Draw(t, "from"), anything(3).Draw(t, "to")
		path := Path{KeyStep("x")}
		text := frame
		for _, c := range []Content{from, to, from} {
			f := source.NewFile("f.yaml", text)
			root, findings := Parse(f, Options{})
			if len(findings) > 0 {
				t.Fatalf("%v\n%s", findings, text)
			}
			out, err := Apply(f, Changes(path, root.Find("x"), &c))
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			got, findings := Parse(source.NewFile("f.yaml", string(out)), Options{})
			if len(findings) > 0 {
				t.Fatalf("%v\n%s\n-----\n%s", findings, text, out)
			}
			if diff := cmp.Diff(c.node().Any(), got.Find("x").Any()); diff != "" {
				t.Fatalf("(-want +got)\n%s\n%s\n-----\n%s", diff, text, out)
			}
			for _, key := range []string{"before", "after"} {
				if was, is := root.Find(key), got.Find(key); was != nil && !Same(was, is) {
					t.Fatalf("%s has changed\n%s\n-----\n%s", key, text, out)
				}
			}
			for _, comment := range []string{"# top", "# one", "# end", "# why", "# only a comment"} {
				if strings.Contains(text, comment) && !strings.Contains(string(out), comment) {
					t.Fatalf("%q is gone\n%s\n-----\n%s", comment, text, out)
				}
			}
			text = string(out)
		}
	})
}

func TestWhatCannotBeEdited(t *testing.T) {
	set := func(path ...Step) []Edit { return []Edit{{Op: Set, Path: path, Value: Text("v")}} }
	latin := source.NewFile("f.yaml", "a: b\n")
	latin.Encoding = "windows-1252"
	guessed := source.NewFile("f.yaml", "a: b\n")
	guessed.Guessed = true
	damaged := source.NewFile("f.yaml", "a: b\n")
	damaged.Damaged = true
	file := source.NewFile("f.yaml", "a: b\nlist: [x]\n")
	for name, c := range map[string]struct {
		file  *source.File
		edits []Edit
		err   error
	}{
		"another encoding":   {latin, set(KeyStep("a")), ErrNotEditable},
		"a guessed encoding": {guessed, set(KeyStep("a")), ErrNotEditable},
		"damaged":            {damaged, set(KeyStep("a")), ErrNotEditable},
		"a syntax error":     {source.NewFile("f.yaml", "a: [\n"), set(KeyStep("a")), ErrNotEditable},
		"an alias":           {source.NewFile("f.yaml", "a: &x b\nc: *x\n"), set(KeyStep("a")), ErrNotEditable},
		"no path":            {file, set(), nil},
		"no such item":       {file, set(KeyStep("list"), IndexStep(3)), nil},
		"a key of a text":    {file, set(KeyStep("a"), KeyStep("b")), nil},
		"an item of a text":  {file, []Edit{{Op: Insert, Path: Path{KeyStep("a"), End()}, Value: Text("v")}}, nil},
		"nothing to remove":  {file, []Edit{{Op: Remove, Path: Path{KeyStep("b")}}}, nil},
		"deep in nothing":    {file, set(KeyStep("x"), KeyStep("y"), KeyStep("z")), nil},
		"no UTF-8":           {file, []Edit{{Op: Set, Path: Path{KeyStep("a")}, Value: Text("\xff")}}, ErrNotText},
		"no UTF-8 in a key":  {file, []Edit{{Op: Set, Path: Path{KeyStep("a")}, Value: MapOf(Entry{"\xff", Text("v")})}}, ErrNotText},
		"too large":          {file, []Edit{{Op: Set, Path: Path{KeyStep("a")}, Value: ListOf(Text(strings.Repeat("x", MaxBytes)))}}, ErrTooLarge},
	} {
		out, err := Apply(c.file, c.edits)
		if err == nil || out != nil || c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: %v, %q", name, err, out)
		}
	}
}

func TestNumbersAreWrittenAsSuch(t *testing.T) {
	edits := []Edit{{Op: Set, Path: Path{KeyStep("marks")}, Value: Number(decimal.RequireFromString("-0.50"))}, {Op: Set, Path: Path{KeyStep("private")}, Value: Truth(true)}}
	out, err := Apply(source.NewFile("f.yaml", ""), edits)
	if err != nil || string(out) != "marks: -0.5\nprivate: true\n" {
		t.Errorf("%q, %v", out, err)
	}
}

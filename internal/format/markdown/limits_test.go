package markdown_test

import (
	"errors"
	"strings"
	"testing"

	"gloss/internal/format/markdown"
	"gloss/internal/growth"
	"gloss/internal/source"
)

// Row E13: whatever is written over and over again is read in time that grows
// with its length, or refused by name. The sizes are such that a square law
// takes more than the second that is allowed for 64 KiB.
func TestReadPathological(t *testing.T) {
	units := []string{
		"[", "]", "*a_", "<", ">", "> ", "![", "`", "``a`", "- ", "1. ", "1) ", "[a](", "![a](", "[a](((((", "[a](<b",
		"[a](b \"", "[a][", "&", "\\", "|", "a|", "~~a", "[^a]", "<!--", "<?", "<![CDATA[", "<a ", "<a b='", "http://",
		"www.", "a@", "_a ", "*a **a ", "a**b", "***a", "\\\n", "a  \n", "![a]\n", "[x]: y\n", "[a]: <b\n", "[a]: b \"\n",
		"|a|b|\n|-|-|\n", "* a\n", "[^1]: x\n", "[^a]: [^a]\n", "a\n=\n", "\t", "# ", "<b>", "&amp;", "> \n", "a\n",
	}
	for _, unit := range units {
		text := strings.Repeat(unit, 64<<10/len(unit))
		_, _, err := markdown.Read(source.Input{Name: "trap.md", Data: []byte(text)}, "")
		var refused *source.Error
		if err != nil && (!errors.As(err, &refused) || refused.Name != "trap.md" || refused.Help == "") {
			t.Errorf("%q: refused with %v, want a *source.Error that says what to do", unit, err)
		}
		growth.Check(t, unit, len(text), func(n int) {
			markdown.Read(source.Input{Name: "trap.md", Data: []byte(text[:n])}, "")
		})
	}
}

// Nesting by indentation or line by line is bounded too.
func TestReadNested(t *testing.T) {
	var lists, quotes strings.Builder
	for i := range 400 {
		lists.WriteString(strings.Repeat("  ", i) + "- a\n")
		quotes.WriteString(strings.Repeat(">", i) + " a\n\n")
	}
	for _, text := range []string{lists.String(), quotes.String()} {
		_, _, err := markdown.Read(source.Input{Name: "deep.md", Data: []byte(text)}, "")
		if err == nil || !strings.Contains(err.Error(), "inside one another") {
			t.Errorf("got %v, want a refusal of the nesting", err)
		}
	}
}

// What essays do hold is not refused.
func TestReadPlenty(t *testing.T) {
	code := "```\n" + strings.Repeat("a[i] = b[*p] /* c_d */;\n", 2000) + "```\n"
	for name, text := range map[string]string{
		"a long list of links": strings.Repeat("- [a title](https://example.org/a_b)\n", 2000),
		"code":                 code,
		"quoted code":          "Text.\n\n~~~~c\n" + code + "~~~~\n",
		"a rule":               strings.Repeat("* ", 3000) + "\n",
		"underscores":          strings.Repeat("_", 100000) + "\n",
		"indented code":        "Text.\n\n" + strings.Repeat(" ", 300) + "a\n",
		"a deep list":          "- a\n" + strings.Repeat(" ", 4) + "- b\n" + strings.Repeat(" ", 8) + "- c\n",
		"a long paragraph":     strings.Repeat("Words *and* [more](x) of them.\n", 150),
	} {
		if _, _, err := markdown.Read(source.Input{Name: "essay.md", Data: []byte(text)}, ""); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

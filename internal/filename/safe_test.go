package filename

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// The names of row F1 of the threat list, and their neighbours.
func TestSafe(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"Candidate 0417", "Candidate 0417"},
		{"O'Brien, M. (9b)", "O'Brien, M. (9b)"},
		{"Тарас Шевченко", "Тарас Шевченко"},
		{"李〇", "李〇"},
		{"हिन्दी", "हिन्दी"},
		{"../../etc/x", "_.._etc_x"},
		{"/abs", "_abs"},
		{`..\..\x`, "_.._x"},
		{"..", "unnamed"},
		{".", "unnamed"},
		{"", "unnamed"},
		{" \t\n", "unnamed"},
		{"a\x00b", "a_b"},
		{"a\x1b[2Jb", "a_2Jb"},
		{"a\xffb", "a_b"},
		{"CON", "_CON"},
		{"con", "_con"},
		{"CON .x", "_CON .x"},
		{"nul.txt", "_nul.txt"},
		{"NUL.tar.gz", "_NUL.tar.gz"},
		{"COM¹", "_COM¹"},
		{"lpt9", "_lpt9"},
		{"COM0", "_COM0"},
		{"COM10", "COM10"},
		{"CONrad", "CONrad"},
		{"COMLPT1", "COMLPT1"},
		{"CONIN$", "CONIN_"},
		{"..CON", "_CON"},
		{"a:b", "a_b"},
		{"x.", "x"},
		{"x ", "x"},
		{"x. . ", "x"},
		{"-rf", "rf"},
		{".bashrc", "bashrc"},
		{"~", "_"},
		{"$(id)", "_(id)"},
		{"a|b<c>d*e?f\"g`h", "a_b_c_d_e_f_g_h"},
		{"🙂", "_"},
		{"Li\u202egnu.exe", "Lignu.exe"},
		{"a\u200db\ufe0f", "ab"},
		{"e\u0301", "\u00e9"},
		{"e\u200d\u0301", "\u00e9"},
		{"a  b\u3000c", "a b c"},
		{strings.Repeat("\u00e9", 300), strings.Repeat("\u00e9", 50)},
		{strings.Repeat("李", 300), strings.Repeat("李", 33)},
		{strings.Repeat("a", 99) + " b", strings.Repeat("a", 99)},
	} {
		if got := Safe(test.name); got != test.want {
			t.Errorf("Safe(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

// promises are the reasons why a name is not safe.
func promises(name string) []string {
	var broken []string
	check := func(kept bool, promise string) {
		if !kept {
			broken = append(broken, promise)
		}
	}
	check(name != "", "not empty")
	check(len(name) <= MaxBytes, "at most 100 bytes")
	check(utf8.ValidString(name), "UTF-8")
	check(norm.NFC.IsNormalString(name), "NFC")
	check(!strings.ContainsAny(name, "/\\:*?\"<>|\x00$`~"), "no separators or signs")
	check(strings.TrimLeft(name, "-. ") == name, "no hyphen, dot or space at the start")
	check(strings.TrimRight(name, ". ") == name, "no dot or space at the end")
	check(filepath.IsLocal(name) && filepath.Base(name) == name, "one part of a path")
	check(!reserved(name), "no device")
	check(Safe(name) == name, "safe names stay")
	return broken
}

func TestSafeKeepsItsPromises(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"CON", "com¹", "lpt1", ".", "..", "-", " ", "_", "/", `\`, "\u0301", "\u212a", "\u2126", "\u1fef", "\u0374",
		"\uac00", "\u1100", "\u1161", "\u11a8", "\u0f73", "\u200d", "\u202e", "\xff", "a", "É", "ß", "ǆ",
		strings.Repeat("é", 49), strings.Repeat("x", 98),
	})
	rapid.Check(t, func(t *rapid.T) {
		name := strings.Join(rapid.SliceOf(rapid.OneOf(pieces, rapid.String())).Draw(t, "name"), "")
		if broken := promises(Safe(name)); broken != nil {
			t.Fatalf("Safe(%q) = %q breaks: %v", name, Safe(name), broken)
		}
	})
}

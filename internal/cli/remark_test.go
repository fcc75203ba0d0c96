package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
)

// written is what the flags of a command line would write into a file.
func written(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var o remarkFlags
	cmd := &cobra.Command{Use: "x"}
	o.flags(cmd)
	if err := cmd.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	if err := o.check(); err != nil {
		return "", err
	}
	fields, err := o.entries()
	if err != nil {
		return "", err
	}
	out, err := yamlfile.Apply(source.NewFile("f.yaml", ""), []yamlfile.Edit{
		{Op: yamlfile.Set, Path: yamlfile.Path{yamlfile.KeyStep("x")}, Value: yamlfile.MapOf(fields...)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(out), nil
}

func TestRemarkFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--comment", "One."}, "x:\n  comment: One.\n"},
		{[]string{"--comment", "One.\r\nTwo.", "--next", "a\nb\n"}, "x:\n  comment: |\n    One.\n    Two.\n  next: |\n    a\n    b\n"},
		{[]string{"--marks", "-0.50"}, "x:\n  marks: -0.5\n"},
		{[]string{"--marks", "+2"}, "x:\n  marks: 2\n"},
		{[]string{"--source", "title=A; or B; author=C=D;year=1854;; page=9"}, "x:\n  sources:\n    - {title: A; or B, author: C=D, year: 1854, page: \"9\"}\n"},
		{[]string{"--source", "year=c. 1850"}, "x:\n  sources:\n    - {year: c. 1850}\n"},
		{[]string{"--source", "Nove, p = 3; x"}, "x:\n  sources: [\"Nove, p = 3; x\"]\n"},
		{[]string{"--tag", "a,b", "--tag", "c", "--private"}, "x:\n  tags: [a, b, c]\n  private: true\n"},
		{[]string{"--replacement", ""}, "x:\n  replacement: \"\"\n"},
	} {
		got, err := written(t, c.args...)
		if err != nil {
			t.Errorf("%q: %v", c.args, err)
			continue
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.args, diff)
		}
	}
	for _, args := range [][]string{
		{"--marks", "NaN"},
		{"--marks", "1e3"},
		{"--marks", "−2"},
		{"--marks", "0,5"},
		{"--marks", "1_000"},
		{"--marks", "."},
		{"--kind", "Praise"},
		{"--severity", "grave"},
		{"--occurrence", "0"},
		{"--occurrence", "-1"},
		{"--paragraph", "0"},
		{"--lines", "3-"},
		{"--lines", "5-3"},
		{"--source", "title=A; title=B"},
		{"--source", "title="},
		{"--quote", "  "},
	} {
		if got, err := written(t, args...); status(err) != statusUsage {
			t.Errorf("%q: %v %q, want a wrong command line", args, err, got)
		}
	}
}

// What the editor gives back is what stood above the lines that begin with the
// marker, whatever the remark itself begins with.
func TestMarkedLines(t *testing.T) {
	for _, c := range []struct{ text, mark, want string }{
		{"", "#", ""},
		{"A remark.\n", "#", "A remark."},
		{"# A heading\n\nText.", ";", "# A heading\n\nText."},
		{"A list:\n# one\n; two", "@", "A list:\n# one\n; two"},
		{"\n\n  indented\nhard  \nbreak\n\n", "#", "  indented\nhard  \nbreak"},
		{"one\r\ntwo\r\n", "#", "one\ntwo"},
	} {
		mark := marker(c.text)
		if mark != c.mark {
			t.Errorf("%q: marker %s, want %s", c.text, mark, c.mark)
		}
		if got := withoutMarked(c.text+"\n"+mark+" Write above.\n"+mark+"\n", mark); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestShellQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"plain-word.md": "plain-word.md", "two words": `"two words"`, "it's": `"it's"`, `say "so"`: `'say "so"'`,
		`it's "so"`: `'it'\''s "so"'`, "$HOME": "'$HOME'", "": `""`, "a\\b": `'a\b'`, "wow!": `'wow!'`,
	} {
		if got := shellQuoted(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

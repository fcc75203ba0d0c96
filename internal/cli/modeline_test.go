package cli

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWithSchema(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"one/annotation.schema.json", "two/its own.schema.json", "three/annotation.schema.json"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const line = "# yaml-language-server: $schema="
	for _, tc := range []struct{ name, data, to, want string }{
		{"to another folder", line + "annotation.schema.json\nversion: 1\n", "two", line + "../one/annotation.schema.json\nversion: 1\n"},
		{"below other comments", "\uFEFF# Remarks\r\n\r\n" + line + "annotation.schema.json # the keys\r\nversion: 1\r\n", "two", "\uFEFF# Remarks\r\n\r\n" + line + "../one/annotation.schema.json # the keys\r\nversion: 1\r\n"},
		{"there is one beside it", line + "annotation.schema.json\n", "three", ""},
		{"in the same folder", line + "annotation.schema.json\n", "one", ""},
		{"it led nowhere", line + "other.schema.json\n", "two", ""},
		{"an address", line + "https://example.org/annotation.schema.json\n", "two", ""},
		{"a path from the root", line + filepath.ToSlash(dir) + "/one/annotation.schema.json\n", "two", ""},
		{"behind the first key", "version: 1\n" + line + "annotation.schema.json\n", "two", ""},
		{"in a text", "overall: |\n  " + line + "annotation.schema.json\n", "two", ""},
		{"a blank in the way there", line + "../one/annotation.schema.json\n", "two folders/a/b", line + "../../../one/annotation.schema.json\n"},
		{"none", "version: 1\n", "two", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.want == "" {
				tc.want = tc.data
			}
			from, to := filepath.Join(dir, "one", "a.yaml"), filepath.Join(dir, filepath.FromSlash(tc.to), "b.yaml")
			if got := string(withSchema([]byte(tc.data), from, to)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
	from, to := filepath.Join(dir, "two", "a.yaml"), filepath.Join(dir, "one", "b.yaml")
	if data := line + "its\n"; string(withSchema([]byte(data), from, to)) != data {
		t.Errorf("%q is changed", data)
	}
}

package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/yamlfile"
)

func text(key, value string) yamlfile.Entry {
	return yamlfile.Entry{Key: key, Value: yamlfile.Text(value)}
}

// put writes a file and opens it.
func put(t *testing.T, content string) *File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "marks.yaml")
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

func open(t *testing.T, path string) *File {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// apply makes a change that must succeed, and checks that the disk has it.
func apply(t *testing.T, f *File, ops ...Op) *Commit {
	t.Helper()
	c, err := f.Apply(t.Context(), ops...)
	if err != nil {
		t.Fatal(err)
	}
	if c.File.Exists {
		wantFile(t, f.Path, string(c.File.Data))
	}
	return c
}

func wantFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", filepath.Base(path), diff)
	}
}

const two = `# my remarks
annotations:
  - quote: thousands of lives   # sic
    comment: Millions.

  - quote: peanants
    replacement: peasants
`

func TestAddEditRemove(t *testing.T) {
	f := put(t, two)
	c := apply(t, f, Add(text("quote", "the NEP"), text("comment", "Is it?\nSay so.")))
	wantFile(t, f.Path, two+`
  - id: the-nep-`+c.Added[0][8:]+`
    quote: the NEP
    comment: |-
      Is it?
      Say so.
`)
	first := f.Set.Annotations[0].ID.Value
	c = apply(t, c.File, Edit(first, text("comment", "Millions died.")), Remove(c.Added[0]))
	wantFile(t, f.Path, `# my remarks
annotations:
  - id: `+first+`
    quote: thousands of lives   # sic
    comment: Millions died.

  - quote: peanants
    replacement: peasants
`)
	c = apply(t, c.File, Reply(first, text("by", "Ann"), text("comment", "Thanks")))
	apply(t, c.File, SetKey("overall", yamlfile.Text("Good.")), SetScore("knowledge", yamlfile.Integer(3)), Unset(first, "quote"))
	wantFile(t, f.Path, `# my remarks
overall: Good.
scores:
  knowledge: 3
annotations:
  - id: `+first+`
    comment: Millions died.
    replies:
      - by: Ann
        comment: Thanks

  - quote: peanants
    replacement: peasants
`)
}

func TestUndoAndRedo(t *testing.T) {
	f := put(t, two)
	var undo []Reversal
	at := f
	for _, op := range []Op{
		Add(text("quote", "a")), Remove(f.Set.Annotations[0].ID.Value), Add(text("quote", "a")), SetKey("student", yamlfile.Text("X")),
	} {
		c := apply(t, at, op)
		undo, at = append(undo, c.Undo), c.File
	}
	for _, r := range slices.Backward(undo) {
		at = apply(t, at, Reverse(r)).File
	}
	wantFile(t, f.Path, two)
}

func TestStaleBase(t *testing.T) {
	f := put(t, two)
	apply(t, f, Add(text("quote", "theirs")))
	c := apply(t, f, Add(text("quote", "mine")))
	if !c.Merged || len(c.File.Set.Annotations) != 4 {
		t.Errorf("merged %v, %d annotations", c.Merged, len(c.File.Set.Annotations))
	}
	_, err := f.Apply(t.Context(), Remove(f.Set.Annotations[0].ID.Value))
	var changed *ChangedError
	if !errors.As(err, &changed) || changed.Current.Digest != c.File.Digest {
		t.Errorf("error %v", err)
	}
}

func TestNewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "annotations", "a.yaml")
	c, err := Update(context.Background(), path, FillKey("essay", yamlfile.Text("../x.md")), Add(text("quote", "mine")))
	if err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, `essay: ../x.md
annotations:
  - id: `+c.Added[0]+`
    quote: mine
`)
	back := apply(t, c.File, Reverse(c.Undo))
	if _, err := os.Stat(path); back.File.Exists || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	wantFile(t, path, string(apply(t, back.File, Reverse(back.Undo)).File.Data))
}

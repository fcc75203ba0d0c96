package source_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gloss/internal/source"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "essay.txt")
	if err := os.WriteFile(path, []byte("An essay."), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := source.Read(path, nil, source.DefaultLimit)
	if err != nil || got.Name != path || string(got.Data) != "An essay." {
		t.Errorf("got %q, %v", got.Data, err)
	}
	if got, err = source.Read(path, nil, 9); err != nil || len(got.Data) != 9 {
		t.Errorf("a file of just the limit: %q, %v", got.Data, err)
	}
	got, err = source.Read(source.Stdin, strings.NewReader("From a pipe."), 100)
	if err != nil || got.Name != "<stdin>" || string(got.Data) != "From a pipe." {
		t.Errorf("got %q as %q, %v", got.Data, got.Name, err)
	}
}

// Row E10: what cannot be an essay is refused at once and by name.
func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.txt")
	if err := os.WriteFile(large, bytes.Repeat([]byte("a"), 101), 0o600); err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(dir, "locked.txt")
	if err := os.WriteFile(locked, nil, 0); err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{
		dir:                          "is a folder, not a file",
		filepath.Join(dir, "no.txt"): "there is no such file",
		large:                        "is larger than 100 bytes",
	}
	if runtime.GOOS != "windows" {
		cases["/dev/zero"] = "is a device, not a file"
		cases["/dev/null"] = "is a device, not a file"
		if os.Getuid() != 0 {
			cases[locked] = "you have no permission to read it"
		}
	}
	for path, want := range cases {
		_, err := source.Read(path, nil, 100)
		var refused *source.Error
		if !errors.As(err, &refused) || refused.Name != path || refused.Reason != want {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
	}
	if _, err := source.Read(filepath.Join(dir, "no.txt"), nil, 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the cause is lost: %v", err)
	}
}

// endless never ends and counts what was read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	e.read += int64(len(p))
	return len(p), nil
}

// The limit is kept while reading, whatever the size is said to be.
func TestReadLimit(t *testing.T) {
	for limit, want := range map[int64]string{source.DefaultLimit: "is larger than 10 MiB", 1000: "is larger than 1000 bytes"} {
		e := &endless{}
		_, err := source.Read(source.Stdin, e, limit)
		if err == nil || err.Error() != "<stdin>: "+want {
			t.Errorf("got %v, want %q", err, want)
		}
		if e.read > 2*limit+1024 {
			t.Errorf("%d bytes were read for a limit of %d", e.read, limit)
		}
	}
}

func TestReadFails(t *testing.T) {
	broken := errors.New("broken pipe")
	_, err := source.Read(source.Stdin, io.MultiReader(strings.NewReader("a"), failing{broken}), 100)
	if !errors.Is(err, broken) || err.Error() != "<stdin>: broken pipe" {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

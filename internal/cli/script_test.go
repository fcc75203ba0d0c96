package cli

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"gloss": func() { os.Exit(Main(os.Args[1:], System())) },
	})
}

// TestScripts runs the stories in testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			corpus, err := filepath.Abs("../format/docx/testdata/corpus")
			if err != nil {
				return err
			}
			env.Setenv("WORD", corpus)
			big := make([]byte, 1<<20+1)
			for i := range big {
				big[i] = 'a'
			}
			word := "PK\x03\x04 word/document.xml and so on"
			return errors.Join(
				os.WriteFile(env.WorkDir+"/big.txt", big, 0o600),
				os.WriteFile(env.WorkDir+"/word.txt", []byte(word), 0o600),
			)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": exitStatus, "parts": zipParts},
	})
}

// exitStatus is the script command `status N COMMAND...`: the command must end with
// the exit status N.
func exitStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("%s: exit status %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// zipParts is the script command `parts FILE [PART...]`: the texts of the parts of
// a zip archive go to stdout, of all where none is named.
func zipParts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: parts FILE [PART...]")
	}
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	for _, f := range z.File {
		if len(args) > 1 && !slices.Contains(args[1:], f.Name) {
			continue
		}
		r, err := f.Open()
		ts.Check(err)
		_, err = io.Copy(ts.Stdout(), io.LimitReader(r, 16<<20))
		ts.Check(err)
		_, _ = io.WriteString(ts.Stdout(), "\n")
	}
}

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/atomicfile"
)

// killed runs gloss in a folder and kills it where it is about to give a file its
// name.
func killed(t *testing.T, dir, path string, args ...string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	gloss := filepath.Join(t.TempDir(), "gloss") // by this name the test is the program
	if err := os.Symlink(self, gloss); err != nil {
		t.Fatal(err)
	}
	renames := "rename,renameat,renameat2"
	words := []string{"-f", "-qq", "-o", "/dev/null", "-P", path, "-e", "trace=" + renames, "-e", "inject=" + renames + ":signal=KILL", gloss}
	cmd := exec.Command("strace", append(words, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if exit := cmd.ProcessState.String(); err == nil || !strings.Contains(exit, "killed") {
		t.Fatalf("%s was not killed: %s, %v\n%s", path, exit, err, out)
	}
}

// Row D8: a run over many essays that is killed between two of its outputs leaves
// none of them half-written, and the page that lists them is there only where all
// are. The same command again finishes the work, and what was left lying about is
// swept as soon as it is old.
func TestKilledBetweenOutputs(t *testing.T) {
	if os.Getenv("GLOSS_ORACLES") == "" {
		t.Skip("set GLOSS_ORACLES=1 to kill processes")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"html", "docx"} {
		t.Run(format, func(t *testing.T) { killBetweenOutputs(t, format) })
	}
}

func killBetweenOutputs(t *testing.T, format string) {
	dir := t.TempDir()
	for i, name := range []string{"a", "b", "sub/c", "sub/d"} {
		write(t, filepath.Join(dir, "essays", name+".txt"), fmt.Sprintf("The famine killed %d thousands.\n", i))
		write(t, filepath.Join(dir, "annotations", name+".yaml"), "annotations:\n  - {quote: The famine, comment: Which one?}\n")
	}
	command := func(out string) []string { return []string{"report", "essays", "-f", format, "-o", out} }
	if _, stderr, status := run(t, dir, command("whole")...); status != 0 {
		t.Fatal(stderr)
	}
	whole := tree(t, filepath.Join(dir, "whole"))
	for victim := range whole {
		out := "out-" + filepath.Base(victim)
		killed(t, dir, filepath.Join(out, victim), command(out)...)
		halves := 0
		for name, data := range tree(t, filepath.Join(dir, out)) {
			if atomicfile.IsTemp(filepath.Base(name)) {
				halves++
			} else if data != whole[name] {
				t.Errorf("killed before %s: %s is not what a run that is not killed writes", victim, name)
			}
		}
		if halves == 0 {
			t.Errorf("killed before %s: nothing was under way", victim)
		}
		if _, err := os.Stat(filepath.Join(dir, out, "index.html")); err == nil {
			t.Errorf("killed before %s: the list is there, and not all reports are", victim)
		}
		age(t, filepath.Join(dir, out))
		if _, stderr, status := run(t, dir, command(out)...); status != 0 {
			t.Errorf("killed before %s: the same again: %d, %s", victim, status, stderr)
		}
		if diff := cmp.Diff(whole, tree(t, filepath.Join(dir, out))); diff != "" {
			t.Errorf("killed before %s: the same again leaves another tree (-want +got):\n%s", victim, diff)
		}
	}
}

// age makes what is half-written in a folder an hour old.
func age(t *testing.T, dir string) {
	t.Helper()
	old := time.Now().Add(-time.Hour)
	for name := range tree(t, dir) {
		if atomicfile.IsTemp(filepath.Base(name)) {
			if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
}

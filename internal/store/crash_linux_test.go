package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"gloss/internal/atomicfile"
)

// adder is this program as one that adds n annotations to a file, below the words
// of another command.
func adder(t *testing.T, name, path string, n int, above ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	words := append(slices.Clone(above), self, path, fmt.Sprint(n))
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Env = append(os.Environ(), childEnv+"="+name)
	return cmd
}

// acked are the ids that a child acknowledged.
func acked(out []byte) []string {
	var ids []string
	for line := range strings.Lines(string(out)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && !strings.Contains(line, " ") {
			ids = append(ids, line)
		}
	}
	return ids
}

// present checks that a file is whole and has all of some ids, and returns how
// many annotations it has.
func present(t *testing.T, path string, ids []string) int {
	t.Helper()
	f := open(t, path)
	if f.Refusal != nil {
		t.Fatalf("torn: %v\n%s", f.Refusal, f.Data)
	}
	has := map[string]bool{}
	for _, a := range f.Set.Annotations {
		has[a.ID.Value] = true
	}
	for _, id := range ids {
		if !has[id] {
			t.Fatalf("%s was acknowledged and is not there", id)
		}
	}
	return len(has)
}

// Row D4: four programs add to one file at the same time, and nothing is lost.
func TestFourPrograms(t *testing.T) {
	rough(t)
	f := put(t, two)
	var wg sync.WaitGroup
	outs := make([][]byte, 4)
	for i := range outs {
		wg.Go(func() {
			out, err := adder(t, fmt.Sprint("program ", i), f.Path, 100).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			outs[i] = out
		})
	}
	wg.Wait()
	ids := acked(bytes.Join(outs, nil))
	if n := present(t, f.Path, ids); n != 402 || len(ids) != 400 {
		t.Errorf("%d acknowledged, %d there, want 400 and 402", len(ids), n)
	}
	if !strings.HasPrefix(string(open(t, f.Path).Data), two) {
		t.Error("what was there before has changed")
	}
}

// Row D1: killed at any moment, the file has all that was acknowledged, and at
// most one annotation more; what is left lying about is swept.
func TestKilledAtRandom(t *testing.T) {
	rough(t)
	f := put(t, two)
	before, strays, total := 2, 0, 0
	for cycle := range 60 {
		cmd := adder(t, fmt.Sprint("cycle ", cycle), f.Path, 1000)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+rand.IntN(120)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		ids := acked(out.Bytes())
		n := present(t, f.Path, ids)
		if more := n - before - len(ids); more != 0 && more != 1 {
			t.Fatalf("%d acknowledged, and %d more there", len(ids), n-before)
		}
		before, total = n, total+len(ids)
		if before > 400 { // a small file makes for more saves
			if err := os.WriteFile(f.Path, []byte(two), 0o644); err != nil {
				t.Fatal(err)
			}
			before = 2
		}
	}
	old := time.Now().Add(-time.Hour)
	for _, name := range temps(t, filepath.Dir(f.Path)) {
		strays++
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	if _, err := Update(t.Context(), f.Path, Add(text("quote", "after"))); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took >= patience {
		t.Errorf("the lock of the killed was held for %v", took)
	}
	if left := temps(t, filepath.Dir(f.Path)); len(left) > 0 {
		t.Errorf("left lying about: %v", left)
	}
	t.Logf("%d acknowledged, %d half-written files swept", total, strays)
	if total < 20 {
		t.Errorf("only %d saves were made", total)
	}
}

func temps(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if atomicfile.IsTemp(e.Name()) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out
}

// calls are the system calls of a save that can fail or be the last.
func calls() []string {
	return []string{
		"openat", "write", "pwrite64", "fsync", "close", "renameat", "fchmod", "fchown", "unlinkat",
		"mkdirat", "newfstatat", "flock", "utimensat", "read", "getdents64",
	}
}

// Row D1: killed at each system call of a save in turn.
func TestKilledAtEveryCall(t *testing.T) {
	rough(t, "strace")
	hits := 0
	for _, call := range calls() {
		for n := 1; ; n++ {
			f := put(t, two)
			out, err := adder(t, "killed", f.Path, 1, "strace", "-f", "-qq", "-o", os.DevNull, "-e", "trace="+call,
				"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n)).Output()
			if have := present(t, f.Path, acked(out)); have != 2 && have != 3 {
				t.Fatalf("%s %d: %d annotations", call, n, have)
			}
			if string(open(t, f.Path).Data[:len(two)]) != two {
				t.Fatalf("%s %d: what was there before has changed", call, n)
			}
			if err == nil {
				break // the call is not made so often
			}
			hits++
			if _, err := Update(t.Context(), f.Path, Add(text("quote", "next"))); err != nil {
				t.Fatalf("%s %d: the next save: %v", call, n, err)
			}
		}
	}
	t.Logf("killed %d times", hits)
	if hits < 40 {
		t.Errorf("killed only %d times", hits)
	}
}

// Row D2: each system call of a save fails in turn.
func TestEverySystemCallFails(t *testing.T) {
	rough(t, "strace")
	hits, refused := 0, 0
	for _, call := range calls() {
		causes := map[string][]string{"openat": {"EMFILE", "EROFS"}, "write": {"EDQUOT"}, "renameat": {"EROFS"}}[call]
		for _, cause := range append(causes, "ENOSPC", "EIO", "EINTR", "EACCES") {
			for n := 1; n < 60; n++ {
				f := put(t, two)
				log := filepath.Join(t.TempDir(), "log")
				out, err := adder(t, "failing", f.Path, 1, "strace", "-f", "-qq", "-o", log, "-e", "trace="+call,
					"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", call, cause, n)).Output()
				trace, readErr := os.ReadFile(log)
				if readErr != nil {
					t.Fatal(readErr)
				}
				injected := injection(trace)
				if injected == "" {
					break
				}
				hits++
				ids := acked(out)
				have := present(t, f.Path, ids)
				switch {
				case err != nil && len(ids) > 0:
					if have != 3 {
						t.Errorf("%s %s %d: lost", call, cause, n)
					}
				case err != nil && have != 2 && !strings.Contains(string(out), "failed:"):
					t.Errorf("%s %s %d: %d annotations, and nothing said: %s", call, cause, n, have, out)
				case call == "fsync" && cause != "EINTR" && err == nil:
					t.Errorf("%s %s %d: acknowledged, though %s", call, cause, n, injected)
				}
				if err != nil {
					refused++
				}
				if left := temps(t, filepath.Dir(f.Path)); len(left) > 0 && call != "unlinkat" {
					t.Errorf("%s %s %d (%s): left lying about: %v", call, cause, n, injected, left)
				}
			}
		}
	}
	t.Logf("%d calls failed, %d saves were refused", hits, refused)
	if hits < 150 || refused < 30 {
		t.Errorf("only %d calls failed and %d saves were refused", hits, refused)
	}
}

// A disk that takes nothing and says that it took it all: what was written is read
// back before it counts.
func TestWritesThatLie(t *testing.T) {
	rough(t, "strace")
	caught := 0
	// Which thread makes which write is not the same in every run, and strace counts
	// for each thread: so it is tried until the file's own was among them.
	for try := 0; try < 3 || caught == 0 && try < 40; try++ {
		n := 1 + try%4
		f := put(t, two)
		log := filepath.Join(t.TempDir(), "log")
		// A write of so many bytes is one of the file or of its old version.
		out, err := adder(t, "lying", f.Path, 1, "strace", "-f", "-y", "-qq", "-o", log, "-e", "trace=write",
			"-e", fmt.Sprintf("inject=write:retval=60:when=%d", n)).Output()
		trace, readErr := os.ReadFile(log)
		if readErr != nil {
			t.Fatal(readErr)
		}
		// Several writes can lie at once.
		lie := strings.Join(injections(whole(trace)), "")
		if lie == "" {
			continue
		}
		present(t, f.Path, acked(out))
		if !strings.HasPrefix(string(open(t, f.Path).Data), two) {
			t.Fatalf("%s: the file became\n%s", lie, open(t, f.Path).Data)
		}
		if strings.Contains(lie, "/.gloss-") {
			caught++
			if err == nil || !strings.Contains(string(out), "does not read back") {
				t.Errorf("%s: %v, %s", lie, err, out)
			}
		}
	}
	if caught == 0 {
		t.Error("no write of the file lied")
	}
}

// injection is the first call that was made to fail; "" where none was.
func injection(trace []byte) string {
	for _, line := range injections(trace) {
		return line
	}
	return ""
}

// injections are all calls that were made to fail.
func injections(trace []byte) []string {
	var out []string
	for line := range strings.Lines(string(trace)) {
		if strings.Contains(line, "(INJECTED)") {
			out = append(out, line)
		}
	}
	return out
}

// Row D2: disks that run full while the file grows. The remarks are long, and the
// disks of many sizes, so that on some there is room for the old version and none
// for what the file grows by.
func TestFullDisk(t *testing.T) {
	rough(t, "unshare", "mount")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const script = `mount -t tmpfs -o size="$SIZE" tmpfs "$DISK" && cp "$FIRST" "$DISK/marks.yaml" && "$0" "$DISK/marks.yaml" 5000; status=$?; cp -r "$DISK/." "$SAVED"; exit $status`
	for size := 1000; size < 1200; size += 12 {
		dir := t.TempDir()
		first, disk, saved := filepath.Join(dir, "first"), filepath.Join(dir, "disk"), filepath.Join(dir, "saved")
		if err := errors.Join(os.WriteFile(first, []byte(two), 0o644), os.Mkdir(disk, 0o755), os.Mkdir(saved, 0o755)); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("unshare", "-rm", "sh", "-c", script, self)
		cmd.Env = append(os.Environ(), childEnv+"=full", childEnv+"_SIZE=20000", "DISK="+disk, "FIRST="+first, "SAVED="+saved, fmt.Sprintf("SIZE=%dk", size))
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "the disk is full") {
			t.Fatalf("%v\n%.300s", err, out)
		}
		ids := acked(out)
		if n := present(t, filepath.Join(saved, "marks.yaml"), ids); n != 2+len(ids) || len(ids) < 5 {
			t.Errorf("%d acknowledged, %d there", len(ids), n)
		}
		if left := temps(t, saved); len(left) > 0 {
			t.Errorf("left lying about: %v", left)
		}
	}
}

// Row D3: only the order of the calls makes a save last through a power failure:
// the new file, beside the old one, written and synced; renamed; the folder synced;
// and only then acknowledged.
func TestOrderOfCalls(t *testing.T) {
	rough(t, "strace")
	f := put(t, two)
	dir := filepath.Dir(f.Path)
	log := filepath.Join(t.TempDir(), "log")
	out, err := adder(t, "ordered", f.Path, 1, "strace", "-f", "-y", "-qq", "-o", log, "-e", "trace=openat,write,fsync,renameat,close,fchmod").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	trace, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	trace = whole(trace)
	q := regexp.QuoteMeta(dir)
	temp := q + `/\.gloss-[0-9a-f]{16}\.tmp`
	at := 0
	for _, step := range []struct{ what, pattern string }{
		{"the old version is kept", `write\(\d+<` + q + `/\.gloss/marks\.yaml/new>`},
		{"and synced", `fsync\(\d+<` + q + `/\.gloss/marks\.yaml/new>\) += 0`},
		{"the new file is made, beside the old one", `openat\([^\n]*"` + temp + `", [^\n]*O_CREAT\|O_EXCL`},
		{"and written", `write\(\d+<` + temp + `>`},
		{"and synced", `fsync\(\d+<` + temp + `>\) += 0`},
		{"it takes the old one's place", `renameat\([^\n]*"` + temp + `", [^\n]*"` + q + `/marks\.yaml"\) += 0`},
		{"the folder is synced", `fsync\(\d+<` + q + `>\) += 0`},
		{"it is acknowledged", `write\(1<[^\n]*"ordered-`},
	} {
		found := regexp.MustCompile(step.pattern).FindIndex(trace[at:])
		if found == nil {
			t.Fatalf("not in its place: %s\n%s", step.what, trace[at:])
		}
		at += found[1]
	}
	if n := len(regexp.MustCompile(`fsync\([^\n]* = -1`).FindAll(trace, -1)); n > 0 {
		t.Errorf("%d syncs failed", n)
	}
}

// whole joins the two halves of calls that another thread interrupted, at the
// place where they ended.
func whole(trace []byte) []byte {
	begun, out := map[string]string{}, bytes.Buffer{}
	for line := range strings.Lines(string(trace)) {
		thread, call, _ := strings.Cut(strings.TrimSpace(line), " ")
		call = strings.TrimSpace(call)
		if first, ok := strings.CutSuffix(call, " <unfinished ...>"); ok {
			begun[thread] = first
			continue
		}
		if _, rest, ok := strings.Cut(call, " resumed>"); ok && strings.HasPrefix(call, "<...") {
			call = begun[thread] + rest
		}
		fmt.Fprintf(&out, "%s %s\n", thread, call)
	}
	return out.Bytes()
}

// Row D4: the lock of a killed process is free at once.
func TestTheDeadHoldNothing(t *testing.T) {
	rough(t, "strace")
	f := put(t, two)
	// Killed when it makes the new file, so under the lock.
	adder(t, "dead", f.Path, 1, "strace", "-f", "-qq", "-o", os.DevNull, "-e", "trace=fsync", "-e", "inject=fsync:signal=KILL:when=2").Run()
	start := time.Now()
	if _, err := Update(t.Context(), f.Path, Add(text("quote", "alive"))); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took >= patience {
		t.Errorf("it took %v", took)
	}
}

// Row D7: neither the clock nor where and how the program runs makes a difference.
func TestAnyEnvironment(t *testing.T) {
	rough(t, "sh")
	var first []byte
	for _, env := range []struct {
		name, shell string
		vars        []string
	}{
		{"plain", "", os.Environ()},
		{"empty", "", nil},
		{"TZ", "", []string{"TZ=Pacific/Kiritimati", "LC_ALL=C", "LANG=xx_YY", "TMPDIR=/nowhere", "HOME=/nowhere"}},
		{"umask 000", "umask 000;", nil},
		{"umask 077", "umask 077;", nil},
		{"few files", "ulimit -n 32;", nil},
		{"little memory", "ulimit -v 2097152;", nil},
	} {
		t.Run(env.name, func(t *testing.T) {
			f := put(t, two)
			for _, when := range []time.Time{time.Now().Add(100 * time.Hour), time.Unix(0, 0)} { // the clock went back, or starts
				if err := os.Chtimes(f.Path, when, when); err != nil {
					t.Fatal(err)
				}
				cmd := adder(t, "any", f.Path, 1, "sh", "-c", env.shell+` exec "$0" "$@"`)
				cmd.Env = append(slices.Clone(env.vars), childEnv+"=any")
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
			}
			data := open(t, f.Path).Data
			if first == nil {
				first = data
			}
			if !bytes.Equal(data, first) {
				t.Errorf("the file differs:\n%s", data)
			}
			versions, err := Versions(f.Path)
			if err != nil || len(versions) != 2 || versions[1].State.Digest != f.Digest {
				t.Errorf("%d versions, %v", len(versions), err)
			}
			filepath.WalkDir(filepath.Dir(f.Path), func(path string, d os.DirEntry, _ error) error {
				info, err := d.Info()
				if err != nil {
					return err
				}
				if info.Mode().Perm()&0o002 != 0 {
					t.Errorf("%s may be written by everybody: %v", path, info.Mode())
				}
				if strings.HasPrefix(filepath.Base(path), "00") && info.Mode().IsRegular() && info.Mode().Perm() != 0o600 {
					t.Errorf("%s: %v", path, info.Mode())
				}
				return nil
			})
		})
	}
}

// Row D5: what the system does not allow is told, and the file is as it was.
func TestNotAllowed(t *testing.T) {
	rough(t)
	if os.Geteuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	f := put(t, two)
	dir := filepath.Dir(f.Path)
	for _, d := range []string{dir, filepath.Dir(dir), filepath.Dir(filepath.Dir(dir))} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	run := func() (string, error) {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		program := filepath.Join(t.TempDir(), "adder") // where others may read it
		data, err := os.ReadFile(self)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.WriteFile(program, data, 0o755), os.Chmod(filepath.Dir(program), 0o755), os.Chmod(filepath.Dir(filepath.Dir(program)), 0o755)); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program, f.Path, "1")
		cmd.Env = []string{childEnv + "=nobody"}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	for _, c := range []struct {
		file, dir os.FileMode
		owner     int
		want      string
	}{
		{0o444, 0o777, 65534, "is read-only, and was left as it is"},
		{0o644, 0o777, 0, "is read-only, and was left as it is"},
		{0o644, 0o555, 65534, "you have no permission to write in its folder"},
		{0o000, 0o755, 65534, "you have no permission to read it"},
	} {
		if err := errors.Join(os.Chown(f.Path, c.owner, c.owner), os.Chmod(f.Path, c.file), os.Chmod(dir, c.dir)); err != nil {
			t.Fatal(err)
		}
		out, err := run()
		if err == nil || !strings.Contains(out, c.want) {
			t.Errorf("%v in %v: %v, %s, want %q", c.file, c.dir, err, out, c.want)
		}
		wantFile(t, f.Path, two)
		if left := temps(t, dir); len(left) > 0 {
			t.Errorf("left lying about: %v", left)
		}
	}
}

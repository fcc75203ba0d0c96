package pipeline

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/internal/growth"
)

// lay writes files into a folder of their own and goes there; a text of "-" in
// place of an annotation file's is one that names nothing.
func lay(t *testing.T, files ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, f := range files {
		path, text, named := strings.Cut(f, "|")
		if !named {
			text = "x\n"
			if isAnnotations(path) {
				text = "annotations: []\n"
			}
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// told is what a job comes to: its pair, or what is said of it.
func told(j Job) string {
	if j.Err != nil {
		return "error: " + filepath.ToSlash(j.Err.Error())
	}
	return filepath.ToSlash(j.Essay + " with " + j.Annotations)
}

// Which essay and which annotation file belong together.
func TestPairing(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []string
		path  string
		want  string // what told says, or begins with
	}{
		{"beside it", []string{"a.txt", "a.yaml"}, "a.txt", "a.txt with a.yaml"},
		{"the other way round", []string{"a.txt", "a.yaml"}, "a.yaml", "a.txt with a.yaml"},
		{"in ../annotations", []string{"essays/a.md", "annotations/a.yaml"}, "essays/a.md", "essays/a.md with annotations/a.yaml"},
		{"in ../essays", []string{"essays/a.md", "annotations/a.yml"}, "annotations/a.yml", "essays/a.md with annotations/a.yml"},
		{"subfolders mirrored", []string{"essays/9b/late/a.md", "annotations/9b/late/a.yaml"}, "essays/9b/late/a.md", "essays/9b/late/a.md with annotations/9b/late/a.yaml"},
		{"subfolders mirrored back", []string{"essays/9b/a.md", "annotations/9b/a.yaml"}, "annotations/9b/a.yaml", "essays/9b/a.md with annotations/9b/a.yaml"},
		{"another subfolder", []string{"essays/9b/a.md", "annotations/9c/a.yaml"}, "essays/9b/a.md", "error: essays/9b/a.md: it has no annotation file"},
		{"essay: says", []string{"x/b.txt", "a.txt", "a.yaml|essay: x/b.txt\n"}, "a.yaml", "x/b.txt with a.yaml"},
		{"essay: says, relative to the file", []string{"in/a.txt", "notes/n.yaml|essay: ../in/a.txt\n"}, "notes/n.yaml", "in/a.txt with notes/n.yaml"},
		{"essay: against the name", []string{"a.txt", "b.txt", "a.yaml|essay: b.txt\n"}, "a.txt", "error: a.yaml: its essay is b.txt, not a.txt"},
		{"two essays of a name", []string{"a.md", "a.docx", "a.yaml"}, "a.yaml", "error: a.yaml: it could belong to a.md or to a.docx"},
		{"two essays of a name, and essay: says", []string{"a.md", "a.docx", "a.yaml|essay: a.md\n"}, "a.yaml", "a.md with a.yaml"},
		{"two annotation files", []string{"essays/a.md", "essays/a.yaml", "annotations/a.yaml"}, "essays/a.md", "error: essays/a.md: it has more than one annotation file: essays/a.yaml and annotations/a.yaml"},
		{"a rubric is none", []string{"a.md", "a.rubric.yaml", "a.bank.yaml"}, "a.md", "error: a.md: it has no annotation file"},
		{"no essay", []string{"a.yaml"}, "a.yaml", "error: a.yaml: its essay was not found"},
		{"nothing at all", nil, "a.txt", "error: a.txt: there is no such file"},
		{"a folder of the name", []string{"a.txt/b.txt", "a.yaml"}, "a.yaml", "error: a.yaml: its essay was not found"},
		{"capital endings", []string{"A.TXT", "A.YAML"}, "A.YAML", "error: A.YAML: its essay was not found"},
		{"a faulty file that names its essay", []string{"b.txt", "a.yaml|essay: b.txt\ncoment: He said: no\n"}, "a.yaml", "b.txt with a.yaml"},
		{"a twin farther up", []string{"essays/history/9b/a.md", "annotations/history/9b/a.yaml"}, "annotations/history/9b/a.yaml", "essays/history/9b/a.md with annotations/history/9b/a.yaml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lay(t, tt.files...)
			jobs, err := Find([]string{tt.path}, "")
			if err != nil || len(jobs.List) != 1 {
				t.Fatalf("got %v and %d jobs", err, len(jobs.List))
			}
			if got := told(jobs.List[0]); !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// -a overrides what the names and the file say, and goes with one essay.
func TestPairingIsOverridden(t *testing.T) {
	lay(t, "a.txt", "a.yaml", "other.yaml|essay: b.txt\n", "b.txt", "essays/c.txt")
	jobs, err := Find([]string{"a.txt"}, "other.yaml")
	if err != nil || len(jobs.List) != 1 || told(jobs.List[0]) != "a.txt with other.yaml" {
		t.Errorf("got %v, %+v", err, jobs.List)
	}
	if jobs, err = Find([]string{"-"}, "a.yaml"); err != nil || told(jobs.List[0]) != "- with a.yaml" {
		t.Errorf("standard input: got %v, %+v", err, jobs.List)
	}
	for name, paths := range map[string][]string{
		"two essays": {"a.txt", "b.txt"}, "a folder": {"essays"}, "an annotation file": {"a.yaml"}, "none": nil,
	} {
		if _, err := Find(paths, "other.yaml"); err == nil {
			t.Errorf("-a with %s: no error", name)
		}
	}
	if _, err := Find([]string{"-"}, ""); err == nil {
		t.Error("standard input without -a: no error")
	}
}

// A folder holds pairs, unmarked essays, and files that are neither.
func TestPairingOfAFolder(t *testing.T) {
	lay(t,
		"essays/a.md", "essays/9b/b.txt", "essays/unmarked.txt", "essays/.hidden.txt", "essays/~$a.docx", "essays/notes.pptx",
		"annotations/a.yaml", "annotations/9b/b.yaml", "annotations/lost.yaml", "annotations/history.rubric.yaml")
	jobs, err := Find([]string{"essays"}, "")
	if err != nil || !jobs.Folder {
		t.Fatal(err)
	}
	var got []string
	for _, j := range jobs.List {
		got = append(got, told(j)+" as "+filepath.ToSlash(j.Name))
	}
	want := []string{
		"essays/9b/b.txt with annotations/9b/b.yaml as 9b/b.txt",
		"essays/a.md with annotations/a.yaml as a.md",
		"error: annotations/lost.yaml: its essay was not found as lost.yaml",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("pairs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{filepath.FromSlash("essays/unmarked.txt")}, jobs.Unmarked); diff != "" {
		t.Errorf("unmarked (-want +got):\n%s", diff)
	}
	if len(jobs.Asides) != 1 || filepath.Base(jobs.Asides[0].Aside) != "history.rubric.yaml" {
		t.Errorf("asides: %+v", jobs.Asides)
	}
}

// The same pair asked for twice is one report (row B6: no essay gets another's).
func TestPairingIsOnce(t *testing.T) {
	lay(t, "essays/a.md", "annotations/a.yaml", "essays/b.md", "annotations/b.yaml")
	jobs, err := Find([]string{"essays/a.md", "annotations/a.yaml", "essays"}, "")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, j := range jobs.List {
		if seen[told(j)] {
			t.Errorf("%s is there twice", told(j))
		}
		seen[told(j)] = true
	}
	if len(seen) != 2 {
		t.Errorf("got %v", seen)
	}
}

// A folder that cannot be read, and links that lead in circles, cost nothing but
// themselves (row B7).
func TestPairingOfAnOddFolder(t *testing.T) {
	lay(t, "essays/a.md", "essays/a.yaml", "essays/shut/b.md")
	if err := os.Symlink(".", "essays/loop"); err != nil {
		t.Skip("no links here:", err)
	}
	if err := os.Symlink("nowhere.md", "essays/dangling.md"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod("essays/shut", 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod("essays/shut", 0o755) })
	jobs, err := Find([]string{"essays"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var pairs int
	for _, j := range jobs.List {
		if j.Err == nil {
			pairs++
		}
	}
	if pairs != 1 {
		t.Errorf("got %+v", jobs.List)
	}
}

// Where a new annotation file belongs.
func TestNewPlace(t *testing.T) {
	for _, tt := range []struct {
		files []string
		essay string
		want  string
	}{
		{[]string{"a.txt"}, "a.txt", "a.yaml"},
		{[]string{"essays/a.txt"}, "essays/a.txt", "annotations/a.yaml"},
		{[]string{"essays/9b/a.txt"}, "essays/9b/a.txt", "annotations/9b/a.yaml"},
		{[]string{"in/a.txt", "annotations/b.yaml"}, "in/a.txt", "annotations/a.yaml"},
	} {
		lay(t, tt.files...)
		path, there := NewPlace(tt.essay)
		if filepath.ToSlash(path) != tt.want || len(there) > 0 {
			t.Errorf("%s: got %s, %v", tt.essay, path, there)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("essay: "+Relative(path, tt.essay)+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		jobs, err := Find([]string{tt.essay}, "")
		if err != nil || jobs.List[0].Err != nil || filepath.ToSlash(jobs.List[0].Annotations) != tt.want {
			t.Errorf("%s: a file at %s is not found: %v, %+v", tt.essay, path, err, jobs.List)
		}
	}
}

// A link to a folder that is asked for is the folder.
func TestPairingOfALink(t *testing.T) {
	lay(t, "pile/a.txt", "pile/a.yaml", "pile/sub/b.txt")
	if err := os.Symlink("pile", "link"); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	jobs, err := Find([]string{"link"}, "")
	if err != nil || len(jobs.List) != 1 || len(jobs.Unmarked) != 1 {
		t.Fatalf("got %v, %d jobs and %d essays without one", err, len(jobs.List), len(jobs.Unmarked))
	}
	if got, want := told(jobs.List[0])+", "+filepath.ToSlash(jobs.Unmarked[0]), "link/a.txt with link/a.yaml, link/sub/b.txt"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What is named twice is done once, and nothing else is left out.
func TestFindOnce(t *testing.T) {
	lay(t, "a.txt", "a.yaml", "a.rubric.yaml", "b.rubric.yaml", "c.bank.yaml", "d.json", "e.json")
	jobs, err := Find([]string{"a.txt", "a.yaml", "a.rubric.yaml", "b.rubric.yaml", "b.rubric.yaml", "c.bank.yaml", "d.json", "e.json", "d.json"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, j := range jobs.List {
		got = append(got, j.Input())
	}
	if diff := cmp.Diff([]string{"a.yaml", "a.rubric.yaml", "b.rubric.yaml", "c.bank.yaml", "d.json", "e.json"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Row B7: the jobs of a very large folder are found in proportion to its size.
func TestFindMany(t *testing.T) {
	growth.Check(t, "jobs", 20000, func(n int) {
		f := finder{known: map[pair]bool{}}
		for i := range n {
			f.add(Job{Essay: "essays/of/the/year/" + strconv.Itoa(i) + ".txt"})
		}
	})
}

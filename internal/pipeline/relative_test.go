package pipeline

import (
	"os"
	"testing"
)

// From within the folder of the essays, the folder beside it is ../annotations, whose
// name alone does not say how to come back.
func TestRelativeFromWithin(t *testing.T) {
	dir := t.TempDir() + "/essays"
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	if got, want := Relative("../annotations/a.yaml", "a.txt"), "../essays/a.txt"; got != want {
		t.Errorf("from ../annotations, a.txt is %q, want %q", got, want)
	}
}

package growth_test

import (
	"testing"

	"gloss/internal/growth"
)

// recorder is a test that remembers whether it failed.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

func TestCheck(t *testing.T) {
	total := 0
	loop := func(n int) {
		for range n {
			total++
		}
	}
	const big = 1000
	for name, test := range map[string]struct {
		work func(n int)
		want bool
	}{
		"in proportion": {func(n int) { loop(100 * n) }, false},
		"a cube":        {func(n int) { loop(n * n * n) }, true},
		"nothing":       {func(int) {}, false},
	} {
		r := &recorder{TB: t}
		growth.Check(r, name, big, test.work)
		if r.failed != test.want {
			t.Errorf("%s: failed %v, want %v", name, r.failed, test.want)
		}
	}
}

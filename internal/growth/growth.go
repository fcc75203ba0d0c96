// Package growth is for tests of hostile input: it holds the time that work takes
// against the size of its input, so that the same test is right on a fast machine
// and on a busy one. A time by itself says nothing and is never looked at.
package growth

import (
	"testing"
	"time"
)

// steep is how many times as long four times the input may take. Work in
// proportion takes four times as long, and a square law sixteen times.
const steep = 10

// noise is what a machine may add to any work by being busy with something else.
const noise = 50 * time.Millisecond

// tries is how often work may seem to take too long: what a busy machine adds can
// only be told by trying again.
const tries = 4

// Check fails the test where the time of work on n bytes, or whatever n counts,
// grows like its square or faster. It calls work with n/4 and with n.
func Check(t testing.TB, what string, n int, work func(n int)) {
	t.Helper()
	for range tries {
		few, many := took(n/4, work), took(n, work)
		if many < steep*few+noise {
			return
		}
	}
	t.Errorf("%s: the time grows with the square of the size, or faster", what)
}

func took(n int, work func(n int)) time.Duration {
	start := time.Now() //nolint:forbidigo // it is for tests
	work(n)
	return time.Since(start)
}

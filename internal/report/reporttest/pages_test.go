package reporttest

import "testing"

// Benchmarks measure what they say only where every annotation has its place.
func TestPages(t *testing.T) {
	for _, n := range []int{1, 10} {
		r := Pages(n)
		if err := r.Essay.Validate(); err != nil {
			t.Error(err)
		}
		if got, want := len(r.InText()), notesOnPage*n; got != want || len(r.Notes) != want {
			t.Errorf("%d pages: %d of %d annotations are in the text, want %d", n, got, len(r.Notes), want)
		}
	}
}

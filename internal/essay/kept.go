package essay

import "sync"

// Kept is what the reader of a format keeps for the writer of the same format, so
// that a file is not opened twice. It can be taken once, by whoever comes first;
// everybody else does without.
type Kept struct {
	mu   sync.Mutex
	what any
}

// Keep keeps something.
func Keep(what any) *Kept { return &Kept{what: what} }

// Take is what was kept; nil where there is nothing, or not any more.
func (k *Kept) Take() any {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	what := k.what
	k.what = nil
	return what
}

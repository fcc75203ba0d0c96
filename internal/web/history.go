package web

import "gloss/internal/store"

// history is what was done to one essay's annotations since the server started,
// and can be undone and done again. The zero history is empty.
type history struct {
	undos, redos []deed
}

// deed is a change that was made, and what takes it back.
type deed struct {
	what string // "remark on “peanants”"
	back store.Reversal
}

// did remembers a change. What had been undone cannot be done again after it.
func (h *history) did(what string, back store.Reversal) {
	if back.IsEmpty() {
		return
	}
	h.undos, h.redos = append(h.undos, deed{what, back}), nil
}

// took remembers that the last deed of one list was taken back, on the other.
func took(from, to *[]deed, back store.Reversal) {
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	if !back.IsEmpty() {
		*to = append(*to, deed{last.what, back})
	}
}

func (h *history) undoable() string { return lastOf(h.undos) }
func (h *history) redoable() string { return lastOf(h.redos) }

func lastOf(deeds []deed) string {
	if len(deeds) == 0 {
		return ""
	}
	return deeds[len(deeds)-1].what
}

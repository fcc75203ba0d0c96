package anchor

// A Draft is an earlier draft of an essay, aligned with the text that
// selectors made on it are looked up in.
type Draft struct {
	old, new *Text
}

// Align lines up an earlier draft with the new text.
func Align(old, new *Text) *Draft { return &Draft{old: old, new: new} }

package store

import (
	"fmt"
	"maps"
	"strings"

	"gloss/internal/source"
)

// Reversal takes a change back, byte for byte. It remembers the change and not
// the file, so that hundreds of them may be kept for undo and redo. The zero
// Reversal changes nothing.
type Reversal struct {
	from, to string // the states, by their digests
	at       int
	have     string // what stands there now
	want     string // what stood there before
	before   string // what stands around it
	after    string
	effect   map[string]int
}

// IsEmpty reports whether there is nothing to be taken back.
func (r Reversal) IsEmpty() bool { return r.from == r.to }

// around is how many bytes on each side of a change are remembered.
const around = 160

// reversal leads from one state of a file back to another.
func reversal(old, current *File) Reversal {
	a, b := string(old.Data), string(current.Data)
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return Reversal{
		from: current.Digest, to: old.Digest, at: start,
		have: b[start : len(b)-end], want: a[start : len(a)-end],
		before: b[max(0, start-around):start], after: b[len(b)-end : min(len(b), len(b)-end+around)],
		effect: effect(current, old),
	}
}

// Reverse is the Op that takes a change back. In the very state that the change
// led to, it leads to the very bytes before. Where the file has moved on, it takes
// back this change alone; where the same place has been changed again, that is
// not possible, and the error is a *ChangedError.
func Reverse(r Reversal) Op { return reverse{r} }

type reverse struct{ r Reversal }

func (reverse) onlyAdds() bool { return false }

func (o reverse) apply(d *draft) error {
	if err := d.settle(); err != nil || o.r.IsEmpty() {
		return err
	}
	text, ok := o.r.splice(d.file)
	if !ok {
		return &ChangedError{Path: d.name(), Current: d.file}
	}
	if text == "" && o.r.to == "" { // there was no file
		none := &File{Path: d.file.Path, place: d.file.place}
		none.load(source.NewFile(d.file.Path, ""))
		d.file = none
		return d.read()
	}
	was := d.file
	if err := d.take([]byte(text)); err != nil {
		return err
	}
	if was.Digest != o.r.from && !maps.Equal(effect(was, d.file), o.r.effect) {
		return &ChangedError{Path: d.name(), Current: was}
	}
	return nil
}

// splice is the file with the change taken back.
func (r Reversal) splice(f *File) (string, bool) {
	text := string(f.Data)
	if f.Digest == r.from {
		return text[:r.at] + r.want + text[r.at+len(r.have):], true
	}
	for _, look := range []struct{ before, after string }{{r.before, r.after}, {r.before, ""}, {"", r.after}, {"", ""}} {
		all := look.before + r.have + look.after
		if all == "" || strings.Count(text, all) != 1 {
			continue
		}
		i := strings.Index(text, all) + len(look.before)
		return text[:i] + r.want + text[i+len(r.have):], true
	}
	return "", false
}

// effect is what differs between two states: how often each key and annotation
// is there more often in the second.
func effect(from, to *File) map[string]int {
	out := map[string]int{}
	count(from, out, -1)
	count(to, out, 1)
	maps.DeleteFunc(out, func(_ string, n int) bool { return n == 0 })
	return out
}

func count(f *File, into map[string]int, by int) {
	if f.text == nil {
		return // not even a text
	}
	for _, p := range f.tree().Pairs {
		if p.Key.Value != "annotations" {
			into[fmt.Sprintf("%s: %q", p.Key.Value, p.Value.Any())] += by
			continue
		}
		for _, item := range p.Value.Items {
			into[fmt.Sprintf("- %q", item.Any())] += by
		}
	}
}

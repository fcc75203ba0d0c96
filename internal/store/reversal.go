package store

import (
	"fmt"
	"maps"
	"strings"

	"gloss/internal/source"
	"gloss/internal/yamlfile"
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
	for _, text := range o.r.splices(d.file) {
		if text == "" && o.r.to == "" { // there was no file
			next := &File{Path: d.file.Path, place: d.file.place}
			next.load(source.NewFile(d.file.Path, ""))
			return d.take(next)
		}
		next, err := d.file.becomes([]byte(text))
		if err != nil {
			return err
		}
		if d.file.Digest == o.r.from || next.Refusal == nil && maps.Equal(effect(d.file, next), o.r.effect) {
			return d.take(next)
		}
	}
	return &ChangedError{Path: d.name(), Current: d.file}
}

// splices are what the file may be with the change taken back, the likeliest
// first. In the very state that the change led to, there is no doubt; in another,
// the place is the only one where the changed text stands, with what stood around
// it or without.
func (r Reversal) splices(f *File) []string {
	text := string(f.Data)
	if f.Digest == r.from {
		return []string{text[:r.at] + r.want + text[r.at+len(r.have):]}
	}
	var out []string
	for _, look := range []struct{ before, after string }{{r.before, r.after}, {r.before, ""}, {"", r.after}, {"", ""}} {
		all := look.before + r.have + look.after
		if all == "" || strings.Count(text, all) != 1 {
			continue
		}
		i := strings.Index(text, all) + len(look.before)
		out = append(out, text[:i]+r.want+text[i+len(r.have):])
	}
	return out
}

// effect is what differs between two states: how often each key and annotation
// is there more often in the second.
func effect(from, to *File) map[string]int {
	out := map[string]int{}
	a, b := annotationsOf(from), annotationsOf(to)
	for len(a) > 0 && len(b) > 0 && yamlfile.Same(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && yamlfile.Same(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	from.count(a, out, -1)
	to.count(b, out, 1)
	maps.DeleteFunc(out, func(_ string, n int) bool { return n == 0 })
	return out
}

func annotationsOf(f *File) []*yamlfile.Node {
	if f.root == nil { // it is no text at all
		return nil
	}
	if list := f.root.Find("annotations"); list != nil {
		return list.Items
	}
	return nil
}

// count counts some annotations of the file, and its other keys.
func (f *File) count(list []*yamlfile.Node, into map[string]int, by int) {
	for _, item := range list {
		into[fmt.Sprintf("- %q", item.Any())] += by
	}
	if f.root == nil {
		return
	}
	for _, p := range f.root.Pairs {
		if p.Key.Value != "annotations" {
			into[fmt.Sprintf("%s: %q", p.Key.Value, p.Value.Any())] += by
		}
	}
}

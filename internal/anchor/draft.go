package anchor

import (
	"math"
	"math/bits"
	"slices"

	"gloss/internal/source"
)

// A Draft is an earlier draft of an essay, aligned with the text that selectors
// made on it are looked up in. It is read only, and may be used by many
// goroutines at once.
type Draft struct {
	old, new *Text
	image    []int32 // for each token of the old text the one it became; -1: none
	origin   []int32 // for each token of the new text the one it was; -1: none
}

// Align lines up an earlier draft with the new text, word by word. Passages
// that moved are followed.
func Align(old, new *Text) *Draft {
	d := &Draft{old: old, new: new}
	a, b := old.fold().tokens, new.fold().tokens
	d.image, d.origin = unpaired(len(a)), unpaired(len(b))
	w := weaver{a: a, b: b, image: d.image, origin: d.origin}
	w.weave()
	(&slider{text: old, pairs: d.image, back: d.origin}).slide()
	(&slider{text: new, pairs: d.origin, back: d.image}).slide()
	return d
}

func unpaired(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// A weaver pairs equal tokens of two texts.
type weaver struct {
	a, b          []token
	image, origin []int32
	cells         []int32 // of the gap that is woven
}

const (
	runLength = 4       // tokens in a row that make two places the same
	gapCells  = 1 << 14 // the largest gap, as a product of tokens, that is woven word by word
)

func (w *weaver) pair(i, j int) {
	w.image[i], w.origin[j] = int32(j), int32(i) //nolint:gosec // tokens of a folded text
}

func (w *weaver) weave() {
	n := min(len(w.a), len(w.b))
	head := 0
	for head < n && w.a[head].hash == w.b[head].hash {
		w.pair(head, head)
		head++
	}
	tail := 0
	for tail < n-head && w.a[len(w.a)-1-tail].hash == w.b[len(w.b)-1-tail].hash {
		w.pair(len(w.a)-1-tail, len(w.b)-1-tail)
		tail++
	}
	w.runs(head, len(w.a)-tail, head, len(w.b)-tail)
	w.gaps(head, len(w.a)-tail)
}

// runs pairs the rows of tokens that stand once in each text, and what is equal
// around them.
func (w *weaver) runs(a0, a1, b0, b1 int) {
	n := a1 - a0 - runLength + 1 // runs of the old text
	if n <= 0 || b1-b0 < runLength {
		return
	}
	width := bits.Len(uint(2*n - 1))
	shift := 32 - width
	hashes := make([]uint32, n)
	table := make([]int32, n+1<<width)
	in, table := table[:n], table[n:] // in the new text at in-1; 0: nowhere; -1: in one of the texts more than once
	for k := range hashes {
		hash := runHash(w.a[a0+k : a1])
		hashes[k] = hash
		slot := find(table, hashes, hash, shift)
		if other := table[slot]; other != 0 {
			in[other-1] = -1
		} else {
			table[slot] = int32(k + 1)
		}
	}
	for j := b0; j+runLength <= b1; j++ {
		if k := table[find(table, hashes, runHash(w.b[j:b1]), shift)]; k != 0 {
			if in[k-1] == 0 {
				in[k-1] = int32(j + 1) //nolint:gosec // a token's index
			} else {
				in[k-1] = -1
			}
		}
	}
	for k, j := range in {
		if j > 0 && w.image[a0+k] < 0 && w.origin[j-1] < 0 {
			w.extend(a0+k, int(j-1))
		}
	}
}

// find is the slot of a hash in a table of indices from 1, or the free one where
// it belongs.
func find(table []int32, hashes []uint32, hash uint32, shift int) int {
	slot := int(hash >> (shift & 31))
	for table[slot] != 0 && hashes[table[slot]-1] != hash {
		slot = (slot + 1) & (len(table) - 1)
	}
	return slot
}

// runHash is the hash of the first runLength tokens.
func runHash(tokens []token) uint32 {
	_ = tokens[runLength-1]
	a, b := uint64(tokens[0].hash), uint64(tokens[1].hash)
	c, d := uint64(tokens[2].hash), uint64(tokens[3].hash)
	return uint32(((a*spread+b)*spread + c<<32 + d) * spread >> 32)
}

// extend pairs tokens i and j and what is equal and free around them.
func (w *weaver) extend(i, j int) {
	for i > 0 && j > 0 && w.joins(i-1, j-1) {
		i--
		j--
	}
	for i < len(w.a) && j < len(w.b) && w.joins(i, j) {
		w.pair(i, j)
		i++
		j++
	}
}

func (w *weaver) joins(i, j int) bool {
	return w.image[i] < 0 && w.origin[j] < 0 && w.a[i].hash == w.b[j].hash
}

// gaps weaves what is left between two pairs that follow each other in both
// texts.
func (w *weaver) gaps(from, to int) {
	for i := from; i < to; i++ {
		if w.image[i] >= 0 {
			continue
		}
		j := i
		for j < to && w.image[j] < 0 {
			j++
		}
		left, right := -1, len(w.b)
		if i > 0 {
			left = int(w.image[i-1])
		}
		if j < len(w.a) {
			right = int(w.image[j])
		}
		w.gap(i, j, left+1, right)
		i = j
	}
}

// gap pairs the longest common row of words of two gaps, if the new one is free
// and the two are not too large.
func (w *weaver) gap(a0, a1, b0, b1 int) {
	for b0 < b1 && w.origin[b0] >= 0 {
		b0++
	}
	for b1 > b0 && w.origin[b1-1] >= 0 {
		b1--
	}
	n, m := a1-a0, b1-b0
	if n <= 0 || m <= 0 || n*m > gapCells {
		return
	}
	cells := w.row(a0, a1, b0, b1)
	for i, j := 0, 0; i < n && j < m; {
		switch cells[i*(m+1)+j] {
		case cells[(i+1)*(m+1)+j]:
			i++
		case cells[i*(m+1)+j+1]:
			j++
		default:
			w.pair(a0+i, b0+j)
			i++
			j++
		}
	}
}

// row weighs the longest common rows of the words [a0, a1) and [b0, b1): the cell
// of i and j is the length of the one from a0+i and b0+j on.
func (w *weaver) row(a0, a1, b0, b1 int) []int32 {
	n, m := a1-a0, b1-b0
	if w.cells == nil {
		w.cells = make([]int32, 0, 1<<10)
	}
	w.cells = slices.Grow(w.cells[:0], (n+1)*(m+1))
	cells := w.cells[:(n+1)*(m+1)]
	clear(cells[n*(m+1):])
	for i := n - 1; i >= 0; i-- {
		row, below := cells[i*(m+1):][:m+1], cells[(i+1)*(m+1):][:m+1]
		row[m] = 0
		k := w.a[a0+i]
		for j := m - 1; j >= 0; j-- {
			best := max(below[j], row[j+1])
			if k.hash == w.b[b0+j].hash && w.origin[b0+j] < 0 {
				best = max(best, below[j+1]+k.end-k.start)
			}
			row[j] = best
		}
	}
	return cells
}

// A past is what a draft tells of one selector.
type past struct {
	d        *Draft
	from, to int // the quote's tokens in the old text
	mass     int
	left     int // the new text's token next before the passage: the image of what stood before it; -1: none
	right    int // and next behind it; len: none
}

// neighbours is how far around the passage the draft is asked for words that
// are still there, in tokens.
const neighbours = 12

// past finds the selector's passage in the old draft.
func (d *Draft) past(sel Selector) (past, bool) {
	span, ok := d.stood(sel)
	if !ok {
		return past{}, false
	}
	f := d.old.fold()
	p := past{d: d, from: f.tokenAt(f.at.unitAt(span.Start)), left: -1, right: len(d.origin)}
	p.to = max(p.from, f.tokenAt(f.at.unitAt(span.End)))
	if p.from >= len(f.tokens) {
		return past{}, false
	}
	p.mass = f.massBetween(p.from, p.to)
	for i := p.from - 1; i >= max(0, p.from-neighbours); i-- {
		if j := d.image[i]; j >= 0 {
			p.left = int(j)
			break
		}
	}
	for i := p.to; i < min(len(d.image), p.to+neighbours); i++ {
		if j := d.image[i]; j >= 0 {
			p.right = int(j)
			break
		}
	}
	return p, true
}

// stood is the span of the quote in the old draft: where its position says, or
// where it is found beyond doubt.
func (d *Draft) stood(sel Selector) (source.Span, bool) {
	if at := sel.Position; at != nil && at.Start >= 0 && at.Start < at.End && at.End <= len(d.old.raw) {
		if sameFolded(at.Of(d.old.raw), sel.Quote) {
			return *at, true
		}
	}
	sel.Changed = false
	m := d.old.Resolve(sel, Options{NoFuzzy: true})
	return m.Span, m.Verdict.Placed() && !m.Span.IsEmpty()
}

// was is where the passage stood, as an empty span of the new text.
func (p *past) was() (source.Span, bool) {
	f := p.d.new.fold()
	switch {
	case p.left >= 0:
		at := p.d.new.span(int(f.tokens[p.left].start), int(f.tokens[p.left].end)).End
		return source.Span{Start: at, End: at}, true
	case p.right < len(f.tokens):
		at := p.d.new.span(int(f.tokens[p.right].start), int(f.tokens[p.right].end)).Start
		return source.Span{Start: at, End: at}, true
	}
	return source.Span{}, false
}

// image gives the stretch of the new text's tokens that the passage's words
// became, or, where none is left, what stands between its old neighbours.
func (p *past) image() (from, to int, ok bool) {
	from, to = -1, -1
	for i := p.from; i < p.to; i++ {
		if j := int(p.d.image[i]); j >= 0 {
			if from < 0 || j < from {
				from = j
			}
			to = max(to, j+1)
		}
	}
	limit := 3*(p.to-p.from) + 24
	if from >= 0 {
		return from, to, to-from <= limit
	}
	if p.left >= 0 && p.right < len(p.d.origin) && p.right > p.left && p.right-p.left <= limit {
		return p.left + 1, p.right, true
	}
	return 0, 0, false
}

// evidence says, of the new text's tokens [from, to): which share of the
// passage's words they are the image of; which share of them is the image of
// other text; and which share of its
// old neighbours, on the better side, stands beside them.
func (p *past) evidence(from, to int) (image, occupied, beside float64) {
	f, g := p.d.new.fold(), p.d.old.fold()
	var all, mine, others int32
	for j := from; j < to; j++ {
		k := f.tokens[j]
		mass := massOf(f.units[k.start:k.end])
		all += mass
		switch i := int(p.d.origin[j]); {
		case i < 0:
		case i >= p.from && i < p.to:
			mine += massOf(g.units[g.tokens[i].start:g.tokens[i].end])
		default:
			others += mass
		}
	}
	if p.mass > 0 {
		image = float64(mine) / float64(p.mass)
	}
	if all > 0 {
		occupied = float64(others) / float64(all)
	}
	beside = math.Max(p.still(p.from-neighbours, p.from, from-2*neighbours, from), p.still(p.to, p.to+neighbours, to, to+2*neighbours))
	return image, occupied, beside
}

// still is the share of the mass of the old tokens [a0, a1) whose image lies in
// the new text's [b0, b1).
func (p *past) still(a0, a1, b0, b1 int) float64 {
	f := p.d.old.fold()
	var all, found int32
	for i := max(0, a0); i < min(len(f.tokens), a1); i++ {
		k := f.tokens[i]
		mass := massOf(f.units[k.start:k.end])
		all += mass
		if j := int(p.d.image[i]); j >= b0 && j < b1 {
			found += mass
		}
	}
	return share(float64(found), float64(all))
}

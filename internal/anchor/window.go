package anchor

import (
	"math/bits"
	"slices"
)

// A window is a stretch of the text's tokens, [from, to), that shares words
// with the pattern.
type window struct {
	from, to int
	score    float32
}

const (
	maxWindows  = 5
	leastScore  = 0.45 // of the best window's; less is not looked at
	contextVote = 0.5  // what a word of the context counts beside one of the quote
)

// A hit is a word of the text that stands, by its stem, in the pattern too.
type hit struct {
	token int32
	key   int32
}

// A key is one stem of the pattern.
type key struct {
	stem   uint32
	at     int32 // the first word with it
	last   int32 // and the last
	words  int32 // how many words have it
	unique bool
	weight float32 // of all the words with it
	hits   int32
}

// keys lists the stems of a pattern in a small open hash table of indices
// from 1.
//
// previous leads from each word to the one before it with the same stem.
func (p *pattern) keys() (keys []key, table, previous []int32, shift uint32) {
	size := 16 * max(len(p.words), 4)
	shift = 32 - uint32(bits.Len(uint(size))) //nolint:gosec // at most 31
	table = make([]int32, 1<<(32-shift))
	keys = make([]key, 1, len(p.words)+1)
	previous = make([]int32, len(p.words))
	for i, w := range p.words {
		previous[i] = -1
		if w.mass <= 1 {
			continue
		}
		weight := float32(w.mass)
		if i < p.from || i >= p.to {
			weight *= contextVote
		}
		slot := slotOf(w.stem, shift)
		for table[slot] != 0 && keys[table[slot]].stem != w.stem {
			slot = (slot + 1) & (len(table) - 1)
		}
		if k := table[slot]; k != 0 {
			keys[k].weight += weight
			keys[k].unique = false
			keys[k].words++
			previous[i], keys[k].last = keys[k].last, int32(i)
			continue
		}
		table[slot] = int32(len(keys)) //nolint:gosec // fewer than the words
		keys = append(keys, key{stem: w.stem, at: int32(i), last: int32(i), words: 1, unique: true, weight: weight})
	}
	return keys, table, previous, shift
}

func slotOf(stem, shift uint32) int { return int(stem * 2654435769 >> (shift & 31)) }

// hits finds the words of the pattern in the text. Most words are none of the
// pattern's, but which ones nobody can foretell: so those whose slot is taken
// are first picked without a branch, a batch at a time.
func (f *folded) hits(keys []key, table []int32, shift uint32) []hit {
	out := make([]hit, 0, max(128, len(f.tokens)/4))
	var picked [512]int32
	for from := 0; from < len(f.tokens); from += len(picked) {
		n := 0
		for i := range f.tokens[from:min(from+len(picked), len(f.tokens))] {
			picked[n] = int32(from + i)
			n += min(1, int(table[slotOf(f.tokens[from+i].stem, shift)]))
		}
		for _, i := range picked[:n] {
			if k := lookUp(keys, table, shift, f.tokens[i].stem); k != 0 {
				keys[k].hits++
				out = append(out, hit{i, k})
			}
		}
	}
	return out
}

// keyOf is the key of a word of the pattern.
func (s *scene) keyOf(w *word) int32 {
	return int32(slices.IndexFunc(s.keys, func(k key) bool { return k.stem == w.stem && k.words > 0 })) //nolint:gosec // fewer than the words
}

// lookUp is the index of a stem's key; 0: none.
func lookUp(keys []key, table []int32, shift uint32, stem uint32) int32 {
	slot := slotOf(stem, shift)
	for table[slot] != 0 && keys[table[slot]].stem != stem {
		slot = (slot + 1) & (len(table) - 1)
	}
	return table[slot]
}

// look finds the words of the pattern in the text. A word counts the less the
// more often it stands there.
func (s *scene) look() {
	p := &s.pattern
	keys, table, previous, shift := p.keys()
	s.hits = s.f.hits(keys, table, shift)
	s.keys, s.previous = keys, previous
	for i := range keys {
		if n := keys[i].hits; n > 1 {
			keys[i].weight /= float32(n)
		}
	}
	p.telling = 0
	for i := range p.words[p.from:p.to] {
		w := &p.words[p.from+i]
		if k := lookUp(keys, table, shift, w.stem); k != 0 && w.mass > 1 {
			p.telling += float64(w.mass) / float64(max(1, keys[k].hits))
		}
	}
}

// windows finds the stretches of the text that share most with the pattern,
// the best first.
func (s *scene) windows() []window {
	f, p, keys, hits := s.f, &s.pattern, s.keys, s.hits
	if len(hits) == 0 {
		return nil
	}
	width := int32(len(p.words) + len(p.words)/4 + 4) //nolint:gosec // small
	spots := s.spots(width)
	var out []window
	for len(out) < maxWindows {
		best := -1
		for i := range spots {
			if spots[i].score > 0 && (best < 0 || spots[i].score > spots[best].score) {
				best = i
			}
		}
		if best < 0 || (len(out) > 0 && spots[best].score < leastScore*out[0].score) {
			break
		}
		first := spots[best].hit
		w := f.window(p, keys, hits[first:], width)
		w.score = spots[best].score
		out = append(out, w)
		for i := range spots {
			if t := hits[spots[i].hit].token; t > hits[first].token-width/2 && t < hits[first].token+width/2 {
				spots[i].score = 0
			}
		}
	}
	return out
}

// A spot is a hit with the weight of all within a width from it on.
type spot struct {
	hit   int
	score float32
}

// spots lists the hits that a window may begin with, in the order of the text:
// those with nearly the most weight, or the most so far.
func (s *scene) spots(width int32) []spot {
	weights := make([]float32, len(s.keys))
	for i := range s.keys {
		weights[i] = s.keys[i].weight
	}
	out := make([]spot, 0, 128)
	var sum, most float32
	hi := 0
	for lo, h := range s.hits {
		for ; hi < len(s.hits) && s.hits[hi].token < h.token+width; hi++ {
			sum += weights[s.hits[hi].key]
		}
		if sum > most {
			most = sum
		}
		if sum >= leastScore*most {
			out = append(out, spot{lo, sum})
		}
		sum -= weights[h.key]
	}
	return out
}

// window gives the stretch around the hits within width of the first, wide
// enough for what the pattern has before and behind them.
func (f *folded) window(p *pattern, keys []key, hits []hit, width int32) window {
	last := hits[0]
	for _, h := range hits {
		if h.token >= hits[0].token+width {
			break
		}
		last = h
	}
	slack := len(p.words)/4 + 6
	before, behind := slack, slack
	if k := keys[hits[0].key]; k.unique {
		before = int(k.at) + slack/2
	}
	if k := keys[last.key]; k.unique {
		behind = len(p.words) - int(k.at) + slack/2
	}
	return window{from: max(0, int(hits[0].token)-before), to: min(len(f.tokens), int(last.token)+1+behind)}
}

// tokenAt is the first token that ends behind a unit.
func (f *folded) tokenAt(unit int) int {
	i, _ := slices.BinarySearchFunc(f.tokens, unit, func(k token, u int) int {
		if int(k.end) <= u {
			return -1
		}
		return 1
	})
	return i
}

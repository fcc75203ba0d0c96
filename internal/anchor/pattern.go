package anchor

// A pattern is what is looked for among the passages that are like a quote:
// the words of the prefix, the quote and the suffix in one row.
type pattern struct {
	words    []word
	from, to int     // the quote's are words[from:to]
	mass     int     // of the quote's words
	atStart  bool    // the text began with the quote
	atEnd    bool    // and ended with it
	telling  float64 // the same, each word counted the less the more often it stands in the text
}

// A word is a token with its units.
type word struct {
	units      []byte
	hash, stem uint32
	mass       int32 // what it costs to lose it
	start      int32 // how much of the pattern stands before it
}

// massOf weighs a token: its units and a blank; a mark weighs little.
func massOf(units []byte) int32 {
	if len(units) == 1 && !isWordUnit(units[0]) {
		return 1
	}
	return int32(len(units)) + 1 //nolint:gosec // a token's length
}

func newPattern(prefix, quote, suffix *folded) pattern {
	var p pattern
	p.words = make([]word, 0, len(prefix.tokens)+len(quote.tokens)+len(suffix.tokens))
	p.add(prefix)
	p.from = len(p.words)
	p.add(quote)
	p.to = len(p.words)
	p.add(suffix)
	start := int32(0)
	for i := range p.words {
		p.words[i].start = start
		start += p.words[i].mass
		if i >= p.from && i < p.to {
			p.mass += int(p.words[i].mass)
		}
	}
	return p
}

// massOf is the mass of words [i, j).
func (p *pattern) massOf(i, j int) int32 {
	if i >= j {
		return 0
	}
	last := &p.words[j-1]
	return last.start + last.mass - p.words[i].start
}

func (p *pattern) add(f *folded) {
	for _, k := range f.tokens {
		units := f.units[k.start:k.end]
		p.words = append(p.words, word{units: units, hash: k.hash, stem: k.stem, mass: massOf(units)})
	}
}

// likeness says how alike two words are that differ: the share of the longer
// one that both begin and end with, or 0 where that is less than half.
func likeness(a, b []byte) float32 {
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] && a[len(a)-1] != b[len(b)-1] {
		return 0 // as of nearly all pairs of words
	}
	short, long := len(a), len(b)
	if short > long {
		short, long = long, short
	}
	if 2*short < long || long < 3 {
		return 0
	}
	n := 0
	for n < short && a[n] == b[n] {
		n++
	}
	m := 0
	for m < short-n && a[len(a)-1-m] == b[len(b)-1-m] {
		m++
	}
	if 2*(n+m) < long {
		return 0
	}
	return float32(n+m) / float32(long)
}

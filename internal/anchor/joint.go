package anchor

// An alignment pairs the words of a pattern with tokens of the text.
type alignment struct {
	token []int32   // for each word of the pattern; -1: none
	like  []float32 // how alike the two are, 0 to 1
}

// The steps of an alignment.
const (
	stepPair byte = iota
	stepLose      // a word of the pattern is not in the text
	stepGain      // a token of the text is not in the pattern
)

// align pairs the pattern with the tokens of a window at the least cost: losing
// or gaining a word costs its mass, pairing two words the mass in which they
// differ. What stands in the window before and behind costs nothing.
func (f *folded) align(p *pattern, w window) alignment {
	m, n := len(p.words), w.to-w.from
	tokens := f.tokens[w.from:w.to]
	mass := make([]int32, n)
	for j, k := range tokens {
		mass[j] = massOf(f.units[k.start:k.end])
	}
	steps := make([]byte, m*n)
	row := make([]int32, n+1)
	for i := range m {
		f.alignRow(&p.words[i], tokens, mass, row, steps[i*n:(i+1)*n])
	}
	best := 0
	for j, c := range row {
		if c < row[best] {
			best = j
		}
	}
	a := alignment{token: make([]int32, m), like: make([]float32, m)}
	i, j := m-1, best-1
	for i >= 0 {
		a.token[i] = -1
		if j < 0 {
			i--
			continue
		}
		switch steps[i*n+j] {
		case stepPair:
			a.token[i] = int32(w.from + j) //nolint:gosec // a token's index
			a.like[i] = f.alike(&p.words[i], tokens[j])
			i--
			j--
		case stepLose:
			i--
		default:
			j--
		}
	}
	return a
}

// alignRow computes the costs with one more word of the pattern. row[j] is the
// least cost of the words so far with the tokens before j.
func (f *folded) alignRow(word *word, tokens []token, mass, row []int32, steps []byte) {
	diagonal := row[0]
	row[0] += word.mass
	for j := range tokens {
		above := row[j+1]
		pair := diagonal
		if tokens[j].hash != word.hash {
			heavier := max(word.mass, mass[j])
			pair += heavier
			if k := &tokens[j]; k.stem == word.stem || f.units[k.start] == word.units[0] || f.units[k.end-1] == word.units[len(word.units)-1] {
				pair -= int32(likeness(word.units, f.units[k.start:k.end]) * float32(heavier))
			}
		}
		lose, gain := above+word.mass, row[j]+mass[j]
		step, cost := stepPair, pair
		if lose < cost {
			step, cost = stepLose, lose
		}
		if gain < cost {
			step, cost = stepGain, gain
		}
		steps[j], row[j+1] = step, cost
		diagonal = above
	}
}

// alike says how alike a word and a token are, from 0 to 1.
func (f *folded) alike(word *word, k token) float32 {
	if k.hash == word.hash {
		return 1
	}
	return likeness(word.units, f.units[k.start:k.end])
}

// good reports whether word i of the pattern has its like in the text.
func (a *alignment) good(i int) bool { return a.like[i] >= 0.5 }

// stretch gives the tokens [from, to) of the text that stand for the quote; no
// tokens where nothing does. Words of the quote that were replaced at its ends
// take with them what now stands between the context and the rest.
func (a *alignment) stretch(f *folded, p *pattern) (from, to int) {
	first, last := p.from, p.to-1
	for first < p.to && !a.good(first) {
		first++
	}
	for last >= p.from && !a.good(last) {
		last--
	}
	before, behind := a.beside(p)
	if first >= p.to {
		if before < 0 || behind < 0 || behind <= before {
			return 0, 0
		}
		if f.massBetween(before, behind) > 3*p.mass+24 {
			return 0, 0
		}
		return before, behind
	}
	from, to = int(a.token[first]), int(a.token[last])+1
	if before >= 0 && before < from && a.replaced(f, p, p.from, first, before, from) {
		from = before
	} else if before < 0 || before < from {
		for i := p.from; i < first; i++ {
			if t := int(a.token[i]); t >= 0 && t < from && t >= before {
				from = t
				break
			}
		}
	}
	if behind >= 0 && behind > to && a.replaced(f, p, last+1, p.to, to, behind) {
		to = behind
	} else if behind < 0 || behind > to {
		for i := p.to - 1; i > last; i-- {
			if t := int(a.token[i]) + 1; t > to && (behind < 0 || t <= behind) {
				to = t
				break
			}
		}
	}
	return from, to
}

// beside gives the tokens right behind the prefix and right at the suffix,
// where the words of the context next to the quote stand in the text; else -1.
func (a *alignment) beside(p *pattern) (before, behind int) {
	before, behind = -1, -1
	if p.from > 0 && a.good(p.from-1) {
		before = int(a.token[p.from-1]) + 1
	}
	if p.to < len(p.words) && a.good(p.to) {
		behind = int(a.token[p.to])
	}
	return before, behind
}

// replaced reports whether the tokens [from, to) can stand for the quote's lost
// words [i, j).
func (a *alignment) replaced(f *folded, p *pattern, i, j, from, to int) bool {
	lost := 0
	for _, w := range p.words[i:j] {
		lost += int(w.mass)
	}
	gained := f.massBetween(from, to)
	if lost > 0 && gained <= 2*lost+12 {
		return true
	}
	return f.shares(p, from, to) >= 0.6
}

// massBetween is the mass of the tokens [from, to).
func (f *folded) massBetween(from, to int) int {
	sum := 0
	for _, k := range f.tokens[from:max(from, to)] {
		sum += int(massOf(f.units[k.start:k.end]))
	}
	return sum
}

// shares is the share of the mass of the tokens [from, to) that stands
// somewhere in the quote.
func (f *folded) shares(p *pattern, from, to int) float64 {
	var sum, in int32
	for _, k := range f.tokens[from:max(from, to)] {
		mass := massOf(f.units[k.start:k.end])
		if mass <= 1 {
			continue
		}
		sum += mass
		for i := range p.words[p.from:p.to] {
			if p.words[p.from+i].hash == k.hash {
				in += mass
				break
			}
		}
	}
	if sum == 0 {
		return 0
	}
	return float64(in) / float64(sum)
}

// in gives an alignment of the quote alone the places of the whole pattern.
func (a *alignment) in(p *pattern) *alignment {
	out := alignment{token: make([]int32, p.to), like: make([]float32, p.to)}
	copy(out.token[p.from:], a.token)
	copy(out.like[p.from:], a.like)
	return &out
}

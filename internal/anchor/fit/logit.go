package main

import (
	"math"

	"gloss/internal/anchor"
)

// A model is the weights in the order of anchor.FeatureNames.
type model []float64

const (
	rounds  = 3000 // from the weights as they are
	few     = 700  // from weights fitted to nearly the same cases
	rate    = 0.05
	ridge   = 0.00001 // per example
	keen    = 0.5     // how much a case where an orphan will do still asks for the place
	borders = 0.5
	minimum = 1e-12
)

// fit maximizes the likelihood of the right answers, less a penalty for large
// weights, by Adam; weights of agreement are put back to zero when they go
// below.
func fit(examples []example, from model, rounds int) model {
	w := append(model(nil), from...)
	m, v := make(model, len(w)), make(model, len(w))
	total := 0.0
	for i := range examples {
		total += examples[i].weight
	}
	for round := 1; round <= rounds; round++ {
		g := make(model, len(w))
		for i := range examples {
			examples[i].gradient(w, g)
		}
		step := rate * (1 - 0.95*float64(round)/float64(rounds))
		for k := range w {
			if value, fixed := held(k, examples); fixed {
				w[k] = value
				continue
			}
			d := g[k]/total - ridge*w[k]
			m[k] = 0.9*m[k] + 0.1*d
			v[k] = 0.999*v[k] + 0.001*d*d
			w[k] += step * (m[k] / (1 - math.Pow(0.9, float64(round)))) / (math.Sqrt(v[k]/(1-math.Pow(0.999, float64(round)))) + 1e-8)
			if isAgreement(k) && w[k] < 0 {
				w[k] = 0
			}
		}
	}
	return w
}

// held gives the weights that are not fitted. A sentence that was moved and
// edited and one that was taken out with a lookalike elsewhere are the same
// evidence without the earlier draft; what to make of it is a choice, and the
// mix of the cases at hand is not to make it.
func held(k int, examples []example) (float64, bool) {
	if anchor.FeatureNames()[k] == "open" && len(examples) > 0 && !examples[0].draft {
		return 7, true
	}
	return 0, false
}

// isAgreement reports whether more of feature k may never make a place less
// likely.
func isAgreement(k int) bool {
	switch anchor.FeatureNames()[k] {
	case "bias", "no-side", "no-sides", "no-place":
		return false
	}
	return true
}

// gradient adds the gradient of one example's log likelihood.
func (x *example) gradient(w, g model) {
	if x.settled || len(x.places) == 0 {
		return
	}
	p := anchor.Probabilities(x.places, w)
	orphan := 1.0
	for _, c := range p {
		orphan -= c
	}
	// target is the share of the right answer that each place is: half for
	// the one with the best borders, half for all that are right.
	target := make([]float64, len(p))
	if x.right >= 0 {
		sum := minimum
		for i, ok := range x.good {
			if ok {
				sum += p[i]
			}
		}
		all := 1.0
		if x.c.AcceptOrphan {
			all = keen + (1-keen)*sum/(sum+orphan)
		}
		for i, ok := range x.good {
			if ok {
				target[i] = all * (1 - borders) * p[i] / sum
			}
		}
		target[x.right] += all * borders
	}
	for i := range p {
		d := x.weight * (target[i] - p[i])
		for k, f := range x.places[i].Features {
			g[k] += d * f
		}
	}
}

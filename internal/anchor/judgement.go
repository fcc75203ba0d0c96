package anchor

import (
	"math"
	"slices"

	"gloss/internal/source"
)

// A judgement is what the weights make of the places.
type judgement struct {
	chance     []float64 // of each place
	order      []int     // by their chances
	placed     int       // the place taken; -1: none
	confidence float64   // in it
}

// Judge picks the likeliest of the places by the weights, and says how likely
// it is; -1: none is likely enough, or several are alike.
func Judge(places []Evidence, weights []float64) (best int, confidence float64) {
	if len(places) == 0 {
		return -1, 0
	}
	v := judge(places, weights)
	return v.placed, v.confidence
}

func judge(places []Evidence, weights []float64) judgement {
	v := judgement{chance: Probabilities(places, weights), placed: -1}
	v.order = ranked(places, v.chance)
	best := v.order[0]
	if sum := together(places, v.chance, best); sum >= placedFrom {
		v.placed, v.confidence = tightest(places, best), sum
		return v
	}
	if i, sum := nearest(places, weights, v.chance); i >= 0 && sum >= placedFrom {
		v.placed, v.confidence = i, sum*nearestRight
	}
	return v
}

// nearest picks, where the quote stands in several places that are equal but
// for their distance from where it was, the one that is clearly nearer than the
// others, and gives the chance that it is one of them; -1: there is none.
func nearest(places []Evidence, weights, chance []float64) (best int, sum float64) {
	blind := slices.Clone(weights)
	blind[featNear] = 0
	apart := Probabilities(places, blind)
	most := slices.Max(apart)
	best = -1
	for i, p := range places {
		if apart[i] < rivalFrom*most {
			continue
		}
		if p.level <= Fuzzy || p.Features[featNoPlace] > 0 {
			return -1, 0
		}
		sum += chance[i]
		if best < 0 || p.Features[featNear] > places[best].Features[featNear] {
			best = i
		}
	}
	for i, p := range places {
		if i != best && apart[i] >= rivalFrom*most && p.Features[featNear] > places[best].Features[featNear]-clearlyNearer {
			return -1, 0
		}
	}
	return best, sum
}

// tightest narrows a place to one inside it that is clearly shorter and holds
// just as much of the quote: the rest was put in beside it.
func tightest(places []Evidence, best int) int {
	for i, p := range places {
		b := places[best]
		if b.Span.Contains(p.Span) && float64(p.Span.Len()) <= clearlyShorter*float64(b.Span.Len()) && p.kept >= b.kept-0.005 {
			best = i
		}
	}
	return best
}

// clearlyShorter is a share of the length.
const clearlyShorter = 0.8

const (
	// clearlyNearer is a distance of about a half, on the scale of featNear.
	clearlyNearer = 0.1
	// nearestRight is how often the nearest of equal places is right.
	nearestRight = 0.95
)

// equals lists the places about as likely as the likeliest, and the chance that
// it is one of them.
func (v *judgement) equals() (equal []int, sum float64) {
	for _, i := range v.order {
		if v.chance[i] >= rivalFrom*v.chance[v.order[0]] {
			sum += v.chance[i]
			equal = append(equal, i)
		}
	}
	return equal, sum
}

// ranked is the order of the places by their chances.
func ranked(places []Evidence, chance []float64) []int {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case chance[i] > chance[j]:
			return -1
		case chance[i] < chance[j]:
			return 1
		}
		return places[i].Span.Start - places[j].Span.Start
	})
	return order
}

// together is the chance of a place and of those that are mostly the same: the
// passage is there, whatever its borders.
func together(places []Evidence, chance []float64, best int) float64 {
	sum := 0.0
	for i := range places {
		if i == best || sameFrom <= shared(places[i].Span, places[best].Span) {
			sum += chance[i]
		}
	}
	return math.Min(1, sum)
}

// shared is the length of what two spans share by that of both.
func shared(a, b source.Span) float64 {
	both := min(a.End, b.End) - max(a.Start, b.Start)
	if both <= 0 {
		return 0
	}
	return float64(both) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// Probabilities gives each place its chance of being the passage, beside the
// chance that it is none of them, which is what is missing to 1. The weights, one
// for each feature, are those of a conditional logit in which "none" has the
// utility 0.
func Probabilities(places []Evidence, w []float64) []float64 {
	out := make([]float64, len(places))
	top := 0.0 // the passage is gone
	for i := range places {
		for k, x := range places[i].Features {
			out[i] += w[k] * x
		}
		top = math.Max(top, out[i])
	}
	sum := math.Exp(-top)
	for i := range out {
		out[i] = math.Exp(out[i] - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

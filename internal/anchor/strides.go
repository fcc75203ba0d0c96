package anchor

import (
	"math"
	"slices"
)

// A stride is a row of units each of which begins step bytes behind the one
// before it.
type stride struct{ unit, at, step int32 }

// strides lead from the units of a folded text to the bytes that they come from:
// one stride up to the next, in order, the last of them the end of the text. Plain
// English takes one for each paragraph.
type strides []stride

// of is the byte offset at which unit i begins, or of the end of the text.
func (s strides) of(i int) int { return s[s.holding(i)].of(i) }

func (r *stride) of(i int) int { return int(r.at) + (i-int(r.unit))*int(r.step) }

// holding is the index of the stride that unit i is of.
func (s strides) holding(i int) int {
	lo, hi := 0, len(s)
	for hi-lo > 1 {
		if mid := int(uint(lo+hi) >> 1); int(s[mid].unit) <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// both are the offsets of two units, the second not far behind the first.
func (s strides) both(i, j int) (int, int) {
	k := s.holding(i)
	from := s[k].of(i)
	for k+1 < len(s) && int(s[k+1].unit) <= j {
		k++
	}
	return from, s[k].of(j)
}

// unitAt is the first unit that begins at or behind a byte offset.
func (s strides) unitAt(offset int) int {
	k, _ := slices.BinarySearchFunc(s, offset, func(s stride, offset int) int { return int(s.at) - offset })
	if k == 0 {
		return 0
	}
	last := &s[k-1]
	i := int(last.unit) + (offset-int(last.at)+int(last.step)-1)/int(last.step)
	if k < len(s) {
		i = min(i, int(s[k].unit))
	}
	return i
}

// add begins a stride with a unit that begins at byte at, and gives what last does.
func (s *strides) add(unit, at, step int) (int, int) {
	*s = append(*s, stride{int32(unit), int32(at), int32(step)}) //nolint:gosec // at most maxFoldable
	return step, at - step*unit
}

// last is the last stride as a step and a shift: unit i begins at byte i*step+shift.
func (s strides) last() (step, shift int) {
	if len(s) == 0 {
		return 1, math.MinInt
	}
	last := &s[len(s)-1]
	return int(last.step), int(last.at) - int(last.step)*int(last.unit)
}

// close ends the list: the text has so many units and bytes.
func (s *strides) close(units, size int) {
	for n := len(*s); n > 0 && int((*s)[n-1].unit) >= units; n-- {
		*s = (*s)[:n-1]
	}
	*s = append(*s, stride{int32(units), int32(size), 1}) //nolint:gosec // at most maxFoldable
}

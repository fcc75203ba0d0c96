package anchor

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyScene draws a text of a few hundred to a few thousand words, and what is
// looked for in it, out of so few words that most stand there many times.
func anyScene(t *rapid.T) scene {
	word := rapid.SampledFrom(strings.Fields("the of mill miller millers stood stands river rivers valley , ."))
	some := func(least, most int, label string) string {
		return strings.Join(rapid.SliceOfN(word, least, most).Draw(t, label), " ")
	}
	var text strings.Builder
	for range rapid.IntRange(1, 40).Draw(t, "parts") {
		text.WriteString(some(20, 30, "part"))
		text.WriteString(strings.Repeat(" another", rapid.IntRange(0, 50).Draw(t, "others")))
		text.WriteByte(' ')
	}
	l := newLook(Prepare(text.String(), nil), Selector{
		Quote: "the " + some(1, 12, "quote"), Prefix: some(0, 6, "prefix"), Suffix: some(0, 6, "suffix"),
	}, Options{})
	s := l.scene()
	s.look()
	return s
}

// The hits are the words of the text with a stem of the pattern's, all of them.
func TestHits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScene(t)
		var want []hit
		for i, k := range s.f.tokens {
			if at := slices.IndexFunc(s.keys[1:], func(key key) bool { return key.stem == k.stem }); at >= 0 {
				want = append(want, hit{int32(i), int32(at + 1)})
			}
		}
		if !slices.Equal(want, s.hits) {
			t.Errorf("hits are %v, want %v", s.hits, want)
		}
	})
}

// No hit that a window may begin with is left out.
func TestSpots(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScene(t)
		const width = 10
		sums := make([]float64, len(s.hits))
		for i, h := range s.hits {
			for _, other := range s.hits[i:] {
				if other.token < h.token+width {
					sums[i] += float64(s.keys[other.key].weight)
				}
			}
		}
		spots := s.spots(width)
		for i, sum := range sums {
			listed := slices.ContainsFunc(spots, func(p spot) bool { return p.hit == i })
			if sum > 1.01*leastScore*slices.Max(sums) && !listed {
				t.Errorf("hit %d of weight %v is left out; the most is %v", i, sum, slices.Max(sums))
			}
		}
	})
}

// The joints are the best there are, though most are not looked at to the end.
func TestJoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScene(t)
		f, p := s.f, &s.pattern
		first, last := p.to, p.from-1
		for first < len(p.words) && p.words[first].mass <= 1 {
			first++
		}
		for last >= 0 && p.words[last].mass <= 1 {
			last--
		}
		var befores, behinds []frame
		for j, k := range f.tokens {
			if last >= 0 && k.hash == p.words[last].hash {
				at := j + 1
				for i := last + 1; i < p.from && at < len(f.tokens) && f.tokens[at].hash == p.words[i].hash; i++ {
					at++
				}
				befores = addJoint(befores, frame{from: at, score: f.standBefore(p, at)})
			}
			if first < len(p.words) && k.hash == p.words[first].hash {
				at := j
				for i := first - 1; i >= p.to && at > 0 && f.tokens[at-1].hash == p.words[i].hash; i-- {
					at--
				}
				behinds = addJoint(behinds, frame{from: at, score: f.standBehind(p, at)})
			}
		}
		same := cmp.AllowUnexported(frame{})
		if diff := cmp.Diff(befores, s.befores(), same); diff != "" {
			t.Errorf("befores: -want +got\n%s", diff)
		}
		if diff := cmp.Diff(behinds, s.behinds(), same); diff != "" {
			t.Errorf("behinds: -want +got\n%s", diff)
		}
	})
}

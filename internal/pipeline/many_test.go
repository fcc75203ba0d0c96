package pipeline

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// Results come in the order of the items, however many workers there are, and an
// item that fails or panics costs nothing but itself.
func TestEach(t *testing.T) {
	items := make([]int, 200)
	for i := range items {
		items[i] = i
	}
	for _, workers := range []int{0, 1, 8} {
		var order, failed []int
		err := Each(context.Background(), workers, slices.Values(items), func(i int) (int, error) {
			switch i {
			case 50:
				return 0, errors.New("bad")
			case 60:
				panic("worse")
			}
			return i * i, nil
		}, func(i, square int, err error) {
			order = append(order, i)
			switch {
			case err != nil:
				failed = append(failed, i)
			case square != i*i:
				t.Errorf("%d gave %d", i, square)
			}
		})
		if err != nil || !slices.Equal(order, items) || !slices.Equal(failed, []int{50, 60}) {
			t.Errorf("%d workers: %v, failed %v, order %v", workers, err, failed, order)
		}
	}
}

// A panic names itself and asks to be reported.
func TestSurvive(t *testing.T) {
	_, err := survive(func(int) (int, error) { panic("a planted fault") }, 1)
	if err == nil || !strings.Contains(err.Error(), "a planted fault") || !strings.Contains(err.Error(), "report it") {
		t.Errorf("got %v", err)
	}
}

// When the context ends, no more items are begun, and those that were are waited
// for.
func TestEachStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var begun, ended atomic.Int32
	err := Each(ctx, 2, func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}, func(i int) (int, error) {
		begun.Add(1)
		defer ended.Add(1)
		if i == 5 {
			cancel()
		}
		return i, nil
	}, func(int, int, error) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if begun.Load() != ended.Load() || begun.Load() > 5+2*2+2+1 {
		t.Errorf("%d items were begun and %d ended", begun.Load(), ended.Load())
	}
}

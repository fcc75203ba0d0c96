package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
)

// Each runs do for every item on at most workers goroutines (0: one for each
// processor) and hands the results to done in the order of the items. A panic in
// do costs one item: it becomes the item's error. However many items there are,
// only a few are held at once. Each stops early, with the context's error, when
// the context ends.
func Each[T, R any](ctx context.Context, workers int, items iter.Seq[T], do func(T) (R, error), done func(T, R, error)) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type outcome struct {
		item   T
		result R
		err    error
	}
	// Room for twice as many results as workers: enough to keep them busy, and
	// no more than that is ever held.
	slots := make(chan chan outcome, 2*workers)
	var wg sync.WaitGroup
	tickets := make(chan struct{}, workers)
	go func() {
		defer close(slots)
		for item := range items {
			slot := make(chan outcome, 1)
			select {
			case <-ctx.Done():
				return
			case slots <- slot:
			}
			tickets <- struct{}{}
			wg.Go(func() {
				defer func() { <-tickets }()
				r, err := survive(do, item)
				slot <- outcome{item, r, err}
			})
		}
	}()
	for slot := range slots {
		out := <-slot
		done(out.item, out.result, out.err)
	}
	wg.Wait()
	return ctx.Err()
}

// survive turns a panic into an error.
func survive[T, R any](do func(T) (R, error), item T) (r R, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gloss has a fault here, please report it: %v\n%s", p, debug.Stack())
		}
	}()
	return do(item)
}

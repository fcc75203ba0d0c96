package live

import (
	"context"
	"time"
)

// looks are the two ways to look for a change.
type looks struct {
	closely func() // after an event
	briefly func() // without one
}

// loop looks closely once nothing has stirred for a moment, and briefly whenever
// poll has passed, until ctx is done.
func loop(ctx context.Context, stirred <-chan struct{}, poll time.Duration, look looks) {
	ticker := time.NewTicker(poll)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			look.briefly()
		case <-stirred:
			if !settle(ctx, stirred) {
				return
			}
			look.closely()
		}
	}
}

// settle waits until nothing stirs any more, but not for ever. It reports false
// where ctx is done before.
func settle(ctx context.Context, stirred <-chan struct{}) bool {
	longest := time.NewTimer(patience)
	defer longest.Stop()
	calm := time.NewTimer(quiet)
	defer calm.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-longest.C:
			return true
		case <-calm.C:
			return true
		case <-stirred:
			calm.Reset(quiet)
		}
	}
}

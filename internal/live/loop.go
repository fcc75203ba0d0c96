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

// loop looks closely once nothing has stirred for a moment, and briefly where
// nothing has for the period, until ctx is done.
func loop(ctx context.Context, stirred <-chan struct{}, period func() time.Duration, look looks) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(period()):
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

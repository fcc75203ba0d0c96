package live

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// record runs the loop in the bubble's time, stirs at the moments given, and
// tells when it looked closely, until the time is over.
func record(t *testing.T, stirs []time.Duration, over time.Duration) []time.Duration {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), over)
	defer cancel()
	start := time.Now()
	stirred := make(chan struct{}, 1)
	go func() {
		for _, at := range stirs {
			<-time.After(time.Until(start.Add(at)))
			select {
			case stirred <- struct{}{}:
			default:
			}
		}
	}()
	var looked []time.Duration
	loop(ctx, stirred, func() time.Duration { return time.Hour }, looks{
		closely: func() { looked = append(looked, time.Since(start)) },
		briefly: func() { t.Error("looked without a reason") },
	})
	return looked
}

func TestLoopWaitsForQuiet(t *testing.T) {
	const ms = time.Millisecond
	for _, test := range []struct {
		story string
		stirs []time.Duration
		want  []time.Duration
	}{
		{"nothing", nil, nil},
		{"once", []time.Duration{100 * ms}, []time.Duration{250 * ms}},
		{"a save in three steps", []time.Duration{100 * ms, 200 * ms, 300 * ms}, []time.Duration{450 * ms}},
		{"two saves", []time.Duration{100 * ms, 500 * ms}, []time.Duration{250 * ms, 650 * ms}},
	} {
		t.Run(test.story, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if diff := cmp.Diff(test.want, record(t, test.stirs, 10*time.Second)); diff != "" {
					t.Errorf("looked at (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestLoopDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stirs []time.Duration
		for at := time.Duration(0); at < 3*time.Second; at += 100 * time.Millisecond {
			stirs = append(stirs, at)
		}
		if looked := record(t, stirs, 10*time.Second); len(looked) < 2 || looked[0] > patience {
			t.Errorf("looked at %v; the first is due after at most %v", looked, patience)
		}
	})
}

func TestLoopPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*slow+time.Second)
		defer cancel()
		polled := 0
		loop(ctx, nil, func() time.Duration { return slow }, looks{briefly: func() { polled++ }})
		if polled != 5 {
			t.Errorf("polled %d times, want 5", polled)
		}
	})
}

func TestLoopEndsWhileItWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if looked := record(t, []time.Duration{0}, quiet/2); looked != nil {
			t.Errorf("looked at %v, after the end", looked)
		}
	})
}

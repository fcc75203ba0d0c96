// Gloss makes annotated reports from essays and the remarks on them.
package main

import (
	"os"
	"runtime"
	"runtime/debug"

	"gloss/internal/cli"
)

func main() {
	collectLater()
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}

// collectLater puts the first garbage collection off until the heap holds 32 MiB,
// which one essay seldom fills: a run takes a sixth less time. From then on the
// pace is the usual one.
func collectLater() {
	const usual = 100
	if os.Getenv("GOGC") != "" {
		return // somebody knows better
	}
	debug.SetGCPercent(8 * usual) // of the least heap that is collected, 4 MiB
	type mark struct{ _ *int }
	runtime.AddCleanup(new(mark), func(int) { debug.SetGCPercent(usual) }, 0)
}

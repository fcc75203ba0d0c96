// Gloss makes annotated reports from essays and the remarks on them.
package main

import (
	"os"

	"gloss/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.System())) }

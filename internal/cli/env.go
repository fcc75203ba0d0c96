// Package cli is the command line: it turns words into calls of the pipeline,
// findings into lines on stderr, and what happened into an exit status.
//
// stdout carries what was asked for and nothing else; stderr carries findings
// and progress; silence is success.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"strconv"

	"golang.org/x/term"
)

// Env is what the program sees of the machine it runs on.
type Env struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Getenv func(string) string
	// OutWidth is the width of the terminal that stdout is, 0 where it is none;
	// ErrWidth the same of stderr.
	OutWidth, ErrWidth int
	// Open shows a file or address to the user in their browser.
	Open func(target string) error
	// Context ends when the user interrupts.
	Context context.Context
}

// System is the machine that the program runs on.
func System() Env {
	// The first interrupt ends the work tidily; the second ends the program.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop)
	return Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv,
		OutWidth: width(os.Stdout), ErrWidth: width(os.Stderr),
		Open: openBrowser, Context: ctx,
	}
}

// width is the number of columns of the terminal that f is; 0 where it is none.
func width(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return n
	}
	return 80
}

// color settles whether a stream gets colours: the --color flag, then NO_COLOR,
// then CLICOLOR_FORCE and FORCE_COLOR, then whether the stream is a terminal.
func (e Env) color(flag string, width int) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	set := func(name string) bool { v := e.Getenv(name); return v != "" && v != "0" }
	switch {
	case e.Getenv("NO_COLOR") != "":
		return false
	case set("CLICOLOR_FORCE"), set("FORCE_COLOR"):
		return true
	case e.Getenv("CLICOLOR") == "0", e.Getenv("TERM") == "dumb":
		return false
	}
	return width > 0
}

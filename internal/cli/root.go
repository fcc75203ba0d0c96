package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"gloss/internal/diag"
)

// Main runs the command line and gives the exit status.
func Main(args []string, env Env) int {
	root := newRoot(env)
	root.SetArgs(args)
	err := root.ExecuteContext(env.Context)
	if errors.Is(err, syscall.EPIPE) {
		return statusDone // whoever read the output has seen enough
	}
	explain(env.Stderr, err)
	return status(err)
}

// explain says on stderr why the command ended as it did.
func explain(w io.Writer, err error) {
	if err == nil || err.Error() == "" {
		return
	}
	if errors.Is(err, context.Canceled) {
		_, _ = fmt.Fprintln(w, "gloss: interrupted; what is written so far is whole")
		return
	}
	_, _ = fmt.Fprintf(w, "gloss: %s\n", diag.VisibleLine(err.Error()))
	for line := range strings.Lines(helpOf(err)) {
		_, _ = fmt.Fprintf(w, "  = help: %s\n", diag.VisibleLine(strings.TrimSuffix(line, "\n")))
	}
}

func newRoot(env Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "gloss",
		Short: "Annotated reports from essays and the remarks on them",
		Long: `gloss makes annotated reports from essays and the remarks on them.

A teacher writes remarks as plain YAML beside the essay: this phrase, this
remark. gloss finds the phrases and makes a report for the student.`,
		Example: `  gloss new essays/history.md              a commented file to write remarks in
  gloss report essays/history.md           the report, in the terminal
  gloss report essays/history.md -o r.html the report, as a web page
  gloss check                              what is wrong with the files here`,
		SilenceErrors: true,
		SilenceUsage:  true,
		// Given here, or cobra would answer an unknown command itself and the
		// status would not be that of a wrong command line.
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownCommand(cmd, args[0])
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(env.Stdin)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &statusError{
			status: statusUsage, message: err.Error(), err: err,
			help: fmt.Sprintf("%s --help lists the options", cmd.CommandPath()),
		}
	})
	root.SuggestionsMinimumDistance = 2
	root.AddCommand(
		newReport(env, runReport), newCheck(env, runCheck), newNew(env, runNew), newText(env, runText),
		newAdd(env, runAdd), newEdit(env, runEdit), newRemove(env, runRemove), newList(env, runList), newMark(env, runMark),
		newPin(env, runPin), newCarry(env, runCarry), newRestore(env, runRestore),
		newDemo(env, runDemo), newImport(env, runImport), newLocate(env, runLocate),
		newSchema(env), newVersion(env),
	)
	root.AddCommand(topics()...)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	answerHelp(root)
	answerCompletion(root)
	completeHelp(root)
	return root
}

// answerHelp has the help command refuse what there is no help on; cobra prints
// the help on everything instead, as if all were well.
func answerHelp(root *cobra.Command) {
	help, _, err := root.Find([]string{"help"})
	if err != nil {
		return
	}
	help.Run = nil
	help.RunE = func(_ *cobra.Command, args []string) error {
		wanted, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return unknownCommand(root, strings.Join(args, " "))
		}
		wanted.InitDefaultHelpFlag()
		return wanted.Help()
	}
}

// answerCompletion has the completion command refuse a shell that it does not know.
func answerCompletion(root *cobra.Command) {
	completion, _, err := root.Find([]string{"completion"})
	if err != nil {
		return
	}
	completion.Args = nil
	completion.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usageError("no completion for %q: there is one for bash, fish, powershell and zsh", args[0])
		}
		return cmd.Help()
	}
}

func unknownCommand(cmd *cobra.Command, name string) error {
	help := "gloss --help lists the commands"
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		help = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return &statusError{status: statusUsage, message: fmt.Sprintf("unknown command %q", name), help: help}
}

// between checks the number of arguments, so that a wrong one is a wrong
// command line.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		e := &statusError{status: statusUsage, help: "usage: " + cmd.UseLine()}
		switch {
		case len(args) < least:
			e.message = fmt.Sprintf("%s needs something to work on", cmd.CommandPath())
		case most >= 0 && len(args) > most:
			e.message = fmt.Sprintf("%s: one argument too many: %q", cmd.CommandPath(), args[most])
		default:
			return nil
		}
		return e
	}
}

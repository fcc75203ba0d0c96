package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/format"
)

// complete offers fixed words for a flag.
func complete(cmd *cobra.Command, flag string, words []string) {
	//nolint:errcheck // fails only for a flag that is not there, which a test would show
	cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// completeEndings offers files with one of the endings.
func completeEndings(endings ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return endings, cobra.ShellCompDirectiveFilterFileExt
	}
}

// completeInputs offers essays, annotation files and folders.
func completeInputs(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var endings []string
	for _, r := range format.Readers() {
		for _, e := range r.Extensions {
			endings = append(endings, strings.TrimPrefix(e, "."))
		}
	}
	return append(endings, "yaml", "yml", "json"), cobra.ShellCompDirectiveFilterFileExt
}

package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/diag"
	"gloss/internal/format"
	"gloss/internal/pipeline"
	"gloss/internal/source"
)

// complete offers fixed words for a flag.
func complete(cmd *cobra.Command, flag string, words []string) {
	//nolint:errcheck // fails only for a flag that is not there, which a test would show
	cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// completeFiles offers files with one of the endings for a flag.
func completeFiles(cmd *cobra.Command, flag string, endings ...string) {
	//nolint:errcheck // fails only for a flag that is not there, which a test would show
	cmd.RegisterFlagCompletionFunc(flag, completeEndings(endings...))
}

// completeFolders offers folders.
func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeEndings offers files with one of the endings.
func completeEndings(endings ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return endings, cobra.ShellCompDirectiveFilterFileExt
	}
}

// completeEssays offers essays and folders.
func completeEssays(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var endings []string
	for _, r := range format.Readers() {
		for _, e := range r.Extensions {
			endings = append(endings, strings.TrimPrefix(e, "."))
		}
	}
	return endings, cobra.ShellCompDirectiveFilterFileExt
}

// completeInputs offers essays, annotation files and folders.
func completeInputs(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	endings, directive := completeEssays(cmd, args, typed)
	return append(endings, "yaml", "yml", "json"), directive
}

// completeIDs offers essays for the first argument, and the ids of the essay's
// remarks for the others.
func completeIDs(env Env) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return completeInputs(cmd, args, typed)
		}
		res := completing(env, cmd, args)
		if res == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []string
		for _, a := range res.Set.Annotations {
			if !oneOf(a.ID.Value, args[1:]...) {
				out = append(out, cobra.CompletionWithDesc(a.ID.Value, oneLine(a.Selector.Quote.Value)))
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeHelp offers, for help, the topics beside the commands.
func completeHelp(root *cobra.Command) {
	help, _, err := root.Find([]string{"help"})
	if err != nil || help == root {
		return
	}
	commands := help.ValidArgsFunction
	help.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		out, directive := commands(cmd, args, typed)
		for _, t := range topics() {
			if len(args) == 0 && strings.HasPrefix(t.Name(), typed) {
				out = append(out, cobra.CompletionWithDesc(t.Name(), t.Short))
			}
		}
		return out, directive
	}
}

// completing is what is known of the essay that a command line names so far; nil
// where it is nothing.
func completing(env Env, cmd *cobra.Command, args []string) *pipeline.Result {
	if len(args) == 0 || args[0] == source.Stdin {
		return nil
	}
	o := remarksOptions{Essay: args[0], Read: readOptions{Fuzzy: "off", MaxMiB: 10}, env: env}
	o.Annotations, _ = cmd.Flags().GetString("annotations") // "" where it is not given
	job, err := o.job()
	if err != nil {
		return nil
	}
	opts := o.Read.pipeline(env)
	opts.Least = diag.Error
	res, err := opts.Load(job)
	if err != nil {
		return nil
	}
	return res
}

// completeRemark offers the criteria of the essay's rubric, and the categories that
// there are and those that its file has.
func completeRemark(cmd *cobra.Command, env Env) {
	offer := func(flag string, words func(*pipeline.Result) []string) {
		//nolint:errcheck // fails only for a flag that is not there, which a test would show
		cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return words(completing(env, cmd, args)), cobra.ShellCompDirectiveNoFileComp
		})
	}
	offer("criterion", func(res *pipeline.Result) []string {
		var out []string
		if res != nil && res.Rubric != nil {
			for _, c := range res.Rubric.Criteria {
				out = append(out, cobra.CompletionWithDesc(c.ID, c.Title))
			}
		}
		return out
	})
	offer("category", func(res *pipeline.Result) []string {
		out := annotation.Categories()
		if res != nil {
			for _, a := range res.Set.Annotations {
				if c := a.Category.Value; c != "" && !oneOf(c, out...) {
					out = append(out, c)
				}
			}
		}
		return out
	})
}

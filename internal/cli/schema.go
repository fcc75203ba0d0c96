package cli

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
	"gloss/internal/format/jsonfile"
	"gloss/internal/rubric"
)

type schema struct {
	name string
	data []byte
}

// schemas are the JSON Schemas of all files that gloss knows, the one of
// annotation files first.
func schemas() []schema {
	return []schema{
		{"annotation", annotation.Schema()},
		{"rubric", rubric.Schema()},
		{"bank", bank.Schema()},
		{"report", []byte(jsonfile.Schema())},
		{"findings", diag.Schema()},
	}
}

func newSchema(env Env) *cobra.Command {
	var names []string
	for _, s := range schemas() {
		names = append(names, s.name)
	}
	return &cobra.Command{
		Use:   "schema [" + strings.Join(names, "|") + "]",
		Short: "Print the JSON Schema of a file, for editors",
		Long: `Print the JSON Schema (draft-07) of a kind of file: annotation files where none
is named. An editor that knows it completes keys and underlines mistakes.

The schema of reports is that of report -f json, and that of findings is that of
check -f json.`,
		Args:      between(0, 1),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			wanted := append(args, names[0])[0]
			for _, s := range schemas() {
				if s.name == wanted {
					_, err := env.Stdout.Write(s.data)
					return err
				}
			}
			return usageError("no schema %q: there are %s", wanted, strings.Join(names, ", "))
		},
	}
}

func newVersion(env Env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(env.Stdout, version())
			return err
		},
	}
}

// version is what the build recorded of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "gloss (unknown version)"
	}
	words := []string{"gloss", info.Main.Version}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			words = append(words, s.Value)
		}
	}
	return strings.Join(append(words, info.GoVersion), " ")
}

package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/diag"
	"gloss/internal/essay"
	"gloss/internal/source"
)

type textOptions struct {
	Essay string
	Plain bool
	Read  readOptions

	env Env
}

func newText(env Env, run func(context.Context, *textOptions) error) *cobra.Command {
	o := &textOptions{env: env}
	cmd := &cobra.Command{
		Use:   "text ESSAY",
		Short: "Print an essay as gloss sees it, to quote from",
		Long: `Print an essay's text as gloss sees it, to quote from.

Each line of the text begins with its paragraph number, as "paragraph:" in an
annotation counts it, and the line of the file, as "lines:" counts it, where the
file has lines.`,
		Example: `  gloss text essays/history.md
  gloss text --plain - < history.md`,
		Args:              between(1, 1),
		ValidArgsFunction: completeEssays,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Essay = args[0]
			if err := o.Read.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.Plain, "plain", false, "the text alone, byte for byte")
	o.Read.inputFlags(cmd)
	return cmd
}

func runText(_ context.Context, o *textOptions) error {
	e, findings, err := o.Read.pipeline(o.env).ReadEssay(o.Essay)
	if err != nil {
		return err
	}
	if err := (diag.Printer{}).Print(o.env.Stderr, findings); err != nil {
		return err
	}
	if o.Plain {
		_, err = o.env.Stdout.Write([]byte(e.Text))
		return err
	}
	_, err = o.env.Stdout.Write([]byte(numberedText(e)))
	return err
}

// numberedText is the text with the numbers of paragraphs and lines before it.
func numberedText(e *essay.Essay) string {
	numbers := len(strconv.Itoa(e.ParagraphCount()))
	lines := 0
	if e.HasLines() {
		lines = len(strconv.Itoa(e.File.LineCount()))
	}
	var b strings.Builder
	for i, block := range e.Blocks {
		if i > 0 && (block.Kind != essay.Row || e.Blocks[i-1].Kind != essay.Row) {
			b.WriteByte('\n')
		}
		paragraph := ""
		if block.Number > 0 {
			paragraph = "¶" + strconv.Itoa(block.Number)
		}
		at := block.Span.Start
		for line := range strings.Lines(block.Span.Of(e.Text)) {
			fmt.Fprintf(&b, "%*s ", numbers+1, paragraph)
			if e.HasLines() {
				from := e.File.Position(e.FileSpan(source.Span{Start: at, End: at + len(line)}).Start).Line
				fmt.Fprintf(&b, "%*d", lines, from)
			}
			fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(diag.Visible(strings.TrimSuffix(line, "\n")), "\n", " "))
			at += len(line)
			paragraph = ""
		}
	}
	return b.String()
}

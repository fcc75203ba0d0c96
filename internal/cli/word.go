package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/format"
	"gloss/internal/format/docx"
)

// wordOptions are the flags that say how a report goes into a Word file.
type wordOptions struct {
	TrackChanges bool
	Summary      string
	Anonymous    bool
	Candidate    string
}

func (o *wordOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&o.TrackChanges, "track-changes", true, "in Word, replacements are tracked changes; =false leaves them to the comments")
	f.StringVar(&o.Summary, "summary", "end", "in Word, `WHERE` the page with the general comment stands: "+strings.Join(docx.Summaries(), ", "))
	f.BoolVar(&o.Anonymous, "anonymous", false, "in Word, take the student's name out of the file's properties, comments and changes")
	f.StringVar(&o.Candidate, "candidate", "", "the `NAME` that --anonymous puts in, instead of the annotation file's student: if that is a number")
	complete(cmd, "summary", docx.Summaries())
}

func (o *wordOptions) check(writer string) error {
	switch {
	case !oneOf(o.Summary, docx.Summaries()...):
		return usageError("--summary is one of %s, not %q", strings.Join(docx.Summaries(), ", "), o.Summary)
	case o.Anonymous && writer != docx.Format:
		return usageError("--anonymous is for Word files: use -f docx")
	case o.Candidate != "" && !o.Anonymous:
		return usageError("--candidate goes with --anonymous")
	}
	return nil
}

func (o *wordOptions) set(opts *format.Options) {
	opts.TrackChanges, opts.Summary = o.TrackChanges, o.Summary
	opts.Anonymous, opts.Candidate = o.Anonymous, o.Candidate
}

package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/format"
	"gloss/internal/pipeline"
	"gloss/internal/report"
)

// selectOptions are the flags that choose among the notes.
type selectOptions struct {
	Kinds, Categories, Severities, Markers []string
	Private                                bool
}

func (o *selectOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringSliceVar(&o.Kinds, "kind", nil, "only annotations of this `KIND`; may be repeated")
	f.StringSliceVar(&o.Categories, "category", nil, "only annotations of this `CATEGORY`; may be repeated")
	f.StringSliceVar(&o.Severities, "severity", nil, "only annotations of this `SEVERITY`: minor or major")
	f.StringSliceVar(&o.Markers, "marker", nil, "only annotations by this `MARKER`; may be repeated")
	f.BoolVar(&o.Private, "private", false, "with what is for markers only")
	complete(cmd, "kind", words(annotation.Kinds()))
	complete(cmd, "category", annotation.Categories())
	complete(cmd, "severity", words(annotation.Severities()))
}

func (o *selectOptions) check() error {
	for _, k := range o.Kinds {
		if !oneOf(k, words(annotation.Kinds())...) {
			return usageError("unknown kind %q: the kinds are %s", k, strings.Join(words(annotation.Kinds()), ", "))
		}
	}
	for _, s := range o.Severities {
		if !oneOf(s, words(annotation.Severities())...) {
			return usageError("unknown severity %q: the severities are minor and major", s)
		}
	}
	return nil
}

func (o *selectOptions) selection() report.Selection {
	s := report.Selection{Private: o.Private, Categories: o.Categories, Markers: o.Markers}
	for _, k := range o.Kinds {
		s.Kinds = append(s.Kinds, annotation.Kind(k))
	}
	for _, v := range o.Severities {
		s.Severities = append(s.Severities, annotation.Severity(v))
	}
	return s
}

func words[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// readOptions are the flags that say how essays are read and passages found.
type readOptions struct {
	Encoding string
	From     string
	Fuzzy    string
	Was      string
	MaxMiB   int
}

func (o *readOptions) flags(cmd *cobra.Command) {
	o.inputFlags(cmd)
	cmd.Flags().StringVar(&o.Fuzzy, "fuzzy", "on", "find passages that were changed: on or off")
	complete(cmd, "fuzzy", []string{"on", "off"})
}

// inputFlags are those that say how essays are read.
func (o *readOptions) inputFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.Encoding, "encoding", "", "the essay's `ENCODING`, if gloss takes it for another")
	f.StringVar(&o.From, "from", "", "the essay's `FORMAT`, whatever its ending: "+strings.Join(format.ReaderNames(), ", "))
	f.IntVar(&o.MaxMiB, "max-size", 0, "the largest essay that is read, in `MiB`; 0 is 10, and 64 for Word files")
	complete(cmd, "from", format.ReaderNames())
}

func (o *readOptions) check() error {
	if _, ok := format.ReaderNamed(o.From); !ok && o.From != "" {
		return usageError("unknown essay format %q: the formats are %s", o.From, strings.Join(format.ReaderNames(), ", "))
	}
	if !oneOf(o.Fuzzy, "on", "off", "") { // "" where the command has no such flag
		return usageError("--fuzzy is on or off, not %q", o.Fuzzy)
	}
	if o.MaxMiB < 0 || o.MaxMiB > pipeline.MostMiB {
		return usageError("--max-size is at most %d MiB", pipeline.MostMiB)
	}
	return nil
}

func (o *readOptions) pipeline(env Env) pipeline.Options {
	return pipeline.Options{
		Encoding: o.Encoding, From: o.From, Limit: int64(o.MaxMiB) << 20,
		NoFuzzy: o.Fuzzy == "off", Was: o.Was, Stdin: env.Stdin,
	}
}

package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"gloss/internal/annotation"
	"gloss/internal/check"
	"gloss/internal/format"
)

// topics are the pages of help that belong to no command.
func topics() []*cobra.Command {
	return []*cobra.Command{
		topic("exit-status", "What the exit statuses mean", statusHelp),
		topic("formats", "What is read and written", formatHelp),
		topic("annotations", "What an annotation file may hold", annotationHelp),
		topic("rules", "What check looks for", ruleHelp),
	}
}

// topic is a page of help, written when it is asked for.
func topic(name, short string, page func() string) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: short}
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		cmd.Long = page()
		cmd.Parent().HelpFunc()(cmd, args)
	})
	return cmd
}

func statusHelp() string {
	var b strings.Builder
	b.WriteString("The exit statuses:\n\n")
	for _, s := range statuses() {
		fmt.Fprintf(&b, "  %3d  %s\n", s.status, s.doc)
	}
	return b.String()
}

func formatHelp() string {
	var b strings.Builder
	b.WriteString("Essays are read from:\n\n")
	for _, r := range format.Readers() {
		fmt.Fprintf(&b, "  %-13s %-18s %s\n", r.Name, strings.Join(r.Extensions, " "), r.Title)
	}
	b.WriteString("\nReports are written as:\n\n")
	for _, w := range format.Writers() {
		fmt.Fprintf(&b, "  %-13s %-18s %s\n", w.Name, strings.Join(w.Extensions, " "), w.Title)
	}
	b.WriteString("\nA report written as json can be named in place of an essay.\n")
	return b.String()
}

func ruleHelp() string {
	var b strings.Builder
	b.WriteString("What check looks for, beside faults in the files themselves:\n")
	for _, r := range check.Rules() {
		fmt.Fprintf(&b, "\n  %s (%s)\n", r.ID, r.Severity)
		b.WriteString(indent(r.Doc))
	}
	return b.String()
}

// property is what the help takes from the schema of a key.
type property struct {
	Description string              `json:"description"`
	Properties  orderedProperties   `json:"properties"`
	Items       *property           `json:"items"`
	Enum        []any               `json:"enum"`
	Examples    []any               `json:"examples"`
	Definitions map[string]property `json:"definitions"`
}

// orderedProperties are the keys of an object in the order of the schema.
type orderedProperties []namedProperty

type namedProperty struct {
	name string
	property
}

// UnmarshalJSON keeps the order that the keys are written in.
func (o *orderedProperties) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(strings.NewReader(string(data)))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		p := namedProperty{name: fmt.Sprint(name)}
		if err := d.Decode(&p.property); err != nil {
			return err
		}
		*o = append(*o, p)
	}
	return nil
}

// annotationHelp lists the keys of the annotation file, as its schema has them.
func annotationHelp() string {
	var file property
	if err := json.Unmarshal(annotation.Schema(), &file); err != nil {
		return err.Error()
	}
	var b strings.Builder
	b.WriteString(`An annotation file is YAML. The smallest that works:

  annotations:
    - quote: claiming thousands of lives
      comment: Millions died, not thousands.

The keys of the file:
`)
	var remark property
	for _, p := range file.Properties {
		writeKey(&b, p)
		if p.name == "annotations" && p.Items != nil {
			remark = file.Definitions["annotation"]
		}
	}
	b.WriteString("\nThe keys of one annotation:\n")
	for _, p := range remark.Properties {
		writeKey(&b, p)
	}
	return b.String()
}

func writeKey(b *strings.Builder, p namedProperty) {
	fmt.Fprintf(b, "\n  %s\n", p.name)
	b.WriteString(indent(p.Description))
	if words := texts(p.Enum); len(words) > 0 {
		b.WriteString(indent("One of: " + strings.Join(words, ", ")))
	}
	if words := texts(p.Examples); len(words) > 1 {
		b.WriteString(indent("Such as: " + strings.Join(words, ", ")))
	}
}

// texts are the texts of a list that may hold anything.
func texts(list []any) []string {
	var out []string
	for _, v := range list {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func indent(text string) string {
	const by = "    "
	wrapped := ansi.Wrap(text, 76-len(by), "")
	return by + strings.ReplaceAll(wrapped, "\n", "\n"+by) + "\n"
}

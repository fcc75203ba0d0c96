package check

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/bank"
	"gloss/internal/diag"
)

func unknownEntry() rule {
	return rule{
		Rule: Rule{
			ID: "unknown-entry", Severity: diag.Warning,
			Doc:     "An annotation uses an entry that no comment bank has, or two have.",
			Why:     "What the entry was to say is missing from the report.",
			Example: "use: famine-tol, where the bank has famine-toll.",
		},
		run: func(c *context) []diag.Finding {
			shelf := newShelf(c.banks)
			var out []diag.Finding
			for _, a := range c.set.Annotations {
				if a.Use.Set {
					out = append(out, c.entry(shelf, a.Use)...)
				}
			}
			return out
		},
	}
}

func (c *context) entry(s *shelf, use annotation.Text) []diag.Finding {
	if len(s.entries) == 0 {
		return []diag.Finding{c.at(use.Span, "no comment bank is named, so that nothing can be used from one",
			"name it at the top of the file:\nbanks:\n  - NAME.bank.yaml")}
	}
	name, entry, named := strings.Cut(use.Value, ":")
	if !named {
		entry = name
	}
	var in []string
	for _, b := range s.having[entry] {
		if !named || b == name {
			in = append(in, b)
		}
	}
	switch {
	case len(in) == 1:
		return nil
	case len(in) > 1:
		return []diag.Finding{c.at(use.Span, fmt.Sprintf("the comment banks %s each have an entry %s", list(in), quoted(entry)),
			"say which is meant:\nuse: "+in[0]+":"+entry)}
	case named && !s.banks[name]:
		return []diag.Finding{c.at(use.Span, fmt.Sprintf("there is no comment bank %s", quoted(name)), "the banks are "+list(s.names))}
	}
	help := meant(entry, s.entries)
	if others := s.having[entry]; len(others) > 0 {
		help = []string{"another bank has it:\nuse: " + others[0] + ":" + entry}
	}
	return []diag.Finding{c.at(use.Span, fmt.Sprintf("no comment bank has an entry %s", quoted(entry)), help...)}
}

// shelf is what the comment banks hold, by name.
type shelf struct {
	names   []string
	banks   map[string]bool
	entries []string
	having  map[string][]string // the banks that have an entry
}

func newShelf(banks []*bank.Bank) *shelf {
	s := &shelf{banks: map[string]bool{}, having: map[string][]string{}}
	for _, b := range banks {
		name := bankName(b)
		s.names, s.banks[name] = append(s.names, name), true
		for _, e := range b.Entries {
			s.entries = append(s.entries, e.Name.Text)
			s.having[e.Name.Text] = append(s.having[e.Name.Text], name)
		}
	}
	return s
}

// bankName is what use: calls the bank: its file's name without the ending.
func bankName(b *bank.Bank) string {
	base := path.Base(filepath.ToSlash(b.File.Name))
	base = strings.TrimSuffix(base, path.Ext(base))
	return strings.TrimSuffix(base, ".bank")
}

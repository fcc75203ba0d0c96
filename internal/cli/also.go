package cli

import (
	"errors"
	"strings"

	"gloss/internal/annotation"
	"gloss/internal/pin"
	"gloss/internal/report"
	"gloss/internal/yamlfile"
)

// also is the key for further places of the same remark, each named by its words;
// no words take it away. Where the option was not given there is no key.
func (s *sheet) also(r remarkFlags) ([]yamlfile.Entry, error) {
	if !r.given("also") {
		return nil, nil
	}
	var out []yamlfile.Content
	for _, words := range r.Also {
		if strings.TrimSpace(words) == "" {
			continue
		}
		found, err := s.find(annotation.Selector{Quote: annotation.Text{Value: words, Set: true}})
		if err != nil {
			return nil, alsoError(err)
		}
		out = append(out, yamlfile.MapOf(pin.Fields(s.words(found[0]))...))
	}
	return []yamlfile.Entry{{Key: "also", Value: yamlfile.ListOf(out...)}}, nil
}

// words are those of a place and around it. Their position would be that of the
// essay as it is, which is not always the text that the file's digest is of.
func (s *sheet) words(at report.Place) annotation.Selector {
	sel := pin.Selector(s.essay, at.Span)
	sel.Position = annotation.Position{}
	return sel
}

// alsoError says of words that were not found, or found more than once, that they
// are those of --also; the options that would choose a place are those of --quote.
func alsoError(err error) error {
	var refused *statusError
	if !errors.As(err, &refused) {
		return err
	}
	again := *refused
	again.message = "--also: " + strings.TrimSuffix(again.message, ": say which is meant")
	switch {
	case strings.Contains(again.help, "--occurrence"):
		again.help = "quote more of the words around it"
	default:
		again.help = strings.ReplaceAll(again.help, ": --quote ", ": --also ")
	}
	return &again
}

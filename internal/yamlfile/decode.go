package yamlfile

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// document is what the YAML library made of a text.
type document struct {
	root   *yaml.Node // nil where the text holds nothing
	second *yaml.Node // the first further document that is not empty
}

// fault is what the YAML library has against a text.
type fault struct {
	line    int // from 1; 0 where the library names none
	problem string
}

func (f *fault) Error() string { return f.problem }

// maxDocuments is how many empty documents may follow the first.
const maxDocuments = 16

// decode runs the library over a text. It reads all documents, because what
// stands after a "---" would be lost without a word.
func decode(text string) (doc document, bad *fault) {
	defer func() {
		// The library has panicked on hostile input before.
		if r := recover(); r != nil {
			doc, bad = document{}, &fault{problem: fmt.Sprint(r)}
		}
	}()
	d := yaml.NewDecoder(strings.NewReader(text))
	for count := 0; ; count++ {
		var n yaml.Node
		err := d.Decode(&n)
		switch {
		case errors.Is(err, io.EOF):
			return doc, nil
		case err != nil:
			return document{}, newFault(err)
		case count == 0:
			doc.root = content(&n)
		case !isEmpty(content(&n)) || count > maxDocuments:
			doc.second = content(&n)
			return doc, nil
		}
	}
}

func content(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.DocumentNode && len(n.Content) == 1 {
		return n.Content[0]
	}
	return n
}

// isEmpty reports whether a node is what the library makes of nothing at all.
func isEmpty(n *yaml.Node) bool {
	return n.IsZero() || n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0 && n.Anchor == ""
}

// newFault takes the library's "yaml: line 3: problem" apart.
func newFault(err error) *fault {
	parts := regexp.MustCompile(`^yaml: (?:line (\d+): )?(?s:(.*))$`).FindStringSubmatch(err.Error())
	if parts == nil {
		return &fault{problem: err.Error()}
	}
	line, _ := strconv.Atoi(parts[1]) // no line is line 0
	return &fault{line: line, problem: parts[2]}
}

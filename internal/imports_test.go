// Package internal_test holds what is true of the whole program.
package internal_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// rings say how far out a package lies. A package imports only packages of lower
// rings. Packages below one that is named here belong to its ring.
func rings() map[string]int {
	return map[string]int{
		"gloss/internal/source":     0,
		"gloss/internal/atomicfile": 0,
		"gloss/internal/filename":   0,
		"gloss/internal/growth":     0,
		"gloss/internal/live":       0, // files and pages, whatever is in them

		"gloss/internal/diag":     1,
		"gloss/internal/essay":    1,
		"gloss/internal/anchor":   1,
		"gloss/internal/yamlfile": 2, // it speaks in findings
		"gloss/internal/richtext": 1,

		"gloss/internal/annotation": 3,
		"gloss/internal/rubric":     3,
		"gloss/internal/bank":       3,

		"gloss/internal/report": 4,
		"gloss/internal/store":  4,

		"gloss/internal/check":   5,
		"gloss/internal/pin":     5,
		"gloss/internal/format/": 5,

		"gloss/internal/format": 6,

		"gloss/internal/pipeline": 7,

		"gloss/internal/locate": 8,
		"gloss/internal/web":    8,
		"gloss/internal/cli":    9,

		"gloss/annotations": 0,
		"gloss/essays":      0,
		"gloss/cmd":         10,
	}
}

// onlyIn names the libraries that one package alone may import.
func onlyIn() map[string]string {
	return map[string]string{
		"gopkg.in/yaml.v3":       "gloss/internal/yamlfile",
		"github.com/spf13/cobra": "gloss/internal/cli",
	}
}

// ringOf finds the ring of a package, by the longest name that it lies below.
func ringOf(pkg string) (int, string, bool) {
	best, ring := "", 0
	for name, r := range rings() {
		below := strings.HasSuffix(name, "/") && strings.HasPrefix(pkg, name) ||
			pkg == name || strings.HasPrefix(pkg, name+"/") && !strings.HasSuffix(name, "/")
		if below && len(name) > len(best) {
			best, ring = name, r
		}
	}
	if strings.HasSuffix(best, "/") { // every child is a room of its own
		child, _, _ := strings.Cut(strings.TrimPrefix(pkg, best), "/")
		best += child
	}
	return ring, best, best != ""
}

// fault says what is wrong with one package importing another; "" if nothing.
func fault(from, imported string) string {
	for library, home := range onlyIn() {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && from != home && !strings.HasPrefix(from, home+"/") {
			return fmt.Sprintf("%s imports %s, which only %s may", from, library, home)
		}
	}
	if imported != "gloss" && !strings.HasPrefix(imported, "gloss/") {
		return ""
	}
	ring, room, known := ringOf(from)
	other, otherRoom, otherKnown := ringOf(imported)
	switch {
	case !known:
		return from + " is in no ring"
	case !otherKnown:
		return imported + " is in no ring"
	case room == otherRoom:
		return "" // parts of one package
	case other >= ring:
		return fmt.Sprintf("%s (ring %d) imports %s (ring %d)", from, ring, imported, other)
	}
	return ""
}

// packageOf is the import path of the package that a file of this module, named from
// this folder, belongs to.
func packageOf(file string) string {
	return path.Join("gloss/internal", filepath.ToSlash(filepath.Dir(file)))
}

func TestImportsGoInward(t *testing.T) {
	n := 0
	walk := func(root string) {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			from := packageOf(name)
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					return err
				}
				n++
				if wrong := fault(from, imported); wrong != "" {
					t.Errorf("%s: %s", name, wrong)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, root := range []string{".", "../cmd", "../essays", "../annotations"} {
		walk(root)
	}
	if n < 100 {
		t.Errorf("only %d imports were looked at", n)
	}
}

func TestPlantedImportsAreFaults(t *testing.T) {
	for _, planted := range [][2]string{
		{"gloss/internal/source", "gloss/internal/essay"},
		{"gloss/internal/anchor", "gloss/internal/essay"},
		{"gloss/internal/annotation", "gloss/internal/rubric"},
		{"gloss/internal/report", "gloss/internal/check"},
		{"gloss/internal/format/htmlpage", "gloss/internal/format/markdown"},
		{"gloss/internal/format/htmlpage", "gloss/internal/format"},
		{"gloss/internal/annotation", "gopkg.in/yaml.v3"},
		{"gloss/internal/pipeline", "github.com/spf13/cobra"},
		{"gloss/internal/surprise", "gloss/internal/source"},
	} {
		if fault(planted[0], planted[1]) == "" {
			t.Errorf("%s may import %s", planted[0], planted[1])
		}
	}
	for _, fine := range [][2]string{
		{"gloss/internal/format/docx", "gloss/internal/format/docx/package"},
		{"gloss/internal/format", "gloss/internal/format/htmlpage"},
		{"gloss/internal/yamlfile", "gopkg.in/yaml.v3"},
		{"gloss/internal/cli", "gloss/internal/pipeline"},
	} {
		if wrong := fault(fine[0], fine[1]); wrong != "" {
			t.Error(wrong)
		}
	}
}

package htmlpage

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"sync"
)

//go:embed page.css index.css page.js *.tmpl
var files embed.FS

// assetSet is what every page is made with.
type assetSet struct {
	style, indexStyle, script string
	templates                 *template.Template
}

// assets reads the embedded files once.
var assets = sync.OnceValues(func() (*assetSet, error) { //nolint:gochecknoglobals // read once, never changed
	set := &assetSet{}
	for name, to := range map[string]*string{
		"page.css": &set.style, "index.css": &set.indexStyle, "page.js": &set.script,
	} {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the page's own files: %w", err)
		}
		*to = string(data)
	}
	var err error
	if set.templates, err = template.ParseFS(files, "*.tmpl"); err != nil {
		return nil, fmt.Errorf("reading the page's own templates: %w", err)
	}
	return set, nil
})

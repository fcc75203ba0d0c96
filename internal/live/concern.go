package live

import (
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// concern knows which names matter to those who listen for events: those of the
// paths, of the folders that lead there and are not there yet, and all that is not
// hidden below the folders among them. It is used by several goroutines; the zero
// value has none.
type concern struct {
	mu      sync.Mutex
	names   map[string]bool
	folders []string // each with its separator
}

func (c *concern) set(paths iter.Seq[*watched]) {
	names := map[string]bool{}
	var folders []string
	for f := range paths {
		for _, dir := range f.awaited() {
			names[dir] = true
		}
		for _, name := range f.names() {
			names[name] = true
			if len(f.dirs) > 0 {
				folders = append(folders, name+string(filepath.Separator))
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names, c.folders = names, folders
}

func (c *concern) has(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.names[name] || slices.ContainsFunc(c.folders, func(folder string) bool {
		below, ok := strings.CutPrefix(name, folder)
		return ok && !slices.ContainsFunc(strings.Split(below, string(filepath.Separator)), hidden)
	})
}

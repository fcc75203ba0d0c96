package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

var errTooManyLinks = errors.New("too many links lead to one another")

// maxLinks is how many links may lead to one another.
const maxLinks = 40

// resolve follows links to the file that is meant, so that the link stays and the
// file behind it is changed. The file need not be there, nor its folder.
func resolve(path string) (string, error) {
	for range maxLinks {
		real, err := filepath.EvalSymlinks(path)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return real, err
		}
		target, err := os.Readlink(path)
		if err != nil { // no link: the last part of the path is the file to be
			dir, err := filepath.EvalSymlinks(filepath.Dir(path))
			if errors.Is(err, fs.ErrNotExist) {
				return filepath.Clean(path), nil
			}
			return filepath.Join(dir, filepath.Base(path)), err
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", errTooManyLinks
}

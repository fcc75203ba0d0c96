package atomicfile

import "io/fs"

// Replace is Write for what can be made again, such as a report. The file is
// replaced whole or not at all just the same, but nothing waits for the disk:
// after a power failure the file may be empty.
func Replace(path string, data []byte) error {
	return write(unhurried{disk{}}, path, data, always)
}

// unhurried is a system that brings things to the disk when it likes.
type unhurried struct{ system }

type unhurriedFile struct{ file }

func (u unhurried) create(path string, perm fs.FileMode) (file, error) {
	f, err := u.system.create(path, perm)
	return unhurriedFile{f}, err
}

func (unhurried) syncDir(string) error { return nil }

// Sync does nothing.
func (unhurriedFile) Sync() error { return nil }

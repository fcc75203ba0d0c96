// Package atomicfile writes a file whole or not at all.
//
// After Write has returned nil, the file holds the new bytes and would still
// hold them after a power failure. After an error it holds the old bytes, and
// where there was no file there is none; only if the very last step failed, the
// syncing of the folder, the new bytes stand there already. It is never torn
// between the two, also where the program dies on the way. Replace promises the
// same but for the power failure, and is much faster.
//
// What stands at the path is replaced and not followed: where it is a symbolic
// link, the link gives way to the file and its target is left alone. Who means
// the target resolves the link first.
package atomicfile

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write replaces the file at path by data, or makes it where there is none. It
// keeps the permissions of a file that it replaces, and its owner and extended
// attributes where that is allowed; a new file gets 0644 less the process's umask.
// A file that is read-only is not replaced, though its folder would let it be.
// Every error is an *Error.
func Write(path string, data []byte) error {
	return write(disk{}, path, data, always)
}

// WriteIf is Write with a last look: when the new file is on the disk, under the
// passing name temp in the same folder, ready is called, and only if it returns
// nil the new file takes its place. Between the look and that there is nothing
// but the renaming. An error of ready is the cause of the error.
func WriteIf(path string, data []byte, ready func(temp string) error) error {
	return write(disk{}, path, data, ready)
}

func always(string) error { return nil }

// IsTemp reports whether a file's name is that of a half-written file which a
// killed program left behind.
func IsTemp(name string) bool {
	middle, ok := strings.CutPrefix(filepath.Base(name), tempPrefix)
	if !ok {
		return false
	}
	middle, ok = strings.CutSuffix(middle, tempSuffix)
	if !ok || len(middle) != 2*tempBytes {
		return false
	}
	_, err := hex.DecodeString(middle)
	return err == nil
}

const (
	tempPrefix = ".gloss-"
	tempSuffix = ".tmp"
	tempBytes  = 8
)

func write(sys system, path string, data []byte, ready func(temp string) error) error {
	old, err := existing(sys, path)
	if err != nil {
		return Explain(path, err)
	}
	dir := filepath.Dir(path)
	temp, err := writeTemp(sys, path, old, data)
	if err != nil {
		return Explain(path, err)
	}
	if err := ready(temp); err != nil {
		return Explain(path, errors.Join(err, sys.remove(temp)))
	}
	if err := sys.replace(temp, path); err != nil {
		return Explain(path, errors.Join(err, sys.remove(temp)))
	}
	// Only now does the folder say so for good.
	return Explain(path, sys.syncDir(dir))
}

// existing is the file that is to be replaced; nil where there is none, or only
// a link. What must not be replaced is an error.
func existing(sys system, path string) (fs.FileInfo, error) {
	if path == "" || os.IsPathSeparator(path[len(path)-1]) {
		return nil, errFolder
	}
	info, err := sys.lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	switch mode := info.Mode(); {
	case mode&fs.ModeSymlink != 0:
		return nil, nil
	case mode.IsDir():
		return nil, errFolder
	case !mode.IsRegular():
		return nil, errSpecial
	case mode.Perm()&0o222 == 0:
		return nil, errReadOnly
	}
	// Another user's file may be closed to us whatever its bits say.
	if err := sys.probe(path); errors.Is(err, fs.ErrPermission) {
		return nil, errReadOnly
	} else if err != nil {
		return nil, err
	}
	return info, nil
}

// writeTemp makes the new file under a passing name in the same folder, and
// brings it to the disk. On failure nothing of it is left.
func writeTemp(sys system, path string, old fs.FileInfo, data []byte) (string, error) {
	perm := fs.FileMode(0o644)
	if old != nil {
		// Nobody may look into it before it has the old file's permissions.
		perm = 0o600
	}
	f, name, err := createTemp(sys, filepath.Dir(path), perm)
	if err != nil {
		return "", err
	}
	if old != nil {
		f.KeepOwner(old)
		f.KeepAttributes(path)
	}
	err = fill(f, old, data)
	// A second close after a failed fill would be harmless, a missing one not.
	err = errors.Join(err, f.Close())
	if err != nil {
		return "", errors.Join(err, sys.remove(name))
	}
	return name, nil
}

func createTemp(sys system, dir string, perm fs.FileMode) (file, string, error) {
	for try := 0; ; try++ {
		var random [tempBytes]byte
		rand.Read(random[:]) // it never returns an error
		name := filepath.Join(dir, tempPrefix+hex.EncodeToString(random[:])+tempSuffix)
		f, err := sys.create(name, perm)
		if err == nil || try == 9 || !errors.Is(err, fs.ErrExist) {
			return f, name, err
		}
	}
}

func fill(f file, old fs.FileInfo, data []byte) error {
	if old != nil {
		if err := f.Chmod(old.Mode().Perm()); err != nil {
			return err
		}
	}
	n, err := f.Write(data)
	if err != nil {
		return err
	}
	if n < len(data) {
		return io.ErrShortWrite
	}
	return f.Sync()
}

//go:build linux || darwin

package atomicfile

import (
	"strings"

	"golang.org/x/sys/unix"
)

// KeepAttributes gives the file the extended attributes of another, where that is
// allowed. Access lists are among them.
func (f diskFile) KeepAttributes(path string) {
	names, err := grow(func(buf []byte) (int, error) { return unix.Listxattr(path, buf) })
	if err != nil {
		return
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		value, err := grow(func(buf []byte) (int, error) { return unix.Getxattr(path, name, buf) })
		if err == nil && name != "" {
			unix.Fsetxattr(int(f.Fd()), name, value, 0) //nolint:errcheck // what is not allowed is left
		}
	}
}

// grow calls a function that tells how many bytes it needs, and again with them.
func grow(call func([]byte) (int, error)) ([]byte, error) {
	n, err := call(nil)
	if err != nil || n == 0 {
		return nil, err
	}
	buf := make([]byte, n)
	n, err = call(buf)
	if err != nil {
		return nil, err
	}
	return buf[:n], nil
}

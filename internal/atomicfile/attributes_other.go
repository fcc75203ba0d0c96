//go:build !linux && !darwin

package atomicfile

// KeepAttributes does nothing: extended attributes are not known here.
func (diskFile) KeepAttributes(string) {}
